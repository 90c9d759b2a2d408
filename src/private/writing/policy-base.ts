import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { applyBoundary, checkMayBeBounded } from './apply-boundary';
import { Boundary } from './boundary';
import { LaterGrants } from './later-grants';
import { boundaryName, unresolvedNames } from './policy-name';
import { PolicyWriter } from './policy-writer';
import { checkTarget, warnOfTarget } from './target';
import { ITeleportPolicy, TeleportPermission, TeleportPolicyProps } from '../../policies/policy';
import { PackedDocument } from '../documents/packed-document';
import { copyOf, Declaration } from '../permissions/declaration';
import { Permission, published } from '../permissions/permission';
import { assembled, PolicyContent } from '../permissions/policy-content';
import { selfGrantsOf, wholeSelfGrant } from '../permissions/self-grant';
import { watchQuotas } from '../synthesis/attachment-quotas';
import { checkOneSelfGrant, watchBoundary } from '../synthesis/bounded-identity';
import { lookAgain, unresolvedValuesOf } from '../synthesis/check-tokens';
import { watchGrants } from '../synthesis/grants-outside';
import { lookAtDatabases } from '../synthesis/look-at-databases';
import { lookAtKeys } from '../synthesis/look-at-keys';
import { watchPairs } from '../synthesis/mixed-pairs';
import { warnAtSynth } from '../synthesis/warn-at-synth';

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
  public readonly _declaration: Declaration;
  /** @internal */
  public readonly _target: iam.IIdentity;
  private readonly writer: PolicyWriter;
  private readonly documents: readonly PackedDocument[];

  constructor(scope: Construct, id: string, props: TeleportPolicyProps, content: PolicyContent) {
    const identity = checkTarget(scope, props, content);
    super(scope, id);
    this._declaration = copyOf(content.declaration);
    this._target = props.target;

    const bounded = content.boundary && {
      name: boundaryName(this, props.policyName, props.path, '-Boundary'),
      permissions: assembled(content.boundary, [wholeSelfGrant(identity)], props.asDocumented),
    };
    const selfGrants = selfGrantsOf(identity, content.declaration.selfGrant, bounded?.name.arn);
    this._permissions = assembled(content, selfGrants, props.asDocumented);
    this.writer = new PolicyWriter(this, identity, props);
    this.documents = this.writer.pack(this._permissions);

    this._laterGrants = new LaterGrants(props.target, (statement) => this.writer.grant(statement));
    this.grantPrincipal = this._laterGrants;
    const fix = `declare everything in one construct, grant the rest to ${this.node.path}, or leave 'selfGrant' out`;
    if (bounded !== undefined) {
      const hasSingle = content.declaration.databases?.some(({ _facts: { isPattern } }) => !isPattern) ?? false;
      checkMayBeBounded(this, identity);
      checkOneSelfGrant(this, identity);
      const narrower = hasSingle ? 'name databases by patterns such as RdsDatabase.any()' : 'name fewer regions, tags or roles';
      const boundary = new Boundary(this, 'PermissionsBoundary', bounded.name, bounded.permissions,
        `${narrower}, or leave 'selfGrant' out`);
      applyBoundary(this, boundary, identity);
      watchGrants(this, identity, boundary, ', or leave \'selfGrant\' out');
      this._laterGrants.onGrant((statement) => boundary.add(statement));
      this.permissionsBoundary = boundary.managedPolicy;
    }
    this.writer.write(this.documents);

    watchBoundary({ scope: this, permissions: this._permissions, boundary: bounded?.permissions, fix }, identity);
    watchPairs(this, identity, content.declaration.databases);
    watchQuotas(this, identity);
    const names = [...identity.arn.unresolved ?? [], ...unresolvedNames(props, this.documents.length)];
    lookAgain(this, [...names, ...unresolvedValuesOf(this._permissions), ...content.unwritten]);
    lookAtKeys(this, content.keys);
    lookAtDatabases(this, content.declaration.databases);
    this.node.addValidation({ validate: () => this.writer.validate() });
    warnOfTarget(this, identity, content);
    warnAtSynth(this, identity, content);
  }

  public get permissions(): TeleportPermission[] {
    // made on demand, because this takes 4 % of the construction of 5,000 databases
    return this.documents.flatMap(({ permissions }) => permissions.map(published));
  }

  public get managedPolicies(): iam.IManagedPolicy[] {
    return [...this.writer.managedPolicies];
  }
}
