import {
  CfnElement, CfnMapping, DefaultTokenResolver, IPostProcessor, IResolvable, IResolveContext, Reference, Stack, Tokenization,
} from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { Referable } from '../aws/referable';

/** A value of a template, and what it refers to. */
export interface ResolvedValue extends Referable {
  readonly value: unknown;
}

/** What a value is at synthesis. References lead to what they refer to in the app, not to what a template makes of them. */
export function resolvedValue(scope: IConstruct, text: string): ResolvedValue {
  const resolver = new ReferenceKeeper();
  const value: unknown = Tokenization.resolve(text, { scope, resolver, preparing: false });
  const find = (name: unknown) => typeof name === 'number' ? resolver.targets[name] : elementIn(scope, name);
  return {
    value,
    find,
    valuesOf: (mapping, ...keys) => valuesIn(contentOf(find(mapping)), keys),
  };
}

/** Leaves a number where a reference is, and keeps what it refers to. */
class ReferenceKeeper extends DefaultTokenResolver {
  public readonly targets: IConstruct[] = [];

  constructor() {
    super({ join: (left: unknown, right: unknown) => ({ 'Fn::Join': ['', [left, right]] }) });
  }

  public resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    if (!Reference.isReference(token)) {
      return super.resolveToken(token, context, postProcessor);
    }
    return { Ref: token.displayName.startsWith('AWS::') ? token.displayName : this.targets.push(token.target) - 1 };
  }
}

/** By its logical id, in the template of the scope. */
function elementIn(scope: IConstruct, logicalId: unknown): CfnElement | undefined {
  const stack = Stack.of(scope);
  return stack.node.findAll().filter(CfnElement.isCfnElement)
    .find((element) => Stack.of(element) === stack && stack.resolve(element.logicalId) === logicalId);
}

/** The only thing in what a mapping writes. */
function contentOf(mapping: IConstruct | undefined): unknown {
  if (!(mapping instanceof CfnMapping)) {
    return undefined;
  }
  const content: unknown = Reflect.get(mapping, 'mapping'); // private in CDK, and the only place where it is
  return Stack.of(mapping).resolve(content);
}

function valuesIn(content: unknown, [key, ...keys]: readonly unknown[]): readonly unknown[] | undefined {
  if (typeof content !== 'object' || content === null) {
    return undefined;
  }
  const entries: [string, unknown][] = Object.entries(content);
  const values = entries.filter(([name]) => typeof key !== 'string' || name === key).map(([, value]) => value);
  return keys.length === 0 ? values : values.flatMap((value) => valuesIn(value, keys) ?? []);
}
