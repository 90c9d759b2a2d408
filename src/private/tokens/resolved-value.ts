import {
  CfnElement, CfnMapping, CfnParameter, CfnStack, DefaultTokenResolver, IPostProcessor, IResolvable, IResolveContext, Reference, Stack,
  Tokenization,
} from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { ResolvedValue } from './referable';

/** What a value is at synthesis. References lead to what they refer to in the app, not to what a template makes of them. */
export function resolvedValue(scope: IConstruct, unresolved: unknown): ResolvedValue {
  const resolver = new ReferenceKeeper();
  const value: unknown = Tokenization.resolve(unresolved, { scope, resolver, preparing: false });
  const find = (name: unknown) => typeof name === 'number' ? resolver.targets[name] : elementIn(scope, name);
  return {
    value,
    find,
    valuesOf: (mapping, ...keys) => valuesIn(contentOf(find(mapping)), keys),
    given: (name) => givenTo(find(name)),
  };
}

/** Leaves a number where something is referred to, and keeps what that is. */
class ReferenceKeeper extends DefaultTokenResolver {
  public readonly targets: IConstruct[] = [];

  constructor() {
    super({ join: (left: unknown, right: unknown) => ({ 'Fn::Join': ['', [left, right]] }) });
  }

  public resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    if (Reference.isReference(token)) {
      const { displayName: name, target } = token;
      const isAttribute = name !== 'Ref' && !name.startsWith('AWS::');
      return isAttribute ? { 'Fn::GetAtt': [this.numberOf(target), name] } : { Ref: name === 'Ref' ? this.numberOf(target) : name };
    }
    const { cfnMapping, key1, key2, defaultValue }: MappingToken = Object(token);
    if (cfnMapping === undefined) {
      return super.resolveToken(token, context, postProcessor);
    }
    const keys: unknown[] = [key1, key2, { DefaultValue: defaultValue }].map((key) => context.resolve(key));
    return { 'Fn::FindInMap': [this.numberOf(cfnMapping), ...keys] };
  }

  private numberOf(target: IConstruct): number {
    return this.targets.push(target) - 1;
  }
}

/** What `findInMap()` gives. Resolved in another stack, it would define a copy of the mapping there. */
interface MappingToken {
  readonly cfnMapping?: CfnMapping;
  readonly key1?: string;
  readonly key2?: string;
  readonly defaultValue?: string;
}

/** By its logical id, in the template of the scope. */
function elementIn(scope: IConstruct, logicalId: unknown): CfnElement | undefined {
  const stack = Stack.of(scope);
  return stack.node.findAll().filter(CfnElement.isCfnElement)
    .find((element) => Stack.of(element) === stack && stack.resolve(element.logicalId) === logicalId);
}

function givenTo(parameter: IConstruct | undefined): ResolvedValue | undefined {
  const nested = parameter instanceof CfnParameter ? Stack.of(parameter).nestedStackResource : undefined;
  if (!(parameter instanceof CfnParameter) || !(nested instanceof CfnStack)) {
    return undefined;
  }
  const all = resolvedValue(nested, nested.parameters);
  const given = Object.entries(Object(all.value)).find(([name]) => name === parameter.stack.resolve(parameter.logicalId));
  return given && { ...all, value: given[1] };
}

/** The only thing in what a mapping writes. */
function contentOf(mapping: IConstruct | undefined): unknown {
  if (!(mapping instanceof CfnMapping)) {
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
