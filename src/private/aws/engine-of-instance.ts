import {
  DefaultTokenResolver, IPostProcessor, IResolvable, IResolveContext, Reference, Stack, StringConcat, Tokenization,
} from 'aws-cdk-lib';
import type * as rds from 'aws-cdk-lib/aws-rds';
import { IConstruct } from 'constructs';
import { isResource } from './resource-type';

/** The engine of an RDS instance. A replica names none: it has that of its source. Undefined if the app does not tell. */
export function engineOfInstance(instance: rds.CfnDBInstance): string | undefined {
  const engine: unknown = Stack.of(instance).resolve(instance.engine);
  if (engine !== undefined) {
    return typeof engine === 'string' ? engine : undefined;
  }
  const source = referredIn(instance, instance.sourceDbInstanceIdentifier).find(isInstance);
  return source && engineOfInstance(source);
}

const isInstance = (construct: IConstruct): construct is rds.CfnDBInstance =>
  isResource<rds.CfnDBInstance>(construct, 'AWS::RDS::DBInstance');

/** What a value refers to: CDK makes an ARN whose parts it tells only when it is resolved. */
function referredIn(scope: IConstruct, value: string | undefined): readonly IConstruct[] {
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
