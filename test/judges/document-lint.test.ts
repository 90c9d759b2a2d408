import { lint } from '../support/document-lint';

const document = (change: object = {}) => JSON.stringify({
  Version: '2012-10-17',
  Statement: [{
    Sid: 'RDSDescribeInstances',
    Effect: 'Allow',
    Action: 'rds:DescribeDBInstances',
    Resource: '*',
    Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
    ...change,
  }],
}, undefined, 2);

test('a right document passes', () => {
  expect(lint('ManagedPolicy', document())).toEqual([]);
});

test.each<[fault: string, text: string, sentence: string]>([
  ['a region that does not exist in an ARN', document({ Resource: 'arn:aws:rds:eu-west-9:123456789012:db:*' }), 'there is no region eu-west-9'],
  ['a region that does not exist in a condition', document({ Condition: { StringEquals: { 'aws:RequestedRegion': ['eu-west-1', 'us-est-1'] } } }), 'there is no region us-est-1'],
  ['a character that IAM does not take', document({ Resource: 'arn:aws:rds:eu-west-1:123456789012:db:a\u2013b' }), 'IAM does not take the character \u2013'],
  ['tags on a list', document({ Condition: { StringEquals: { 'aws:ResourceTag/team': 'a' } } }), 'the list rds:DescribeDBInstances cannot be limited by aws:ResourceTag/team'],
])('the lint finds %s', (_, text, sentence) => {
  expect(lint('ManagedPolicy', text)).toEqual([sentence]);
});

test('the lint finds a document that is one character too long', () => {
  const length = JSON.stringify(JSON.parse(document({ Sid: '' }))).length;
  expect(lint('ManagedPolicy', document({ Sid: 'x'.repeat(6144 - length) }))).toEqual([]);
  expect(lint('ManagedPolicy', document({ Sid: 'x'.repeat(6145 - length) }))).toEqual(['6145 characters, IAM allows 6144']);
});
