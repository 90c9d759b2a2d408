import { CfnParameter, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as elasticache from 'aws-cdk-lib/aws-elasticache';
import * as memorydb from 'aws-cdk-lib/aws-memorydb';
import { DatabaseType, ElastiCacheDatabase, MemoryDbDatabase, TeleportDatabase, TeleportDatabaseAccess } from '../../src';
import { roleIn, stackIn } from '../support/template';

const users = { databaseUsers: ['reader'] };
const group = (stack: Stack, props: Partial<elasticache.CfnReplicationGroupProps>) =>
  new elasticache.CfnReplicationGroup(stack, 'Cache', { replicationGroupDescription: 'sessions', ...props });
const ledger = (stack: Stack, props: Partial<memorydb.CfnClusterProps>) =>
  new memorydb.CfnCluster(stack, 'Cache', { aclName: 'acl', clusterName: 'ledger', nodeType: 'db.t4g.small', ...props });
const inGroup = (props: Partial<elasticache.CfnReplicationGroupProps>) => (stack: Stack) =>
  ElastiCacheDatabase.fromReplicationGroup(group(stack, props), users);
const inLedger = (props: Partial<memorydb.CfnClusterProps>) => (stack: Stack) => MemoryDbDatabase.fromCluster(ledger(stack, props), users);
const inServerless = (majorEngineVersion: string) => (stack: Stack) => ElastiCacheDatabase.fromServerlessCache(
  new elasticache.CfnServerlessCache(stack, 'Cache', { engine: 'valkey', serverlessCacheName: 'carts', majorEngineVersion }), users);

const found = (what: string) => [`Stack/Cache is defined with ${what}, so Teleport cannot log in as 'databaseUsers': IAM authentication takes Redis OSS or Valkey of version 7 or later and encryption in transit; `
  + 'change it, or let Teleport manage the users (\'manageUsersOf\') and leave \'databaseUsers\' out'];

test.each<[string, (stack: Stack) => TeleportDatabase, string[]]>([
  ['a replication group of Redis 6', inGroup({ engineVersion: '6.2' }), found('EngineVersion 6.2')],
  ['a replication group of any Redis 6', inGroup({ engineVersion: '6.x' }), found('EngineVersion 6.x')],
  ['a replication group without TLS', inGroup({ engineVersion: '7.1', transitEncryptionEnabled: false }), found('TransitEncryptionEnabled false')],
  ['a replication group of Redis 5 without TLS', inGroup({ engineVersion: '5.0.6', transitEncryptionEnabled: false }), found('EngineVersion 5.0.6 and TransitEncryptionEnabled false')],
  ['a replication group that an override changes', (stack) => {
    const cache = group(stack, { engineVersion: '7.1' });
    cache.addPropertyOverride('EngineVersion', '6.2');
    return ElastiCacheDatabase.fromReplicationGroup(cache, users);
  }, found('EngineVersion 6.2')],
  ['a cluster of Redis 6', inLedger({ engineVersion: '6.2' }), found('EngineVersion 6.2')],
  ['a cluster without TLS', inLedger({ tlsEnabled: false }), found('TLSEnabled false')],
  ['a serverless cache of Redis 6', inServerless('6'), found('MajorEngineVersion 6')],
  ['a serverless cache of Memcached', (stack) => ElastiCacheDatabase.fromServerlessCache(new elasticache.CfnServerlessCache(stack, 'Cache', {
    engine: 'memcached', serverlessCacheName: 'carts',
  }), users), found('Engine memcached')],

  ['a replication group of Redis 7', inGroup({ engineVersion: '7.0', transitEncryptionEnabled: true }), []],
  ['a replication group of Valkey', inGroup({ engine: 'valkey', engineVersion: '7.2' }), []],
  ['a replication group of a later version', inGroup({ engineVersion: '10.0' }), []],
  ['a replication group that says nothing', inGroup({}), []],
  ['a replication group of parameters', (stack) => inGroup({ engineVersion: new CfnParameter(stack, 'Version', { default: '6.2' }).valueAsString })(stack), []],
  ['a cluster of Redis 7', inLedger({ engineVersion: '7.1', tlsEnabled: true }), []],
  ['a serverless cache of Valkey 8', inServerless('8'), []],
])('%s', (_, database, expected) => {
  const stack = stackIn();
  new TeleportDatabaseAccess(stack, 'Policy', { target: roleIn(stack), databases: [database(stack)] });
  expect(messages(stack)).toEqual(expected);
});

test('a cache whose users have passwords that Teleport manages needs none', () => {
  const stack = stackIn();
  new TeleportDatabaseAccess(stack, 'Policy', {
    target: roleIn(stack), databases: [ElastiCacheDatabase.fromReplicationGroup(group(stack, { engineVersion: '6.2' }))], manageUsersOf: [DatabaseType.ELASTICACHE],
  });
  expect(messages(stack)).toEqual([]);
});

function messages(stack: Stack): string[] {
  return Annotations.fromStack(stack).findWarning('*', Match.anyValue()).map(({ entry }) => String(entry.data).split('. To acknowledge')[0]);
}
