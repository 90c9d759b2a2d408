export const ACCOUNT = '123456789012';
export const REGION = 'eu-west-1';

/** What CloudFormation would fill in: for pseudo parameters, and for resources that are deployed (`Id`, `Id.Attribute`). */
export type Pseudo = { readonly [name: string]: string };
const PSEUDO: Pseudo = { 'AWS::Partition': 'aws', 'AWS::Region': REGION, 'AWS::AccountId': ACCOUNT, 'AWS::URLSuffix': 'amazonaws.com' };

export interface Resource { Type: string; Properties: any; Metadata?: any }

/** Joins what CloudFormation joins; a reference to a resource becomes `<LogicalId>` or `<LogicalId.Attribute>`. */
export function deployed(value: any, pseudo: Pseudo = {}): any {
  if (Array.isArray(value)) {
    return value.map((item) => deployed(item, pseudo));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (value['Fn::Join'] !== undefined) {
    const [delimiter, parts] = value['Fn::Join'];
    return deployed(parts, pseudo).join(delimiter);
  }
  if (value.Ref !== undefined) {
    return { ...PSEUDO, ...pseudo }[value.Ref] ?? `<${value.Ref}>`;
  }
  if (value['Fn::GetAtt'] !== undefined) {
    const attribute = value['Fn::GetAtt'].join('.');
    return pseudo[attribute] ?? `<${attribute}>`;
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, deployed(item, pseudo)]));
}
