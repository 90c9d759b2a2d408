import { IResolvable, Stack, Token, Tokenization } from 'aws-cdk-lib';
import { functionOf } from './intrinsic';
import { partitionOf } from '../aws/partition';

/** A string for people. What only the deployment knows is in angle brackets. */
export function readable(stack: Stack, value: string): string {
  const mapToken = (token: IResolvable) => written(stack, stack.resolve(token));
  return String(Tokenization.reverseString(value).mapTokens({ mapToken }).join({ join: (left, right) => `${left ?? ''}${right ?? ''}` }));
}

/** An ARN to compare: without the partition, because a pseudo parameter and a literal mean the same. */
export const comparableArn = (stack: Stack, arn: unknown): string => readable(stack, Token.asString(arn)).replace(/^arn:.*?:iam::/, '');

function written(stack: Stack, value: unknown): string {
  const { name, argument, args: [separator, parts] = [] } = functionOf(value) ?? {};
  if (name === 'Ref') {
    return argument === 'AWS::Partition' && !Token.isUnresolved(stack.region) ? partitionOf(stack.region) : `<${argument}>`;
  }
  if (name === 'Fn::Join' && Array.isArray(parts)) {
    return parts.map((part) => written(stack, part)).join(String(separator));
  }
  return typeof value === 'string' ? value : `<${JSON.stringify(value)}>`;
}
