import { Lazy, Stack } from 'aws-cdk-lib';
import * as docdb from 'aws-cdk-lib/aws-docdb';
import * as elasticache from 'aws-cdk-lib/aws-elasticache';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as memorydb from 'aws-cdk-lib/aws-memorydb';
import * as redshift from 'aws-cdk-lib/aws-redshift';
import {
  AssumedRole, DatabaseType, DocumentDbDatabase, DynamoDbDatabase, ElastiCacheDatabase, KeyspacesDatabase, MemoryDbDatabase,
  OpenSearchDatabase, RdsDatabase, RedshiftDatabase, RedshiftServerlessDatabase, RemoteDatabases, SecretStore, TeleportAgentConfiguration,
  TeleportAgentPrincipal, TeleportDatabaseAccess, TeleportDatabaseDiscoveryPolicy, TeleportDatabasePermissionsBoundary,
  TeleportManagedUsersPolicy, TeleportRdsConnectPolicy, TeleportReadyDatabases, TeleportRedshiftConnectPolicy,
} from '../../src';
import { notMade } from '../support/made';
import { roleIn, stackIn } from '../support/template';

// what callers without types, or another language, may hand over
const wrong = (value: unknown): any => value;
const role = (stack: Stack) => iam.Role.fromRoleName(stack, 'Role', 'agent');
const reader = { databaseUsers: ['reader'] };
const documentOf = (stack: Stack) => new TeleportAgentConfiguration({
  policies: [new TeleportDatabaseAccess(stack, 'Policy', { target: roleIn(stack), databases: [RdsDatabase.any(reader)] })],
});

const OPTIONS: { readonly [name: string]: (stack: Stack, options: any) => unknown } = {
  'AssumedRole.fromRole()': (stack, options) => AssumedRole.fromRole(role(stack), options),
  'AssumedRole.inOrganization()': (_, options) => AssumedRole.inOrganization('o-abcdef1234', options),
  'TeleportAgentPrincipal': (stack, options) => new TeleportAgentPrincipal(role(stack), options),
  'SecretStore.of()': (_, options) => SecretStore.of('team', options),
  'RdsDatabase.fromResourceId()': (_, options) => RdsDatabase.fromResourceId('db-0', options),
  'RdsDatabase.any()': (_, options) => RdsDatabase.any(options),
  'RedshiftDatabase.fromClusterIdentifier()': (_, options) => RedshiftDatabase.fromClusterIdentifier('sales', options),
  'RedshiftDatabase.fromCluster()': (stack, options) => RedshiftDatabase.fromCluster(new redshift.CfnCluster(stack, 'Sales', {
    clusterType: 'single-node', dbName: 'dev', masterUsername: 'admin', nodeType: 'ra3.large',
  }), options),
  'RedshiftServerlessDatabase.fromWorkgroupName()': (_, options) => RedshiftServerlessDatabase.fromWorkgroupName('sales', options),
  'ElastiCacheDatabase.fromReplicationGroupId()': (_, options) => ElastiCacheDatabase.fromReplicationGroupId('carts', options),
  'MemoryDbDatabase.fromClusterName()': (_, options) => MemoryDbDatabase.fromClusterName('ledger', options),
  'OpenSearchDatabase.fromDomainName()': (_, options) => OpenSearchDatabase.fromDomainName('logs', options),
  'DocumentDbDatabase.fromClusterIdentifier()': (_, options) => DocumentDbDatabase.fromClusterIdentifier('docs', options),
  'DocumentDbDatabase.fromCluster()': (stack, options) => DocumentDbDatabase.fromCluster(
    docdb.DatabaseCluster.fromDatabaseClusterAttributes(stack, 'Documents', { clusterIdentifier: 'docs' }), options),
  'DynamoDbDatabase.of()': (_, options) => DynamoDbDatabase.of(options),
  'KeyspacesDatabase.of()': (_, options) => KeyspacesDatabase.of(options),
  'RemoteDatabases.behindRole()': (stack, options) => RemoteDatabases.behindRole(AssumedRole.fromRole(role(stack)), options),
  'RemoteDatabases.inAccounts()': (stack, options) => RemoteDatabases.inAccounts(['111111111111'], AssumedRole.fromRole(role(stack)), options),
  'teleportYaml()': (stack, options) => documentOf(stack).teleportYaml(options),
  'dbService()': (stack, options) => documentOf(stack).dbService(options),
  'discoveryService()': (stack, options) => documentOf(stack).discoveryService(options),
  'helmValues()': (stack, options) => documentOf(stack).helmValues(options),
  'joinToken()': (stack, options) => documentOf(stack).joinToken(options),
  'discoveryConfig()': (stack, options) => documentOf(stack).discoveryConfig(options),
  'integration()': (stack, options) => documentOf(stack).integration(options),
  'role()': (stack, options) => documentOf(stack).role(options),
};
const PROPS: { readonly [name: string]: (stack: Stack, props: any) => unknown } = {
  TeleportDatabaseAccess: (stack, props) => new TeleportDatabaseAccess(stack, 'Policy', props),
  TeleportDatabaseDiscoveryPolicy: (stack, props) => new TeleportDatabaseDiscoveryPolicy(stack, 'Policy', props),
  TeleportManagedUsersPolicy: (stack, props) => new TeleportManagedUsersPolicy(stack, 'Policy', props),
  TeleportRdsConnectPolicy: (stack, props) => new TeleportRdsConnectPolicy(stack, 'Policy', props),
  TeleportRedshiftConnectPolicy: (stack, props) => new TeleportRedshiftConnectPolicy(stack, 'Policy', props),
  TeleportDatabasePermissionsBoundary: (stack, props) => new TeleportDatabasePermissionsBoundary(stack, 'Policy', props),
  TeleportAgentConfiguration: (_, props) => new TeleportAgentConfiguration(props),
  TeleportReadyDatabases: (_, props) => new TeleportReadyDatabases(props),
};
const each = (calls: typeof OPTIONS, prop: string) => Object.entries(calls).map(([name, call]) => ({ name, call, prop }));

describe.each([...each(OPTIONS, 'options'), ...each(PROPS, 'props')])('$name', ({ call, prop }) => {
  test.each([{ given: null, got: 'null' }, { given: 'prod', got: '"prod"' }, { given: 5, got: '5' }])(`has no $got for its ${prop}`, ({ given, got }) => {
    expect(() => call(stackIn(), given)).toThrow(new Error(`'${prop}' must be an object; got ${got}`));
  });
});

interface Refused {
  readonly name: string;
  readonly call: (stack: Stack) => unknown;
  readonly message: string;
  readonly passes: (stack: Stack) => unknown;
}

const ledger = (stack: Stack) =>
  new memorydb.CfnCluster(stack, 'Ledger', { clusterName: 'ledger', aclName: 'open-access', nodeType: 'db.t4g.small' });
const REFUSED: Refused[] = [
  ...['team', ['team']].map((tags): Refused => ({
    name: `session tags that are ${JSON.stringify(tags)}`,
    call: (stack) => new TeleportAgentPrincipal(role(stack), { sessionTags: wrong(tags) }),
    message: `'sessionTags' must be an object of keys and values; got ${JSON.stringify(tags)}; leave it out for none`,
    passes: (stack) => new TeleportAgentPrincipal(role(stack), { sessionTags: { team: 'web' } }),
  })),
  {
    name: 'session tags of null',
    call: (stack) => AssumedRole.fromRole(role(stack), { sessionTags: wrong(null) }),
    message: '\'sessionTags\' must have a value; got null; leave it out for the default',
    passes: (stack) => AssumedRole.fromRole(role(stack), { sessionTags: undefined }),
  },
  {
    name: 'a path of null, which could mean any',
    call: () => AssumedRole.inOrganization('o-abcdef1234', { roleName: 'access', rolePath: wrong(null) }),
    message: '\'rolePath\' must have a value; got null; leave it out for the default',
    passes: () => AssumedRole.inOrganization('o-abcdef1234', { roleName: 'access' }),
  },
  {
    name: 'a role of null',
    call: () => AssumedRole.fromRole(wrong(null)),
    message: '\'role\' must be a role, because nothing else can be assumed; got null',
    passes: (stack) => AssumedRole.fromRole(role(stack)),
  },
  {
    name: 'the ARN of a key',
    call: () => SecretStore.of('team', { encryptionKey: wrong('arn:aws:kms:eu-west-1:123456789012:key/a') }),
    message: '\'encryptionKey\' must be a KMS key; got "arn:aws:kms:eu-west-1:123456789012:key/a"; import it with kms.Key.fromKeyArn()',
    passes: () => SecretStore.of('team', { encryptionKey: undefined }),
  },
  {
    name: 'a registration that is text',
    call: () => RdsDatabase.fromResourceId('db-0', { ...reader, registration: wrong('orders') }),
    message: '\'registration\' must be an object; got "orders"',
    passes: () => RdsDatabase.fromResourceId('db-0', { ...reader, registration: { name: 'orders' } }),
  },
  {
    name: 'a cluster of another service',
    call: (stack) => RedshiftDatabase.fromCluster(wrong(ledger(stack)), { ...reader, databaseNames: ['dev'] }),
    message: '\'cluster\' must be an L1 construct of AWS::Redshift::Cluster; got Stack/Ledger, an AWS::MemoryDB::Cluster; use MemoryDbDatabase.fromCluster()',
    passes: (stack) => MemoryDbDatabase.fromCluster(ledger(stack)),
  },
  {
    name: 'no replication group',
    call: () => ElastiCacheDatabase.fromReplicationGroup(wrong(undefined), reader),
    message: '\'replicationGroup\' must be an L1 construct of AWS::ElastiCache::ReplicationGroup; got undefined; pass the defaultChild of an L2 construct, or the '
      + 'name of the database',
    passes: (stack) => ElastiCacheDatabase.fromReplicationGroup(new elasticache.CfnReplicationGroup(stack, 'Carts', { replicationGroupDescription: 'carts' }), reader),
  },
  {
    name: 'policies that are no list',
    call: () => new TeleportAgentConfiguration({ policies: wrong(undefined) }),
    message: '\'policies\' must be a list; got undefined',
    passes: documentOf,
  },
  {
    name: 'a single policy',
    call: (stack) => new TeleportAgentConfiguration({
      policies: wrong(new TeleportDatabaseAccess(stack, 'Policy', { target: roleIn(stack), databases: [RdsDatabase.any(reader)] })),
    }),
    message: '\'policies\' must be a list; got Stack/Policy; a single one is a list too: [ ... ]',
    passes: documentOf,
  },
  ...[{ roleArn: 'arn:aws:iam::123456789012:role/agent', roleName: 'agent' }, { userArn: 'arn:aws:iam::123456789012:user/agent' }].map((target): Refused => ({
    name: `an object with ${Object.keys(target).join(' and ')}`,
    call: (stack) => new TeleportDatabaseAccess(stack, 'Policy', { target: wrong(target), databases: [RdsDatabase.any(reader)] }),
    message: `'target' must be a role or a user; got ${JSON.stringify(target)}; give an iam.Role or iam.User, or import one by its name or ARN: Role.fromRoleArn()`,
    passes: documentOf,
  })),
  {
    name: 'a list of options',
    call: (stack) => documentOf(stack).dbService(wrong(['prod'])),
    message: '\'options\' must be an object; got ["prod"]',
    passes: (stack) => documentOf(stack).dbService({ resourceLabels: { env: ['prod'] } }),
  },
  {
    name: 'a number that is a token, where a user is a text',
    call: () => RdsDatabase.any({ databaseUsers: [wrong(Lazy.number({ produce: () => 1 }))] }),
    message: '\'databaseUsers\' must be a name of printable characters without space, /, :, ?, ", \\ and ${ (* matches any characters), at most 127 characters; got a number that is a token',
    passes: () => RdsDatabase.any({ databaseUsers: [Lazy.string({ produce: () => 'app' })] }),
  },
  {
    name: 'remote databases of another kind',
    call: (stack) => new TeleportAgentConfiguration({
      policies: [new TeleportDatabaseAccess(stack, 'Policy', { target: roleIn(stack), databaseTypes: [DatabaseType.REDSHIFT] })], remoteDatabases: [wrong({})],
    }),
    message: notMade('remoteDatabases', 'RemoteDatabases'),
    passes: documentOf,
  },
  {
    name: 'remote databases behind a role that is not to be assumed',
    call: (stack) => RemoteDatabases.behindRole(wrong(role(stack)), { databaseTypes: [DatabaseType.REDSHIFT], regions: ['eu-west-1'] }),
    message: notMade('assumedRole', 'AssumedRole.fromRole()', 'Stack/Role'),
    passes: (stack) => RemoteDatabases.behindRole(AssumedRole.fromRole(role(stack)), { databaseTypes: [DatabaseType.REDSHIFT], regions: ['eu-west-1'] }),
  },
];

test.each(REFUSED)('$name: a sentence, and what is nearly the same passes', ({ call, message, passes }) => {
  expect(() => call(stackIn())).toThrow(new Error(message));
  expect(() => passes(stackIn())).not.toThrow();
});
