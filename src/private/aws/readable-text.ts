import { IResolvable, Stack, Token, Tokenization } from 'aws-cdk-lib';
import { partitionOf } from '../aws/partition';

/** A string for people. What only the deployment knows is in angle brackets. */
export function readable(stack: Stack, value: string): string {
  const mapToken = (token: IResolvable) => nameOf(stack, token);
  return String(Tokenization.reverseString(value).mapTokens({ mapToken }).join({ join: (left, right) => `${left ?? ''}${right ?? ''}` }));
}

function nameOf(stack: Stack, token: IResolvable): string {
  const resolved: { Ref?: string } = stack.resolve(token);
  return resolved.Ref === 'AWS::Partition' && !Token.isUnresolved(stack.region)
    ? partitionOf(stack.region)
    : `<${resolved.Ref ?? JSON.stringify(resolved)}>`;
}
