import { Reference } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { resolveWith } from './resolve-with';

/** The constructs that a value refers to. Some CDK tokens reveal their references only when they are resolved. */
export function referredIn(scope: IConstruct, value: unknown): readonly IConstruct[] {
  const targets: IConstruct[] = [];
  resolveWith(scope, value, (token) => {
    if (Reference.isReference(token)) {
      targets.push(token.target);
    }
  });
  return targets;
}
