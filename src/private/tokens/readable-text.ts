import { IResolvable, Stack, Token, Tokenization } from 'aws-cdk-lib';
import { partitionOf } from '../aws/partition';

/** What CloudFormation is given for a token. */
interface Resolved {
  readonly 'Ref'?: string;
  readonly 'Fn::Join'?: readonly [separator: string, parts: readonly (string | Resolved)[]];
}

/** A string for people. What only the deployment knows is in angle brackets. */
export function readable(stack: Stack, value: string): string {
  const mapToken = (token: IResolvable) => nameOf(stack, token);
  return String(Tokenization.reverseString(value).mapTokens({ mapToken }).join({ join: (left, right) => `${left ?? ''}${right ?? ''}` }));
}

function nameOf(stack: Stack, token: IResolvable): string {
  const resolved: Resolved = stack.resolve(token);
  const [separator, parts = [resolved]] = resolved['Fn::Join'] ?? [];
  return parts.map((part) => typeof part === 'string' ? part : nameOfReference(stack, part)).join(separator);
}

function nameOfReference({ region }: Stack, resolved: Resolved): string {
  const isKnown = resolved.Ref === 'AWS::Partition' && !Token.isUnresolved(region);
  return isKnown ? partitionOf(region) : `<${resolved.Ref ?? JSON.stringify(resolved)}>`;
}
