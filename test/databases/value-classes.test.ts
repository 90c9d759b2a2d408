import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import {
  AssumedRole, DocumentDbDatabase, DynamoDbDatabase, ElastiCacheDatabase, KeyspacesDatabase, MemoryDbDatabase, RdsDatabase, RedshiftDatabase,
  SecretStore, TeleportDatabase, TeleportDatabaseAccess, TeleportRdsConnectPolicy, TeleportRedshiftConnectPolicy,
} from '../../src';
import { reader } from '../support/databases/fixture';
import { notMade } from '../support/made';
import { Call, refuse } from '../support/refusals';
import { roleIn, stackIn } from '../support/template';

const rds = () => RdsDatabase.any({ databaseUsers: ['a'] });
const redshift = () => RedshiftDatabase.any({ databaseUsers: ['a'], databaseNames: ['b'] });
const elastiCache = () => ElastiCacheDatabase.any({ databaseUsers: ['a'] });
const memoryDb = () => MemoryDbDatabase.any({ databaseUsers: ['a'] });

/**
 * Never called: the type check is the test, as `@ts-expect-error` fails it where there is no error. TypeScript compares classes by their attributes,
 * so that two of the same attributes would be one.
 */
export function wrongValues(stack: Stack, store: SecretStore, role: AssumedRole): void {
  const target = roleIn(stack);

  // @ts-expect-error a Redshift cluster is no RDS database
  new TeleportRdsConnectPolicy(stack, 'A', { target, databases: [redshift()] });
  // @ts-expect-error an RDS database is no Redshift cluster
  new TeleportRedshiftConnectPolicy(stack, 'B', { target, databases: [rds()] });
  // @ts-expect-error a secret store is no database
  new TeleportDatabaseAccess(stack, 'C', { target, databases: [store] });
  // @ts-expect-error a database is no secret store
  new TeleportDatabaseAccess(stack, 'D', { target, secretStores: [rds()] });
  // @ts-expect-error a role of CDK is no assumed role: how it is assumed belongs to it
  new TeleportDatabaseAccess(stack, 'E', { target, assumedRoles: [target] });
  // @ts-expect-error an assumed role is no target: Teleport starts as another
  new TeleportDatabaseAccess(stack, 'F', { target: role, databases: [rds()] });
  // @ts-expect-error values are made by their own methods only
  new RdsDatabase('db-ABC');

  // @ts-expect-error each kind of database is one of its own
  const kinds: [RdsDatabase] = [elastiCache()];
  // @ts-expect-error also those that are most alike
  const caches: [ElastiCacheDatabase] = [memoryDb()];
  // @ts-expect-error in both directions
  const clusters: [MemoryDbDatabase] = [elastiCache()];
  // @ts-expect-error also those with the same attributes
  const tables: [DynamoDbDatabase] = [KeyspacesDatabase.of({ databaseRoles: [role] })];
  // @ts-expect-error in both directions
  const keyspaces: [KeyspacesDatabase] = [DynamoDbDatabase.of({ databaseRoles: [role] })];
  // @ts-expect-error a DocumentDB cluster is no Redshift cluster
  const warehouses: [RedshiftDatabase] = [DocumentDbDatabase.fromClusterIdentifier('documents', { databaseRoles: [role] })];
  // @ts-expect-error in both directions
  const documents: [DocumentDbDatabase] = [redshift()];
  void [kinds, caches, clusters, tables, keyspaces, warehouses, documents];
}

test('the right value of each kind passes: the wrong ones are found by the type check', () => {
  const stack = stackIn();
  const target = roleIn(stack);
  const databases: TeleportDatabase[] = [rds(), redshift(), elastiCache(), memoryDb()];
  new TeleportRdsConnectPolicy(stack, 'Rds', { target, databases: [rds()] });
  new TeleportRedshiftConnectPolicy(stack, 'Redshift', { target, databases: [redshift()] });
  const { permissions } = new TeleportDatabaseAccess(stack, 'Access', { target, databases, secretStores: [SecretStore.DEFAULT] });
  expect(permissions.map(({ sid }) => sid)).toEqual(expect.arrayContaining(['RDSConnect', 'RedshiftConnectAsDBUser', 'ElastiCacheConnect', 'MemoryDBConnect']));
});

describe('an object that only looks like a value is refused, as nobody has checked what it holds', () => {
  const access = (props: object): Call => (stack) => {
    new TeleportDatabaseAccess(stack, 'Policy', { target: roleIn(stack), ...props });
  };
  const role = (stack: Stack) => iam.Role.fromRoleName(stack, 'Reader', 'reader');
  const facts = { label: 'x', types: ['rds'], names: { resourceId: ['*'], databaseUser: ['*'] } };
  refuse([
    { sentence: 'a store', refused: access({ secretStores: [{ keyPrefix: '*' }] }), message: notMade('secretStores', 'SecretStore.of()'), passes: access({ secretStores: [SecretStore.of('team')] }) },
    { sentence: 'a database', refused: access({ databases: [{ resourceId: '*', _facts: facts }] }), message: notMade('databases', 'RdsDatabase and the like'), passes: access({ databases: [rds()] }) },
    {
      sentence: 'an assumed role',
      refused: (stack) => access({ assumedRoles: [{ role: role(stack), externalId: '*' }] })(stack),
      message: notMade('assumedRoles', 'AssumedRole.fromRole()'),
      passes: (stack) => access({ assumedRoles: [AssumedRole.fromRole(role(stack), { externalId: 'id' })] })(stack),
    },
  ]);
});

describe('callers without types cannot open a database with the policy of another service', () => {
  const rdsPolicy = (...databases: object[]): Call => (stack) => {
    new TeleportRdsConnectPolicy(stack, 'Policy', { target: roleIn(stack), databases: databases as RdsDatabase[] });
  };
  const redshiftPolicy = (...databases: object[]): Call => (stack) => {
    new TeleportRedshiftConnectPolicy(stack, 'Policy', { target: roleIn(stack), databases: databases as RedshiftDatabase[] });
  };
  refuse([
    { sentence: 'Redshift among RDS', refused: rdsPolicy(rds(), redshift()), message: notMade('databases', 'RdsDatabase', 'an object of RedshiftDatabase'), passes: rdsPolicy(rds(), rds()) },
    { sentence: 'RDS as Redshift', refused: redshiftPolicy(rds()), message: notMade('databases', 'RedshiftDatabase', 'an object of RdsDatabase'), passes: redshiftPolicy(redshift()) },
  ]);
});

test('each kind says what it names', () => {
  expect(RdsDatabase.fromResourceId('db-ABC', { databaseUsers: ['a'] }).resourceId).toBe('db-ABC');
  expect(RedshiftDatabase.fromClusterIdentifier('sales', { databaseUsers: ['a'], databaseNames: ['b'] }).clusterIdentifier).toBe('sales');
  expect(ElastiCacheDatabase.fromReplicationGroupId('sessions', { databaseUsers: ['a'] }).cacheName).toBe('sessions');
  expect(MemoryDbDatabase.fromClusterName('sessions', { databaseUsers: ['a'] }).clusterName).toBe('sessions');
  const databaseRoles = [reader(stackIn())];
  expect([DynamoDbDatabase.of({ databaseRoles, region: 'us-east-1' }).region, DynamoDbDatabase.of({ databaseRoles }).region]).toEqual(['us-east-1', undefined]);
  expect([KeyspacesDatabase.of({ databaseRoles, region: 'us-east-1' }).region, KeyspacesDatabase.of({ databaseRoles }).region]).toEqual(['us-east-1', undefined]);
  expect(SecretStore.of('team/').keyPrefix).toBe('team');
  expect([rds().resourceId, redshift().clusterIdentifier, elastiCache().cacheName, memoryDb().clusterName]).toEqual(['*', '*', '*', '*']);
});
