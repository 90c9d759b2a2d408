import { Reference, Tokenization } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
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
