import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { invalid, problem, verbatim } from '../checks/invalid';
import { boundaryNotApplied } from '../checks/warnings/boundaries';
import { warn } from '../checks/warnings/warning';
import { Identity } from '../identities/identity';
import { IdentityResource } from '../identities/identity-resource';
import { anotherBoundary, isArnOf } from '../synthesis/boundaries-stay';
import { checkAtSynthesis } from '../synthesis/check-at-synthesis';
import { otherBoundaryOf } from '../synthesis/one-boundary';
import { AppliedBoundary, WrittenBoundary } from '../synthesis/subjects';
import { readable } from '../tokens/readable-text';

/** Throws for an identity that cannot be bounded, by the boundary of a policy or by one that stands alone. */
export function checkMayBeBounded(scope: Construct, identity: Identity, boundary?: WrittenBoundary): void {
  if (identity.resource !== undefined) { // an imported one is its owner's to bound
    checkResource(scope, identity, identity.resource, boundary);
  }
  checkOneBoundary(scope, identity, boundary !== undefined);
}

function checkResource(scope: Construct, { label, identityType }: Identity, resource: IdentityResource, boundary?: WrittenBoundary): void {
  const stack = Stack.of(resource);
  const own = Stack.of(scope);
  if (stack !== own) {
    throw problem(`a permissions boundary must be in the stack of the ${identityType.toLowerCase()} that it bounds, `
      + `because one is deployed before the other: ${label} is in ${stack.node.path}, ${scope.node.path} in ${own.node.path}`,
    'define it there');
  }
  if (resource.permissionsBoundary !== undefined && !(boundary && isArnOf(boundary, resource.permissionsBoundary))) {
    throw anotherBoundary(stack, label, resource.permissionsBoundary);
  }
}

/** An identity has one boundary: those of two policies would each need the place of the other. */
function checkOneBoundary(scope: Construct, identity: Identity, isOnlyBoundary: boolean): void {
  const other = otherBoundaryOf(scope, identity);
  if (other !== undefined) {
    throw isOnlyBoundary
      ? invalid('target', `have no boundary but that of ${other}, because an identity has one boundary`, verbatim(identity.label),
        'name all of its policies in one boundary')
      : invalid('selfGrant', `be SelfGrant.BOUNDED in one policy of ${identity.label} only, because an identity has one boundary`,
        verbatim(`a second one beside ${other}`), 'declare everything in one construct');
  }
}

/** Puts a boundary on an identity that the app owns; tells how to do it for one that only its owner can bound. */
export function applyBoundary(scope: Construct, applied: AppliedBoundary): void {
  const { boundary, identity } = applied;
  if (identity.resource === undefined) {
    warn(scope, boundaryNotApplied(identity.label, commandFor(Stack.of(scope), boundary, identity)));
  } else {
    identity.resource.permissionsBoundary = boundary.managedPolicy.managedPolicyArn;
  }
  checkAtSynthesis(scope, 'appliedBoundary', applied);
}

function commandFor(stack: Stack, { name }: WrittenBoundary, { identityType, name: identity }: Identity): string {
  const word = identityType.toLowerCase();
  return `aws iam put-${word}-permissions-boundary --${word}-name ${readable(stack, identity)} `
    + `--permissions-boundary ${readable(stack, name.arn.text)}`;
}
