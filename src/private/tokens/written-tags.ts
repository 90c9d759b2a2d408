import { CfnResource } from 'aws-cdk-lib';
import { functionOf } from './intrinsic';
import { writtenProperties } from './written-property';

export interface WrittenTag {
  readonly Key: unknown;
  readonly Value?: unknown;
}

/**
 * The tags that the template gives to a resource, overrides included, and those of both branches of a condition. All types that Teleport
 * discovers have lists of tags.
 */
export function writtenTags(resource: CfnResource, resolve?: (value: unknown) => unknown): WrittenTag[] {
  return tagsIn(writtenProperties(resource, resolve).Tags);
}

function tagsIn(value: unknown): WrittenTag[] {
  if (Array.isArray(value)) {
    return value.flatMap(tagsIn);
  }
  const { name, args } = functionOf(value) ?? { name: '', args: [] };
  if (name === 'Fn::If') {
    return args.slice(1).flatMap(tagsIn);
  }
  return typeof value === 'object' && value !== null && 'Key' in value ? [value] : [];
}
