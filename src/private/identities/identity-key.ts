import { Token } from 'aws-cdk-lib';
import { IdentityResource } from './identity-resource';
import { BoundedText } from '../tokens/bounded-text';

/** What tells a role or user from others. */
interface Identified {
  readonly identityType: string;
  readonly account: string;
  readonly name: string;
  readonly literalArn?: BoundedText;
  readonly resource?: IdentityResource;
}

/** The same for one identity, defined or imported, by its name or ARN. Paths are no part of what makes a name unique. */
export const keyOf = (identity: Identified): string => `${identity.identityType} ${identity.account} ${uniqueNameOf(identity)}`;

/** The name if it is known; or the resource, because a role's own name and ARN are different tokens. */
function uniqueNameOf({ literalArn, name, resource }: Identified): string {
  const given = literalArn?.text.split('/').pop() ?? name;
  return resource !== undefined && Token.isUnresolved(given) ? resource.node.path : given;
}
