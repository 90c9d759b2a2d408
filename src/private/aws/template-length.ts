/** What CloudFormation fills in, at its longest; anything else may be an ARN of a role or a key. */
const LONGEST: { readonly [ref: string]: number } = { 'AWS::Partition': 10, 'AWS::Region': 15, 'AWS::AccountId': 12, 'AWS::URLSuffix': 18 };
const LONGEST_ARN = 102;

/** The characters that IAM will count at the most in a document that came out of CDK, white space aside. */
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
  return entries.reduce((sum, [key, item]) => sum + key.length + '"":,'.length + templateLengthOf(item), '{}'.length - (entries.length > 0 ? 1 : 0));
}

/** Without quotes. */
function lengthOfIntrinsic(name: string, argument: unknown): number {
  if (name === 'Ref') {
    return LONGEST[String(argument)] ?? LONGEST_ARN;
  }
  if (name === 'Fn::Join' && Array.isArray(argument) && Array.isArray(argument[1])) {
    const [delimiter, parts] = argument as [string, unknown[]];
    return parts.reduce<number>((sum, part) => sum + templateLengthOf(part) - '""'.length + delimiter.length, -delimiter.length);
  }
  // a part of what it is made of, or some of it filled in
  const variables = JSON.stringify(argument).split('${').length - 1;
  return Math.max(LONGEST_ARN, templateLengthOf(argument) + variables * LONGEST_ARN);
}
