import { DefaultTokenResolver, IPostProcessor, IResolvable, IResolveContext, Reference, Token, Tokenization } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** Leaves references as the path of what they refer to, where each template has words of its own: a logical id, an import, a parameter. */
class PathResolver extends DefaultTokenResolver {
  constructor() {
    super({ join: (left, right) => JSON.stringify([left, right]) });
  }

  public resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    return Reference.isReference(token) ? referenceTo(token.target, token.displayName) : super.resolveToken(token, context, postProcessor);
  }
}

const RESOLVER = new PathResolver();

/** What a value is, in words that are the same for all stacks and stages of the app: for comparing. */
export function canonicalValue(scope: IConstruct, value: unknown): unknown {
  const isPlain = value === undefined || typeof value === 'string' && !Token.isUnresolved(value); // most are: a tenth of 500 small stacks
  return isPlain ? value : Tokenization.resolve(value, { scope, resolver: RESOLVER, preparing: false });
}

export function canonicalList(scope: IConstruct, value: unknown): readonly unknown[] {
  const list = canonicalValue(scope, value);
  return Array.isArray(list) ? list : []; // one that only CloudFormation knows counts for nothing
}

/** What `appWideValue()` makes of the `Ref` of a resource, or of another reference to it. */
export function referenceTo(resource: IConstruct, attribute = 'Ref'): string {
  return `\${${resource.node.path}.${attribute}}`;
}

/** The resource whose `Ref` a value is, anywhere in the app. */
export function referredTo(scope: IConstruct, value: unknown): IConstruct | undefined {
  const path = /^\$\{(.+)\.Ref\}$/.exec(String(value))?.[1];
  return path?.split('/').reduce<IConstruct | undefined>((parent, id) => parent?.node.tryFindChild(id), scope.node.root);
}
