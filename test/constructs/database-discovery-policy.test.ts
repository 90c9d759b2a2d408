import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { DatabaseType, SecretStore, SelfGrant, TeleportDatabaseDiscoveryPolicy, TeleportDatabaseDiscoveryPolicyProps } from '../../src';
import { DATABASES } from '../support/databases/index';
import { document, within } from '../support/expected';
import { boundaryOf, documentOf, stackIn, warningsOf } from '../support/template';

const { RDS, AURORA, RDS_PROXY, REDSHIFT, ELASTICACHE, MEMORYDB } = DatabaseType;
const SECRET_ACTIONS = [
  'secretsmanager:DescribeSecret', 'secretsmanager:CreateSecret', 'secretsmanager:UpdateSecret', 'secretsmanager:DeleteSecret',
  'secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue', 'secretsmanager:TagResource',
];

const sampleUser = (stack: Stack) => iam.User.fromUserName(stack, 'Agent', 'sample-user');
const sampleRole = (stack: Stack) => iam.Role.fromRoleName(stack, 'Agent', 'sample-role');

type Options = Omit<TeleportDatabaseDiscoveryPolicyProps, 'target'>;

function discovery(options: Options, stack = stackIn(), target: (stack: Stack) => iam.IIdentity = sampleRole): Stack {
  new TeleportDatabaseDiscoveryPolicy(stack, 'Discovery', { target: target(stack), ...options });
  return stack;
}

const selfGrants = [
  ['user', sampleUser, ['iam:GetUserPolicy', 'iam:PutUserPolicy', 'iam:DeleteUserPolicy'], 'arn:aws:iam::123456789012:user/sample-user'],
  ['role', sampleRole, ['iam:GetRolePolicy', 'iam:PutRolePolicy', 'iam:DeleteRolePolicy'], 'arn:aws:iam::123456789012:role/sample-role'],
] as const;

describe('the calls of Teleport\'s reference, tight', () => {
  const unbounded = { selfGrant: SelfGrant.UNBOUNDED };

  test.each(selfGrants)('01, 02: RDS lists instances, modifies instances, and a %s edits itself', (_, target, Action, Resource) => {
    const stack = discovery({ databaseTypes: [RDS], allowDatabaseModification: true, ...unbounded }, stackIn(), target);
    expect(documentOf(stack)).toEqual(document(
      { Sid: 'RDSDescribeInstances', Action: 'rds:DescribeDBInstances', Resource: '*', Condition: within('eu-west-1') },
      { Sid: 'RDSAutoEnableIAMAuth', Action: 'rds:ModifyDBInstance', Resource: 'arn:aws:rds:eu-west-1:123456789012:db:*' },
      { Sid: 'SelfGrant', Action, Resource },
    ));
  });

  test.each(selfGrants)('03, 04: Aurora lists clusters and instances, modifies clusters, and a %s edits itself', (_, target, Action, Resource) => {
    const stack = discovery({ databaseTypes: [AURORA], allowDatabaseModification: true, ...unbounded }, stackIn(), target);
    expect(documentOf(stack)).toEqual(document(
      { Sid: 'RDSDescribeClusters', Action: 'rds:DescribeDBClusters', Resource: '*', Condition: within('eu-west-1') },
      { Sid: 'RDSDescribeInstances', Action: 'rds:DescribeDBInstances', Resource: '*', Condition: within('eu-west-1') },
      { Sid: 'AuroraAutoEnableIAMAuth', Action: 'rds:ModifyDBCluster', Resource: 'arn:aws:rds:eu-west-1:123456789012:cluster:*' },
      { Sid: 'SelfGrant', Action, Resource },
    ));
  });

  test.each(selfGrants)('05, 06: RDS Proxy lists proxies, reads the tags of proxies, and a %s edits itself', (_, target, Action, Resource) => {
    const stack = discovery({ databaseTypes: [RDS_PROXY], ...unbounded }, stackIn(), target);
    expect(documentOf(stack)).toEqual(document(
      { Sid: 'RDSProxyDiscovery', Action: ['rds:DescribeDBProxies', 'rds:DescribeDBProxyEndpoints'], Resource: '*', Condition: within('eu-west-1') },
      { Sid: 'RDSProxyFetchMetadata', Action: 'rds:ListTagsForResource', Resource: 'arn:aws:rds:eu-west-1:123456789012:db-proxy:*' },
      { Sid: 'SelfGrant', Action, Resource },
    ));
  });

  test.each(selfGrants)('07, 08: Redshift lists clusters, and a %s edits itself as long as it has the boundary', (_, target, [read, ...edits], Resource) => {
    const stack = discovery({ databaseTypes: [REDSHIFT], selfGrant: SelfGrant.BOUNDED }, stackIn(), target);
    expect(documentOf(stack)).toEqual(document(
      { Sid: 'RedshiftFetchMetadata', Action: 'redshift:DescribeClusters', Resource: '*', Condition: within('eu-west-1') },
      { Sid: 'SelfGrantRead', Action: read, Resource },
      {
        Sid: 'SelfGrant',
        Action: edits,
        Resource,
        Condition: { ArnEquals: { 'iam:PermissionsBoundary': 'arn:aws:iam::123456789012:policy/Stack-Discovery-1AD3D173-eu-west-1-Boundary' } },
      },
    ));
    expect(boundaryOf(stack)).toEqual(document(
      { Sid: 'RedshiftFetchMetadata', Action: 'redshift:DescribeClusters', Resource: '*', Condition: within('eu-west-1') },
      { Sid: 'SelfGrant', Action: [read, ...edits], Resource },
      {
        Sid: 'RedshiftConnectAsDBUser',
        Action: 'redshift:GetClusterCredentials',
        Resource: ['arn:aws:redshift:eu-west-1:123456789012:dbuser:*/*', 'arn:aws:redshift:eu-west-1:123456789012:dbname:*/*'],
      },
    ));
  });

  test('09: ElastiCache lists groups, nodes and users, and changes and keeps the passwords of users that are tagged for Teleport', () => {
    expect(documentOf(discovery({ databaseTypes: [ELASTICACHE], manageUsersOf: [ELASTICACHE] }))).toEqual(document(
      { Sid: 'ElastiCacheListTags', Action: 'elasticache:ListTagsForResource', Resource: 'arn:aws:elasticache:eu-west-1:123456789012:replicationgroup:*' },
      { Sid: 'ElastiCacheDescribeReplicationGroups', Action: 'elasticache:DescribeReplicationGroups', Resource: '*', Condition: within('eu-west-1') },
      {
        Sid: 'ElastiCacheFetchMetadata',
        Action: ['elasticache:DescribeCacheClusters', 'elasticache:DescribeCacheSubnetGroups'],
        Resource: '*',
        Condition: within('eu-west-1'),
      },
      { Sid: 'ElastiCacheListUserTags', Action: 'elasticache:ListTagsForResource', Resource: 'arn:aws:elasticache:eu-west-1:123456789012:user:*' },
      { Sid: 'ElastiCacheDescribeUsers', Action: 'elasticache:DescribeUsers', Resource: '*', Condition: within('eu-west-1') },
      {
        Sid: 'ElastiCacheManageUsers',
        Action: 'elasticache:ModifyUser',
        Resource: 'arn:aws:elasticache:eu-west-1:123456789012:user:*',
        Condition: { Null: { 'aws:ResourceTag/teleport.dev/managed': 'false' } },
      },
      {
        Sid: 'ManagedUserSecrets',
        Action: SECRET_ACTIONS,
        Resource: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:teleport/elasticache/eu-west-1/123456789012/user/*',
      },
    ));
  });

  test('10: MemoryDB lists clusters, networks and users, and changes and keeps the passwords of users that are tagged for Teleport', () => {
    expect(documentOf(discovery({ databaseTypes: [MEMORYDB], manageUsersOf: [MEMORYDB] }))).toEqual(document(
      { Sid: 'MemoryDBListTags', Action: 'memorydb:ListTags', Resource: 'arn:aws:memorydb:eu-west-1:123456789012:cluster/*' },
      { Sid: 'MemoryDBDescribeClusters', Action: 'memorydb:DescribeClusters', Resource: '*', Condition: within('eu-west-1') },
      { Sid: 'MemoryDBFetchMetadata', Action: 'memorydb:DescribeSubnetGroups', Resource: '*', Condition: within('eu-west-1') },
      { Sid: 'MemoryDBListUserTags', Action: 'memorydb:ListTags', Resource: 'arn:aws:memorydb:eu-west-1:123456789012:user/*' },
      { Sid: 'MemoryDBDescribeUsers', Action: 'memorydb:DescribeUsers', Resource: '*', Condition: within('eu-west-1') },
      {
        Sid: 'MemoryDBManageUsers',
        Action: 'memorydb:UpdateUser',
        Resource: 'arn:aws:memorydb:eu-west-1:123456789012:user/*',
        Condition: { Null: { 'aws:ResourceTag/teleport.dev/managed': 'false' } },
      },
      {
        Sid: 'ManagedUserSecrets',
        Action: SECRET_ACTIONS,
        Resource: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:teleport/memorydb/eu-west-1/123456789012/user/*',
      },
    ));
  });
});

describe('the shortest call finds databases and changes nothing', () => { // of one type: every-type.test.ts
  const found = (...types: DatabaseType[]) => types.flatMap((type) => DATABASES.find((fixture) => fixture.type === type)!.discovered!);

  test('of six types: lists that two of them share are there once', () => {
    const stack = discovery({ databaseTypes: [RDS, AURORA, RDS_PROXY, REDSHIFT, ELASTICACHE, MEMORYDB] });
    const clusters = { Sid: 'RDSDescribeClusters', Action: 'rds:DescribeDBClusters', Resource: '*', Condition: within('eu-west-1') };
    expect(documentOf(stack)).toEqual(document(...found(RDS), clusters, ...found(RDS_PROXY, REDSHIFT, ELASTICACHE, MEMORYDB)));
    expect(warningsOf(stack)).toEqual([]);
  });

  test('a type that is named twice is there once', () => {
    expect(documentOf(discovery({ databaseTypes: [RDS, RDS] }))).toEqual(document(...found(RDS)));
  });
});

describe('databaseTags', () => {
  const modify = { databaseTypes: [RDS, AURORA], allowDatabaseModification: true };
  const modifications = (stack: Stack) => documentOf(stack).Statement.filter(({ Sid }: { Sid: string }) => Sid.includes('AutoEnable'));

  test('limit what Teleport may modify, each key with any of its values, and no list', () => {
    const Condition = { StringLike: { 'aws:ResourceTag/env': ['prod', 'stage-*'], 'aws:ResourceTag/team': 'orders' } };
    expect(documentOf(discovery({ ...modify, databaseTags: { env: ['prod', 'stage-*'], team: ['orders'] } }))).toEqual(document(
      { Sid: 'RDSDescribeInstances', Action: 'rds:DescribeDBInstances', Resource: '*', Condition: within('eu-west-1') },
      { Sid: 'RDSAutoEnableIAMAuth', Action: 'rds:ModifyDBInstance', Resource: 'arn:aws:rds:eu-west-1:123456789012:db:*', Condition },
      { Sid: 'RDSDescribeClusters', Action: 'rds:DescribeDBClusters', Resource: '*', Condition: within('eu-west-1') },
      { Sid: 'AuroraAutoEnableIAMAuth', Action: 'rds:ModifyDBCluster', Resource: 'arn:aws:rds:eu-west-1:123456789012:cluster:*', Condition },
    ));
  });

  test('any value of a key still asks for the tag', () => {
    expect(modifications(discovery({ ...modify, databaseTypes: [RDS], databaseTags: { env: ['*'] } }))).toEqual([{
      Sid: 'RDSAutoEnableIAMAuth',
      Effect: 'Allow',
      Action: 'rds:ModifyDBInstance',
      Resource: 'arn:aws:rds:eu-west-1:123456789012:db:*',
      Condition: { StringLike: { 'aws:ResourceTag/env': '*' } },
    }]);
  });

  test('any value of any key is no condition', () => {
    expect(modifications(discovery({ ...modify, databaseTypes: [RDS], databaseTags: { '*': ['*'] } }))).toEqual([{
      Sid: 'RDSAutoEnableIAMAuth', Effect: 'Allow', Action: 'rds:ModifyDBInstance', Resource: 'arn:aws:rds:eu-west-1:123456789012:db:*',
    }]);
  });

  test('without modification they change nothing', () => {
    expect(documentOf(discovery({ databaseTypes: [RDS], databaseTags: { env: ['prod'] } }))).toEqual(document(
      { Sid: 'RDSDescribeInstances', Action: 'rds:DescribeDBInstances', Resource: '*', Condition: within('eu-west-1') },
    ));
  });
});

describe('regions', () => {
  const everything = { databaseTypes: [RDS, ELASTICACHE], allowDatabaseModification: true, manageUsersOf: [ELASTICACHE] };
  const key = (stack: Stack, region: string) => kms.Key.fromKeyArn(stack, 'Key', `arn:aws:kms:${region}:123456789012:key/11111111-2222-3333-4444-555555555555`);

  test('several: every list, ARN and secret in each of them; a secret\'s name in the region of its ARN; no store that nothing uses', () => {
    const stack = stackIn();
    const secretStores = [SecretStore.of('own', { encryptionKey: key(stack, 'eu-central-1') })];
    const both = within('eu-west-1', 'eu-central-1');
    expect(documentOf(discovery({ ...everything, regions: ['eu-west-1', 'eu-central-1'], secretStores }, stack))).toEqual(document(
      { Sid: 'RDSDescribeInstances', Action: 'rds:DescribeDBInstances', Resource: '*', Condition: both },
      {
        Sid: 'RDSAutoEnableIAMAuth',
        Action: 'rds:ModifyDBInstance',
        Resource: ['arn:aws:rds:eu-west-1:123456789012:db:*', 'arn:aws:rds:eu-central-1:123456789012:db:*'],
      },
      {
        Sid: 'ElastiCacheListTags',
        Action: 'elasticache:ListTagsForResource',
        Resource: ['arn:aws:elasticache:eu-west-1:123456789012:replicationgroup:*', 'arn:aws:elasticache:eu-central-1:123456789012:replicationgroup:*'],
      },
      { Sid: 'ElastiCacheDescribeReplicationGroups', Action: 'elasticache:DescribeReplicationGroups', Resource: '*', Condition: both },
      {
        Sid: 'ElastiCacheFetchMetadata',
        Action: ['elasticache:DescribeCacheClusters', 'elasticache:DescribeCacheSubnetGroups'],
        Resource: '*',
        Condition: both,
      },
      {
        Sid: 'ElastiCacheListUserTags',
        Action: 'elasticache:ListTagsForResource',
        Resource: ['arn:aws:elasticache:eu-west-1:123456789012:user:*', 'arn:aws:elasticache:eu-central-1:123456789012:user:*'],
      },
      { Sid: 'ElastiCacheDescribeUsers', Action: 'elasticache:DescribeUsers', Resource: '*', Condition: both },
      {
        Sid: 'ElastiCacheManageUsers',
        Action: 'elasticache:ModifyUser',
        Resource: ['arn:aws:elasticache:eu-west-1:123456789012:user:*', 'arn:aws:elasticache:eu-central-1:123456789012:user:*'],
        Condition: { Null: { 'aws:ResourceTag/teleport.dev/managed': 'false' } },
      },
      {
        Sid: 'ManagedUserSecrets',
        Action: SECRET_ACTIONS,
        Resource: [
          'arn:aws:secretsmanager:eu-west-1:123456789012:secret:teleport/elasticache/eu-west-1/123456789012/user/*',
          'arn:aws:secretsmanager:eu-central-1:123456789012:secret:teleport/elasticache/eu-central-1/123456789012/user/*',
        ],
      },
    ));
  });

  test('all: lists have no condition, ARNs any region, the account stays', () => {
    const stack = stackIn();
    const secretStores = [SecretStore.of('own', { encryptionKey: key(stack, 'eu-west-1') })];
    expect(documentOf(discovery({ ...everything, regions: ['*'], secretStores }, stack))).toEqual(document(
      { Sid: 'RDSDescribeInstances', Action: 'rds:DescribeDBInstances', Resource: '*' },
      { Sid: 'RDSAutoEnableIAMAuth', Action: 'rds:ModifyDBInstance', Resource: 'arn:aws:rds:*:123456789012:db:*' },
      { Sid: 'ElastiCacheListTags', Action: 'elasticache:ListTagsForResource', Resource: 'arn:aws:elasticache:*:123456789012:replicationgroup:*' },
      { Sid: 'ElastiCacheDescribeReplicationGroups', Action: 'elasticache:DescribeReplicationGroups', Resource: '*' },
      { Sid: 'ElastiCacheFetchMetadata', Action: ['elasticache:DescribeCacheClusters', 'elasticache:DescribeCacheSubnetGroups'], Resource: '*' },
      { Sid: 'ElastiCacheListUserTags', Action: 'elasticache:ListTagsForResource', Resource: 'arn:aws:elasticache:*:123456789012:user:*' },
      { Sid: 'ElastiCacheDescribeUsers', Action: 'elasticache:DescribeUsers', Resource: '*' },
      {
        Sid: 'ElastiCacheManageUsers',
        Action: 'elasticache:ModifyUser',
        Resource: 'arn:aws:elasticache:*:123456789012:user:*',
        Condition: { Null: { 'aws:ResourceTag/teleport.dev/managed': 'false' } },
      },
      {
        Sid: 'ManagedUserSecrets',
        Action: SECRET_ACTIONS,
        Resource: 'arn:aws:secretsmanager:*:123456789012:secret:teleport/elasticache/*/123456789012/user/*',
      },
    ));
  });

  test('one that is named twice is there once', () => {
    expect(documentOf(discovery({ databaseTypes: [RDS], regions: ['eu-west-1', 'eu-west-1'] }))).toEqual(document(
      { Sid: 'RDSDescribeInstances', Action: 'rds:DescribeDBInstances', Resource: '*', Condition: within('eu-west-1') },
    ));
  });
});

describe('any partition', () => {
  const options = { databaseTypes: [RDS, MEMORYDB], allowDatabaseModification: true, manageUsersOf: [MEMORYDB] };
  const expected = (partition: string, region: string) => document(
    { Sid: 'RDSDescribeInstances', Action: 'rds:DescribeDBInstances', Resource: '*', Condition: within(region) },
    { Sid: 'RDSAutoEnableIAMAuth', Action: 'rds:ModifyDBInstance', Resource: `arn:${partition}:rds:${region}:123456789012:db:*` },
    { Sid: 'MemoryDBListTags', Action: 'memorydb:ListTags', Resource: `arn:${partition}:memorydb:${region}:123456789012:cluster/*` },
    { Sid: 'MemoryDBDescribeClusters', Action: 'memorydb:DescribeClusters', Resource: '*', Condition: within(region) },
    { Sid: 'MemoryDBFetchMetadata', Action: 'memorydb:DescribeSubnetGroups', Resource: '*', Condition: within(region) },
    { Sid: 'MemoryDBListUserTags', Action: 'memorydb:ListTags', Resource: `arn:${partition}:memorydb:${region}:123456789012:user/*` },
    { Sid: 'MemoryDBDescribeUsers', Action: 'memorydb:DescribeUsers', Resource: '*', Condition: within(region) },
    {
      Sid: 'MemoryDBManageUsers',
      Action: 'memorydb:UpdateUser',
      Resource: `arn:${partition}:memorydb:${region}:123456789012:user/*`,
      Condition: { Null: { 'aws:ResourceTag/teleport.dev/managed': 'false' } },
    },
    {
      Sid: 'ManagedUserSecrets',
      Action: SECRET_ACTIONS,
      Resource: `arn:${partition}:secretsmanager:${region}:123456789012:secret:teleport/memorydb/${region}/123456789012/user/*`,
    },
  );

  test.each([['aws', 'eu-west-1'], ['aws-us-gov', 'us-gov-west-1'], ['aws-cn', 'cn-north-1']])('%s', (partition, region) => {
    const stack = discovery(options, stackIn({ account: '123456789012', region }));
    expect(documentOf(stack, { 'AWS::Partition': partition })).toEqual(expected(partition, region));
  });

  test.each([['aws', 'ap-southeast-1'], ['aws-us-gov', 'us-gov-east-1'], ['aws-cn', 'cn-northwest-1']])('%s, in a stack that does not know where it is deployed', (partition, region) => {
    const stack = discovery(options, stackIn({}));
    expect(documentOf(stack, { 'AWS::Partition': partition, 'AWS::Region': region })).toEqual(expected(partition, region));
    expect(warningsOf(stack)).toEqual([]);
  });
});

test('what the policy allows is public, with the reason of every statement', () => {
  const stack = stackIn();
  const { permissions } = new TeleportDatabaseDiscoveryPolicy(stack, 'Discovery', {
    target: sampleRole(stack), databaseTypes: [AURORA], databaseTags: { env: ['prod'] }, allowDatabaseModification: true,
  });
  expect(stack.resolve(permissions)).toEqual([
    {
      sid: 'RDSDescribeClusters',
      reason: 'list Aurora and DocumentDB clusters with their tags and endpoints',
      actions: ['rds:DescribeDBClusters'],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
    },
    {
      sid: 'RDSDescribeInstances',
      reason: 'list RDS instances, and the instances of Aurora clusters, with their tags and networks',
      actions: ['rds:DescribeDBInstances'],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
    },
    {
      sid: 'AuroraAutoEnableIAMAuth',
      reason: 'turn on IAM authentication for Aurora clusters, which AWS applies immediately with all other pending modifications',
      actions: ['rds:ModifyDBCluster'],
      resources: [{ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':rds:eu-west-1:123456789012:cluster:*']] }],
      conditions: { StringLike: { 'aws:ResourceTag/env': 'prod' } },
    },
  ]);
});

test('as documented, a statement has the reasons of all that is in it, each once', () => {
  const stack = stackIn();
  const { permissions } = new TeleportDatabaseDiscoveryPolicy(stack, 'Discovery', { target: sampleRole(stack), databaseTypes: [MEMORYDB], manageUsersOf: [MEMORYDB], asDocumented: true });
  expect(permissions[0].reason).toBe('read the tags of MemoryDB clusters; list MemoryDB clusters with their endpoints and access control lists; '
    + 'read the networks of MemoryDB clusters; find the MemoryDB users that are tagged for Teleport; see how MemoryDB users authenticate and which of them belong to a cluster; '
    + 'change the passwords of the MemoryDB users that are tagged for Teleport');
});
