import { aws_elasticache as elasticache, aws_iam as iam, aws_kms as kms, Stack } from 'aws-cdk-lib';
import {
  AssumedRole, DatabaseType, ElastiCacheDatabase, RdsDatabase, RemoteDatabases, SecretStore, TeleportAgentPrincipal, TeleportDatabaseAccess,
  TeleportDatabasePermissionsBoundary, TeleportDatabaseDiscoveryPolicy, TeleportRdsConnectPolicy,
} from '../../src';
import { roleIn, stackIn } from '../support/template';

const REGION = 'eu-west-1';
const ACCOUNT = '123456789012';
const databases = [RdsDatabase.any({ databaseUsers: ['reader'] })];
const stackOf = (region: string, account = ACCOUNT): Stack => stackIn({ account, region });

describe.each(['eu-west-1a', 'eu-west', 'eu-west-1-a', 'eu-west-01', 'eu-west-0', 'Europe', '*'])('the region %s', (region) => {
  const message = (label: string) => new Error(`'env.region' must be an AWS region such as eu-west-1; got "${region}" for ${label}; `
    + 'correct it where the stack is defined, or leave it out to know it at deployment');
  test.each<[string, (stack: Stack) => unknown, string?]>([
    ['a discovery policy', (stack) => new TeleportDatabaseDiscoveryPolicy(stack, 'P', { target: roleIn(stack), databaseTypes: [DatabaseType.RDS] })],
    ['a connect policy', (stack) => new TeleportRdsConnectPolicy(stack, 'P', { target: roleIn(stack), databases })],
    ['an access', (stack) => new TeleportDatabaseAccess(stack, 'P', { target: roleIn(stack), databases })],
    ['a database', (stack) => ElastiCacheDatabase.fromServerlessCache(
      new elasticache.CfnServerlessCache(stack, 'Cache', { engine: 'redis', serverlessCacheName: 'a' }), { databaseUsers: ['a'] }), 'Stack/Cache'],
    ['a boundary', (stack) => {
      const other = stackIn();
      const policy = new TeleportRdsConnectPolicy(other, 'P', { target: roleIn(other), databases });
      return new TeleportDatabasePermissionsBoundary(stack, 'Boundary', { policies: [policy] });
    }],
    ['a role to assume', (stack) => AssumedRole.fromRole(roleIn(stack)), 'Stack/Agent'],
  ])('as that of %s', (_, define, label = 'Stack') => {
    expect(() => define(stackOf(region))).toThrow(message(label));
  });
  test('wherever it is given', () => {
    const role = AssumedRole.fromRole(iam.Role.fromRoleName(stackIn(), 'R', 'r'));
    const target = () => {
      const stack = stackIn();
      return { stack, target: roleIn(stack) };
    };
    const regions = [region, 'eu-west-2'];
    expect(() => RdsDatabase.fromResourceId('db-A', { databaseUsers: ['a'], region })).toThrow('\'region\' must be');
    expect(() => RdsDatabase.any({ databaseUsers: ['a'], regions })).toThrow('\'regions\' must');
    expect(() => RemoteDatabases.behindRole(role, { databaseTypes: [DatabaseType.RDS], regions })).toThrow('\'regions\' must');
    expect(() => {
      const { stack, ...props } = target();
      return new TeleportDatabaseAccess(stack, 'P', { ...props, databaseTypes: [DatabaseType.RDS], regions });
    }).toThrow('\'regions\' must');
  });
});

test('a key of no region', () => {
  const store = (region: string) => SecretStore.of('prod', { encryptionKey: kms.Key.fromKeyArn(stackIn(), 'Key', `arn:aws:kms:${region}:${ACCOUNT}:key/a`) });
  expect(() => store('eu-west-1a')).toThrow('\'encryptionKey\' must be a single key');
  expect(() => store(REGION)).not.toThrow();
});

test.each(['*', '1234', '12345678901a'])('the account %s', (account) => {
  const message = `'env.account' must be an account of 12 digits, at most 12 characters; got "${account}" for`;
  expect(() => new TeleportDatabaseAccess(stackOf(REGION, account), 'P', { target: roleIn(stackOf(REGION)), databases })).toThrow(message);
  expect(() => new TeleportAgentPrincipal(roleIn(stackOf(REGION, account), 'Agent', { roleName: 'agent' }))).toThrow(message);
});

test.each(['eu-west-1', 'us-gov-west-1', 'cn-north-1', 'ap-southeast-7', 'eusc-de-east-1', 'mx-central-1', undefined])('but the region %s', (region) => {
  const stack = stackIn({ account: ACCOUNT, region });
  expect(() => new TeleportDatabaseAccess(stack, 'P', { target: roleIn(stack), databases })).not.toThrow();
});
