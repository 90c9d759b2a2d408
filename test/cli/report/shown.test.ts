import { shown } from '../../../cli/report/assembly/shown';

const ROLE_ARN = { 'Fn::GetAtt': ['Role', 'Arn'] };

test.each<[string, unknown, string]>([
  ['text', 'arn:aws:s3:::bucket', 'arn:aws:s3:::bucket'],
  ['a number', 5432, '5432'],
  ['Ref', { Ref: 'AWS::Region' }, '${AWS::Region}'],
  ['Fn::GetAtt', ROLE_ARN, '${Role.Arn}'],
  ['Fn::GetAtt as one text', { 'Fn::GetAtt': 'Role.Arn' }, '${Role.Arn}'],
  ['Fn::Join', { 'Fn::Join': [':', ['arn', { Ref: 'AWS::Partition' }, 's3']] }, 'arn:${AWS::Partition}:s3'],
  ['Fn::Join of a list that is a function', { 'Fn::Join': [',', { Ref: 'Regions' }] }, '${Join(,, Regions)}'],
  ['Fn::Sub', { 'Fn::Sub': 'arn:${AWS::Partition}:s3' }, 'arn:${AWS::Partition}:s3'],
  ['Fn::Sub with variables', { 'Fn::Sub': ['${role}/${AWS::Region}', { role: ROLE_ARN }] }, '${Role.Arn}/${AWS::Region}'],
  ['Fn::Sub with what is no variable', { 'Fn::Sub': '${!aws:username}' }, '${aws:username}'],
  ['Fn::ImportValue', { 'Fn::ImportValue': 'Other:Role' }, '${ImportValue(Other:Role)}'],
  ['Fn::If', { 'Fn::If': ['IsProd', 'prod', { Ref: 'Stage' }] }, '${If(IsProd, prod, Stage)}'],
  ['functions of functions', { 'Fn::Select': [1, { 'Fn::Split': ['/', ROLE_ARN] }] }, '${Select(1, Split(/, Role.Arn))}'],
  ['an object that is no function', { Ref: 'A', Other: 'B' }, '{"Ref":"A","Other":"B"}'],
])('%s', (_, value, expected) => {
  expect(shown(value)).toBe(expected);
});
