import { aws_iam as iam, aws_kms as kms, Stack } from 'aws-cdk-lib';
import { DatabaseType, MemoryDbDatabase, RdsDatabase, RedshiftDatabase, SecretStore, TeleportDatabaseAccess, TeleportDatabaseAccessProps } from '../../src';
import { document, within } from '../support/expected';
import { ACCOUNT, documentOf, stackIn, warningsOf } from '../support/template';

const { RDS, AURORA, RDS_PROXY, REDSHIFT, ELASTICACHE, MEMORYDB } = DatabaseType;
const SECRET_ACTIONS = [
  'secretsmanager:DescribeSecret', 'secretsmanager:CreateSecret', 'secretsmanager:UpdateSecret', 'secretsmanager:DeleteSecret',
  'secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue', 'secretsmanager:TagResource',
];
const KEY = 'arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555';
const reader = { databaseUsers: ['reader'] };
const analyst = { databaseUsers: ['analyst'], databaseNames: ['sales'] };

function access(options: Omit<TeleportDatabaseAccessProps, 'target'>, stack = stackIn()): Stack {
  new TeleportDatabaseAccess(stack, 'Access', { target: iam.Role.fromRoleName(stack, 'Agent', 'sample-role'), ...options });
  return stack;
}

const instances = { Sid: 'RDSDescribeInstances', Action: 'rds:DescribeDBInstances', Resource: '*', Condition: within('eu-west-1') };
const clusters = { Sid: 'RDSDescribeClusters', Action: 'rds:DescribeDBClusters', Resource: '*', Condition: within('eu-west-1') };
const secrets = (...Resource: string[]) => ({ Sid: 'ManagedUserSecrets', Action: SECRET_ACTIONS, Resource: Resource.length === 1 ? Resource[0] : Resource });

test('15: a store with a prefix and a key, the call of Teleport\'s reference, tight: the secrets of both services, the key through Secrets Manager', () => {
  const stack = stackIn();
  const encryptionKey = kms.Key.fromKeyArn(stack, 'Key', KEY);
  expect(documentOf(access({ secretStores: [SecretStore.of('my-prefix', { encryptionKey })] }, stack))).toEqual(document(
    secrets(
      'arn:aws:secretsmanager:eu-west-1:123456789012:secret:my-prefix/elasticache/eu-west-1/123456789012/user/*',
      'arn:aws:secretsmanager:eu-west-1:123456789012:secret:my-prefix/memorydb/eu-west-1/123456789012/user/*',
    ),
    {
      Sid: 'ManagedUserSecretKeys',
      Action: ['kms:GenerateDataKey', 'kms:Decrypt'],
      Resource: KEY,
      Condition: { StringLike: { 'kms:ViaService': 'secretsmanager.eu-west-1.*' } },
    },
  ));
  expect(warningsOf(stack)).toEqual([]);
});

describe('registered databases: what Teleport reads of them, and the login', () => {
  const REGISTERED: [name: string, database: RdsDatabase | RedshiftDatabase, statements: object[]][] = [
    ['an RDS instance, which Teleport looks for among instances and then among clusters', RdsDatabase.fromResourceId('db-ABCDEFGHIJKL01234', reader), [
      instances,
      clusters,
      { Sid: 'RDSConnect', Action: 'rds-db:connect', Resource: 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-ABCDEFGHIJKL01234/reader' },
    ]],
    ['an Aurora cluster', RdsDatabase.fromResourceId('cluster-ABCDEFGHIJKL01234', reader), [
      instances,
      clusters,
      { Sid: 'RDSConnect', Action: 'rds-db:connect', Resource: 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:cluster-ABCDEFGHIJKL01234/reader' },
    ]],
    ['an RDS proxy, whose tags Teleport reads in discovery only', RdsDatabase.fromResourceId('prx-ABCDEFGHIJKL01234', reader), [
      { Sid: 'RDSProxyDiscovery', Action: ['rds:DescribeDBProxies', 'rds:DescribeDBProxyEndpoints'], Resource: '*', Condition: within('eu-west-1') },
      { Sid: 'RDSConnect', Action: 'rds-db:connect', Resource: 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:prx-ABCDEFGHIJKL01234/reader' },
    ]],
    ['any of the three', RdsDatabase.any({ databaseUsers: ['*'] }), [
      instances,
      clusters,
      { Sid: 'RDSProxyDiscovery', Action: ['rds:DescribeDBProxies', 'rds:DescribeDBProxyEndpoints'], Resource: '*', Condition: within('eu-west-1') },
      { Sid: 'RDSConnect', Action: 'rds-db:connect', Resource: 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:*/*' },
    ]],
    ['a Redshift cluster', RedshiftDatabase.fromClusterIdentifier('warehouse', analyst), [
      { Sid: 'RedshiftFetchMetadata', Action: 'redshift:DescribeClusters', Resource: '*', Condition: within('eu-west-1') },
      {
        Sid: 'RedshiftConnectAsDBUser',
        Action: 'redshift:GetClusterCredentials',
        Resource: ['arn:aws:redshift:eu-west-1:123456789012:dbuser:warehouse/analyst', 'arn:aws:redshift:eu-west-1:123456789012:dbname:warehouse/sales'],
      },
    ]],
  ];

  test.each(REGISTERED)('%s', (_, database, statements) => {
    const stack = access({ databases: [database] });
    expect(documentOf(stack)).toEqual(document(...statements));
    expect(warningsOf(stack)).toEqual([]);
  });

  test('each in its own region, whatever \'regions\' says of discovery', () => {
    expect(documentOf(access({
      databases: [RdsDatabase.fromResourceId('prx-ABCDEFGHIJKL01234', { ...reader, region: 'eu-central-1' }), RedshiftDatabase.any({ ...analyst, regions: ['*'] })],
      databaseTypes: [DatabaseType.MEMORYDB],
      regions: ['us-east-1'],
    }))).toEqual(document(
      { Sid: 'MemoryDBListTags', Action: 'memorydb:ListTags', Resource: 'arn:aws:memorydb:us-east-1:123456789012:cluster/*' },
      { Sid: 'MemoryDBDescribeClusters', Action: 'memorydb:DescribeClusters', Resource: '*', Condition: within('us-east-1') },
      { Sid: 'MemoryDBFetchMetadata', Action: 'memorydb:DescribeSubnetGroups', Resource: '*', Condition: within('us-east-1') },
      { Sid: 'RDSProxyDiscovery', Action: ['rds:DescribeDBProxies', 'rds:DescribeDBProxyEndpoints'], Resource: '*', Condition: within('eu-central-1') },
      { Sid: 'RDSConnect', Action: 'rds-db:connect', Resource: 'arn:aws:rds-db:eu-central-1:123456789012:dbuser:prx-ABCDEFGHIJKL01234/reader' },
      { Sid: 'RedshiftFetchMetadata', Action: 'redshift:DescribeClusters', Resource: '*' },
      {
        Sid: 'RedshiftConnectAsDBUser',
        Action: 'redshift:GetClusterCredentials',
        Resource: ['arn:aws:redshift:*:123456789012:dbuser:*/analyst', 'arn:aws:redshift:*:123456789012:dbname:*/sales'],
      },
    ));
  });
});

describe('discovered and connected to, by one agent', () => {
  test('what discovery reads is not there twice, and the databases come last', () => {
    const stack = access({
      databaseTypes: [RDS, AURORA, REDSHIFT],
      databases: [RedshiftDatabase.any(analyst), RdsDatabase.fromResourceId('db-ABCDEFGHIJKL01234', reader), RdsDatabase.fromResourceId('cluster-ABCDEFGHIJKL01234', reader)],
    });
    expect(documentOf(stack)).toEqual(document(
      instances,
      clusters,
      { Sid: 'RedshiftFetchMetadata', Action: 'redshift:DescribeClusters', Resource: '*', Condition: within('eu-west-1') },
      {
        Sid: 'RedshiftConnectAsDBUser',
        Action: 'redshift:GetClusterCredentials',
        Resource: ['arn:aws:redshift:eu-west-1:123456789012:dbuser:*/analyst', 'arn:aws:redshift:eu-west-1:123456789012:dbname:*/sales'],
      },
      {
        Sid: 'RDSConnect',
        Action: 'rds-db:connect',
        Resource: [
          'arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-ABCDEFGHIJKL01234/reader',
          'arn:aws:rds-db:eu-west-1:123456789012:dbuser:cluster-ABCDEFGHIJKL01234/reader',
        ],
      },
    ));
    expect(warningsOf(stack)).toEqual([]);
  });

  test('what discovery reads in other regions does not stand for it, what it reads in all regions does', () => {
    const databases = [RedshiftDatabase.fromClusterIdentifier('warehouse', { ...analyst, region: 'eu-central-1' })];
    const login = {
      Sid: 'RedshiftConnectAsDBUser',
      Action: 'redshift:GetClusterCredentials',
      Resource: ['arn:aws:redshift:eu-central-1:123456789012:dbuser:warehouse/analyst', 'arn:aws:redshift:eu-central-1:123456789012:dbname:warehouse/sales'],
    };
    expect(documentOf(access({ databaseTypes: [REDSHIFT], databases }))).toEqual(document(
      { Sid: 'RedshiftFetchMetadata', Action: 'redshift:DescribeClusters', Resource: '*', Condition: within('eu-west-1') },
      { Sid: 'RedshiftFetchMetadata2', Action: 'redshift:DescribeClusters', Resource: '*', Condition: within('eu-central-1') },
      login,
    ));
    expect(documentOf(access({ databaseTypes: [REDSHIFT], databases, regions: ['*'] }))).toEqual(document(
      { Sid: 'RedshiftFetchMetadata', Action: 'redshift:DescribeClusters', Resource: '*' },
      login,
    ));
  });

  test('asDocumented: databases stay as they are named, lists are not repeated', () => {
    expect(documentOf(access({ databaseTypes: [RDS], databases: [RdsDatabase.fromResourceId('db-ABCDEFGHIJKL01234', reader)], asDocumented: true }))).toEqual(document(
      { Action: 'rds:DescribeDBInstances', Resource: '*' },
      { Action: 'rds:DescribeDBClusters', Resource: '*' },
      { Action: 'rds-db:connect', Resource: 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-ABCDEFGHIJKL01234/reader' },
    ));
  });

  test.each<[DatabaseType, Partial<TeleportDatabaseAccessProps>]>([
    [RDS, { databases: [RdsDatabase.any(reader)] }],
    [AURORA, { databases: [RdsDatabase.fromResourceId('cluster-ABCDEFGHIJKL01234', reader)] }],
    [RDS_PROXY, { databases: [RdsDatabase.fromResourceId('prx-ABCDEFGHIJKL01234', reader)] }],
    [REDSHIFT, { databases: [RedshiftDatabase.any(analyst)] }],
    [ELASTICACHE, { manageUsersOf: [ELASTICACHE] }],
    [MEMORYDB, { manageUsersOf: [MEMORYDB] }],
  ])('%s that is discovered without a way to connect warns, with one it does not', (type, way) => {
    expect(warningsOf(access({ databaseTypes: [type] }))).toEqual(['cdk-teleport-database-access:discoveredButNotConnectable']);
    expect(warningsOf(access({ databaseTypes: [type], ...way }))).toEqual([]);
  });
});

test('a list that discovery may read in one region is still there for a database of two', () => {
  const where = { ...reader, regions: ['eu-west-1', 'us-east-1'] };
  expect(documentOf(access({ databaseTypes: [RDS], databases: [RdsDatabase.any(where)] })).Statement.filter(({ Sid }: any) => Sid.startsWith('RDSDescribeInstances'))).toEqual([
    { Effect: 'Allow', ...instances },
    { Effect: 'Allow', ...instances, Sid: 'RDSDescribeInstances2', Condition: within('eu-west-1', 'us-east-1') },
  ]);
  expect(documentOf(access({ databaseTypes: [RDS], regions: ['us-east-1', 'eu-west-1'], databases: [RdsDatabase.any(where)] })).Statement
    .filter(({ Sid }: any) => Sid.startsWith('RDSDescribeInstances'))).toEqual([{ Effect: 'Allow', ...instances, Condition: within('us-east-1', 'eu-west-1') }]);
});

describe('the stores of managed users', () => {
  const storesFor = (options: Partial<TeleportDatabaseAccessProps>) => documentOf(access({ manageUsersOf: [MEMORYDB], ...options })).Statement
    .filter(({ Sid }: { Sid: string }) => Sid === 'ManagedUserSecrets');
  const standard = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:teleport/memorydb/eu-west-1/123456789012/user/*';
  const own = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:own/memorydb/eu-west-1/123456789012/user/*';
  const ownStore = { secretStores: [SecretStore.of('own')] };
  const only = (...Resource: string[]) => [{ Effect: 'Allow', ...secrets(...Resource) }];

  test('are the default one if none is named', () => {
    expect(storesFor({})).toEqual(only(standard));
  });
  test('are those that are named, for registered databases', () => {
    expect(storesFor(ownStore)).toEqual(only(own));
    expect(storesFor({ ...ownStore, databaseTypes: [ELASTICACHE] })).toEqual(only(own));
  });
  test('and only the default one for discovered databases, which know no other', () => {
    expect(storesFor({ ...ownStore, databaseTypes: [MEMORYDB] })).toEqual(only(standard));
  });
  test('and both where databases are discovered and registered', () => {
    const databases = [MemoryDbDatabase.fromClusterName('ledger', { databaseUsers: ['app'] })];
    expect(storesFor({ ...ownStore, databaseTypes: [MEMORYDB], databases })).toEqual(only(standard, own));
    const [{ Resource }] = storesFor({ ...ownStore, databaseTypes: [MEMORYDB], manageUsersOf: [ELASTICACHE, MEMORYDB] });
    expect(Resource).toEqual([standard.replace('memorydb', 'elasticache'), standard, own.replace('memorydb', 'elasticache'), own]);
  });
  test('the default one that is named as well is there once', () => {
    expect(storesFor({ secretStores: [SecretStore.DEFAULT, SecretStore.of('own')], databaseTypes: [MEMORYDB] })).toEqual(only(standard));
    expect(storesFor({ secretStores: [SecretStore.DEFAULT, SecretStore.of('own')] })).toEqual(only(standard, own));
  });
});

test.each([['aws', 'ap-southeast-1'], ['aws-us-gov', 'us-gov-west-1'], ['aws-cn', 'cn-north-1']])('all of it in the partition %s, known or not', (partition, region) => {
  for (const env of [{ account: ACCOUNT, region }, {}]) {
    const databases = [RdsDatabase.any(reader), RedshiftDatabase.any(analyst)];
    const stack = access({ databaseTypes: [RDS], databases, manageUsersOf: [MEMORYDB] }, stackIn(env));
    expect(documentOf(stack, { 'AWS::Partition': partition, 'AWS::Region': region })).toEqual(document(
      { ...instances, Condition: within(region) },
      { Sid: 'MemoryDBListUserTags', Action: 'memorydb:ListTags', Resource: `arn:${partition}:memorydb:${region}:123456789012:user/*` },
      { Sid: 'MemoryDBDescribeClusters', Action: 'memorydb:DescribeClusters', Resource: '*', Condition: within(region) },
      { Sid: 'MemoryDBDescribeUsers', Action: 'memorydb:DescribeUsers', Resource: '*', Condition: within(region) },
      {
        Sid: 'MemoryDBManageUsers',
        Action: 'memorydb:UpdateUser',
        Resource: `arn:${partition}:memorydb:${region}:123456789012:user/*`,
        Condition: { Null: { 'aws:ResourceTag/teleport.dev/managed': 'false' } },
      },
      secrets(`arn:${partition}:secretsmanager:${region}:123456789012:secret:teleport/memorydb/${region}/123456789012/user/*`),
      { ...clusters, Condition: within(region) },
      { Sid: 'RDSProxyDiscovery', Action: ['rds:DescribeDBProxies', 'rds:DescribeDBProxyEndpoints'], Resource: '*', Condition: within(region) },
      { Sid: 'RDSConnect', Action: 'rds-db:connect', Resource: `arn:${partition}:rds-db:${region}:123456789012:dbuser:*/reader` },
      { Sid: 'RedshiftFetchMetadata', Action: 'redshift:DescribeClusters', Resource: '*', Condition: within(region) },
      {
        Sid: 'RedshiftConnectAsDBUser',
        Action: 'redshift:GetClusterCredentials',
        Resource: [`arn:${partition}:redshift:${region}:123456789012:dbuser:*/analyst`, `arn:${partition}:redshift:${region}:123456789012:dbname:*/sales`],
      },
    ));
    expect(warningsOf(stack)).toEqual([]);
  }
});
