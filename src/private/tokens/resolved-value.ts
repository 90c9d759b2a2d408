import { CfnElement, CfnMapping, CfnStack, Reference, Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { ResolvedValue } from './referable';
import { isParameter } from './referred-values';
import { resolveWith } from './resolve-with';

/** Resolves a value at synthesis and keeps each reference as the construct it points to: as its index in `targets`. */
export function resolvedValue(scope: IConstruct, unresolved: unknown): ResolvedValue {
  const targets: IConstruct[] = [];
  const indexOf = (target: IConstruct): number => targets.push(target) - 1;
  const value = resolveWith(scope, unresolved, (token, context) => {
    if (Reference.isReference(token)) {
      const { displayName: name, target } = token;
      const isAttribute = name !== 'Ref' && !name.startsWith('AWS::');
      return isAttribute ? { 'Fn::GetAtt': [indexOf(target), name] } : { Ref: name === 'Ref' ? indexOf(target) : name };
    }
    const { cfnMapping, key1, key2, defaultValue }: MappingToken = Object(token);
    const keys: unknown[] = [key1, key2, { DefaultValue: defaultValue }];
    return cfnMapping && { 'Fn::FindInMap': [indexOf(cfnMapping), ...keys.map((key) => context.resolve(key))] };
  });
  const find = (name: unknown) => typeof name === 'number' ? targets[name] : elementIn(scope, name);
  return {
    value,
    find,
    valuesOf: (mapping, ...keys) => valuesIn(contentOf(find(mapping)), keys),
    given: (name) => givenTo(find(name)),
  };
}

/** The token that `findInMap()` returns. Resolved in another stack, it would define a copy of the mapping there. */
interface MappingToken {
  readonly cfnMapping?: CfnMapping;
  readonly key1?: string;
  readonly key2?: string;
  readonly defaultValue?: string;
}

/** The element with a logical id, in the template of the scope. */
function elementIn(scope: IConstruct, logicalId: unknown): CfnElement | undefined {
  const stack = Stack.of(scope);
  return stack.node.findAll().filter(CfnElement.isCfnElement)
    .find((element) => Stack.of(element) === stack && stack.resolve(element.logicalId) === logicalId);
}

function givenTo(parameter: IConstruct | undefined): ResolvedValue | undefined {
  const nested = isParameter(parameter) ? Stack.of(parameter).nestedStackResource : undefined;
  if (!isParameter(parameter) || !(nested instanceof CfnStack)) {
    return undefined;
  }
  const all = resolvedValue(nested, nested.parameters);
  const given = Object.entries(Object(all.value)).find(([name]) => name === parameter.stack.resolve(parameter.logicalId));
  return given && { ...all, value: given[1] };
}

/** The content of a `CfnMapping`. */
function contentOf(mapping: IConstruct | undefined): unknown {
  if (mapping === undefined || !('findInMap' in mapping)) {
    return undefined;
  }
  const content: unknown = Reflect.get(mapping, 'mapping'); // private in CDK, and the only place where it is
  return Stack.of(mapping).resolve(content);
}

function valuesIn(content: unknown, [key, ...keys]: readonly unknown[]): readonly unknown[] {
  if (typeof content !== 'object' || content === null) {
    return [];
  }
  const entries: [string, unknown][] = Object.entries(content);
  const values = entries.filter(([name]) => typeof key !== 'string' || name === key).map(([, value]) => value);
  return keys.length === 0 ? values : values.flatMap((value) => valuesIn(value, keys));
}
