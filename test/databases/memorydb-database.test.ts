import { Stack } from 'aws-cdk-lib';
import * as memorydb from 'aws-cdk-lib/aws-memorydb';
import { MemoryDbDatabase, TeleportDatabaseAccess } from '../../src';
import { document, within } from '../support/expected';
import { documentOf, roleIn, stackIn, warningsOf } from '../support/template';

const app = { databaseUsers: ['app'] };

function access(stack: Stack, ...databases: MemoryDbDatabase[]): Stack {
  new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), databases });
  return stack;
}

const clusters = (...regions: string[]) => ({ Sid: 'MemoryDBDescribeClusters', Action: 'memorydb:DescribeClusters', Resource: '*', Condition: within(...regions) });
const users = (...regions: string[]) => ({ Sid: 'MemoryDBDescribeUsers', Action: 'memorydb:DescribeUsers', Resource: '*', Condition: within(...regions) });
const connect = (...Resource: string[]) => ({ Sid: 'MemoryDBConnect', Action: 'memorydb:Connect', Resource });

test('a cluster of the app, by the name that it gets: with slashes, where ElastiCache has colons', () => {
  const stack = stackIn();
  const ledger = new memorydb.CfnCluster(stack, 'Ledger', { clusterName: 'ledger', aclName: 'app', nodeType: 'db.t4g.small' });
  access(stack, MemoryDbDatabase.fromCluster(ledger, app));
  expect(documentOf(stack)).toEqual(document(clusters('eu-west-1'), users('eu-west-1'), connect(
    'arn:aws:memorydb:eu-west-1:123456789012:cluster/<Ledger>',
    'arn:aws:memorydb:eu-west-1:123456789012:user/app',
  )));
  expect(warningsOf(stack)).toEqual([]);
});

test('IAM cannot pair users with clusters: all of them stand in one statement', () => {
  const stack = access(stackIn(),
    MemoryDbDatabase.fromClusterName('ledger', { databaseUsers: ['app', 'audit'] }),
    MemoryDbDatabase.fromClusterName('stock', { databaseUsers: ['app'] }));
  expect(documentOf(stack)).toEqual(document(clusters('eu-west-1'), users('eu-west-1'), connect(
    'arn:aws:memorydb:eu-west-1:123456789012:cluster/ledger',
    'arn:aws:memorydb:eu-west-1:123456789012:user/app',
    'arn:aws:memorydb:eu-west-1:123456789012:user/audit',
    'arn:aws:memorydb:eu-west-1:123456789012:cluster/stock',
  )));
});

test('a cluster of another region is read and opened there, and nowhere else', () => {
  expect(documentOf(access(stackIn(), MemoryDbDatabase.fromClusterName('ledger', { ...app, region: 'us-east-1' })))).toEqual(document(
    clusters('us-east-1'),
    users('us-east-1'),
    connect('arn:aws:memorydb:us-east-1:123456789012:cluster/ledger', 'arn:aws:memorydb:us-east-1:123456789012:user/app'),
  ));
});

test('any() is every cluster of the regions, as the users that are named', () => {
  const { Condition: _, ...everywhere } = clusters();
  const { Condition: __, ...usersEverywhere } = users();
  expect(documentOf(access(stackIn(), MemoryDbDatabase.any({ databaseUsers: ['app-*'], regions: ['*'] })))).toEqual(document(
    everywhere,
    usersEverywhere,
    connect('arn:aws:memorydb:*:123456789012:cluster/*', 'arn:aws:memorydb:*:123456789012:user/app-*'),
  ));
});

describe('names', () => {
  const cluster = (name: string) => () => MemoryDbDatabase.fromClusterName(name, app);
  const user = (name: string) => () => MemoryDbDatabase.fromClusterName('ledger', { databaseUsers: [name] });

  test.each(['', '*', 'Ledger', '1ledger', 'ledger-', 'prod--ledger', 'cluster/ledger', 'a'.repeat(41)])('%j is no name of a cluster', (name) => {
    expect(cluster(name)).toThrow('\'clusterName\' must be lower-case letters, digits and single hyphens, a letter first and no hyphen last, at most 40 characters; got');
  });
  test.each(['ledger', 'prod-ledger-1', 'a'.repeat(40)])('%j is one', (name) => {
    expect(cluster(name)).not.toThrow();
  });

  test.each(['', '1app', 'app:x', 'app?', 'a'.repeat(41)])('%j is no user', (name) => {
    expect(user(name)).toThrow('\'databaseUsers\' must be the id of a user');
  });
  test.each(['app', '*', 'app-*', 'a'.repeat(40)])('%j is one', (name) => {
    expect(user(name)).not.toThrow();
  });
});
