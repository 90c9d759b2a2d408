import { DefaultTokenResolver, IPostProcessor, IResolvable, IResolveContext, Reference, StringConcat, Tokenization } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** What a value refers to: CDK makes texts whose parts it tells only when they are resolved. */
export function referredIn(scope: IConstruct, value: unknown): readonly IConstruct[] {
  const resolver = new ReferenceCollector();
  Tokenization.resolve(value, { scope, resolver, preparing: false });
  return resolver.targets;
}

class ReferenceCollector extends DefaultTokenResolver {
  public readonly targets: IConstruct[] = [];

  constructor() {
    super(new StringConcat());
  }

  public resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    if (Reference.isReference(token)) {
      this.targets.push(token.target);
    }
    return super.resolveToken(token, context, postProcessor);
  }
}
