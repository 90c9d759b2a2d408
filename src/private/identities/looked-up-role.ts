import * as iam from 'aws-cdk-lib/aws-iam';

/** The placeholder ARN that `Role.fromLookup()` returns on the first run. */
const STAND_IN = /:iam:[^:]+:123456789012:role\/DUMMY_ARN$/;
const ID = 'UntilLookedUp';

/**
 * The role itself; or one of the stack's account, in place of what `Role.fromLookup()` gives until the CDK CLI has looked. The CLI then
 * runs the app again, so the app must not fail before that.
 */
export function untilLookedUp(role: iam.IRole): iam.IRole {
  if (!STAND_IN.test(role.roleArn)) {
    return role;
  }
  const known = role.node.tryFindChild(ID) as iam.IRole | undefined;
  return known ?? iam.Role.fromRoleName(role, ID, `looked-up-${role.node.addr}`); // no two are the same
}
