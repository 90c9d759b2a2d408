import { Reference, Tokenization } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { isResource } from '../tokens/resource-type';

/** The resource of a role or user that the app defines. */
export type IdentityResource = iam.CfnRole | iam.CfnUser;

export const isRole = (construct: unknown): construct is iam.CfnRole => isResource<iam.CfnRole>(construct, 'AWS::IAM::Role');
export const isUser = (construct: unknown): construct is iam.CfnUser => isResource<iam.CfnUser>(construct, 'AWS::IAM::User');

/** The resource that an ARN refers to, also if the role is wrapped (`withoutPolicyUpdates()`) or in another stack. */
export function resourceOf(arn: string): IdentityResource | undefined {
  return Tokenization.reverseString(arn).tokens
    .flatMap((token) => Reference.isReference(token) ? [token.target] : [])
    .find((target): target is IdentityResource => isRole(target) || isUser(target));
}

/** The name that the app gives, if it gives one. */
export function nameOf(resource: IdentityResource): string | undefined {
  return isRole(resource) ? resource.roleName : resource.userName;
}

/** Whether a name was cut out of an ARN that is a token, by a path that CDK does not know of. */
export function isCutOut(name: string, { path = '/' }: IdentityResource): boolean {
  return path !== '/' && !Tokenization.reverseString(name).tokens.some((token) => Reference.isReference(token));
}

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
