import { Duration, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { configurationOf, databases, Declared, file, finds, Make, postgres, PROXY } from './versioned';
import {
  AssumedRole, DatabaseProtocol, DatabaseType, DocumentDbDatabase, DynamoDbDatabase, ElastiCacheDatabase, MemoryDbDatabase, OpenSearchDatabase,
  RdsDatabase, RedshiftDatabase,
} from '../../src';

const USERS = { databaseUsers: ['*'] };
const roleOf = (stack: Stack, options: object = {}) =>
  AssumedRole.fromRole(iam.Role.fromRoleArn(stack, 'Reader', 'arn:aws:iam::123456789012:role/reader'), options);
const mysql = (registration: object) => postgres({ protocol: DatabaseProtocol.MYSQL, ...registration });
const documentDb = (stack: Stack) => ({
  databases: [DocumentDbDatabase.fromClusterIdentifier('ledger', {
    databaseRoles: [roleOf(stack)], registration: { host: 'ledger.cluster-abcdefghijkl.eu-west-1.docdb.amazonaws.com' },
  })],
});
const ROLE = { name: 'a', databaseLabels: { env: ['prod'] }, databaseNames: ['*'] };
const ADMIN = { 'teleport.dev/db-admin': 'teleport' };
const PERMISSIONS = { spec: { allow: { db_permissions: [{ match: { object_kind: ['table'] }, permissions: ['SELECT'] }] } } };

/** A declaration, the last release that does not know its document, and the first that does. */
const CASES: readonly [string, (stack: Stack) => Declared, Make, string, string][] = [
  ['an organization', finds(DatabaseType.REDSHIFT), (one) => one.joinToken({ name: 'a', organizationId: 'o-abcdef1234' }), '18.6.99', '18.7.0'],
  ['discovery_config', finds(DatabaseType.REDSHIFT), (one) => one.discoveryConfig({ name: 'a', discoveryGroup: 'prod' }), '14.1.2', '14.1.3'],
  ['poll_interval', finds(DatabaseType.REDSHIFT), (one) => one.teleportYaml({ ...PROXY, discoveryGroup: 'a', pollInterval: Duration.minutes(5) }), '14.2.9', '14.3.0'],
  ['the section alone', finds(DatabaseType.REDSHIFT), (one) => one.discoveryService({ discoveryGroup: 'a', pollInterval: Duration.minutes(5) }), '14.2.9', '14.3.0'],
  ['a matcher of ElastiCache Serverless', finds(DatabaseType.ELASTICACHE_SERVERLESS), file, '18.2.1', '18.2.2'],
  ['the same in db_service alone', finds(DatabaseType.ELASTICACHE_SERVERLESS), (one) => one.dbService(), '17.7.26', '18.2.2'],
  ['the same in Helm values', finds(DatabaseType.ELASTICACHE_SERVERLESS), (one) => one.helmValues(PROXY), '18.2.1', '18.2.2'],
  ['a matcher of DocumentDB', finds(DatabaseType.DOCUMENTDB), file, '16.1.9', '16.2.0'],
  ['a new region', () => ({ databaseTypes: [DatabaseType.REDSHIFT], regions: ['eu-west-1', 'il-central-1'] }), file, '13.3.9', '13.4.0'],
  ['session tags', (stack) => ({ databases: [DynamoDbDatabase.of({ databaseRoles: [roleOf(stack, { sessionTags: { team: 'orders' } })] })] }), file, '14.2.9', '14.3.0'],
  ['a cache without servers', () => ({
    databases: [ElastiCacheDatabase.fromServerlessCacheName('cart', {
      databaseUsers: ['app'], registration: { host: 'cart-abcdef.serverless.euw1.cache.amazonaws.com' },
    })],
  }), databases, '18.2.1', '18.2.2'],
  ['an admin user', postgres({ adminUser: 'teleport' }), databases, '13.0.9', '13.1.0'],
  ['an admin user of MySQL', mysql({ adminUser: 'teleport', adminDefaultDatabase: 'teleport' }), databases, '14.2.0', '14.2.1'],
  ['its default database', postgres({ adminUser: 'teleport', adminDefaultDatabase: 'postgres' }), file, '14.2.0', '14.2.1'],
  ['an admin user of Redshift', () => ({
    databases: [RedshiftDatabase.fromClusterIdentifier('warehouse', {
      databaseUsers: ['*'],
      databaseNames: ['*'],
      registration: {
        host: 'warehouse.abcdefghijkl.eu-west-1.redshift.amazonaws.com', adminUser: 'teleport',
      },
    })],
  }), databases, '14.1.2', '14.1.3'],
  ['a name with capitals', postgres({ name: 'Orders' }), databases, '13.2.1', '13.2.2'],
  ['a long name', postgres({ name: `a${'b'.repeat(63)}` }), file, '13.2.1', '13.2.2'],
  ['SQL Server', () => ({
    databases: [RdsDatabase.fromResourceId('prx-0abc', {
      ...USERS,
      registration: {
        name: 'erp', protocol: DatabaseProtocol.SQLSERVER, host: 'erp.proxy-abcdefghijkl.eu-west-1.rds.amazonaws.com',
      },
    })],
  }), databases, '13.9.9', '14.0.0'],
  ['IAM logins to MemoryDB', () => ({
    databases: [MemoryDbDatabase.fromClusterName('sessions', {
      databaseUsers: ['app'], registration: { host: 'clustercfg.sessions.abcdef.memorydb.eu-west-1.amazonaws.com' },
    })],
  }), databases, '14.1.4', '14.1.5'],
  ['OpenSearch', (stack) => ({
    databases: [OpenSearchDatabase.fromDomainName('products', {
      databaseRoles: [roleOf(stack)], registration: { host: 'search-products-abcdefghijklmnop.eu-west-1.es.amazonaws.com' },
    })],
  }), databases, '12.9.9', '13.0.0'],
  ['roles that create users', postgres({ adminUser: 'teleport' }), (one) => one.role(ROLE), '14.1.0', '14.1.1'],
  ['roles', postgres({}), (one) => one.role(ROLE), '13.9.9', '14.0.0'],
  ['permissions of created users', postgres({ adminUser: 'teleport' }), (one) => one.role(ROLE).with(PERMISSIONS), '15.1.2', '15.1.3'],
  ['an admin user by its label', postgres({ labels: ADMIN }), databases, '16.2.0', '16.2.1'],
  ['the same in a file', postgres({ labels: ADMIN }), file, '15.4.9', '16.2.1'],
  ['an external id of users that are roles', (stack) => ({ databaseTypes: [DatabaseType.OPENSEARCH], assumedRoles: [roleOf(stack, { externalId: 'abcd' })] }),
    (one) => one.teleportYaml({ ...PROXY, databaseUserExternalId: 'abcd' }), '14.2.9', '14.3.0'],
  ['IAM logins to DocumentDB', documentDb, databases, '16.1.9', '16.2.0'],
];

describe.each(CASES)('%s', (_, declared, make, before, since) => {
  test(`is refused before ${since}`, () => {
    expect(() => make(configurationOf(declared, before))).toThrow(/^'teleportVersion' must be \d+\.\d+\.\d+.* or later for .*, because an older Teleport .*; got "/);
  });

  test(`is written from ${since} on, as without a version`, () => {
    expect(make(configurationOf(declared, since)).content).toBeDefined();
    expect(make(configurationOf(declared, '19.0.0')).content).toBeDefined();
  });
});

test.each(CASES.slice(1))('without a version, %s is written', (_, declared, make) => {
  expect(make(configurationOf(declared)).content).toBeDefined();
});

test('a label that an admin user makes needless is no obstacle', () => {
  expect(databases(configurationOf(postgres({ labels: ADMIN, adminUser: 'teleport' }), '15.0.0')).content).toHaveLength(1);
  expect(databases(configurationOf(postgres({ labels: { 'teleport.dev/db-admins': 'a' } }), '15.0.0')).content).toHaveLength(1);
});
