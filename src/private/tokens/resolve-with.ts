import { DefaultTokenResolver, IPostProcessor, IResolvable, IResolveContext, Tokenization } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** What takes the place of a token; undefined: what CDK makes of it. */
export type Replace = (token: IResolvable, context: IResolveContext) => unknown;

type Concat = ConstructorParameters<typeof DefaultTokenResolver>[0];

/** As CDK joins the parts of a text, but for literals next to each other. */
const JOIN: Concat = {
  join: (left: unknown, right: unknown) =>
    left === undefined ? right ?? '' : right === undefined ? left : { 'Fn::Join': ['', [left, right]] },
};

/** Resolves a value and sees every token in it, however deep: CDK tells what is in some texts only when it resolves them. */
export function resolveWith(scope: IConstruct, value: unknown, replace: Replace, concat = JOIN): unknown {
  return Tokenization.resolve(value, { scope, resolver: new Resolver(concat, replace), preparing: false });
}

class Resolver extends DefaultTokenResolver {
  constructor(concat: Concat, private readonly replace: Replace) {
    super(concat);
  }

  public resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    return this.replace(token, context) ?? super.resolveToken(token, context, postProcessor);
  }
}
