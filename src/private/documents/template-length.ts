import { LONGEST } from '../aws/quotas';

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
  if (Array.isArray(value)) {
    return value.reduce<number>((sum, item) => sum + templateLengthOf(item) + ','.length, '[]'.length - (value.length > 0 ? 1 : 0));
  }
  if (typeof value !== 'object' || value === null) {
    return JSON.stringify(value ?? null).replace(/\s/g, '').length;
  }
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  if (entries.length === 1 && (entries[0][0] === 'Ref' || entries[0][0].startsWith('Fn::'))) {
    return lengthOfIntrinsic(entries[0][0], entries[0][1]) + '""'.length;
  }
  const frame = '{}'.length - (entries.length > 0 ? 1 : 0);
  return entries.reduce((sum, [key, item]) => sum + key.length + '"":,'.length + templateLengthOf(item), frame);
}

/** Without quotes. */
function lengthOfIntrinsic(name: string, argument: unknown): number {
  if (name === 'Ref') {
    return PSEUDO_PARAMETERS[String(argument)] ?? UNKNOWN;
  }
  if (name === 'Fn::Join' && Array.isArray(argument) && Array.isArray(argument[1])) {
    const [delimiter, parts] = argument as [string, unknown[]];
    return parts.reduce<number>((sum, part) => sum + templateLengthOf(part) - '""'.length + delimiter.length, -delimiter.length);
  }
  // its result is a part of its argument, or its argument with the variables filled in
  const variables = JSON.stringify(argument).split('${').length - 1;
  return Math.max(UNKNOWN, templateLengthOf(argument) + variables * UNKNOWN);
}
