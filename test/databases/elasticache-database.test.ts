import { Stack } from 'aws-cdk-lib';
import * as elasticache from 'aws-cdk-lib/aws-elasticache';
import { DatabaseType, ElastiCacheDatabase, TeleportDatabaseAccess, TeleportDatabaseAccessProps } from '../../src';
import { document, within } from '../support/expected';
import { documentOf, roleIn, stackIn, warningsOf } from '../support/template';

const app = { databaseUsers: ['app'] };

function access(stack: Stack, props: Partial<TeleportDatabaseAccessProps>): Stack {
  new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), ...props });
  return stack;
}

const groups = (...regions: string[]) => ({
  Sid: 'ElastiCacheDescribeReplicationGroups', Action: 'elasticache:DescribeReplicationGroups', Resource: '*', Condition: within(...regions),
});
const caches = (...regions: string[]) => ({
  Sid: 'ElastiCacheServerlessDescribeCaches', Action: 'elasticache:DescribeServerlessCaches', Resource: '*', Condition: within(...regions),
});
const users = (...regions: string[]) => ({ Sid: 'ElastiCacheDescribeUsers', Action: 'elasticache:DescribeUsers', Resource: '*', Condition: within(...regions) });
const connect = (...Resource: string[]) => ({ Sid: 'ElastiCacheConnect', Action: 'elasticache:Connect', Resource });

test('a replication group of the app, by the id that it gets', () => {
  const stack = stackIn();
  const sessions = new elasticache.CfnReplicationGroup(stack, 'Sessions', { replicationGroupDescription: 'sessions' });
  access(stack, { databases: [ElastiCacheDatabase.fromReplicationGroup(sessions, app)] });
  expect(documentOf(stack)).toEqual(document(groups('eu-west-1'), users('eu-west-1'), connect(
    'arn:aws:elasticache:eu-west-1:123456789012:replicationgroup:<Sessions>',
    'arn:aws:elasticache:eu-west-1:123456789012:user:app',
  )));
  expect(warningsOf(stack)).toEqual([]);
});

test('a serverless cache of the app, by the name that it gets', () => {
  const stack = stackIn();
  const carts = new elasticache.CfnServerlessCache(stack, 'Carts', { engine: 'valkey', serverlessCacheName: 'carts' });
  access(stack, { databases: [ElastiCacheDatabase.fromServerlessCache(carts, app)] });
  expect(documentOf(stack)).toEqual(document(caches('eu-west-1'), users('eu-west-1'), connect(
    'arn:aws:elasticache:eu-west-1:123456789012:serverlesscache:<Carts>',
    'arn:aws:elasticache:eu-west-1:123456789012:user:app',
  )));
});

test('IAM cannot pair users with caches: all of them stand in one statement', () => {
  const stack = access(stackIn(), {
    databases: [
      ElastiCacheDatabase.fromReplicationGroupId('sessions', { databaseUsers: ['app', 'admin'] }),
      ElastiCacheDatabase.fromServerlessCacheName('carts', { databaseUsers: ['app'] }),
    ],
  });
  expect(documentOf(stack)).toEqual(document(groups('eu-west-1'), users('eu-west-1'), connect(
    'arn:aws:elasticache:eu-west-1:123456789012:replicationgroup:sessions',
    'arn:aws:elasticache:eu-west-1:123456789012:user:app',
    'arn:aws:elasticache:eu-west-1:123456789012:user:admin',
    'arn:aws:elasticache:eu-west-1:123456789012:serverlesscache:carts',
  ), caches('eu-west-1')));
});

test('a cache of another region is read and opened there, and nowhere else', () => {
  const stack = access(stackIn(), { databases: [ElastiCacheDatabase.fromReplicationGroupId('sessions', { ...app, region: 'eu-central-1' })] });
  expect(documentOf(stack)).toEqual(document(groups('eu-central-1'), users('eu-central-1'), connect(
    'arn:aws:elasticache:eu-central-1:123456789012:replicationgroup:sessions',
    'arn:aws:elasticache:eu-central-1:123456789012:user:app',
  )));
});

test('any() is every replication group and every serverless cache of the regions, as the users that are named', () => {
  const stack = access(stackIn(), { databases: [ElastiCacheDatabase.any({ databaseUsers: ['app-*'], regions: ['eu-west-1', 'us-east-1'] })] });
  expect(documentOf(stack)).toEqual(document(groups('eu-west-1', 'us-east-1'), caches('eu-west-1', 'us-east-1'), users('eu-west-1', 'us-east-1'), connect(
    'arn:aws:elasticache:eu-west-1:123456789012:replicationgroup:*',
    'arn:aws:elasticache:us-east-1:123456789012:replicationgroup:*',
    'arn:aws:elasticache:eu-west-1:123456789012:serverlesscache:*',
    'arn:aws:elasticache:us-east-1:123456789012:serverlesscache:*',
    'arn:aws:elasticache:eu-west-1:123456789012:user:app-*',
    'arn:aws:elasticache:us-east-1:123456789012:user:app-*',
  )));
});

test('the users that Teleport manages and those that log in with IAM: what both need is there once', () => {
  const stack = access(stackIn(), { manageUsersOf: [DatabaseType.ELASTICACHE], databases: [ElastiCacheDatabase.fromReplicationGroupId('sessions', app)] });
  const sids = documentOf(stack).Statement.map(({ Sid }: { Sid: string }) => Sid);
  expect(sids).toEqual([
    'ElastiCacheListUserTags', 'ElastiCacheDescribeReplicationGroups', 'ElastiCacheDescribeUsers', 'ElastiCacheManageUsers', 'ManagedUserSecrets', 'ElastiCacheConnect',
  ]);
});

describe('names', () => {
  const group = (id: string) => () => ElastiCacheDatabase.fromReplicationGroupId(id, app);
  const cache = (name: string) => () => ElastiCacheDatabase.fromServerlessCacheName(name, app);
  const user = (name: string) => () => ElastiCacheDatabase.fromReplicationGroupId('sessions', { databaseUsers: [name] });

  test.each(['', '*', 'prod-*', 'Sessions', '1sessions', 'sessions-', 'prod--sessions', 'prod_sessions', 'sessions/x', 'a'.repeat(41)])('%j is no name of a cache', (name) => {
    expect(group(name)).toThrow('\'replicationGroupId\' must be lower-case letters, digits and single hyphens, a letter first and no hyphen last, at most 40 characters; got');
    expect(cache(name)).toThrow('\'serverlessCacheName\' must be lower-case letters');
  });
  test.each(['sessions', 's', 'prod-sessions-1', 'a'.repeat(40)])('%j is one', (name) => {
    expect(group(name)).not.toThrow();
    expect(cache(name)).not.toThrow();
  });

  test.each(['', '1app', 'app user', 'app/x', 'app?', 'app_x', '${aws:username}', 'a'.repeat(41)])('%j is no user', (name) => {
    expect(user(name)).toThrow('\'databaseUsers\' must be the id of a user: letters, digits and hyphens, a letter first (* matches any characters), at most 40 characters');
  });
  test.each(['app', 'App-1', '*', 'app-*', 'a'.repeat(40)])('%j is one', (name) => {
    expect(user(name)).not.toThrow();
  });

  test('no user at all is refused: every one has to be a word in the call', () => {
    expect(() => ElastiCacheDatabase.any({ databaseUsers: [] })).toThrow('\'databaseUsers\' must not be empty; got []');
  });
});
