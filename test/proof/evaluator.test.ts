import { isAllowed, Statement } from './evaluator';
import { simulated } from './simulator';

const ARN = 'arn:aws:rds:eu-west-1:123456789012:db:orders';
const policy = (...statements: Statement[]) => ({ Version: '2012-10-17', Statement: statements });
const allow = (rest: Partial<Statement> = {}): Statement => ({ Effect: 'Allow', Action: 'rds:ModifyDBInstance', Resource: ARN, ...rest });
const request = (context: { [key: string]: string | string[] } = {}) => ({ action: 'rds:ModifyDBInstance', resource: ARN, context });
const tag = (operator: string, value: string) => allow({ Condition: { [operator]: { 'aws:ResourceTag/team': value } } });

test.each<[what: string, statements: Statement[], context: { [key: string]: string | string[] }, allowed: boolean]>([
  ['what is allowed', [allow()], {}, true],
  ['what nobody allows', [], {}, false],
  ['what is denied besides', [allow(), allow({ Effect: 'Deny' })], {}, false],
  ['an action in other letters', [allow({ Action: 'RDS:modifydbinstance' })], {}, true],
  ['an action by a pattern', [allow({ Action: 'rds:Modify*' })], {}, true],
  ['another action', [allow({ Action: 'rds:ModifyDBCluster' })], {}, false],
  ['a resource by a pattern', [allow({ Resource: 'arn:aws:rds:*:123456789012:db:ord?rs' })], {}, true],
  ['a resource that only starts alike', [allow({ Resource: ARN.slice(0, -1) })], {}, false],
  ['the value of a condition', [tag('StringEquals', 'orders')], { 'aws:ResourceTag/team': 'orders' }, true],
  ['another value', [tag('StringEquals', 'orders')], { 'aws:ResourceTag/team': 'billing' }, false],
  ['no value', [tag('StringEquals', 'orders')], {}, false],
  ['a value with a star, literally', [tag('StringEquals', 'ord*')], { 'aws:ResourceTag/team': 'orders' }, false],
  ['a value like a pattern', [tag('StringLike', 'ord*')], { 'aws:ResourceTag/team': 'orders' }, true],
  ['a value that has to be there', [tag('Null', 'false')], { 'aws:ResourceTag/team': '' }, true],
  ['a value that has to be there and is not', [tag('Null', 'false')], {}, false],
  [
    'several values, all of them expected',
    [allow({ Condition: { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['a', 'b'] } } })],
    { 'aws:TagKeys': ['a'] },
    true,
  ],
  [
    'several values, one of them not',
    [allow({ Condition: { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['a', 'b'] } } })],
    { 'aws:TagKeys': ['a', 'c'] },
    false,
  ],
])('the evaluator and iam-simulate agree about %s', async (_, statements, context, allowed) => {
  const documents = { policies: [policy(allow({ Action: 's3:GetObject', Resource: '*' }), ...statements)] };
  expect(isAllowed(documents, request(context))).toBe(allowed);
  expect(await simulated(documents, request(context), 'arn:aws:iam::123456789012:role/agent')).toBe(allowed);
});

test('the evaluator and iam-simulate agree that a boundary allows nothing by itself, and cuts what it does not allow', async () => {
  const nothing = policy(allow({ Action: 's3:GetObject', Resource: '*' }));
  for (const [documents, allowed] of [
    [{ policies: [policy(allow())], boundary: policy(allow()) }, true],
    [{ policies: [nothing], boundary: policy(allow()) }, false],
    [{ policies: [policy(allow())], boundary: nothing }, false],
  ] as const) {
    expect(isAllowed(documents, request())).toBe(allowed);
    expect(await simulated(documents, request(), 'arn:aws:iam::123456789012:role/agent')).toBe(allowed);
  }
});

test('the evaluator does not guess: an operator that it does not know is an error', () => {
  expect(() => isAllowed({ policies: [policy(tag('StringNotEquals', 'orders'))] }, request())).toThrow('does not know the operator StringNotEquals');
});
