import { CfnResource, Stack } from 'aws-cdk-lib';

/** What the template will say of a property: overrides count, and those that delete it as well. */
export function writtenProperty(resource: CfnResource, name: string, value: unknown): unknown {
  const overrides: unknown = Reflect.get(resource, 'rawOverrides'); // private in CDK, and the only place where they are
  const properties: unknown = isObject(overrides) ? Reflect.get(overrides, 'Properties') : undefined;
  return isObject(properties) && name in properties ? Reflect.get(properties, name) : value;
}

/** What the template will say of a list, unless an override changes single items of it. */
export function writtenList(resource: CfnResource, name: string, list: unknown): unknown {
  const written = writtenProperty(resource, name, list);
  return written === undefined || Array.isArray(written) ? written : list;
}

/** All properties as the template has them, at synthesis, or with another form of what is resolved. */
export function writtenProperties(
  resource: CfnResource, resolve = (value: unknown): unknown => Stack.of(resource).resolve(value),
): { readonly [name: string]: unknown } {
  const template = resolve(resource._toCloudFormation()) as TemplateOfOne;
  return Object.assign({}, ...Object.values(template.Resources ?? {}).map(({ Properties }) => Properties));
}

interface TemplateOfOne {
  readonly Resources?: { readonly [logicalId: string]: { readonly Properties?: object } };
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
