import { LONGEST } from '../aws/quotas';
import { Call, fold } from '../tokens/intrinsic';

/** What CloudFormation fills in, at its longest. */
const PSEUDO_PARAMETERS: { readonly [ref: string]: number } = {
  'AWS::Partition': LONGEST.partition,
  'AWS::Region': LONGEST.region,
  'AWS::AccountId': LONGEST.account,
  'AWS::URLSuffix': LONGEST.urlSuffix,
};
/** What anything else may be: the ARN of a role. */
const UNKNOWN = LONGEST.pathlessRoleArn;

/** The most characters that IAM can count in a document that CDK resolved. It does not count white space. */
export function templateLengthOf(value: unknown): number {
  return fold<number>(value, {
    literal: (text) => JSON.stringify(text ?? null).replace(/\s/g, '').length,
    list: (lengths) => lengths.reduce((sum, length) => sum + length + ','.length, frameOf(lengths)),
    object: (entries) => entries.reduce((sum, [key, length]) => sum + key.length + '"":,'.length + length, frameOf(entries)),
    call: (call, inner) => lengthOfCall(call, inner) + '""'.length,
  });
}

/** The brackets. Every item counts a comma, but the first one has none. */
const frameOf = ({ length }: readonly unknown[]): number => '[]'.length - (length > 0 ? ','.length : 0);

/** Without quotes. */
function lengthOfCall({ name, argument, args: [first, parts] }: Call, inner: (value: unknown) => number): number {
  if (name === 'Ref') {
    return PSEUDO_PARAMETERS[String(argument)] ?? UNKNOWN;
  }
  if (name === 'Fn::Join' && Array.isArray(parts)) {
    const delimiter = String(first).length;
    return parts.reduce<number>((sum, part) => sum + inner(part) - '""'.length + delimiter, -delimiter);
  }
  // its result is a part of its argument, or its argument with the variables filled in
  const variables = JSON.stringify(argument).split('${').length - 1;
  return Math.max(UNKNOWN, inner(argument) + variables * UNKNOWN);
}
