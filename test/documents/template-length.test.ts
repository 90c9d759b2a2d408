import { templateLengthOf } from '../../src/private/documents/template-length';

test.each<[value: unknown, length: number, as: string]>([
  [null, 4, 'null'],
  [true, 4, 'true'],
  ['a b\tc', 7, '"ab\\tc", as IAM does not count white space'],
  [[], 2, '[]'],
  [['a'], 5, '["a"]'],
  [['a', 'b'], 9, '["a","b"]'],
  [{}, 2, '{}'],
  [{ a: 'b' }, 9, '{"a":"b"}'],
  [{ a: 'b', c: undefined }, 9, '{"a":"b"}'],
  [{ a: undefined }, 2, '{}'],
  [{ a: 'b', c: ['d'] }, 19, '{"a":"b","c":["d"]}'],
  [{ Ref: 'AWS::Partition' }, 12, '"aws-us-gov"'],
  [{ Ref: 'AWS::Region' }, 17, '"ap-southeast-1" and one more'],
  [{ Ref: 'AWS::AccountId' }, 14, '"123456789012"'],
  [{ Ref: 'AWS::URLSuffix' }, 20, '"amazonaws.com.cn" and two more'],
  [{ Ref: 'Bucket' }, 104, 'a string that may be the ARN of a role'],
  [{ Ref: 'Bucket', Fn: 'b' }, 25, '{"Ref":"Bucket","Fn":"b"}, which is no reference'],
  [{ 'Fn::GetAtt': ['Bucket', 'Arn'] }, 104, 'the same'],
  [{ 'Fn::Join': ['-', ['ab', { Ref: 'AWS::Region' }, 'c']] }, 22, '"ab-<region>-c"'],
  [{ 'Fn::Join': ['-', { Ref: 'List' }] }, 112, '"["-",<list>]", as nobody knows the list'],
  [{ 'Fn::Select': [0, ['a', 'b']] }, 104, 'an ARN, at the longest'],
  [{ 'Fn::If': ['C', 'b'.repeat(200), 'a'] }, 214, 'both sides of the condition'],
  [{ 'Fn::Sub': 'a'.repeat(150) }, 154, 'the text, with its quotes'],
  [{ 'Fn::Sub': '${A}${B}' }, 216, '"${A}${B}" and two ARNs'],
])('%j counts %d characters: %s', (value, length) => {
  expect(templateLengthOf(value)).toBe(length);
});
