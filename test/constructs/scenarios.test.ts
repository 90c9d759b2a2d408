import { App, aws_dynamodb as dynamodb, aws_ec2 as ec2, aws_iam as iam, aws_kms as kms, aws_logs as logs, aws_rds as rds, Stack } from 'aws-cdk-lib';
import {
  AssumedRole, DatabaseType, ElastiCacheDatabase, MemoryDbDatabase, RdsDatabase, RedshiftDatabase, SecretStore, SelfGrant,
  TeleportDatabaseAccess, TeleportDatabaseDiscoveryPolicy, TeleportDatabasePermissionsBoundary, TeleportRdsConnectPolicy,
  TeleportRedshiftConnectPolicy,
} from '../../src';
import { deployed, ENV, resourcesOf, roleIn, stackIn, warningsOf } from '../support/template';

/** Who gets what: the Sids of every policy, by whom it is attached to; `boundary` for one that is attached to nothing. */
function policiesOf(stack: Stack): [attachedTo: string, ...sids: (string | string[])[]][] {
  return Object.values(resourcesOf(stack)).filter(({ Type }) => /^AWS::IAM::(Managed)?Policy$/.test(Type)).map(({ Type, Properties }) => {
    const [attachedTo = 'boundary'] = deployed(Properties.Roles ?? Properties.Users ?? []);
    return [Type === 'AWS::IAM::Policy' ? `${attachedTo}, inline` : attachedTo, ...Properties.PolicyDocument.Statement.map(({ Sid, Action }: any) => Sid ?? Action)];
  });
}

const AGENT = '<Agent255F68E9>';

test('discover RDS and Aurora, with a role', () => {
  const stack = stackIn();
  const agentRole = roleIn(stack);
  new TeleportDatabaseDiscoveryPolicy(stack, 'Discovery', {
    target: agentRole,
    databaseTypes: [DatabaseType.RDS, DatabaseType.AURORA],
  });
  expect(policiesOf(stack)).toEqual([[AGENT, 'RDSDescribeInstances', 'RDSDescribeClusters']]);
  expect(warningsOf(stack)).toEqual([]);
});

test('the same for a user, inline', () => {
  const stack = stackIn();
  const agentUser = iam.User.fromUserName(stack, 'AgentUser', 'teleport');
  new TeleportDatabaseDiscoveryPolicy(stack, 'Discovery', {
    target: agentUser,
    databaseTypes: [DatabaseType.RDS, DatabaseType.AURORA],
    inline: true,
  });
  expect(policiesOf(stack)).toEqual([['teleport, inline', 'RDSDescribeInstances', 'RDSDescribeClusters']]);
  expect(warningsOf(stack)).toEqual([]);
});

test('an instance of the same app, two database users', () => {
  const stack = stackIn();
  const orders = new rds.DatabaseInstance(stack, 'Orders', {
    vpc: new ec2.Vpc(stack, 'Vpc'), iamAuthentication: true, engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_16 }),
  });
  const { permissions } = new TeleportRdsConnectPolicy(stack, 'Connect', {
    target: roleIn(stack),
    databases: [RdsDatabase.fromInstance(orders, { databaseUsers: ['reader', 'writer'] })],
  });
  expect(policiesOf(stack)).toEqual([[AGENT, 'RDSConnect']]);
  expect(deployed(stack.resolve(permissions[0].resources))).toEqual([
    'arn:aws:rds-db:eu-west-1:123456789012:dbuser:<OrdersA9B65338.DbiResourceId>/reader',
    'arn:aws:rds-db:eu-west-1:123456789012:dbuser:<OrdersA9B65338.DbiResourceId>/writer',
  ]);
  expect(warningsOf(stack)).toEqual([]);
});

test('an Aurora cluster of another app', () => {
  const stack = stackIn();
  const { permissions } = new TeleportRdsConnectPolicy(stack, 'Connect', {
    target: roleIn(stack),
    databases: [RdsDatabase.fromResourceId('cluster-ABCDEFGHIJKL01234', { databaseUsers: ['reader'], region: 'eu-central-1' })],
  });
  expect(policiesOf(stack)).toEqual([[AGENT, 'RDSConnect']]);
  expect(deployed(stack.resolve(permissions[0].resources))).toEqual(['arn:aws:rds-db:eu-central-1:123456789012:dbuser:cluster-ABCDEFGHIJKL01234/reader']);
});

test('an RDS proxy', () => {
  const stack = stackIn();
  const proxy = rds.DatabaseProxy.fromDatabaseProxyAttributes(stack, 'Proxy', {
    dbProxyName: 'orders', dbProxyArn: 'arn:aws:rds:eu-west-1:123456789012:db-proxy:prx-0123456789abcdef0', endpoint: 'orders.example', securityGroups: [],
  });
  const { permissions } = new TeleportRdsConnectPolicy(stack, 'Connect', {
    target: roleIn(stack),
    databases: [RdsDatabase.fromProxy(proxy, { databaseUsers: ['reader'] })],
  });
  expect(policiesOf(stack)).toEqual([[AGENT, 'RDSConnect']]);
  expect(deployed(stack.resolve(permissions[0].resources))).toEqual(['arn:aws:rds-db:eu-west-1:123456789012:dbuser:prx-0123456789abcdef0/reader']);
});

test('Redshift', () => {
  const stack = stackIn();
  const { permissions } = new TeleportRedshiftConnectPolicy(stack, 'Warehouse', {
    target: roleIn(stack),
    databases: [RedshiftDatabase.fromClusterIdentifier('warehouse', { databaseUsers: ['analyst'], databaseNames: ['sales'] })],
  });
  expect(policiesOf(stack)).toEqual([[AGENT, 'RedshiftConnectAsDBUser']]);
  expect(deployed(stack.resolve(permissions[0].resources))).toEqual([
    'arn:aws:redshift:eu-west-1:123456789012:dbuser:warehouse/analyst', 'arn:aws:redshift:eu-west-1:123456789012:dbname:warehouse/sales',
  ]);
});

test('managed users of ElastiCache and MemoryDB, with a prefix and a key of their own', () => {
  const stack = stackIn();
  new TeleportDatabaseAccess(stack, 'Caches', {
    target: roleIn(stack),
    manageUsersOf: [DatabaseType.ELASTICACHE, DatabaseType.MEMORYDB],
    secretStores: [SecretStore.of('teleport-prod', { encryptionKey: new kms.Key(stack, 'Key') })],
  });
  expect(policiesOf(stack)).toEqual([[
    AGENT,
    'ElastiCacheListUserTags', 'ElastiCacheDescribeReplicationGroups', 'ElastiCacheDescribeUsers', 'ElastiCacheManageUsers',
    'MemoryDBListUserTags', 'MemoryDBDescribeClusters', 'MemoryDBDescribeUsers', 'MemoryDBManageUsers',
    'ManagedUserSecrets', 'ManagedUserSecretKeys',
  ]]);
  expect(warningsOf(stack)).toEqual([]);
});

test('ElastiCache and MemoryDB with IAM authentication', () => {
  const stack = stackIn();
  new TeleportDatabaseAccess(stack, 'Caches', {
    target: roleIn(stack),
    databases: [
      ElastiCacheDatabase.fromReplicationGroupId('sessions', { databaseUsers: ['app'] }),
      ElastiCacheDatabase.fromServerlessCacheName('carts', { databaseUsers: ['app'] }),
      MemoryDbDatabase.fromClusterName('ledger', { databaseUsers: ['app'] }),
    ],
  });
  expect(policiesOf(stack)).toEqual([[
    AGENT, 'ElastiCacheDescribeReplicationGroups', 'ElastiCacheDescribeUsers', 'ElastiCacheConnect', 'ElastiCacheServerlessDescribeCaches',
    'MemoryDBDescribeClusters', 'MemoryDBDescribeUsers', 'MemoryDBConnect',
  ]]);
  expect(warningsOf(stack)).toEqual([]);
});

test('everything, one declaration', () => {
  const stack = stackIn();
  const access = new TeleportDatabaseAccess(stack, 'Teleport', {
    target: roleIn(stack),
    databaseTypes: [DatabaseType.RDS, DatabaseType.AURORA, DatabaseType.ELASTICACHE],
    regions: ['eu-west-1', 'eu-central-1'],
    databaseTags: { 'teleport-env': ['prod'] },
    databases: [
      RdsDatabase.any({ databaseUsers: ['teleport-*'] }),
      ElastiCacheDatabase.any({ databaseUsers: ['teleport-*'] }),
    ],
  });
  new TeleportDatabasePermissionsBoundary(stack, 'Boundary', { policies: [access] });
  const sids = [
    'RDSDescribeInstances', 'RDSDescribeClusters', 'ElastiCacheListTags', 'ElastiCacheDescribeReplicationGroups', 'ElastiCacheFetchMetadata',
    'RDSProxyDiscovery', 'RDSConnect', 'ElastiCacheServerlessDescribeCaches', 'ElastiCacheDescribeUsers', 'ElastiCacheConnect',
  ];
  expect(policiesOf(stack)).toEqual([[AGENT, ...sids], ['boundary', ...sids]]);
  // nothing connects in eu-central-1, and somebody else puts the boundary on
  expect(warningsOf(stack)).toEqual(['cdk-teleport-database-access:discoveredButNotConnectable', 'cdk-teleport-database-access:boundaryNotApplied']);
});

test('a boundary for an imported role', () => {
  const stack = stackIn();
  const agentRole = iam.Role.fromRoleArn(stack, 'Agent', 'arn:aws:iam::123456789012:role/teleport/agent');
  const access = new TeleportDatabaseAccess(stack, 'Teleport', {
    target: agentRole,
    databaseTypes: [DatabaseType.RDS],
    databases: [RdsDatabase.any({ databaseUsers: ['*'] })],
  });
  const boundary = new TeleportDatabasePermissionsBoundary(stack, 'Boundary', { policies: [access] });
  new logs.LogGroup(stack, 'Logs').grantWrite(boundary); // what else runs as the role
  const sids = ['RDSDescribeInstances', 'RDSDescribeClusters', 'RDSProxyDiscovery', 'RDSConnect'];
  expect(policiesOf(stack)).toEqual([['agent', ...sids], ['boundary', ...sids, ['logs:CreateLogStream', 'logs:PutLogEvents']]]);
  expect(warningsOf(stack)).toEqual(['cdk-teleport-database-access:boundaryNotApplied']); // its owner does it
});

test('hub and spoke, with a trust that is written by hand', () => {
  const app = new App();
  const [hub, spoke] = ['111111111111', '222222222222'].map((account) => stackIn({ account, region: 'eu-west-1' }, `Account${account}`, app));
  const agentRole = roleIn(hub, 'Agent', { roleName: 'teleport-agent' });
  // account B
  const accessRole = roleIn(spoke, 'Access', { roleName: 'teleport-access', assumedBy: new iam.AccountPrincipal('111111111111'), externalIds: ['prod-eu'] });
  new TeleportDatabaseAccess(spoke, 'Teleport', {
    target: accessRole,
    databaseTypes: [DatabaseType.RDS],
    databases: [RdsDatabase.any({ databaseUsers: ['*'] })],
  });
  // account A
  new TeleportDatabaseAccess(hub, 'Spokes', { target: agentRole, assumedRoles: [AssumedRole.fromRole(accessRole, { externalId: 'prod-eu' })] });
  expect(policiesOf(hub)).toEqual([[AGENT, 'AssumeRoles']]);
  expect(policiesOf(spoke)).toEqual([['<Access9901B1FF>', 'RDSDescribeInstances', 'RDSDescribeClusters', 'RDSProxyDiscovery', 'RDSConnect']]);
  expect([...warningsOf(hub), ...warningsOf(spoke)]).toEqual([]);
});

test('database users that are roles', () => {
  const stack = stackIn();
  const agentRole = roleIn(stack);
  const table = new dynamodb.Table(stack, 'Table', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } });
  const reader = new iam.Role(stack, 'Reader', { assumedBy: new iam.ArnPrincipal(agentRole.roleArn).withSessionTags() });
  table.grantReadData(reader);
  new TeleportDatabaseAccess(stack, 'Teleport', {
    target: agentRole, assumedRoles: [AssumedRole.fromRole(reader, { sessionTags: { team: 'orders' } })],
  });
  expect(policiesOf(stack).filter(([attachedTo]) => attachedTo === AGENT)).toEqual([[AGENT, 'AssumeRoles', 'TagSessions']]);
  expect(warningsOf(stack)).toEqual([]);
});

test('two services, two roles', () => {
  const stack = stackIn();
  const discoveryRole = roleIn(stack);
  const databaseRole = roleIn(stack, 'Database');
  new TeleportDatabaseDiscoveryPolicy(stack, 'Discovery', { target: discoveryRole, databaseTypes: [DatabaseType.RDS, DatabaseType.REDSHIFT] });
  new TeleportRdsConnectPolicy(stack, 'Connect', { target: databaseRole, databases: [RdsDatabase.any({ databaseUsers: ['*'] })] });
  expect(policiesOf(stack)).toEqual([[AGENT, 'RDSDescribeInstances', 'RedshiftFetchMetadata'], ['<DatabaseB269D8BB>', 'RDSConnect']]);
  expect(warningsOf(stack)).toEqual([]);
});

test.each([[{ region: 'us-gov-west-1' }], [{ region: 'cn-north-1' }], [{ ...ENV, region: 'us-gov-east-1' }], [{}]])('GovCloud, China, any: %j', (env) => {
  const stack = stackIn(env);
  new TeleportDatabaseDiscoveryPolicy(stack, 'Discovery', {
    target: roleIn(stack),
    databaseTypes: [DatabaseType.ELASTICACHE],
    manageUsersOf: [DatabaseType.ELASTICACHE],
  });
  expect(policiesOf(stack)).toEqual([[
    AGENT,
    'ElastiCacheListTags', 'ElastiCacheDescribeReplicationGroups', 'ElastiCacheFetchMetadata', 'ElastiCacheListUserTags', 'ElastiCacheDescribeUsers',
    'ElastiCacheManageUsers', 'ManagedUserSecrets',
  ]]);
  expect(JSON.stringify(resourcesOf(stack))).not.toContain('arn:aws');
  expect(warningsOf(stack)).toEqual([]);
});

test('bounded self-grant, a role of the app', () => {
  const stack = stackIn();
  new TeleportDatabaseDiscoveryPolicy(stack, 'Discovery', { target: roleIn(stack), databaseTypes: [DatabaseType.RDS], selfGrant: SelfGrant.BOUNDED });
  expect(policiesOf(stack)).toEqual([
    ['boundary', 'RDSDescribeInstances', 'SelfGrantRead', 'SelfGrant', 'RDSConnect'],
    [AGENT, 'RDSDescribeInstances', 'SelfGrantRead', 'SelfGrant'],
  ]);
  expect(warningsOf(stack)).toEqual([]);
});

test('300 databases', () => {
  const stack = stackIn();
  const { managedPolicies, permissions } = new TeleportRdsConnectPolicy(stack, 'Connect', {
    target: roleIn(stack),
    databases: Array.from({ length: 300 }, (_, index) => RdsDatabase.fromResourceId(`db-ABCDEFGHIJKLMNOPQRSTUV${1000 + index}`, { databaseUsers: ['reader'] })),
  });
  const all = 300 * 'arn:aws-us-gov:rds-db:eu-west-1:123456789012:dbuser:db-ABCDEFGHIJKLMNOPQRSTUV1000/reader",'.length;
  expect(managedPolicies.length).toBeLessThanOrEqual(Math.ceil(all / 6144) + 1);
  expect(policiesOf(stack)).toEqual(managedPolicies.map(() => [AGENT, 'RDSConnect']));
  expect(permissions.flatMap(({ resources }) => resources)).toHaveLength(300);
});
