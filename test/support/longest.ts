/** The longest that CloudFormation may fill in for pseudo parameters. */
const PSEUDO: { readonly [name: string]: number } = { 'AWS::Partition': 'aws-us-gov'.length, 'AWS::Region': 15, 'AWS::AccountId': 12 };

/** How long the value of a reference may be: by its logical id, or the name of its attribute. */
export type Lengths = { readonly [reference: string]: number };

/** A document, with every reference at its longest. */
export function atLongest(value: any, lengths: Lengths): any {
  if (Array.isArray(value)) {
    return value.map((item) => atLongest(item, lengths));
  }
  if (typeof value !== 'object') {
    return value;
  }
  const [[name, argument]] = Object.entries<any>(value);
  if (name === 'Fn::Join') {
    return atLongest(argument[1], lengths).join(argument[0]);
  }
  if (name === 'Ref' || name.startsWith('Fn::')) {
    return 'x'.repeat(lengthOf(name, argument, { ...PSEUDO, ...lengths }));
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, atLongest(item, lengths)]));
}

function lengthOf(name: string, argument: any, lengths: Lengths): number {
  const reference = name === 'Fn::GetAtt' ? argument[1] : argument;
  const length = lengths[name === 'Ref' || name === 'Fn::GetAtt' ? reference : name];
  if (length === undefined) {
    throw new Error(`nobody said how long ${JSON.stringify({ [name]: argument })} may be`);
  }
  return length;
}
