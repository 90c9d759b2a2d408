import { Stack } from 'aws-cdk-lib';
import type * as rds from 'aws-cdk-lib/aws-rds';
import { IConstruct } from 'constructs';
import { referredIn } from './referred-in';
import { isResource } from './resource-type';

/** The engine of an RDS instance. A replica names none: it has that of its source. Undefined if the app does not tell. */
export function engineOfInstance(instance: rds.CfnDBInstance, replicas: readonly IConstruct[] = []): string | undefined {
  const engine: unknown = Stack.of(instance).resolve(instance.engine);
  if (engine !== undefined) {
    return typeof engine === 'string' ? engine : undefined;
  }
  const known = [...replicas, instance]; // a circle has no engine
  const source = referredIn(instance, instance.sourceDbInstanceIdentifier).filter(isInstance).find((one) => !known.includes(one));
  return source && engineOfInstance(source, known);
}

const isInstance = (construct: IConstruct): construct is rds.CfnDBInstance =>
  isResource<rds.CfnDBInstance>(construct, 'AWS::RDS::DBInstance');
