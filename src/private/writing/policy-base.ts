import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { LaterGrants } from './later-grants';
import { PolicyWriter } from './policy-writer';
import { bounded, planned } from './self-grant-boundary';
import { ITeleportPolicy, TeleportPermission, TeleportPolicyProps } from '../../policies/policy';
import { defining } from '../checks/validation-error';
import type { Identity } from '../identities/identity';
import { checkTarget, warnOfTarget } from '../permissions/check-target';
import { Permission, published } from '../permissions/permission';
import { PolicyContent, settled } from '../permissions/policy-content';
import { checkAtSynthesis } from '../synthesis/check-at-synthesis';

/**
 * Writes permissions as policies: the last step of every construct of this library.
 *
 * Everything that can be wrong throws before the first resource is defined.
 *
 * @internal
 */
export abstract class PolicyBase extends Construct implements ITeleportPolicy {
  public readonly grantPrincipal: iam.IPrincipal;
  /** The permissions boundary that comes with `SelfGrant.BOUNDED`: the most that Teleport can grant itself. */
  public readonly permissionsBoundary?: iam.IManagedPolicy;
  /** @internal */
  public readonly _permissions: readonly Permission[];
  /** @internal */
  public readonly _laterGrants: LaterGrants;
  /** @internal */
  public readonly _declaration: PolicyContent['declaration'];
  /** @internal */
  public readonly _identity: Identity;
  private readonly writer: PolicyWriter;

  constructor(scope: Construct, id: string, props: TeleportPolicyProps, declared: PolicyContent) {
    const content = settled(declared);
    const identity = defining(scope, id, () => checkTarget(scope, props, content));
    super(scope, id);
    this._identity = identity;
    this._declaration = content.declaration;
    const plan = defining(this, '', () => planned(this, identity, content, props));
    this._permissions = plan.permissions;
    this.writer = defining(this, '', () => new PolicyWriter(this, identity, props, plan.permissions));
    this._laterGrants = new LaterGrants(props.target, (statement) => this.writer.grant(statement));
    this.grantPrincipal = this._laterGrants;
    this.permissionsBoundary = defining(this, '', () => bounded(this, identity, content, plan, this._laterGrants));
    defining(this, '', () => this.writer.write());
    checkAtSynthesis(this, 'policy', { identity, content, permissions: plan.permissions, documents: this.writer.documents, props });
    warnOfTarget(this, identity, content, props);
  }

  public get permissions(): TeleportPermission[] {
    // made on demand, because this takes 4 % of the construction of 5,000 databases
    return this.writer.documents.flatMap(({ permissions }) => permissions.map(published));
  }

  public get managedPolicies(): iam.IManagedPolicy[] {
    return [...this.writer.managedPolicies];
  }
}
