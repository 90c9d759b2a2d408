import { functionOf } from '../../../src/private/tokens/intrinsic';

/** What a template says, of which nothing is certain. */
export type JsonObject = { readonly [key: string]: unknown };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const objectOr = (value: unknown): JsonObject => isObject(value) ? value : {};
export const textOr = (value: unknown): string | undefined => typeof value === 'string' ? value : undefined;

/** CloudFormation and IAM take one value for a list of one. */
export function listOf(value: unknown): readonly unknown[] {
  return value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
}

/** A value, or each that `Fn::If` may put in its place. */
export function branchesOf(value: unknown): readonly unknown[] {
  const { name, argument } = functionOf(value) ?? {};
  if (name === 'Fn::If') {
    return listOf(argument).slice(1).flatMap(listOf).flatMap(branchesOf);
  }
  return name === 'Ref' && argument === 'AWS::NoValue' ? [] : [value];
}
