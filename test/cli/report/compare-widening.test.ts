import { assemblyOf, connect, policy, role, template } from './assembly';
import { compare } from '../../../cli/report/compare/compare';
import { reportOfAny } from '../../../cli/report/model/build';

const CONNECT = connect('arn:aws:rds-db:eu-west-1:111111111111:dbuser:db-A/reader');
const templateWith = (statement?: object) =>
  template({ Agent: role(), Connect: policy([CONNECT, ...statement ? [statement] : []], { Roles: [{ Ref: 'Agent' }] }) });
const reportWith = (statement?: object) => reportOfAny(assemblyOf({ 'Teleport.template.json': templateWith(statement) }));

const DENY = { Effect: 'Deny', Action: 's3:*', Resource: '*' };
const inRegions = (...regions: string[]) => ({ ...DENY, Condition: { StringEquals: { 'aws:RequestedRegion': regions } } });

test.each([
  { what: 'a denial in another region', before: inRegions('eu-west-1'), after: inRegions('eu-central-1'), effects: ['more'] },
  { what: 'a denial in fewer regions', before: inRegions('eu-west-1', 'eu-central-1'), after: inRegions('eu-west-1'), effects: ['more'] },
  { what: 'a denial in more regions', before: inRegions('eu-west-1'), after: inRegions('eu-west-1', 'eu-central-1'), effects: ['less'] },
  { what: 'a denial without its condition', before: inRegions('eu-west-1'), after: DENY, effects: ['less'] },
  {
    what: 'an exception of fewer resources',
    before: { Effect: 'Allow', Action: 's3:*', NotResource: 'arn:aws:s3:::a*' },
    after: { Effect: 'Allow', Action: 's3:*', NotResource: 'arn:aws:s3:::ab' },
    effects: ['more', 'same'],
  },
  {
    what: 'an exception of fewer actions',
    before: { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' },
    after: { Effect: 'Allow', NotAction: 'iam:Get*', Resource: '*' },
    effects: ['more', 'same'],
  },
])('$what', ({ before, after, effects }) => {
  expect(compare(reportWith(before), reportWith(after)).changes.map(({ effect }) => effect)).toEqual(effects);
});

test('of two assemblies in one folder, none hides what the other allows', () => {
  const two = (first: object, second: object) =>
    reportOfAny(assemblyOf({ 'a/Teleport.template.json': first, 'b/Teleport.template.json': second }));
  const wider = templateWith({ Effect: 'Allow', Action: 's3:*', Resource: '*' });
  expect(() => compare(two(templateWith(), templateWith()), two(wider, templateWith()))).toThrow(
    'a folder has Role Agent in stack Teleport twice; compare one cloud assembly at a time');
});

test('a role that takes a policy of this library for itself is compared with what it had', () => {
  const reportOf = (properties: object) => reportOfAny(assemblyOf({
    'Teleport.template.json': template({
      Agent: role(), Connect: policy([CONNECT], { Roles: [{ Ref: 'Agent' }] }), Other: role(properties),
    }),
  }));
  const after = reportOf({ ManagedPolicyArns: [{ Ref: 'Connect' }, 'arn:aws:iam::aws:policy/ReadOnlyAccess'] });
  expect(after.stacks[0].identities.map(({ name, policies, otherPolicies, quotas }) => ({
    name, policies: policies.map((one) => one.name), otherPolicies, managed: quotas[0].used,
  }))).toEqual([
    { name: 'Agent', policies: ['Connect'], otherPolicies: [], managed: 1 },
    { name: 'Other', policies: ['Connect'], otherPolicies: ['arn:aws:iam::aws:policy/ReadOnlyAccess'], managed: 2 },
  ]);
  expect(compare(reportOf({}), after).changes.map(({ effect, kind, subject }) => [effect, kind, subject])).toEqual([
    ['more', 'permission added', 'Role Other in stack Teleport'],
    ['undecided', 'other policy added', 'Role Other in stack Teleport'],
  ]);
});

test.each([
  ['by its name', { ManagedPolicyArns: [{ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::111111111111:policy/agents/Teleport']] }] }],
  ['under a condition', { ManagedPolicyArns: [{ 'Fn::If': ['IsProd', { Ref: 'Connect' }, { Ref: 'AWS::NoValue' }] }] }],
  ['in a list under a condition', { ManagedPolicyArns: { 'Fn::If': ['IsProd', [{ Ref: 'Connect' }], { Ref: 'AWS::NoValue' }] } }],
])('so is one that takes it %s', (_, properties) => {
  const { stacks: [{ identities }] } = reportOfAny(assemblyOf({
    'Teleport.template.json': template({ Connect: policy([CONNECT], { ManagedPolicyName: 'Teleport' }), Other: role(properties) }),
  }));
  expect(identities.map(({ name, policies, otherPolicies }) => [name, policies.length, otherPolicies])).toEqual([['Other', 1, []]]);
});

test('a policy of AWS with the same name is another', () => {
  const resources = { Connect: policy([CONNECT], { ManagedPolicyName: 'Teleport' }), Other: role({ ManagedPolicyArns: ['arn:aws:iam::aws:policy/Teleport'] }) };
  expect(reportOfAny(assemblyOf({ 'Teleport.template.json': template(resources) })).stacks[0].identities).toEqual([]);
});
