import { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { applyBoundary } from './apply-boundary';
import { Boundary } from './boundary';
import { LaterGrants } from './later-grants';
import { TeleportPolicyProps } from '../../policies/policy';
import { TargetIdentity } from '../identities/identity';
import { Permission } from '../permissions/permission';
import { assembled, PolicyContent } from '../permissions/policy-content';
import { BoundaryName, boundaryName } from '../permissions/policy-name';
import { selfGrantsOf, wholeSelfGrant } from '../permissions/self-grant';
import { checkMayBeBounded } from '../synthesis/one-boundary';

/** What a policy will contain, and the boundary that comes with it. */
export interface Plan {
  readonly permissions: readonly Permission[];
  readonly boundary?: { readonly name: BoundaryName; readonly permissions: readonly Permission[] };
}

/** The permissions in order. Those to edit oneself name the boundary, which does not exist yet. */
export function planned(scope: Construct, identity: TargetIdentity, content: PolicyContent, props: TeleportPolicyProps): Plan {
  const { policyName, path, asDocumented } = props;
  const boundary = content.boundary && {
    name: boundaryName(scope, policyName, path, '-Boundary'),
    permissions: assembled(content.boundary, [wholeSelfGrant(identity)], asDocumented),
  };
  const selfGrants = selfGrantsOf(identity, content.declaration.selfGrant, boundary?.name.arn);
  return { permissions: assembled(content, selfGrants, asDocumented), boundary };
}

/** The boundary of `SelfGrant.BOUNDED`, on its identity, with what the app grants later. */
export function bounded(
  scope: Construct, identity: TargetIdentity, content: PolicyContent, { boundary: plan }: Plan, grants: LaterGrants,
): IManagedPolicy | undefined {
  if (plan === undefined) {
    return undefined;
  }
  const { databases = [] } = content.declaration;
  const orElse = 'or leave \'selfGrant\' out';
  const hasSingle = databases.some(({ _facts: { isPattern } }) => !isPattern);
  const narrower = hasSingle ? 'name databases by patterns such as RdsDatabase.any()' : 'name fewer regions, tags or roles';
  checkMayBeBounded(scope, identity);
  const boundary = new Boundary(scope, 'PermissionsBoundary', plan.name, plan.permissions, `${narrower}, ${orElse}`);
  const fix = `declare everything in one construct, grant the rest to ${scope.node.path}, ${orElse}`;
  applyBoundary(scope, { boundary, identity, fix, orElse: `, ${orElse}` });
  grants.onGrant((statement) => boundary.add(statement));
  return boundary.managedPolicy;
}
