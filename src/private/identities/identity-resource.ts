import { Reference, Tokenization } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';

/** The resource of a role or user that the app defines. */
export type IdentityResource = iam.CfnRole | iam.CfnUser;

/** The resource that an ARN refers to, also if the role is wrapped (`withoutPolicyUpdates()`) or in another stack. */
export function resourceOf(arn: string): IdentityResource | undefined {
  return Tokenization.reverseString(arn).tokens
    .flatMap((token) => Reference.isReference(token) ? [token.target] : [])
    .find((target): target is IdentityResource => target instanceof iam.CfnRole || target instanceof iam.CfnUser);
}

/** The name that the app gives, if it gives one. */
export function nameOf(resource: IdentityResource): string | undefined {
  return resource instanceof iam.CfnRole ? resource.roleName : resource.userName;
}

/** Whether a name was cut out of an ARN that is a token, by a path that CDK does not know of. */
export function isCutOut(name: string, { path = '/' }: IdentityResource): boolean {
  return path !== '/' && !Tokenization.reverseString(name).tokens.some((token) => Reference.isReference(token));
}
