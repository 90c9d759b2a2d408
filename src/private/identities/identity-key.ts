import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { accountKey, accountScopeOf } from './account-scope';
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

/** A text that is equal for one identity of a scope's account, defined or imported, by its name or ARN. */
export function identityKey(scope: IConstruct, identity: Identified, name: unknown = uniqueNameOf(identity)): string {
  return `${identity.identityType} ${accountKey(accountScopeOf(scope, identity.account))} ${JSON.stringify(name)}`;
}

/** The name if it is known; or the resource, because a role's own name and ARN are different tokens. No path: names are unique without. */
export function uniqueNameOf({ literalArn, name, resource }: Identified): string {
  const given = literalArn?.text.split('/').pop() ?? name;
  return resource !== undefined && Token.isUnresolved(given) ? resource.node.path : given;
}
