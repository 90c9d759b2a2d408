import { App, Aspects, aws_iam as iam, aws_kms as kms, aws_rds as rds, aws_s3 as s3, Fn, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import {
  DatabaseType, RdsDatabase, RedshiftDatabase, SecretStore, SelfGrant, TeleportDatabaseAccess, TeleportDatabaseAccessProps,
  TeleportDatabaseDiscoveryPolicy,
} from '../../src';
import { DATABASES } from '../support/databases/index';
import { document, within } from '../support/expected';
import { boundaryOf, deployed, documentOf, documentsOf, propertiesOf, roleIn, stackIn, warningsOf } from '../support/template';

const { RDS, AURORA, RDS_PROXY, REDSHIFT, ELASTICACHE, ELASTICACHE_SERVERLESS, MEMORYDB } = DatabaseType;
const BOUNDARY = 'arn:aws:iam::123456789012:policy/Stack-Teleport-147BBD72-eu-west-1-Boundary';

type Options = Omit<TeleportDatabaseAccessProps, 'target'>;
type Target = (stack: Stack) => iam.IIdentity;

const imported: Target = (stack) => iam.Role.fromRoleName(stack, 'Agent', 'agent');

function bounded(options: Options = { databaseTypes: [RDS] }, target = imported, stack = stackIn()): Stack {
  new TeleportDatabaseAccess(stack, 'Teleport', { target: target(stack), selfGrant: SelfGrant.BOUNDED, ...options });
  return stack;
}

const instances = { Sid: 'RDSDescribeInstances', Action: 'rds:DescribeDBInstances', Resource: '*', Condition: within('eu-west-1') };
const everyInstance = { Sid: 'RDSConnect', Action: 'rds-db:connect', Resource: 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-*/*' };

/** What an identity may do to itself, in its policy. */
const onSelf = (kind: 'Role' | 'User', Resource: string, boundary = BOUNDARY) => [
  { Sid: 'SelfGrantRead', Action: `iam:Get${kind}Policy`, Resource },
  {
    Sid: 'SelfGrant',
    Action: [`iam:Put${kind}Policy`, `iam:Delete${kind}Policy`],
    Resource,
    Condition: { ArnEquals: { 'iam:PermissionsBoundary': boundary } },
  },
];
const withoutSid = (statements: { Sid: string }[]) => statements.map(({ Sid, ...statement }) => statement);

describe('an agent that edits itself as long as it has its boundary', () => {
  interface IdentityCase {
    readonly name: string;
    readonly kind: 'Role' | 'User';
    readonly target: Target;
    /** How its policy names it. */
    readonly arn: string;
    /** How its boundary names it, which must not refer to it; absent: not at all. */
    readonly bound?: string;
  }
  const OWNED = '<Agent255F68E9.Arn>';
  const ROLE = 'arn:aws:iam::123456789012:role/a/b/agent';
  const USER = 'arn:aws:iam::123456789012:user/a/b/agent';
  const IDENTITIES: readonly IdentityCase[] = [
    {
      name: 'a role of the app, by its name',
      kind: 'Role',
      target: (stack) => roleIn(stack, 'Agent', { roleName: 'agent' }),
      arn: OWNED,
      bound: 'arn:aws:iam::123456789012:role/agent',
    },
    {
      name: 'a role of the app, by its name and path',
      kind: 'Role',
      target: (stack) => roleIn(stack, 'Agent', { roleName: 'agent', path: '/a/b/' }),
      arn: OWNED,
      bound: ROLE,
    },
    { name: 'a role of the app that has no name', kind: 'Role', target: (stack) => roleIn(stack), arn: OWNED },
    {
      name: 'a user of the app, by its name and path',
      kind: 'User',
      target: (stack) => new iam.User(stack, 'Agent', { userName: 'agent', path: '/a/b/' }),
      arn: OWNED,
      bound: USER,
    },
    { name: 'a user of the app that has no name', kind: 'User', target: (stack) => new iam.User(stack, 'Agent'), arn: OWNED },
    { name: 'an imported role with a path', kind: 'Role', target: (stack) => iam.Role.fromRoleArn(stack, 'Agent', ROLE), arn: ROLE, bound: ROLE },
    { name: 'an imported user with a path', kind: 'User', target: (stack) => iam.User.fromUserArn(stack, 'Agent', USER), arn: USER, bound: USER },
  ];
  const databaseUsers = ['reader'];
  const options = { databaseTypes: [RDS], databases: [RdsDatabase.fromResourceId('db-ABCDEFGHIJKL01234', { databaseUsers })] };
  const clusters = { Sid: 'RDSDescribeClusters', Action: 'rds:DescribeDBClusters', Resource: '*', Condition: within('eu-west-1') };
  const login = { Sid: 'RDSConnect', Action: 'rds-db:connect', Resource: 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-ABCDEFGHIJKL01234/reader' };

  /** What its boundary lets it do to itself: without a name, every identity with this boundary could. */
  const withinBoundary = (kind: 'Role' | 'User', arn?: string) => arn === undefined
    ? onSelf(kind, `arn:aws:iam::123456789012:${kind.toLowerCase()}/*`)
    : [{ Sid: 'SelfGrant', Action: [`iam:Get${kind}Policy`, `iam:Put${kind}Policy`, `iam:Delete${kind}Policy`], Resource: arn }];

  test.each(IDENTITIES)('$name', ({ kind, target, arn, bound }) => {
    const stack = bounded(options, target);
    expect(documentOf(stack)).toEqual(document(instances, ...onSelf(kind, arn), clusters, login));
    expect(boundaryOf(stack)).toEqual(document(instances, ...withinBoundary(kind, bound), clusters, everyInstance));
  });

  test.each(IDENTITIES)('$name, as documented: the one condition stays, and in the boundary as long as it names nobody', ({ kind, target, arn, bound }) => {
    const stack = bounded({ ...options, asDocumented: true }, target);
    expect(documentOf(stack)).toEqual(document(
      { Action: 'rds:DescribeDBInstances', Resource: '*' },
      ...withoutSid(onSelf(kind, arn)),
      { Action: 'rds:DescribeDBClusters', Resource: '*' },
      { Action: 'rds-db:connect', Resource: 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-ABCDEFGHIJKL01234/reader' },
    ));
    expect(boundaryOf(stack)).toEqual(document(
      { Action: ['rds:DescribeDBInstances', 'rds-db:connect'], Resource: '*' },
      ...withoutSid(withinBoundary(kind, bound)),
      { Action: 'rds:DescribeDBClusters', Resource: '*' },
    ));
  });

  test('a policy name and a path are those of the boundary, in what it says of itself', () => {
    const stack = bounded({ databaseTypes: [RDS], policyName: 'discovery', path: '/teleport/' }, (scope) => roleIn(scope));
    const boundary = 'arn:aws:iam::123456789012:policy/teleport/discovery-Boundary';
    const named = propertiesOf(stack, 'AWS::IAM::ManagedPolicy').map(({ ManagedPolicyName, Path }) => ({ ManagedPolicyName, Path }));
    expect(named).toEqual([{ ManagedPolicyName: 'discovery-Boundary', Path: '/teleport/' }, { ManagedPolicyName: 'discovery', Path: '/teleport/' }]);
    expect(documentOf(stack)).toEqual(document(instances, ...onSelf('Role', '<Agent255F68E9.Arn>', boundary)));
    expect(boundaryOf(stack)).toEqual(document(instances, ...onSelf('Role', 'arn:aws:iam::123456789012:role/*', boundary), everyInstance));
  });

  test.each([['aws', 'ap-southeast-1'], ['aws-us-gov', 'us-gov-west-1'], ['aws-cn', 'cn-north-1']])('in the partition %s, in a stack that does not know it', (partition, region) => {
    const stack = bounded({ databaseTypes: [RDS] }, undefined, stackIn({}));
    const pseudo = { 'AWS::Partition': partition, 'AWS::Region': region };
    const role = `arn:${partition}:iam::123456789012:role/agent`;
    const lists = { ...instances, Condition: within(region) };
    const name = `Stack-Teleport-147BBD72-${region}-Boundary`;
    const [{ ManagedPolicyName }] = propertiesOf(stack, 'AWS::IAM::ManagedPolicy');
    expect(deployed(ManagedPolicyName, pseudo)).toBe(name);
    expect(documentOf(stack, pseudo)).toEqual(document(lists, ...onSelf('Role', role, `arn:${partition}:iam::123456789012:policy/${name}`)));
    expect(boundaryOf(stack, pseudo)).toEqual(document(
      lists,
      { Sid: 'SelfGrant', Action: ['iam:GetRolePolicy', 'iam:PutRolePolicy', 'iam:DeleteRolePolicy'], Resource: role },
      { ...everyInstance, Resource: `arn:${partition}:rds-db:${region}:123456789012:dbuser:db-*/*` },
    ));
  });
});

describe('the boundary of each type: what the policy allows, and every login to the type', () => {
  const self = { Action: ['iam:GetRolePolicy', 'iam:PutRolePolicy', 'iam:DeleteRolePolicy'], Resource: 'arn:aws:iam::123456789012:role/agent' };
  const RDS_CONNECT = { Sid: 'RDSConnect', Action: 'rds-db:connect' };
  const CACHE_CONNECT = { Sid: 'ElastiCacheConnect', Action: 'elasticache:Connect' };
  const cacheUsers = { Sid: 'ElastiCacheDescribeUsers', Action: 'elasticache:DescribeUsers', Resource: '*', Condition: within('eu-west-1') };
  const memoryDbUsers = { Sid: 'MemoryDBDescribeUsers', Action: 'memorydb:DescribeUsers', Resource: '*', Condition: within('eu-west-1') };

  interface Statement { readonly Sid: string; readonly Action: string; readonly Resource: string | string[]; readonly Condition?: object }
  interface Boundary {
    readonly type: DatabaseType;
    /** Without which a login fails, and which Teleport does not grant itself. */
    readonly list?: Statement;
    readonly login: Statement;
  }
  const BOUNDARIES: readonly Boundary[] = [
    { type: RDS, login: { ...RDS_CONNECT, Resource: 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-*/*' } },
    { type: AURORA, login: { ...RDS_CONNECT, Resource: 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:cluster-*/*' } },
    { type: RDS_PROXY, login: { ...RDS_CONNECT, Resource: 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:prx-*/*' } },
    {
      type: REDSHIFT,
      login: {
        Sid: 'RedshiftConnectAsDBUser',
        Action: 'redshift:GetClusterCredentials',
        Resource: ['arn:aws:redshift:eu-west-1:123456789012:dbuser:*/*', 'arn:aws:redshift:eu-west-1:123456789012:dbname:*/*'],
      },
    },
    {
      type: ELASTICACHE,
      list: cacheUsers,
      login: {
        ...CACHE_CONNECT,
        Resource: ['arn:aws:elasticache:eu-west-1:123456789012:replicationgroup:*', 'arn:aws:elasticache:eu-west-1:123456789012:user:*'],
      },
    },
    {
      type: ELASTICACHE_SERVERLESS,
      list: cacheUsers,
      login: {
        ...CACHE_CONNECT,
        Resource: ['arn:aws:elasticache:eu-west-1:123456789012:serverlesscache:*', 'arn:aws:elasticache:eu-west-1:123456789012:user:*'],
      },
    },
    {
      type: MEMORYDB,
      list: memoryDbUsers,
      login: {
        Sid: 'MemoryDBConnect',
        Action: 'memorydb:Connect',
        Resource: ['arn:aws:memorydb:eu-west-1:123456789012:cluster/*', 'arn:aws:memorydb:eu-west-1:123456789012:user/*'],
      },
    },
  ];
  const fixtureOf = (type: DatabaseType) => DATABASES.find((fixture) => fixture.type === type)!;

  test.each(BOUNDARIES)('$type', ({ type, list, login }) => {
    const discovered = [...fixtureOf(type).discovered!, ...list === undefined ? [] : [list]];
    const stack = bounded({ databaseTypes: [type] });
    expect(documentOf(stack)).toEqual(document(...discovered, ...onSelf('Role', 'arn:aws:iam::123456789012:role/agent')));
    expect(boundaryOf(stack)).toEqual(document(...discovered, { Sid: 'SelfGrant', ...self }, login));
  });

  test.each(BOUNDARIES)('$type, as documented', ({ type, list, login }) => {
    const Action = [fixtureOf(type).discoveredAsDocumented!, list?.Action ?? [], login.Action].flat();
    expect(boundaryOf(bounded({ databaseTypes: [type], asDocumented: true }))).toEqual(document({ Action, Resource: '*' }, self));
  });
});

test('what else the policy allows is in the boundary: modification by tags, passwords, secrets and keys, in all regions of the policy', () => {
  const stack = stackIn();
  const encryptionKey = kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555');
  bounded({
    databaseTypes: [RDS],
    allowDatabaseModification: true,
    databaseTags: { env: ['prod'] },
    manageUsersOf: [MEMORYDB],
    secretStores: [SecretStore.of('own', { encryptionKey })],
    regions: ['eu-west-1', 'eu-central-1'],
  }, undefined, stack);
  const both = within('eu-west-1', 'eu-central-1');
  const allowed = [
    { ...instances, Condition: both },
    {
      Sid: 'RDSAutoEnableIAMAuth',
      Action: 'rds:ModifyDBInstance',
      Resource: ['arn:aws:rds:eu-west-1:123456789012:db:*', 'arn:aws:rds:eu-central-1:123456789012:db:*'],
      Condition: { StringLike: { 'aws:ResourceTag/env': 'prod' } },
    },
    {
      Sid: 'MemoryDBListUserTags',
      Action: 'memorydb:ListTags',
      Resource: ['arn:aws:memorydb:eu-west-1:123456789012:user/*', 'arn:aws:memorydb:eu-central-1:123456789012:user/*'],
    },
    { Sid: 'MemoryDBDescribeClusters', Action: 'memorydb:DescribeClusters', Resource: '*', Condition: both },
    { Sid: 'MemoryDBDescribeUsers', Action: 'memorydb:DescribeUsers', Resource: '*', Condition: both },
    {
      Sid: 'MemoryDBManageUsers',
      Action: 'memorydb:UpdateUser',
      Resource: ['arn:aws:memorydb:eu-west-1:123456789012:user/*', 'arn:aws:memorydb:eu-central-1:123456789012:user/*'],
      Condition: { Null: { 'aws:ResourceTag/teleport.dev/managed': 'false' } },
    },
    {
      Sid: 'ManagedUserSecrets',
      Action: [
        'secretsmanager:DescribeSecret', 'secretsmanager:CreateSecret', 'secretsmanager:UpdateSecret', 'secretsmanager:DeleteSecret',
        'secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue', 'secretsmanager:TagResource',
      ],
      Resource: [
        'arn:aws:secretsmanager:eu-west-1:123456789012:secret:own/memorydb/eu-west-1/123456789012/user/*',
        'arn:aws:secretsmanager:eu-central-1:123456789012:secret:own/memorydb/eu-central-1/123456789012/user/*',
      ],
    },
    {
      Sid: 'ManagedUserSecretKeys',
      Action: ['kms:GenerateDataKey', 'kms:Decrypt'],
      Resource: 'arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555',
      Condition: { StringLike: { 'kms:ViaService': ['secretsmanager.eu-west-1.*', 'secretsmanager.eu-central-1.*'] } },
    },
  ];
  const role = 'arn:aws:iam::123456789012:role/agent';
  expect(documentOf(stack)).toEqual(document(...allowed, ...onSelf('Role', role)));
  expect(boundaryOf(stack)).toEqual(document(
    ...allowed,
    { Sid: 'SelfGrant', Action: ['iam:GetRolePolicy', 'iam:PutRolePolicy', 'iam:DeleteRolePolicy'], Resource: role },
    {
      ...everyInstance,
      Resource: ['arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-*/*', 'arn:aws:rds-db:eu-central-1:123456789012:dbuser:db-*/*'],
    },
  ));
});

describe('patterns take the place of the databases that they cover', () => {
  const databaseUsers = ['reader'];
  const logins = (stack: Stack) => boundaryOf(stack).Statement.filter(({ Action }: any) => ['rds-db:connect', 'redshift:GetClusterCredentials'].includes(Action));

  test('but not of those of other regions, of other types, or of all regions', () => {
    const stack = bounded({
      databaseTypes: [RDS],
      databases: [
        RdsDatabase.fromResourceId('db-HERE', { databaseUsers }),
        RdsDatabase.fromResourceId('db-ELSEWHERE', { databaseUsers, region: 'eu-central-1' }),
        RdsDatabase.fromResourceId('cluster-HERE', { databaseUsers }),
        RdsDatabase.any({ databaseUsers, regions: ['*'] }),
        RedshiftDatabase.fromClusterIdentifier('warehouse', { databaseUsers, databaseNames: ['sales'] }),
      ],
    });
    expect(logins(stack)).toEqual([
      {
        Sid: 'RDSConnect',
        Effect: 'Allow',
        Action: 'rds-db:connect',
        Resource: [
          'arn:aws:rds-db:eu-central-1:123456789012:dbuser:db-ELSEWHERE/reader',
          'arn:aws:rds-db:eu-west-1:123456789012:dbuser:cluster-HERE/reader',
          'arn:aws:rds-db:*:123456789012:dbuser:*/reader',
          'arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-*/*',
        ],
      },
      {
        Sid: 'RedshiftConnectAsDBUser',
        Effect: 'Allow',
        Action: 'redshift:GetClusterCredentials',
        Resource: ['arn:aws:redshift:eu-west-1:123456789012:dbuser:warehouse/reader', 'arn:aws:redshift:eu-west-1:123456789012:dbname:warehouse/sales'],
      },
    ]);
  });

  test('the users of a Redshift cluster stay with their own databases, as in the policy, while Teleport does not discover Redshift', () => {
    const databases = [['admin', 'dev'], ['reader', 'prod']].map(([user, name]) =>
      RedshiftDatabase.fromClusterIdentifier('warehouse', { databaseUsers: [user], databaseNames: [name] }));
    const cluster = 'arn:aws:redshift:eu-west-1:123456789012';
    const login = { Sid: 'RedshiftConnectAsDBUser', Effect: 'Allow', Action: 'redshift:GetClusterCredentials' };
    const pair = (user: string, name: string) => ({
      ...login,
      Resource: [`${cluster}:dbuser:warehouse/${user}`, `${cluster}:dbname:warehouse/${name}`],
      Condition: { StringLike: { 'redshift:DbName': name } },
    });
    const redshiftIn = (stack: Stack) => logins(stack).filter(({ Action }: any) => Action === login.Action)
      .map(({ Sid, ...statement }: any) => ({ ...statement, Sid: Sid.replace(/\d$/, '') }));
    expect(redshiftIn(bounded({ databaseTypes: [RDS], databases }))).toEqual([pair('admin', 'dev'), pair('reader', 'prod')]);
    expect(redshiftIn(bounded({ databaseTypes: [REDSHIFT], databases }))).toEqual([
      { ...login, Resource: [`${cluster}:dbuser:*/*`, `${cluster}:dbname:*/*`] },
    ]);
  });

  const opened = (stack: Stack) => logins(stack).flatMap(({ Resource }: any) => Resource);

  test('nor of those of types and regions of which only some are discovered', () => {
    expect(opened(bounded({ databaseTypes: [RDS], databases: [RdsDatabase.any({ databaseUsers })] }))).toEqual([
      'arn:aws:rds-db:eu-west-1:123456789012:dbuser:*/reader', 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-*/*',
    ]);
    const databases = [RdsDatabase.any({ databaseUsers, regions: ['eu-west-1', 'us-east-1'] })];
    expect(opened(bounded({ databaseTypes: [RDS, AURORA, RDS_PROXY], databases }))).toEqual([
      'arn:aws:rds-db:eu-west-1:123456789012:dbuser:*/reader',
      'arn:aws:rds-db:us-east-1:123456789012:dbuser:*/reader',
      ...['db', 'cluster', 'prx'].map((kind) => `arn:aws:rds-db:eu-west-1:123456789012:dbuser:${kind}-*/*`),
    ]);
  });

  test('a database without a region is in that of the stack, which is discovered or not', () => {
    const databases = [RdsDatabase.fromResourceId('db-HERE', { databaseUsers })];
    expect(opened(bounded({ databaseTypes: [RDS], regions: ['us-east-1'], databases }))).toEqual([
      'arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-HERE/reader', 'arn:aws:rds-db:us-east-1:123456789012:dbuser:db-*/*',
    ]);
    expect(opened(bounded({ databaseTypes: [RDS], regions: ['us-east-1', 'eu-west-1'], databases }))).toEqual([
      'arn:aws:rds-db:us-east-1:123456789012:dbuser:db-*/*', 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-*/*',
    ]);
  });

  test('of a type whose users are managed, but which is not discovered, there are none, as documented', () => {
    const { Statement } = boundaryOf(bounded({ databaseTypes: [RDS], manageUsersOf: [MEMORYDB], asDocumented: true }));
    expect(Statement.flatMap(({ Action }: any) => Action)).not.toContain('memorydb:Connect');
  });

  test('too many that no pattern covers are refused, with the ways out', () => {
    const databases = Array.from({ length: 80 }, (_, index) => RdsDatabase.fromResourceId(`cluster-ABCDEFGHIJKLMNOPQRST${1000 + index}`, { databaseUsers }));
    expect(() => bounded({ databaseTypes: [RDS], databases })).toThrow(/name databases by patterns such as RdsDatabase.any\(\), or leave 'selfGrant' out$/);
  });

  test.each([[true], [false]])('so that 80 databases fit, asDocumented: %s', (asDocumented) => {
    const databases = Array.from({ length: 80 }, (_, index) => RdsDatabase.fromResourceId(`db-ABCDEFGHIJKLMNOPQRSTUVWX${1000 + index}`, { databaseUsers }));
    const stack = bounded({ databaseTypes: [RDS], databases, asDocumented });
    expect(documentsOf(stack)).toHaveLength(2);
    expect(boundaryOf(stack).Statement.flatMap(({ Resource }: any) => Resource)).toHaveLength(asDocumented ? 3 : 4);
  });

  test.each([[true], [false]])('even those of the app, whose ids are not known yet, asDocumented: %s', (asDocumented) => {
    const stack = stackIn();
    const databases = Array.from({ length: 80 }, (_, index) => RdsDatabase.fromInstance(rds.DatabaseInstance.fromDatabaseInstanceAttributes(stack, `Instance${index}`, {
      instanceIdentifier: 'orders', instanceEndpointAddress: 'orders.example', port: 5432, securityGroups: [], instanceResourceId: Fn.importValue(`Id${index}`),
    }), { databaseUsers }));
    bounded({ databaseTypes: [RDS], databases, asDocumented }, undefined, stack);
    expect(documentsOf(stack)).toHaveLength(2);
    expect(boundaryOf(stack).Statement.flatMap(({ Resource }: any) => Resource)).toHaveLength(asDocumented ? 3 : 4);
  });
});

test('what is granted later enters the boundary', () => {
  const stack = stackIn();
  const policy = new TeleportDatabaseDiscoveryPolicy(stack, 'Teleport', { target: roleIn(stack), databaseTypes: [RDS], selfGrant: SelfGrant.BOUNDED });
  s3.Bucket.fromBucketName(stack, 'Bucket', 'recordings').grantPut(policy);
  const actions = ['s3:PutObject', 's3:PutObjectLegalHold', 's3:PutObjectRetention', 's3:PutObjectTagging', 's3:PutObjectVersionTagging'];
  const put = (...Action: string[]) => ({ Effect: 'Allow', Action, Resource: 'arn:aws:s3:::recordings/*' });
  expect(documentsOf(stack).at(-1)).toEqual(document(put('s3:Abort*', ...actions))); // merged, and so sorted by CDK
  expect(boundaryOf(stack).Statement.at(-1)).toEqual(put(...actions, 's3:Abort*'));
});

describe('an identity that the app does not define', () => {
  test.each<[string, Target, string]>([
    ['role', (stack) => iam.Role.fromRoleArn(stack, 'Agent', 'arn:aws:iam::123456789012:role/a/agent'),
      'aws iam put-role-permissions-boundary --role-name agent --permissions-boundary arn:aws:iam::123456789012:policy/Stack-Teleport-147BBD72-eu-west-1-Boundary'],
    ['user', (stack) => iam.User.fromUserName(stack, 'Agent', 'agent'),
      'aws iam put-user-permissions-boundary --user-name agent --permissions-boundary arn:aws:iam::123456789012:policy/Stack-Teleport-147BBD72-eu-west-1-Boundary'],
  ])('%s: a warning names the command that its owner has to run', (_, target, command) => {
    const [{ entry: { data } }] = Annotations.fromStack(bounded(undefined, target)).findWarning('*', Match.anyValue());
    expect(data).toContain(command);
  });

  test('one that it defines gets the boundary, and no warning', () => {
    const stack = bounded(undefined, (scope) => roleIn(scope));
    const [{ PermissionsBoundary }] = propertiesOf(stack, 'AWS::IAM::Role');
    expect(PermissionsBoundary).toEqual({ Ref: 'TeleportPermissionsBoundary2DBDDB88' });
    expect(warningsOf(stack)).toEqual([]);
  });
});

describe('a boundary that policies name keeps its name', () => {
  const boundaryIn = (stack: Stack) => stack.node.findAll().find((child): child is iam.CfnManagedPolicy =>
    child instanceof iam.CfnManagedPolicy && child.node.path.includes('Boundary'))!;
  const refusal = 'the permissions boundary Stack/Teleport/PermissionsBoundary/Resource is {"name":"Stack-Teleport-147BBD72-eu-west-1-Boundary","path":"/corporate/"} in '
    + 'the template, and was {"name":"Stack-Teleport-147BBD72-eu-west-1-Boundary","path":"/"} when a policy named it; give it its name and path by '
    + '\'policyName\' and \'path\', without an aspect or override';

  test('an override of its path is refused', () => {
    const stack = bounded();
    boundaryIn(stack).addPropertyOverride('Path', '/corporate/');
    expect(() => (stack.node.root as App).synth()).toThrow(refusal);
  });
  test('an aspect that changes its path is refused', () => {
    const stack = bounded();
    Aspects.of(stack).add({ visit: (node) => { node instanceof iam.CfnManagedPolicy && (node.path = '/corporate/'); } });
    expect(() => (stack.node.root as App).synth()).toThrow(refusal);
  });
  test('an override of its name is refused', () => {
    const stack = bounded();
    boundaryIn(stack).addPropertyOverride('ManagedPolicyName', 'other');
    expect(() => (stack.node.root as App).synth()).toThrow('is {"name":"other","path":"/"} in the template');
  });
  test('the path and name that it was given are right, and so are overrides that say the same', () => {
    const stack = bounded({ databaseTypes: [RDS], policyName: 'agent', path: '/corporate/' });
    boundaryIn(stack).addPropertyOverride('Path', '/corporate/');
    expect(() => (stack.node.root as App).synth()).not.toThrow();
  });
});

test('UNBOUNDED is the literal form of the reference, has no boundary, and warns', () => {
  const stack = bounded({ databaseTypes: [RDS], selfGrant: SelfGrant.UNBOUNDED });
  expect(documentOf(stack)).toEqual(document(instances, {
    Sid: 'SelfGrant', Action: ['iam:GetRolePolicy', 'iam:PutRolePolicy', 'iam:DeleteRolePolicy'], Resource: 'arn:aws:iam::123456789012:role/agent',
  }));
  expect(warningsOf(stack)).toEqual(['cdk-teleport-database-access:unboundedSelfGrant']);
});

test('the boundary is public', () => {
  const stack = stackIn();
  const policy = (id: string, selfGrant?: SelfGrant) => new TeleportDatabaseDiscoveryPolicy(stack, id, { target: roleIn(stack, `${id}Agent`), databaseTypes: [RDS], selfGrant });
  expect(stack.resolve(policy('Bounded', SelfGrant.BOUNDED).permissionsBoundary?.managedPolicyArn)).toEqual({ Ref: 'BoundedPermissionsBoundaryEDFC1DF6' });
  expect(policy('Unbounded', SelfGrant.UNBOUNDED).permissionsBoundary).toBeUndefined();
  expect(policy('None').permissionsBoundary).toBeUndefined();
});

describe('inline is refused: the agent could overwrite the policy', () => {
  test.each([SelfGrant.BOUNDED, SelfGrant.UNBOUNDED])('%s', (selfGrant) => {
    expect(() => bounded({ databaseTypes: [RDS], selfGrant, inline: true })).toThrow('\'inline\' must be left out with \'selfGrant\'');
  });
  test('without self-grant it is fine', () => {
    expect(() => bounded({ databaseTypes: [RDS], selfGrant: undefined, inline: true })).not.toThrow();
  });
});
