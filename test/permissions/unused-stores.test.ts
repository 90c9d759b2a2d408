import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import {
  AssumedRole, DatabaseType, ElastiCacheDatabase, MemoryDbDatabase, SecretStore, TeleportDatabaseAccess, TeleportDatabaseAccessProps,
} from '../../src';
import { roleIn, stackIn, warningsOf } from '../support/template';

const { ELASTICACHE, MEMORYDB } = DatabaseType;
const team = SecretStore.of('team');
const discovered = { databaseTypes: [ELASTICACHE], manageUsersOf: [ELASTICACHE] };

function warnings(props: (stack: Stack) => Partial<TeleportDatabaseAccessProps>): string[] {
  const stack = stackIn({ account: '123456789012', region: 'eu-west-1' });
  new TeleportDatabaseAccess(stack, 'Teleport', { target: roleIn(stack), ...props(stack) });
  return warningsOf(stack).filter((id) => id.endsWith(':secretStoresNotUsed'));
}

const role = (stack: Stack) => AssumedRole.fromRole(iam.Role.fromRoleArn(stack, 'Access', 'arn:aws:iam::222222222222:role/access'));

test.each<[string, (stack: Stack) => Partial<TeleportDatabaseAccessProps>]>([
  ['another prefix', () => ({ ...discovered, secretStores: [team] })],
  ['a key', (stack) => ({ ...discovered, secretStores: [SecretStore.of('teleport', { encryptionKey: new kms.Key(stack, 'Key') })] })],
  ['another prefix, where only a database behind a role is registered', (stack) => ({
    ...discovered, secretStores: [team], databases: [ElastiCacheDatabase.fromReplicationGroupId('sessions', { assumedRole: role(stack) })],
  })],
  ['another prefix, where only a pattern opens them', () => ({ ...discovered, secretStores: [team], databases: [ElastiCacheDatabase.any()] })],
  ['another prefix, where a database of a type without managed users is registered', () => ({
    ...discovered, secretStores: [team], databases: [MemoryDbDatabase.fromClusterName('sessions', { databaseUsers: ['app'] })],
  })],
  ['the default is missing for a pattern of what another service discovers', () => ({
    manageUsersOf: [ELASTICACHE], secretStores: [team], databases: [ElastiCacheDatabase.any()],
  })],
  ['the default is missing for one of two types', () => ({
    manageUsersOf: [ELASTICACHE, MEMORYDB], secretStores: [team], databases: [ElastiCacheDatabase.any(), MemoryDbDatabase.fromClusterName('ledger')],
  })],
])('a store is not used by discovered databases: %s', (_store, props) => {
  expect(warnings(props)).toEqual(['cdk-teleport-database-access:secretStoresNotUsed']);
});

test.each<[string, (stack: Stack) => Partial<TeleportDatabaseAccessProps>]>([
  ['the default', () => ({ ...discovered, secretStores: [SecretStore.DEFAULT] })],
  ['one of a type that is not discovered, whose databases are registered elsewhere', () => ({
    databaseTypes: [ELASTICACHE], manageUsersOf: [ELASTICACHE, MEMORYDB], secretStores: [team],
  })],
  ['one beside the default, for a pattern', () => ({
    manageUsersOf: [ELASTICACHE], secretStores: [SecretStore.DEFAULT, team], databases: [ElastiCacheDatabase.any()],
  })],
  ['none is named', () => ({ manageUsersOf: [ELASTICACHE], databases: [ElastiCacheDatabase.any()] })],
  ['a pattern of a type whose users nobody manages', () => ({
    manageUsersOf: [MEMORYDB], secretStores: [team], databases: [ElastiCacheDatabase.any({ databaseUsers: ['app'] })],
  })],
  ['registered one by one', () => ({ manageUsersOf: [ELASTICACHE], secretStores: [team], databases: [ElastiCacheDatabase.fromReplicationGroupId('sessions')] })],
  ['one of a registered database', () => ({
    ...discovered, secretStores: [team], databases: [ElastiCacheDatabase.fromReplicationGroupId('sessions')],
  })],
])('nothing is said of a store that may be used: %s', (_store, props) => {
  expect(warnings(props)).toEqual([]);
});
