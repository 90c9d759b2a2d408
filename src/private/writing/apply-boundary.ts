import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { boundaryNotApplied } from '../checks/warnings/boundaries';
import { warn } from '../checks/warnings/warning';
import { Identity } from '../identities/identity';
import { checkAtSynthesis } from '../synthesis/check-at-synthesis';
import { AppliedBoundary, WrittenBoundary } from '../synthesis/subjects';
import { readable } from '../tokens/readable-text';

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
