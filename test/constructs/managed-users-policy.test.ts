import { aws_iam as iam, aws_kms as kms, Stack } from 'aws-cdk-lib';
import { DatabaseType, SecretStore, TeleportManagedUsersPolicy, TeleportManagedUsersPolicyProps } from '../../src';
import { document, within } from '../support/expected';
import { ACCOUNT, documentOf, stackIn, warningsOf } from '../support/template';

const { ELASTICACHE, MEMORYDB } = DatabaseType;
const SECRET_ACTIONS = [
  'secretsmanager:DescribeSecret', 'secretsmanager:CreateSecret', 'secretsmanager:UpdateSecret', 'secretsmanager:DeleteSecret',
  'secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue', 'secretsmanager:TagResource',
];
const KEY = 'arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555';

function managedUsers(options: Omit<TeleportManagedUsersPolicyProps, 'target'>, stack = stackIn()): Stack {
  new TeleportManagedUsersPolicy(stack, 'Users', { target: iam.Role.fromRoleName(stack, 'Agent', 'sample-role'), ...options });
  return stack;
}

const elastiCache = (partition = 'aws', region = 'eu-west-1') => [
  { Sid: 'ElastiCacheListUserTags', Action: 'elasticache:ListTagsForResource', Resource: `arn:${partition}:elasticache:${region}:123456789012:user:*` },
  { Sid: 'ElastiCacheDescribeReplicationGroups', Action: 'elasticache:DescribeReplicationGroups', Resource: '*', Condition: within(region) },
  { Sid: 'ElastiCacheDescribeUsers', Action: 'elasticache:DescribeUsers', Resource: '*', Condition: within(region) },
  {
    Sid: 'ElastiCacheManageUsers',
    Action: 'elasticache:ModifyUser',
    Resource: `arn:${partition}:elasticache:${region}:123456789012:user:*`,
    Condition: { Null: { 'aws:ResourceTag/teleport.dev/managed': 'false' } },
  },
];
const memoryDb = (partition = 'aws', region = 'eu-west-1') => [
  { Sid: 'MemoryDBListUserTags', Action: 'memorydb:ListTags', Resource: `arn:${partition}:memorydb:${region}:123456789012:user/*` },
  { Sid: 'MemoryDBDescribeClusters', Action: 'memorydb:DescribeClusters', Resource: '*', Condition: within(region) },
  { Sid: 'MemoryDBDescribeUsers', Action: 'memorydb:DescribeUsers', Resource: '*', Condition: within(region) },
  {
    Sid: 'MemoryDBManageUsers',
    Action: 'memorydb:UpdateUser',
    Resource: `arn:${partition}:memorydb:${region}:123456789012:user/*`,
    Condition: { Null: { 'aws:ResourceTag/teleport.dev/managed': 'false' } },
  },
];
const secrets = (...Resource: string[]) => ({ Sid: 'ManagedUserSecrets', Action: SECRET_ACTIONS, Resource: Resource.length === 1 ? Resource[0] : Resource });

test('13: ElastiCache, the call of Teleport\'s reference, tight', () => {
  const stack = managedUsers({ manageUsersOf: [ELASTICACHE] });
  expect(documentOf(stack)).toEqual(document(...elastiCache(),
    secrets('arn:aws:secretsmanager:eu-west-1:123456789012:secret:teleport/elasticache/eu-west-1/123456789012/user/*')));
  expect(warningsOf(stack)).toEqual([]);
});

test('14: MemoryDB, the call of Teleport\'s reference, tight: with slashes in its ARNs', () => {
  const stack = managedUsers({ manageUsersOf: [MEMORYDB] });
  expect(documentOf(stack)).toEqual(document(...memoryDb(),
    secrets('arn:aws:secretsmanager:eu-west-1:123456789012:secret:teleport/memorydb/eu-west-1/123456789012/user/*')));
  expect(warningsOf(stack)).toEqual([]);
});

test('both, in one statement for their secrets', () => {
  expect(documentOf(managedUsers({ manageUsersOf: [ELASTICACHE, MEMORYDB] }))).toEqual(document(...elastiCache(), ...memoryDb(), secrets(
    'arn:aws:secretsmanager:eu-west-1:123456789012:secret:teleport/elasticache/eu-west-1/123456789012/user/*',
    'arn:aws:secretsmanager:eu-west-1:123456789012:secret:teleport/memorydb/eu-west-1/123456789012/user/*',
  )));
});

test('stores of your own are the whole list: the default one is not added', () => {
  expect(documentOf(managedUsers({ manageUsersOf: [ELASTICACHE], secretStores: [SecretStore.of('teleport-prod/')] }))).toEqual(document(...elastiCache(),
    secrets('arn:aws:secretsmanager:eu-west-1:123456789012:secret:teleport-prod/elasticache/eu-west-1/123456789012/user/*')));
});

test('the default one beside them is a word in the call', () => {
  expect(documentOf(managedUsers({ manageUsersOf: [ELASTICACHE], secretStores: [SecretStore.of('a/b'), SecretStore.DEFAULT] }))).toEqual(document(...elastiCache(), secrets(
    'arn:aws:secretsmanager:eu-west-1:123456789012:secret:a/b/elasticache/eu-west-1/123456789012/user/*',
    'arn:aws:secretsmanager:eu-west-1:123456789012:secret:teleport/elasticache/eu-west-1/123456789012/user/*',
  )));
});

describe('a key', () => {
  const keyStatement = (Resource: string | string[]) => ({
    Sid: 'ManagedUserSecretKeys',
    Action: ['kms:GenerateDataKey', 'kms:Decrypt'],
    Resource,
    Condition: { StringLike: { 'kms:ViaService': 'secretsmanager.eu-west-1.*' } },
  });

  test('is named, and works through Secrets Manager only', () => {
    const stack = stackIn();
    const encryptionKey = kms.Key.fromKeyArn(stack, 'Key', KEY);
    expect(documentOf(managedUsers({ manageUsersOf: [MEMORYDB], secretStores: [SecretStore.of('own', { encryptionKey })] }, stack))).toEqual(document(
      ...memoryDb(),
      secrets('arn:aws:secretsmanager:eu-west-1:123456789012:secret:own/memorydb/eu-west-1/123456789012/user/*'),
      keyStatement(KEY),
    ));
    expect(warningsOf(stack)).toEqual([]);
  });

  test('of the app is named by its reference, and its policy stays as it is', () => {
    const stack = stackIn();
    const encryptionKey = new kms.Key(stack, 'Key');
    expect(documentOf(managedUsers({ manageUsersOf: [MEMORYDB], secretStores: [SecretStore.of('own', { encryptionKey })] }, stack)).Statement.at(-1)).toEqual({
      Effect: 'Allow', ...keyStatement('<Key961B73FD.Arn>'),
    });
  });

  test('that two stores share is there once, one of each in the order of the stores', () => {
    const stack = stackIn();
    const [one, two] = ['1', '2'].map((id) => kms.Key.fromKeyArn(stack, `Key${id}`, `${KEY}${id}`));
    const secretStores = [SecretStore.of('a', { encryptionKey: one }), SecretStore.of('b', { encryptionKey: one }), SecretStore.of('c', { encryptionKey: two })];
    expect(documentOf(managedUsers({ manageUsersOf: [MEMORYDB], secretStores }, stack)).Statement.at(-1)).toEqual({
      Effect: 'Allow', ...keyStatement([`${KEY}1`, `${KEY}2`]),
    });
  });
});

describe('regions', () => {
  test('several: each with its own secrets', () => {
    expect(documentOf(managedUsers({ manageUsersOf: [MEMORYDB], regions: ['eu-west-1', 'us-east-1'] }))).toEqual(document(
      {
        Sid: 'MemoryDBListUserTags',
        Action: 'memorydb:ListTags',
        Resource: ['arn:aws:memorydb:eu-west-1:123456789012:user/*', 'arn:aws:memorydb:us-east-1:123456789012:user/*'],
      },
      { Sid: 'MemoryDBDescribeClusters', Action: 'memorydb:DescribeClusters', Resource: '*', Condition: within('eu-west-1', 'us-east-1') },
      { Sid: 'MemoryDBDescribeUsers', Action: 'memorydb:DescribeUsers', Resource: '*', Condition: within('eu-west-1', 'us-east-1') },
      {
        Sid: 'MemoryDBManageUsers',
        Action: 'memorydb:UpdateUser',
        Resource: ['arn:aws:memorydb:eu-west-1:123456789012:user/*', 'arn:aws:memorydb:us-east-1:123456789012:user/*'],
        Condition: { Null: { 'aws:ResourceTag/teleport.dev/managed': 'false' } },
      },
      secrets(
        'arn:aws:secretsmanager:eu-west-1:123456789012:secret:teleport/memorydb/eu-west-1/123456789012/user/*',
        'arn:aws:secretsmanager:us-east-1:123456789012:secret:teleport/memorydb/us-east-1/123456789012/user/*',
      ),
    ));
  });

  test('all', () => {
    expect(documentOf(managedUsers({ manageUsersOf: [MEMORYDB], regions: ['*'] }))).toEqual(document(
      { Sid: 'MemoryDBListUserTags', Action: 'memorydb:ListTags', Resource: 'arn:aws:memorydb:*:123456789012:user/*' },
      { Sid: 'MemoryDBDescribeClusters', Action: 'memorydb:DescribeClusters', Resource: '*' },
      { Sid: 'MemoryDBDescribeUsers', Action: 'memorydb:DescribeUsers', Resource: '*' },
      {
        Sid: 'MemoryDBManageUsers',
        Action: 'memorydb:UpdateUser',
        Resource: 'arn:aws:memorydb:*:123456789012:user/*',
        Condition: { Null: { 'aws:ResourceTag/teleport.dev/managed': 'false' } },
      },
      secrets('arn:aws:secretsmanager:*:123456789012:secret:teleport/memorydb/*/123456789012/user/*'),
    ));
  });
});

test.each([['aws-us-gov', 'us-gov-west-1'], ['aws-cn', 'cn-north-1']])('in the partition %s, known or not', (partition, region) => {
  for (const env of [{ account: ACCOUNT, region }, {}]) {
    const stack = managedUsers({ manageUsersOf: [ELASTICACHE] }, stackIn(env));
    expect(documentOf(stack, { 'AWS::Partition': partition, 'AWS::Region': region })).toEqual(document(...elastiCache(partition, region),
      secrets(`arn:${partition}:secretsmanager:${region}:123456789012:secret:teleport/elasticache/${region}/123456789012/user/*`)));
    expect(warningsOf(stack)).toEqual([]);
  }
});

test('a type without managed users is refused, by the name that the caller used', () => {
  expect(() => managedUsers({ manageUsersOf: [DatabaseType.RDS] })).toThrow('\'manageUsersOf\' must name types among elasticache, memorydb; got "rds"');
  expect(() => managedUsers({ manageUsersOf: [ELASTICACHE] })).not.toThrow();
});
