import { Token } from 'aws-cdk-lib';
import type { Identity } from './identity';

/** The same for one identity, defined or imported, by its name or ARN. Paths are no part of what makes a name unique. */
export const keyOf = (identity: Identity): string => `${identity.kind} ${identity.account} ${uniqueNameOf(identity)}`;

/** The name if it is known; or the resource, because a role's own name and ARN are different tokens. */
function uniqueNameOf({ literalArn, name, resource }: Identity): string {
  const given = literalArn?.text.split('/').pop() ?? name;
  return resource !== undefined && Token.isUnresolved(given) ? resource.node.path : given;
}
