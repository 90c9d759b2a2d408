import { CfnResource, Reference, Tokenization } from 'aws-cdk-lib';
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

/** What the template will say of a property: overrides count, and those that delete it as well. */
export function writtenProperty(resource: CfnResource, name: string, value: unknown): unknown {
  const overrides: unknown = Reflect.get(resource, 'rawOverrides'); // private in CDK, and the only place where they are
  const properties: unknown = isObject(overrides) ? Reflect.get(overrides, 'Properties') : undefined;
  return isObject(properties) && name in properties ? Reflect.get(properties, name) : value;
}

/** The same of a list, unless an override changes single items of it. */
export function writtenList(resource: CfnResource, name: string, list: unknown): unknown {
  const written = writtenProperty(resource, name, list);
  return written === undefined || Array.isArray(written) ? written : list;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
