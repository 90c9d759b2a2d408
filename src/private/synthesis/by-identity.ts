import { Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { PerApp } from '../checks/per-app';
import { Identity } from '../identities/identity';
import { keyOf } from '../identities/identity-key';
import { getOr } from '../tokens/get-or';
import { topmost } from '../tokens/stackset-template';

/** What the constructs of an app say of an identity, however often the app imports it. */
export class ByIdentity<T> {
  private readonly ofApps = new PerApp(() => new Map<string, T[]>());

  /** A list that each construct adds to. */
  public of(scope: IConstruct, identity: Identity): T[] {
    // stacks whose accounts are not known may be deployed to different ones
    const place = Token.isUnresolved(identity.account) ? topmost(identity.stack ?? Stack.of(scope)).node.path : '';
    return getOr(this.ofApps.of(scope), `${place} ${keyOf(identity)}`, () => []);
  }
}
