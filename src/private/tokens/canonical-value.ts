import { Reference } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { resolveWith } from './resolve-with';

const JSON_CONCAT = { join: (left: unknown, right: unknown): string => JSON.stringify([left, right]) };

/**
 * A canonical form of a value, comparable across stacks and stages. A reference is the construct path of its target, which, unlike a
 * logical ID or an import, is the same in every template.
 */
export function canonicalValue(scope: IConstruct, value: unknown): unknown {
  return resolveWith(scope, value, (token) =>
    Reference.isReference(token) ? referenceTo(token.target, token.displayName) : undefined, JSON_CONCAT);
}

export function canonicalList(scope: IConstruct, value: unknown): readonly unknown[] {
  const list = canonicalValue(scope, value);
  return Array.isArray(list) ? list : []; // one that only CloudFormation knows counts for nothing
}

/** What `canonicalValue()` makes of the `Ref` of a resource, or of another reference to it. */
export function referenceTo(resource: IConstruct, attribute = 'Ref'): string {
  return `\${${resource.node.path}.${attribute}}`;
}

/** The resource whose `Ref` a value is, anywhere in the app. */
export function referredTo(scope: IConstruct, value: unknown): IConstruct | undefined {
  const path = /^\$\{(.+)\.Ref\}$/.exec(String(value))?.[1];
  return path?.split('/').reduce<IConstruct | undefined>((parent, id) => parent?.node.tryFindChild(id), scope.node.root);
}
