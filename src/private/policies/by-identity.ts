import { Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { topmost } from '../aws/template-for-others';
import { Identity } from '../identities/identity';
import { keyOf } from '../identities/identity-key';

/** What the constructs of an app say of an identity, however often the app imports it. */
export class ByIdentity<T> {
  private readonly ofApps = new WeakMap<IConstruct, Map<string, T[]>>();

  /** A list that each construct adds to. */
  public of(scope: IConstruct, identity: Identity): T[] {
    const { root } = scope.node;
    const ofApp = this.ofApps.get(root) ?? new Map<string, T[]>();
    this.ofApps.set(root, ofApp);
    // stacks whose accounts are not known may be deployed to different ones
    const place = Token.isUnresolved(identity.account) ? topmost(identity.stack ?? Stack.of(scope)).node.path : '';
    const key = `${place} ${keyOf(identity)}`;
    const said = ofApp.get(key) ?? [];
    ofApp.set(key, said);
    return said;
  }
}
