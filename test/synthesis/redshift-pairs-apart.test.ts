import { Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as redshift from 'aws-cdk-lib/aws-redshift';
import { RedshiftDatabase, TeleportDatabaseAccess, TeleportRedshiftConnectPolicy } from '../../src';
import { acknowledging } from '../support/acknowledging';
import { documentsBelow, roleIn, stackIn, warningsOf } from '../support/template';

const ID = 'cdk-teleport-database-access:redshiftPairsMixed';

type Options = Parameters<typeof RedshiftDatabase.fromClusterIdentifier>[1];
const value = (user: string, name: string, { cluster = 'warehouse', ...more }: Partial<Options> & { cluster?: string } = {}) =>
  RedshiftDatabase.fromClusterIdentifier(cluster, { databaseUsers: [user], databaseNames: [name], ...more });
const opened = (stack: Stack, id: string, target: iam.IIdentity, ...databases: RedshiftDatabase[]) =>
  new TeleportRedshiftConnectPolicy(stack, id, { target, databases });

function warningsFor(first: RedshiftDatabase[], second: RedshiftDatabase[]): string[] {
  const stack = stackIn();
  const role = roleIn(stack);
  opened(stack, 'First', role, ...first);
  opened(stack, 'Second', role, ...second);
  return warningsOf(stack);
}

test('two constructs that would mix users and databases are warned about, with the way out', () => {
  const stack = stackIn();
  const role = roleIn(stack, 'Agent', { roleName: 'agent' });
  opened(stack, 'First', role, value('admin', 'dev'));
  new TeleportDatabaseAccess(stack, 'Second', { target: iam.Role.fromRoleName(stack, 'Again', 'agent'), databases: [value('reader', 'prod')] });
  expect(Annotations.fromStack(stack).findWarning('/Stack/Second', Match.anyValue()).map(({ entry }) => entry.data)).toEqual([
    'Stack/Second and Stack/First open warehouse to one identity, so the users of one can open the databases of the other; '
    + 'declare both in one construct, which keeps them apart, because IAM checks users and database names one by one. '
    + acknowledging('redshiftPairsMixed'),
  ]);
});

test('one construct keeps them apart', () => {
  const stack = stackIn();
  const policy = opened(stack, 'Both', roleIn(stack), value('admin', 'dev'), value('reader', 'prod'));
  expect(warningsOf(stack)).toEqual([]);
  const [{ document }] = documentsBelow(policy);
  expect(document.Statement.map(({ Condition }: { Condition?: unknown }) => Condition)).toEqual([
    { StringLike: { 'redshift:DbName': 'dev' } }, { StringLike: { 'redshift:DbName': 'prod' } },
  ]);
});

test.each<[string, RedshiftDatabase[], RedshiftDatabase[]]>([
  ['the same cluster', [value('admin', 'dev')], [value('reader', 'prod')]],
  ['every cluster', [value('admin', 'dev')], [RedshiftDatabase.any({ databaseUsers: ['reader'], databaseNames: ['prod'] })]],
  ['a region of several', [value('admin', 'dev', { region: 'eu-west-1' })],
    [RedshiftDatabase.any({ databaseUsers: ['reader'], databaseNames: ['prod'], regions: ['us-east-1', 'eu-west-1'] })]],
  ['one that may open every database name', [value('reader', '*')], [value('admin', 'dev')]],
  ['two that are kept apart in their own construct', [value('admin', 'dev'), value('reader', 'prod')], [value('auditor', 'audit')]],
  ['the same, the other way round', [value('auditor', 'audit')], [value('admin', 'dev'), value('reader', 'prod')]],
])('%s: warned about', (_, first, second) => {
  expect(warningsFor(first, second)).toEqual([ID]);
});

test.each<[string, RedshiftDatabase[], RedshiftDatabase[]]>([
  ['another cluster', [value('admin', 'dev')], [value('reader', 'prod', { cluster: 'ledger' })]],
  ['another region', [value('admin', 'dev')], [value('reader', 'prod', { region: 'us-east-1' })]],
  ['the same user', [value('admin', 'dev')], [value('admin', 'prod')]],
  ['everybody everywhere beside', [value('*', '*')], [value('admin', 'dev')]],
  ['the same database name', [value('admin', 'dev')], [value('reader', 'dev')]],
  ['pairs that are kept apart in each construct', [value('admin', 'dev'), value('reader', 'prod')], [value('auditor', 'audit'), value('dba', 'ops')]],
])('%s: nothing is mixed', (_, first, second) => {
  expect(warningsFor(first, second)).toEqual([]);
});

test('clusters of the app, and roles of another policy, are told apart', () => {
  const stack = stackIn();
  const cluster = (id: string) => new redshift.CfnCluster(stack, id, { clusterType: 'single-node', dbName: 'dev', nodeType: 'ra3.large', masterUsername: 'admin', manageMasterPassword: true });
  const [one, other] = [cluster('One'), cluster('Other')];
  const role = roleIn(stack);
  opened(stack, 'First', role, value('admin', 'dev', { cluster: one.ref }));
  opened(stack, 'Second', role, value('reader', 'prod', { cluster: other.ref }));
  opened(stack, 'Third', roleIn(stack, 'Auditor'), value('reader', 'prod', { cluster: one.ref }));
  expect(warningsOf(stack)).toEqual([]);
  opened(stack, 'Fourth', role, value('reader', 'prod', { cluster: one.ref }));
  expect(warningsOf(stack)).toEqual([ID]);
  expect(Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('open <One> to one identity'))).toHaveLength(1);
});
