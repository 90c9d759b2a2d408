import { aws_redshift as redshift, CfnParameter, Lazy, Stack } from 'aws-cdk-lib';
import { RedshiftDatabase, TeleportDatabasePermissionsBoundary, TeleportRedshiftConnectPolicy } from '../../src';
import { document } from '../support/expected';
import { ACCOUNT, boundaryOf, documentOf, roleIn, stackIn, warningsOf } from '../support/template';

const analyst = { databaseUsers: ['analyst'], databaseNames: ['sales'] };

function connect(stack: Stack, ...databases: RedshiftDatabase[]): Stack {
  new TeleportRedshiftConnectPolicy(stack, 'Connect', { target: roleIn(stack), databases });
  return stack;
}

const credentials = (...Resource: string[]) => document({ Sid: 'RedshiftConnectAsDBUser', Action: 'redshift:GetClusterCredentials', Resource });

test('12: the call of Teleport\'s reference, tight: no group, which IAM ignores', () => {
  const anything = RedshiftDatabase.any({ regions: ['*'], databaseUsers: ['*'], databaseNames: ['*'] });
  expect(documentOf(connect(stackIn(), anything))).toEqual(credentials(
    'arn:aws:redshift:*:123456789012:dbuser:*/*',
    'arn:aws:redshift:*:123456789012:dbname:*/*',
  ));
});

test('a cluster, with the names of users and databases', () => {
  const stack = connect(stackIn(), RedshiftDatabase.fromClusterIdentifier('warehouse', { databaseUsers: ['analyst', 'bi_*'], databaseNames: ['sales', 'stock'] }));
  expect(documentOf(stack)).toEqual(credentials(
    'arn:aws:redshift:eu-west-1:123456789012:dbuser:warehouse/analyst',
    'arn:aws:redshift:eu-west-1:123456789012:dbuser:warehouse/bi_*',
    'arn:aws:redshift:eu-west-1:123456789012:dbname:warehouse/sales',
    'arn:aws:redshift:eu-west-1:123456789012:dbname:warehouse/stock',
  ));
  expect(warningsOf(stack)).toEqual([]);
});

test('clusters of two regions', () => {
  expect(documentOf(connect(stackIn(), RedshiftDatabase.fromClusterIdentifier('warehouse', { ...analyst, region: 'eu-central-1' }), RedshiftDatabase.any(analyst))))
    .toEqual(credentials(
      'arn:aws:redshift:eu-central-1:123456789012:dbuser:warehouse/analyst',
      'arn:aws:redshift:eu-central-1:123456789012:dbname:warehouse/sales',
      'arn:aws:redshift:eu-west-1:123456789012:dbuser:*/analyst',
      'arn:aws:redshift:eu-west-1:123456789012:dbname:*/sales',
    ));
});

describe('several values of one cluster: IAM evaluates users and databases one by one, so each statement is limited to its own databases', () => {
  const value = (user: string, name: string, cluster = 'warehouse') =>
    RedshiftDatabase.fromClusterIdentifier(cluster, { databaseUsers: [user], databaseNames: [name] });
  const statement = (Sid: string, user: string, name: string, cluster = 'warehouse') => ({
    Sid,
    Action: 'redshift:GetClusterCredentials',
    Resource: [`arn:aws:redshift:eu-west-1:123456789012:dbuser:${cluster}/${user}`, `arn:aws:redshift:eu-west-1:123456789012:dbname:${cluster}/${name}`],
    Condition: { StringLike: { 'redshift:DbName': name } },
  });
  const [FIRST, SECOND] = ['RedshiftConnectAsDBUser', 'RedshiftConnectAsDBUser2'];

  test('an agent that is admin of dev and reader of prod is not admin of prod', () => {
    expect(documentOf(connect(stackIn(), value('admin', 'dev'), value('reader', 'prod')))).toEqual(document(
      statement(FIRST, 'admin', 'dev'), statement(SECOND, 'reader', 'prod'),
    ));
  });
  test('a pattern of clusters is one of them', () => {
    const any = RedshiftDatabase.any({ databaseUsers: ['reader'], databaseNames: ['prod'] });
    expect(documentOf(connect(stackIn(), value('admin', 'dev'), any))).toEqual(document(statement(FIRST, 'admin', 'dev'), statement(SECOND, 'reader', 'prod', '*')));
  });
  test('users of every database need no limit', () => {
    expect(documentOf(connect(stackIn(), value('admin', 'dev'), value('reader', '*')))).toEqual(document(
      statement(FIRST, 'admin', 'dev'), { ...statement(SECOND, 'reader', '*'), Condition: undefined },
    ));
  });
  test('of two clusters nothing is mixed', () => {
    const { Resource: one, ...first } = statement(FIRST, 'admin', 'dev', 'one');
    const { Resource: two } = statement(FIRST, 'reader', 'prod', 'two');
    expect(documentOf(connect(stackIn(), value('admin', 'dev', 'one'), value('reader', 'prod', 'two')))).toEqual(document(
      { ...first, Resource: [...one, ...two], Condition: undefined },
    ));
  });
  describe('in other words for one cluster', () => {
    const owned = (stack: Stack, id: string, clusterIdentifier?: string) => new redshift.CfnCluster(stack, id, {
      clusterIdentifier, clusterType: 'single-node', dbName: 'sales', masterUsername: 'admin', manageMasterPassword: true, nodeType: 'ra3.large',
    });
    const as = (user: string, name: string) => ({ databaseUsers: [user], databaseNames: [name] });
    const names = (...values: ((stack: Stack) => RedshiftDatabase)[]) => {
      const stack = stackIn();
      connect(stack, ...values.map((make) => make(stack)));
      return documentOf(stack).Statement.map(({ Condition }: any) => Condition?.StringLike['redshift:DbName']);
    };
    const literal = () => value('reader', 'prod');
    const token = (cluster: string, user = 'admin', name = 'dev') => () => value(user, name, Lazy.string({ produce: () => cluster }));

    test.each<[string, (stack: Stack) => RedshiftDatabase, (stack: Stack) => RedshiftDatabase]>([
      ['a token and a literal', token('warehouse'), literal],
      ['two tokens', token('warehouse'), token('warehouse', 'reader', 'prod')],
      ['a parameter and a cluster of the app', (stack) => value('admin', 'dev', new CfnParameter(stack, 'Cluster', { allowedPattern: '[a-z]+' }).valueAsString),
        (stack) => RedshiftDatabase.fromCluster(owned(stack, 'Warehouse'), as('reader', 'prod'))],
      ['a cluster of the app and its name', (stack) => RedshiftDatabase.fromCluster(owned(stack, 'Warehouse', 'warehouse'), as('admin', 'dev')), literal],
      ['a cluster of the app in capitals', (stack) => RedshiftDatabase.fromCluster(owned(stack, 'Warehouse', 'Warehouse'), as('admin', 'dev')), literal],
      ['a cluster of the app whose name is a token',
        (stack) => RedshiftDatabase.fromCluster(owned(stack, 'Warehouse', Lazy.string({ produce: () => 'warehouse' })), as('admin', 'dev')), literal],
    ])('%s', (_, one, other) => {
      expect(names(one, other)).toEqual(['dev', 'prod']);
    });
    test('but two parameters are two', () => {
      const parameter = (id: string, user: string, name: string) => (stack: Stack) => value(user, name, new CfnParameter(stack, id).valueAsString);
      expect(names(parameter('One', 'admin', 'dev'), parameter('Two', 'reader', 'prod'))).toEqual([undefined]);
    });
    test('but two clusters of the app are two', () => {
      expect(names(
        (stack) => RedshiftDatabase.fromCluster(owned(stack, 'One'), as('admin', 'dev')),
        (stack) => RedshiftDatabase.fromCluster(owned(stack, 'Two', 'two'), as('reader', 'prod')), () => value('writer', 'stock', 'three'),
      )).toEqual([undefined]);
    });
  });
  test('a boundary may have a pattern in their place', () => {
    const stack = stackIn();
    const policy = new TeleportRedshiftConnectPolicy(stack, 'Connect', { target: roleIn(stack), databases: [value('admin', 'dev'), value('reader', 'prod')] });
    new TeleportDatabasePermissionsBoundary(stack, 'Boundary', { policies: [policy], patterns: [RedshiftDatabase.any({ databaseUsers: ['*'], databaseNames: ['*'] })] });
    expect(boundaryOf(stack)).toEqual(document({ ...statement(FIRST, '*', '*', '*'), Condition: undefined }));
  });
});

test('a cluster of the app', () => {
  const stack = stackIn();
  const cluster = new redshift.CfnCluster(stack, 'Warehouse', {
    clusterType: 'single-node', dbName: 'sales', masterUsername: 'admin', manageMasterPassword: true, nodeType: 'ra3.large',
  });
  expect(documentOf(connect(stack, RedshiftDatabase.fromCluster(cluster, analyst)))).toEqual(credentials(
    'arn:aws:redshift:eu-west-1:123456789012:dbuser:<Warehouse>/analyst',
    'arn:aws:redshift:eu-west-1:123456789012:dbname:<Warehouse>/sales',
  ));
});

test('asDocumented leaves out the Sid, adds the group, and keeps every name', () => {
  const stack = stackIn();
  new TeleportRedshiftConnectPolicy(stack, 'Connect', {
    target: roleIn(stack), databases: [RedshiftDatabase.fromClusterIdentifier('warehouse', analyst)], asDocumented: true,
  });
  expect(documentOf(stack)).toEqual(document({
    Action: 'redshift:GetClusterCredentials',
    Resource: [
      'arn:aws:redshift:eu-west-1:123456789012:dbuser:warehouse/analyst',
      'arn:aws:redshift:eu-west-1:123456789012:dbname:warehouse/sales',
      'arn:aws:redshift:eu-west-1:123456789012:dbgroup:warehouse/*',
    ],
  }));
});

test('names may be tokens: they stand where they were given, and nothing gets wider', () => {
  const stack = stackIn();
  const parameter = (id: string) => new CfnParameter(stack, id).valueAsString;
  const cluster = RedshiftDatabase.fromClusterIdentifier(parameter('Id'), { databaseUsers: [parameter('User')], databaseNames: [parameter('Name')], region: parameter('Region') });
  expect(documentOf(connect(stack, cluster))).toEqual(credentials(
    'arn:aws:redshift:<Region>:123456789012:dbuser:<Id>/<User>',
    'arn:aws:redshift:<Region>:123456789012:dbname:<Id>/<Name>',
  ));
});

test.each([['aws-us-gov', 'us-gov-west-1'], ['aws-cn', 'cn-north-1']])('in the partition %s, known or not', (partition, region) => {
  for (const env of [{ account: ACCOUNT, region }, {}]) {
    const stack = connect(stackIn(env), RedshiftDatabase.fromClusterIdentifier('warehouse', analyst));
    expect(documentOf(stack, { 'AWS::Partition': partition, 'AWS::Region': region })).toEqual(credentials(
      `arn:${partition}:redshift:${region}:123456789012:dbuser:warehouse/analyst`,
      `arn:${partition}:redshift:${region}:123456789012:dbname:warehouse/sales`,
    ));
  }
});
