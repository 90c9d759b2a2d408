import { assemblyOf, connect, policy, role, template } from './assembly';
import { Comparison } from '../../../cli/report/compare/change';
import { compare } from '../../../cli/report/compare/compare';
import { comparisonText } from '../../../cli/report/compare/text';
import { reportOfAny } from '../../../cli/report/model/build';
import { paperOf } from '../../../cli/report/render/paper';

const USER = (name: string) => `arn:aws:rds-db:eu-west-1:111111111111:dbuser:${name}`;
const LIST = { Sid: 'RDSDescribeInstances', Effect: 'Allow', Action: 'rds:DescribeDBInstances', Resource: '*' };
const within = (...regions: string[]) => ({ Condition: { StringEquals: { 'aws:RequestedRegion': regions } } });
const TEAM = { Condition: { StringEquals: { 'aws:ResourceTag/team': 'a', 'aws:RequestedRegion': 'eu-west-1' } } };

const unlike = (...teams: string[]) => ({ Condition: { StringNotEquals: { 'aws:ResourceTag/team': teams } } });
const tagsOf = (Sid: string, Resource: string) => ({ Sid, Effect: 'Allow', Action: 'elasticache:ListTagsForResource', Resource });

interface App {
  readonly statements?: readonly object[];
  readonly condition?: string;
  readonly agent?: object;
  readonly others?: { readonly [id: string]: object };
}

function reportOfApp({ statements = [connect(USER('db-A/reader'))], agent = {}, others = {}, condition: Condition }: App) {
  const resources = { Agent: role(agent), Connect: { ...policy(statements, { Roles: [{ Ref: 'Agent' }] }), Condition }, ...others };
  return reportOfAny(assemblyOf({ 'Teleport.template.json': template(resources) }));
}

const comparisonOf = (before: App, after: App): Comparison => compare(reportOfApp(before), reportOfApp(after));

/** Each change in a line. */
function linesOf({ changes }: Comparison): string[] {
  return changes.map(({ effect, kind, what, permission, inBoundary }) =>
    [effect, kind, what, permission?.actions.join(), permission?.resources.join(), inBoundary && 'in boundary'].filter((part) => part).join(' | '));
}

describe.each<{ name: string; before: App; after: App; there: string[]; back: string[] }>([
  {
    name: 'a permission',
    before: {},
    after: { statements: [connect(USER('db-A/reader')), LIST] },
    there: ['more | permission added | rds:DescribeDBInstances | *'],
    back: ['less | permission lost | rds:DescribeDBInstances | *'],
  },
  {
    name: 'resources',
    before: {},
    after: { statements: [connect(USER('db-A/reader'), USER('db-B/reader'), USER('db-C/reader'))] },
    there: [`more | resource added | rds-db:connect | ${USER('db-B/reader')},${USER('db-C/reader')}`],
    back: [`less | resource lost | rds-db:connect | ${USER('db-B/reader')},${USER('db-C/reader')}`],
  },
  {
    name: 'a resource that two statements have',
    before: {},
    after: { statements: [connect(USER('db-A/reader')), connect(USER('db-B/reader')), connect(USER('db-B/reader'))] },
    there: [`more | resource added | rds-db:connect | ${USER('db-B/reader')}`],
    back: [`less | resource lost | rds-db:connect | ${USER('db-B/reader')}`],
  },
  {
    name: 'a wildcard in place of a name',
    before: {},
    after: { statements: [connect(USER('*/reader'))] },
    there: [
      `more | resource added | rds-db:connect | ${USER('*/reader')}`,
      `same | resource lost, still covered by ${USER('*/reader')} | rds-db:connect | ${USER('db-A/reader')}`,
    ],
    back: [
      `same | resource added, covered before by ${USER('*/reader')} | rds-db:connect | ${USER('db-A/reader')}`,
      `less | resource lost | rds-db:connect | ${USER('*/reader')}`,
    ],
  },
  {
    name: 'a wildcard that does not cover the name',
    before: {},
    after: { statements: [connect(USER('*/writer'))] },
    there: [`more | resource added | rds-db:connect | ${USER('*/writer')}`, `less | resource lost | rds-db:connect | ${USER('db-A/reader')}`],
    back: [`more | resource added | rds-db:connect | ${USER('db-A/reader')}`, `less | resource lost | rds-db:connect | ${USER('*/writer')}`],
  },
  {
    name: 'a condition',
    before: { statements: [{ ...LIST, ...within('eu-west-1') }] },
    after: { statements: [LIST] },
    there: ['more | condition dropped | rds:DescribeDBInstances | *'],
    back: ['less | condition added | rds:DescribeDBInstances | *'],
  },
  {
    name: 'one of two conditions',
    before: { statements: [{ ...LIST, ...TEAM }] },
    after: { statements: [{ ...LIST, ...within('eu-west-1') }] },
    there: ['more | condition dropped | rds:DescribeDBInstances | *'],
    back: ['less | condition added | rds:DescribeDBInstances | *'],
  },
  {
    name: 'a further region in a condition',
    before: { statements: [{ ...LIST, ...within('eu-west-1') }] },
    after: { statements: [{ ...LIST, ...within('eu-central-1', 'eu-west-1') }] },
    there: ['more | condition changed | rds:DescribeDBInstances | *'],
    back: ['less | condition changed | rds:DescribeDBInstances | *'],
  },
  {
    name: 'a region in place of another widens in both directions',
    before: { statements: [{ ...LIST, ...within('eu-west-1') }] },
    after: { statements: [{ ...LIST, ...within('eu-central-1') }] },
    there: ['more | condition changed | rds:DescribeDBInstances | *'],
    back: ['more | condition changed | rds:DescribeDBInstances | *'],
  },
  {
    name: 'a further value in a condition that negates',
    before: { statements: [{ ...LIST, ...unlike('a') }] },
    after: { statements: [{ ...LIST, ...unlike('a', 'b') }] },
    there: ['less | condition changed | rds:DescribeDBInstances | *'],
    back: ['more | condition changed | rds:DescribeDBInstances | *'],
  },
  {
    name: 'a policy that exists under a condition of the template',
    before: {},
    after: { condition: 'IsProd' },
    there: [`less | condition added | rds-db:connect | ${USER('db-A/reader')}`],
    back: [`more | condition dropped | rds-db:connect | ${USER('db-A/reader')}`],
  },
  {
    name: 'a wildcard of one character does not cover one of many',
    before: { statements: [connect(USER('db-?/reader'))] },
    after: { statements: [connect(USER('db-*/reader'))] },
    there: [
      `more | resource added | rds-db:connect | ${USER('db-*/reader')}`,
      `same | resource lost, still covered by ${USER('db-*/reader')} | rds-db:connect | ${USER('db-?/reader')}`,
    ],
    back: [
      `same | resource added, covered before by ${USER('db-*/reader')} | rds-db:connect | ${USER('db-?/reader')}`,
      `less | resource lost | rds-db:connect | ${USER('db-*/reader')}`,
    ],
  },
  {
    name: 'one action for two reasons is two changes',
    before: {},
    after: { statements: [connect(USER('db-A/reader')), tagsOf('ElastiCacheListTags', 'a'), tagsOf('ElastiCacheListUserTags', 'b')] },
    there: ['more | permission added | elasticache:ListTagsForResource | a', 'more | permission added | elasticache:ListTagsForResource | b'],
    back: ['less | permission lost | elasticache:ListTagsForResource | a', 'less | permission lost | elasticache:ListTagsForResource | b'],
  },
  {
    name: 'a denial is the other way round',
    before: {},
    after: { statements: [connect(USER('db-A/reader')), { ...LIST, Sid: undefined, Effect: 'Deny' }] },
    there: ['less | denial added | rds:DescribeDBInstances | *'],
    back: ['more | denial lost | rds:DescribeDBInstances | *'],
  },
  {
    name: 'who is trusted',
    before: {},
    after: { agent: { AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: '*' } }] } } },
    there: ['more | trust added | *', 'same | trust lost, still covered | ecs-tasks.amazonaws.com'],
    back: ['same | trust added, covered before | ecs-tasks.amazonaws.com', 'less | trust lost | *'],
  },
  {
    name: 'a policy that is not of this library',
    before: {},
    after: { agent: { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] } },
    there: ['more | other policy added | arn:aws:iam::aws:policy/AdministratorAccess'],
    back: ['less | other policy lost | arn:aws:iam::aws:policy/AdministratorAccess'],
  },
  {
    name: 'a permissions boundary',
    before: {},
    after: { agent: { PermissionsBoundary: 'arn:aws:iam::111111111111:policy/limit' } },
    there: ['less | permissions boundary put on | arn:aws:iam::111111111111:policy/limit'],
    back: ['more | permissions boundary taken off | arn:aws:iam::111111111111:policy/limit'],
  },
  {
    name: 'an identity',
    before: {},
    after: { others: { Reader: role({ RoleName: 'other' }), More: policy([LIST], { Roles: [{ Ref: 'Reader' }] }) } },
    there: ['more | identity added', 'more | trust added | ecs-tasks.amazonaws.com', 'more | permission added | rds:DescribeDBInstances | *'],
    back: ['less | identity removed', 'less | trust lost | ecs-tasks.amazonaws.com', 'less | permission lost | rds:DescribeDBInstances | *'],
  },
])('$name', ({ before, after, there, back }) => {
  test('there', () => expect(linesOf(comparisonOf(before, after))).toEqual(there));
  test('and back', () => expect(linesOf(comparisonOf(after, before))).toEqual(back));
});

test('a change of the policies that the boundary follows is said once', () => {
  const app = (...resources: string[]): App => ({
    statements: [connect(...resources)],
    agent: { PermissionsBoundary: { Ref: 'Boundary' } },
    others: { Boundary: policy([connect(...resources)], { Description: 'The most that a Teleport agent can be allowed' }) },
  });
  expect(linesOf(comparisonOf(app(USER('db-A/reader')), app(USER('db-A/reader'), USER('db-B/reader'))))).toEqual([
    `more | resource added | rds-db:connect | ${USER('db-B/reader')} | in boundary`,
  ]);
});

test('statements in another order or in another policy are no change', () => {
  const statements = [connect(USER('db-A/reader')), { ...LIST, ...within('eu-west-1', 'eu-central-1') }];
  const apart = { Second: policy([{ ...LIST, Sid: 'RDSDescribeInstances2', ...within('eu-central-1', 'eu-west-1') }], { Roles: [{ Ref: 'Agent' }] }) };
  const comparison = comparisonOf({ statements }, { statements: [connect(USER('db-A/reader'))], others: apart });
  expect(comparison).toEqual({ changes: [] });
  expect(comparisonText(comparison, paperOf({}, {}))).toBe('Nothing changed in what the policies of this library allow, and to whom.\n');
});

test('a reviewer reads what widens first, with the reason', () => {
  const before = { statements: [connect(USER('db-A/reader')), { ...LIST, ...within('eu-west-1') }] };
  const after = { statements: [connect(USER('db-B/reader')), { ...LIST, ...within('eu-west-1', 'eu-central-1') }] };
  expect(comparisonText(comparisonOf(before, after), paperOf({}, {}))).toBe(`Allows more

  Role Agent in stack Teleport

    Resource added
    Teleport needs it to log in to RDS, Aurora and RDS Proxy databases with IAM
    authentication
      allow  rds-db:connect
      on     arn:aws:rds-db:eu-west-1:111111111111:dbuser:db-B/reader

    Condition changed: was aws:RequestedRegion is eu-west-1, is now
    aws:RequestedRegion is eu-west-1 or eu-central-1
    Teleport needs it to list RDS instances, and the instances of Aurora
    clusters, with their tags and networks
      allow  rds:DescribeDBInstances
      on     *
      if     aws:RequestedRegion is eu-west-1 or eu-central-1

Allows less

  Role Agent in stack Teleport

    Resource lost
    Teleport needs it to log in to RDS, Aurora and RDS Proxy databases with IAM
    authentication
      allow  rds-db:connect
      on     arn:aws:rds-db:eu-west-1:111111111111:dbuser:db-A/reader
`);
});
