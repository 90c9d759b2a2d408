import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import {
  DatabaseType, RdsDatabase, RedshiftDatabase, SecretStore, SelfGrant,
  TeleportDatabaseAccess, TeleportDatabaseDiscoveryPolicy, TeleportManagedUsersPolicy, TeleportRdsConnectPolicy, TeleportRedshiftConnectPolicy,
} from '../../src';
import { boundaryOf, documentOf, stackIn } from '../support/template';

const sampleUser = (stack: Stack) => iam.User.fromUserName(stack, 'Agent', 'sample-user');
const sampleRole = (stack: Stack) => iam.Role.fromRoleName(stack, 'Agent', 'sample-role');
const asDocumented = true;

const discovery = (target: (stack: Stack) => iam.IIdentity, type: DatabaseType, modifies = true) => (stack: Stack) => {
  new TeleportDatabaseDiscoveryPolicy(stack, 'Discovery', {
    target: target(stack), databaseTypes: [type], allowDatabaseModification: modifies, selfGrant: SelfGrant.UNBOUNDED, asDocumented,
  });
};
const boundary = (target: (stack: Stack) => iam.IIdentity) => (stack: Stack) => {
  new TeleportDatabaseDiscoveryPolicy(stack, 'Discovery', {
    target: target(stack), databaseTypes: [DatabaseType.REDSHIFT], selfGrant: SelfGrant.BOUNDED, asDocumented,
  });
};
const caches = (type: DatabaseType) => (stack: Stack) => {
  new TeleportDatabaseDiscoveryPolicy(stack, 'Discovery', { target: sampleRole(stack), databaseTypes: [type], manageUsersOf: [type], asDocumented });
};
const managedUsers = (type: DatabaseType) => (stack: Stack) => {
  new TeleportManagedUsersPolicy(stack, 'Users', { target: sampleRole(stack), manageUsersOf: [type], asDocumented });
};

const CALLS: [file: string, call: (stack: Stack) => void, document?: (stack: Stack) => any][] = [
  ['01-rds-discovery-user', discovery(sampleUser, DatabaseType.RDS)],
  ['02-rds-discovery-role', discovery(sampleRole, DatabaseType.RDS)],
  ['03-aurora-discovery-user', discovery(sampleUser, DatabaseType.AURORA)],
  ['04-aurora-discovery-role', discovery(sampleRole, DatabaseType.AURORA)],
  ['05-rds-proxy-discovery-user', discovery(sampleUser, DatabaseType.RDS_PROXY, false)],
  ['06-rds-proxy-discovery-role', discovery(sampleRole, DatabaseType.RDS_PROXY, false)],
  ['07-redshift-boundary-user', boundary(sampleUser), boundaryOf],
  ['08-redshift-boundary-role', boundary(sampleRole), boundaryOf],
  ['09-elasticache-discovery', caches(DatabaseType.ELASTICACHE)],
  ['10-memorydb-discovery', caches(DatabaseType.MEMORYDB)],
  ['11-rds-connect', (stack) => {
    new TeleportRdsConnectPolicy(stack, 'Connect', {
      target: sampleRole(stack),
      databases: ['db', 'cluster', 'prx'].map((kind) => RdsDatabase.fromResourceId(`${kind}-ABCDEFGHIJKL01234`, { databaseUsers: ['*'], region: 'us-east-2' })),
      asDocumented,
    });
  }],
  ['12-redshift-connect', (stack) => {
    new TeleportRedshiftConnectPolicy(stack, 'Connect', {
      target: sampleRole(stack),
      databases: [RedshiftDatabase.any({ regions: ['*'], databaseUsers: ['*'], databaseNames: ['*'] })],
      asDocumented,
    });
  }],
  ['13-elasticache-managed-users', managedUsers(DatabaseType.ELASTICACHE)],
  ['14-memorydb-managed-users', managedUsers(DatabaseType.MEMORYDB)],
  ['15-own-secret-store', (stack) => {
    const encryptionKey = kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:*:123456789012:key/my-kms-id');
    new TeleportDatabaseAccess(stack, 'Access', { target: sampleRole(stack), secretStores: [SecretStore.of('my-prefix', { encryptionKey })], asDocumented });
  }],
];

test.each(CALLS)('%s is the exact output of one call', (file, call, document = documentOf) => {
  const stack = stackIn();
  call(stack);
  expect(document(stack)).toStrictEqual(JSON.parse(readFileSync(join(__dirname, 'reference', `${file}.json`), 'utf8')));
});

test('there are 15 documents', () => {
  expect(CALLS).toHaveLength(15);
});
