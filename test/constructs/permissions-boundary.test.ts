import { App, aws_iam as iam, aws_logs as logs, aws_s3 as s3, CfnElement, PermissionsBoundary, Stack, Stage } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Construct } from 'constructs';
import {
  AssumedRole, DatabaseType, ElastiCacheDatabase, ITeleportPolicy, RdsDatabase, RedshiftDatabase, SelfGrant, TeleportDatabaseAccess,
  TeleportDatabaseDiscoveryPolicy, TeleportDatabasePermissionsBoundary, TeleportDatabasePermissionsBoundaryProps, TeleportPermission,
  TeleportRdsConnectPolicy, TeleportRedshiftConnectPolicy,
} from '../../src';
import { acknowledging } from '../support/acknowledging';
import { document, within } from '../support/expected';
import { boundaryOf, documentsOf, ENV, resourcesOf, propertiesOf, roleIn, stackIn, warningsOf } from '../support/template';

const { RDS, AURORA } = DatabaseType;
const instances = { Sid: 'RDSDescribeInstances', Action: 'rds:DescribeDBInstances', Resource: '*', Condition: within('eu-west-1') };
const clusters = { Sid: 'RDSDescribeClusters', Action: 'rds:DescribeDBClusters', Resource: '*', Condition: within('eu-west-1') };
const login = (...Resource: string[]) => ({ Sid: 'RDSConnect', Action: 'rds-db:connect', Resource: Resource.length === 1 ? Resource[0] : Resource });
const reader = { databaseUsers: ['reader'] };
const orders = RdsDatabase.fromResourceId('db-ORDERS', reader);

const discovery = (scope: Construct, target: iam.IIdentity, id = 'Discovery', asDocumented = false) =>
  new TeleportDatabaseDiscoveryPolicy(scope, id, { target, databaseTypes: [RDS], asDocumented });
const connect = (stack: Stack, target: iam.IIdentity, databases = [orders], id = 'Connect') => new TeleportRdsConnectPolicy(stack, id, { target, databases });

/** The boundary of some policies of a role of the app. */
type PoliciesOf = (stack: Stack, role: iam.Role) => ITeleportPolicy[];

function bound(policiesOf: PoliciesOf, props: Partial<TeleportDatabasePermissionsBoundaryProps> = {}, stack = stackIn()) {
  const role = roleIn(stack);
  const boundary = new TeleportDatabasePermissionsBoundary(stack, 'Boundary', { policies: policiesOf(stack, role), ...props });
  return { stack, role, boundary };
}

describe('a boundary is the union of its policies, and nothing else', () => {
  test('in the order of the policies, what two of them allow once', () => {
    const { stack } = bound((scope, role) => [
      connect(scope, role),
      discovery(scope, role),
      new TeleportDatabaseDiscoveryPolicy(scope, 'More', { target: role, databaseTypes: [AURORA, RDS], allowDatabaseModification: true, databaseTags: { env: ['prod'] } }),
    ]);
    const Condition = { StringLike: { 'aws:ResourceTag/env': 'prod' } };
    expect(boundaryOf(stack)).toEqual(document(
      login('arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-ORDERS/reader'),
      instances,
      clusters,
      { Sid: 'AuroraAutoEnableIAMAuth', Action: 'rds:ModifyDBCluster', Resource: 'arn:aws:rds:eu-west-1:123456789012:cluster:*', Condition },
      { Sid: 'RDSAutoEnableIAMAuth', Action: 'rds:ModifyDBInstance', Resource: 'arn:aws:rds:eu-west-1:123456789012:db:*', Condition },
    ));
  });

  test('of policies that are split, in one document', () => {
    const databases = Array.from({ length: 40 }, (_, index) => RdsDatabase.fromResourceId(`db-${index}`, reader));
    const { stack } = bound((scope, role) => [connect(scope, role, databases), connect(scope, role, databases, 'Again')]);
    expect(boundaryOf(stack)).toEqual(document(login(...databases.map(({ resourceId }) => `arn:aws:rds-db:eu-west-1:123456789012:dbuser:${resourceId}/reader`))));
  });

  test('of a tight and a documented policy: every Sid once, as IAM asks for it', () => {
    const { stack } = bound((scope, role) => [
      discovery(scope, role),
      discovery(scope, roleIn(scope, 'Other'), 'Documented', true),
      new TeleportDatabaseDiscoveryPolicy(scope, 'Elsewhere', { target: role, databaseTypes: [RDS], regions: ['eu-central-1'] }),
    ]);
    expect(boundaryOf(stack)).toEqual(document(
      instances,
      { Action: 'rds:DescribeDBInstances', Resource: '*' },
      { ...instances, Sid: 'RDSDescribeInstances2', Condition: within('eu-central-1') },
    ));
  });

  test('of another implementation of the interface is refused: nobody knows how long its tokens become', () => {
    class Foreign extends Construct implements ITeleportPolicy {
      public readonly managedPolicies: iam.IManagedPolicy[] = [];
      public readonly permissions: TeleportPermission[] = [];
      public get grantPrincipal(): iam.IPrincipal {
        return new iam.UnknownPrincipal({ resource: this });
      }
    }
    expect(() => bound((scope, role) => [discovery(scope, role), new Foreign(scope, 'Foreign')])).toThrow(
      '\'policies\' must contain values made by the constructs of this library; got Stack/Foreign');
  });

  test('of none is refused', () => {
    expect(() => bound(() => [])).toThrow('\'policies\' must not be empty; got []; name the policies that must fit inside');
  });

  test('attached to nothing, under a name that is the same in no other stack or region', () => {
    const { stack } = bound((scope, role) => [discovery(scope, role)]);
    const boundaries = propertiesOf(stack, 'AWS::IAM::ManagedPolicy').filter(({ Roles }) => Roles === undefined);
    expect(boundaries.map(({ PolicyDocument, ...properties }) => properties)).toEqual([{
      ManagedPolicyName: 'Stack-Boundary-68A0101A-eu-west-1', Path: '/', Description: 'The most that a Teleport agent can be allowed',
    }]);
  });

  test('under the name and path that it is given', () => {
    const { stack } = bound((scope, role) => [discovery(scope, role)], { policyName: 'teleport', path: '/a/b/' });
    expect(propertiesOf(stack, 'AWS::IAM::ManagedPolicy')).toContainEqual(expect.objectContaining({ ManagedPolicyName: 'teleport', Path: '/a/b/' }));
  });
});

describe('identities in a boundary are named, not referred to', () => {
  const unbounded = (scope: Construct, target: iam.IIdentity) => new TeleportDatabaseDiscoveryPolicy(scope, 'Discovery', { target, databaseTypes: [RDS], selfGrant: SelfGrant.UNBOUNDED });
  const own = 'arn:aws:iam::123456789012:policy/Stack-Boundary-68A0101A-eu-west-1';
  const all = ['iam:GetRolePolicy', 'iam:PutRolePolicy', 'iam:DeleteRolePolicy'];

  test('an agent by its name and path', () => {
    const stack = stackIn();
    const role = roleIn(stack, 'Agent', { roleName: 'agent', path: '/a/' });
    new TeleportDatabasePermissionsBoundary(stack, 'Boundary', { policies: [unbounded(stack, role)] }).applyTo(role);
    expect(boundaryOf(stack)).toEqual(document(instances, { Sid: 'SelfGrant', Action: all, Resource: 'arn:aws:iam::123456789012:role/a/agent' }));
  });

  test('an agent without a name as every one with this boundary, and reads, which know no such condition, of all', () => {
    const stack = stackIn();
    const role = roleIn(stack);
    new TeleportDatabasePermissionsBoundary(stack, 'Boundary', { policies: [unbounded(stack, role)] }).applyTo(role);
    const Resource = 'arn:aws:iam::123456789012:role/*';
    expect(boundaryOf(stack)).toEqual(document(
      instances,
      { Sid: 'SelfGrantRead', Action: all[0], Resource },
      { Sid: 'SelfGrant', Action: all.slice(1), Resource, Condition: { ArnEquals: { 'iam:PermissionsBoundary': own } } },
    ));
  });

  test('several agents as well: one that has this boundary must not edit another that lost it', () => {
    const stack = stackIn();
    const [one, other] = ['one', 'other'].map((roleName) => roleIn(stack, roleName, { roleName }));
    new TeleportDatabasePermissionsBoundary(stack, 'Boundary', {
      policies: [unbounded(new Construct(stack, 'Here'), one), unbounded(new Construct(stack, 'There'), other)],
    }).applyTo(one);
    const Resource = ['arn:aws:iam::123456789012:role/one', 'arn:aws:iam::123456789012:role/other'];
    expect(boundaryOf(stack)).toEqual(document(
      instances,
      { Sid: 'SelfGrantRead', Action: all[0], Resource },
      { Sid: 'SelfGrant', Action: all.slice(1), Resource, Condition: { ArnEquals: { 'iam:PermissionsBoundary': own } } },
    ));
  });

  test('an agent with several policies is one', () => {
    const stack = stackIn();
    const role = roleIn(stack, 'Agent', { roleName: 'agent' });
    new TeleportDatabasePermissionsBoundary(stack, 'Boundary', {
      policies: [unbounded(new Construct(stack, 'Here'), role), unbounded(new Construct(stack, 'There'), role)],
    });
    expect(boundaryOf(stack)).toEqual(document(instances, { Sid: 'SelfGrant', Action: all, Resource: 'arn:aws:iam::123456789012:role/agent' }));
  });

  test('a role that it assumes is no second agent', () => {
    const stack = stackIn();
    const target = roleIn(stack, 'Agent', { roleName: 'agent' });
    const assumedRoles = [AssumedRole.fromRole(roleIn(stack, 'Reader', { roleName: 'reader' }))];
    const access = new TeleportDatabaseAccess(stack, 'Access', { target, databaseTypes: [RDS], selfGrant: SelfGrant.UNBOUNDED, assumedRoles });
    new TeleportDatabasePermissionsBoundary(stack, 'Boundary', { policies: [access] });
    expect(boundaryOf(stack)).toEqual(document(
      instances,
      { Sid: 'AssumeRoles', Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::123456789012:role/reader' },
      { Sid: 'SelfGrant', Action: all, Resource: 'arn:aws:iam::123456789012:role/agent' },
    ));
  });

  const assuming = (stack: Stack, reader_: iam.Role) => {
    const agent = roleIn(stack);
    reader_.assumeRolePolicy!.addStatements(new iam.PolicyStatement({ actions: ['sts:AssumeRole'], principals: [agent] })); // its trust refers to the agent
    const access = new TeleportDatabaseAccess(stack, 'Access', { target: agent, assumedRoles: [AssumedRole.fromRole(reader_)] });
    new TeleportDatabasePermissionsBoundary(stack, 'Boundary', { policies: [access] }).applyTo(agent);
  };
  test('an assumed role that has a name is named, and there is no cycle', () => {
    const stack = stackIn();
    assuming(stack, roleIn(stack, 'Reader', { roleName: 'reader', path: '/a/' }));
    expect(boundaryOf(stack)).toEqual(document({ Sid: 'AssumeRoles', Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::123456789012:role/a/reader' }));
  });
  test('also where it is written as documented', () => {
    const stack = stackIn();
    const agent = roleIn(stack);
    const assumedRoles = [AssumedRole.fromRole(roleIn(stack, 'Reader', { roleName: 'reader' }))];
    const access = new TeleportDatabaseAccess(stack, 'Access', { target: agent, assumedRoles, asDocumented: true });
    new TeleportDatabasePermissionsBoundary(stack, 'Boundary', { policies: [access] }).applyTo(agent);
    expect(boundaryOf(stack)).toEqual(document({ Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::123456789012:role/reader' }));
  });
  test('an assumed role that has none is an error, which says what it needs', () => {
    const stack = stackIn();
    expect(() => assuming(stack, roleIn(stack, 'Reader'))).toThrow(
      'a permissions boundary must name Stack/Reader, and cannot refer to it because CloudFormation would find a cycle; give it a \'roleName\'');
  });
});

describe('\'patterns\' take the place of databases', () => {
  const warehouse = RedshiftDatabase.fromClusterIdentifier('warehouse', { databaseUsers: ['analyst'], databaseNames: ['sales'] });
  const databases = [orders, RdsDatabase.fromResourceId('cluster-STOCK', reader), RdsDatabase.fromResourceId('db-FAR', { ...reader, region: 'eu-central-1' })];
  const withPatterns = (...patterns: TeleportDatabasePermissionsBoundaryProps['patterns'] & {}) => boundaryOf(bound((scope, role) => [
    connect(scope, role, databases),
    new TeleportRedshiftConnectPolicy(scope, 'Warehouse', { target: role, databases: [warehouse] }),
  ], { patterns }).stack);
  const far = 'arn:aws:rds-db:eu-central-1:123456789012:dbuser:db-FAR/reader';
  const credentials = {
    Sid: 'RedshiftConnectAsDBUser',
    Action: 'redshift:GetClusterCredentials',
    Resource: ['arn:aws:redshift:eu-west-1:123456789012:dbuser:warehouse/analyst', 'arn:aws:redshift:eu-west-1:123456789012:dbname:warehouse/sales'],
  };

  test('of logins, and of nothing else that is on the same users', () => {
    const logins = (users: string) => ({ databaseUsers: [users] });
    const { stack } = bound((scope, target) => [new TeleportDatabaseAccess(scope, 'Access', {
      target,
      manageUsersOf: [DatabaseType.ELASTICACHE],
      databases: [ElastiCacheDatabase.fromReplicationGroupId('sessions', logins('app'))],
    })], { patterns: [ElastiCacheDatabase.any(logins('*'))] });
    const { Statement } = boundaryOf(stack);
    const on = (Sid: string) => Statement.find((statement: any) => statement.Sid === Sid)?.Resource;
    expect(on('ElastiCacheManageUsers')).toBe('arn:aws:elasticache:eu-west-1:123456789012:user:*');
    expect(on('ElastiCacheConnect')).toEqual(['replicationgroup', 'serverlesscache', 'user'].map((kind) => `arn:aws:elasticache:eu-west-1:123456789012:${kind}:*`));
  });
  test('that take the place of the databases which they cover; those of other regions stay', () => {
    expect(withPatterns(RdsDatabase.any(reader))).toEqual(document(
      login(far, 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:*/reader'), credentials));
  });
  test('of all regions, which leave nothing', () => {
    expect(withPatterns(RdsDatabase.any({ databaseUsers: ['*'], regions: ['*'] }))).toEqual(document(
      credentials, login('arn:aws:rds-db:*:123456789012:dbuser:*/*')));
  });
  test('of several types', () => {
    expect(withPatterns(RdsDatabase.any({ databaseUsers: ['read*'] }), RedshiftDatabase.any({ databaseUsers: ['*'], databaseNames: ['*'] }))).toEqual(document(
      login(far, 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:*/read*'),
      {
        Sid: 'RedshiftConnectAsDBUser',
        Action: 'redshift:GetClusterCredentials',
        Resource: ['arn:aws:redshift:eu-west-1:123456789012:dbuser:*/*', 'arn:aws:redshift:eu-west-1:123456789012:dbname:*/*'],
      },
    ));
  });
  test('that also cover what is documented, and databases of the app', () => {
    const stack = stackIn();
    const documented = new TeleportRdsConnectPolicy(stack, 'Documented', { target: roleIn(stack, 'Other'), databases, asDocumented: true });
    bound(() => [documented], { patterns: [RdsDatabase.any({ ...reader, regions: ['*'] })] }, stack);
    expect(boundaryOf(stack)).toEqual(document(login('arn:aws:rds-db:*:123456789012:dbuser:*/reader')));
  });
  test.each<[string, RdsDatabase | RedshiftDatabase]>([
    ['other users', RdsDatabase.any({ databaseUsers: ['writer'] })],
    ['other regions', RdsDatabase.any({ ...reader, regions: ['us-east-1'] })],
    ['a name that the pattern only starts with', RedshiftDatabase.any({ databaseUsers: ['analys'], databaseNames: ['sale'] })],
  ])('a pattern that covers nothing is refused, as a boundary contains nothing that no policy does: %s', (_, pattern) => {
    expect(() => withPatterns(pattern)).toThrow('\'patterns\' must name patterns that cover databases of \'policies\'; got *, which covers none; leave it out');
    expect(() => withPatterns(RdsDatabase.any(reader))).not.toThrow();
  });
  test('of two lists of database names, which a boundary does not keep in pairs', () => {
    const pattern = (name: string) => RedshiftDatabase.any({ databaseUsers: ['*'], databaseNames: [name] });
    expect(withPatterns(RdsDatabase.any(reader), pattern('dev'), pattern('s*'))).toEqual(document(
      login(far, 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:*/reader'),
      {
        Sid: 'RedshiftConnectAsDBUser',
        Action: 'redshift:GetClusterCredentials',
        Resource: [
          'arn:aws:redshift:eu-west-1:123456789012:dbuser:*/*', 'arn:aws:redshift:eu-west-1:123456789012:dbname:*/dev',
          'arn:aws:redshift:eu-west-1:123456789012:dbname:*/s*',
        ],
      },
    ));
  });
  test('an empty list is refused', () => {
    expect(() => withPatterns()).toThrow('\'patterns\' must not be empty; got []');
  });
});

describe('one document holds 6,144 characters', () => {
  test('the way out is another one where patterns are there already', () => {
    const policies: PoliciesOf = (scope, role) => [connect(scope, role, [...many(80), RdsDatabase.fromResourceId('db-A', { databaseUsers: ['app'] })])];
    expect(() => bound(policies, { patterns: [RdsDatabase.any({ databaseUsers: ['app'] })] })).toThrow(/; cover more of them with patterns, or divide them between several agents$/);
    expect(() => bound(policies, { patterns: [RdsDatabase.any(reader)] })).not.toThrow();
  });

  const many = (count: number) => Array.from({ length: count }, (_, index) => RdsDatabase.fromResourceId(`db-ABCDEFGHIJKLMNOPQRSTUVWX${1000 + index}`, reader));

  test('more names the largest entries and the way out', () => {
    expect(() => bound((scope, role) => [discovery(scope, role), connect(scope, role, many(80))])).toThrow(new RegExp(
      '^a permissions boundary is one document of at most 6144 characters, and these policies need \\d{4}; '
      + 'the largest entries are RDSConnect \\(80 resources, \\d{4} characters\\), RDSDescribeInstances \\(1 resources, 1 characters\\); '
      + 'cover them with \'patterns\', such as RdsDatabase.any\\(\\)$'));
  });
  // 64 of them take 6,127 characters with the frame and all of the last one but its user, where the partition is at its longest
  const exactly = (length: number) => [...many(64), RdsDatabase.fromResourceId('db-A', { databaseUsers: ['u'.repeat(length - 6127)] })];
  test('and not one more', () => {
    expect(() => bound((scope, role) => [connect(scope, role, exactly(6144))])).not.toThrow();
    expect(() => bound((scope, role) => [connect(scope, role, exactly(6145))])).toThrow('at most 6144 characters, and these policies need 6145; ');
  });
  test('of many kinds, the three largest are named', () => {
    const all = { databaseTypes: [RDS, DatabaseType.ELASTICACHE, DatabaseType.MEMORYDB], databases: many(80) };
    expect(() => bound((scope, role) => [new TeleportDatabaseAccess(scope, 'Access', { target: role, ...all })])).toThrow(
      /the largest entries are RDSConnect \(80 resources, \d{4} characters\), \w+ \(1 resources, \d\d characters\), \w+ \(1 resources, \d\d characters\); cover/);
  });
  test('with patterns as many as you like', () => {
    const { stack } = bound((scope, role) => [discovery(scope, role), connect(scope, role, many(80))], { patterns: [RdsDatabase.any(reader)] });
    expect(boundaryOf(stack)).toEqual(document(instances, login('arn:aws:rds-db:eu-west-1:123456789012:dbuser:*/reader')));
  });
  test('what is refused leaves no resource behind', () => {
    const stack = stackIn();
    const policies = [connect(stack, roleIn(stack), many(80))];
    expect(() => new TeleportDatabasePermissionsBoundary(stack, 'Boundary', { policies })).toThrow('at most 6144 characters');
    expect(stack.node.findChild('Boundary').node.findAll().filter(CfnElement.isCfnElement)).toEqual([]);
  });
  test('later grants count', () => {
    const synthWith = (grants: number) => () => {
      const { stack, boundary } = bound((scope, role) => [connect(scope, role, many(60))]);
      for (let index = 0; index < grants; index++) {
        iam.Grant.addToPrincipal({ grantee: boundary, actions: ['s3:GetObject'], resourceArns: [`arn:aws:s3:::recordings/${index}`] });
      }
      resourcesOf(stack);
    };
    expect(synthWith(5)).not.toThrow();
    expect(synthWith(20)).toThrow(/a permissions boundary is one document of at most 6144 characters, and these policies need \d{4}/);
  });
  test('later grants count to the last character', () => {
    const synthWith = (length: number) => () => {
      const { stack, boundary } = bound((scope, role) => [connect(scope, role, exactly(6144).slice(-1)), connect(scope, role, many(62), 'Many')]);
      // {"Action":"s3:GetObject","Effect":"Allow","Resource":"arn:aws:s3:::"} and a comma are 70
      const bucket = 'b'.repeat(length - (6127 - 2 * 93 + 17) - 70);
      iam.Grant.addToPrincipal({ grantee: boundary, actions: ['s3:GetObject'], resourceArns: [`arn:aws:s3:::${bucket}`] });
      resourcesOf(stack);
    };
    expect(synthWith(6144)).not.toThrow();
    expect(synthWith(6145)).toThrow('at most 6144 characters, and these policies need 6145; ');
  });
});

describe('what is granted later', () => {
  const get = { Effect: 'Allow', Action: ['s3:GetObject*', 's3:GetBucket*', 's3:List*'], Resource: ['arn:aws:s3:::recordings', 'arn:aws:s3:::recordings/*'] };

  test.each(['before', 'after'])('to a policy, %s the boundary was derived, is in the boundary', (when) => {
    const stack = stackIn();
    const role = roleIn(stack);
    const policy = connect(stack, role);
    const bucket = s3.Bucket.fromBucketName(stack, 'Bucket', 'recordings');
    when === 'before' && bucket.grantRead(policy);
    new TeleportDatabasePermissionsBoundary(stack, 'Boundary', { policies: [policy] }).applyTo(role);
    when === 'after' && bucket.grantRead(policy);
    expect(boundaryOf(stack).Statement).toEqual([{ Effect: 'Allow', ...login('arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-ORDERS/reader') }, get]);
    expect(documentsOf(stack).at(-1)).toEqual(document({ ...get, Action: ['s3:GetBucket*', 's3:GetObject*', 's3:List*'] })); // sorted by CDK
  });

  test('to a policy is in all its boundaries, and each has it to itself', () => {
    const stack = stackIn();
    const policy = connect(stack, roleIn(stack));
    const [one, other] = ['One', 'Other'].map((id) => new TeleportDatabasePermissionsBoundary(stack, id, { policies: [policy] }));
    const { principalStatement } = s3.Bucket.fromBucketName(stack, 'Bucket', 'recordings').grantRead(policy);
    principalStatement!.addResources('arn:aws:s3:::other'); // statements stay mutable
    const documentIn = ({ managedPolicy }: TeleportDatabasePermissionsBoundary) =>
      stack.resolve((managedPolicy as iam.ManagedPolicy).document).Statement.at(-1);
    expect(documentIn(one).Resource).toHaveLength(2);
    expect(documentIn(other).Resource).toHaveLength(2);
  });

  test('to the boundary, for what else runs as the identity, is in the boundary only', () => {
    const { stack, role, boundary } = bound((scope, target) => [connect(scope, target)]);
    new logs.LogGroup(stack, 'Logs').grantWrite(boundary);
    boundary.applyTo(role);
    expect(boundaryOf(stack)).toEqual(document(
      login('arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-ORDERS/reader'),
      { Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: '<Logs6819BB44.Arn>' },
    ));
    expect(documentsOf(stack)).toEqual([document(login('arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-ORDERS/reader'))]);
  });
});

describe('applied to an identity of the app', () => {
  test.each<[string, (stack: Stack) => iam.Role | iam.User, string]>([
    ['role', (stack) => roleIn(stack), 'AWS::IAM::Role'],
    ['user', (stack) => new iam.User(stack, 'Agent'), 'AWS::IAM::User'],
  ])('a %s has it, once', (_, identityIn, type) => {
    const stack = stackIn();
    const identity = identityIn(stack);
    const boundary = new TeleportDatabasePermissionsBoundary(stack, 'Boundary', { policies: [discovery(stack, identity)] });
    boundary.applyTo(identity);
    boundary.applyTo(identity);
    expect(propertiesOf(stack, type).map(({ PermissionsBoundary: own }) => own)).toEqual([{ Ref: 'Boundary75FA7E8F' }]);
    expect(warningsOf(stack)).toEqual([]);
  });

  test('in another stack it is refused, because one is deployed before the other', () => {
    const app = new App();
    const [here, there] = ['Here', 'There'].map((id) => stackIn(ENV, id, app));
    const role = roleIn(there);
    const policies = [discovery(here, role)];
    expect(() => new TeleportDatabasePermissionsBoundary(here, 'Boundary', { policies }).applyTo(role)).toThrow(
      'a permissions boundary must be in the stack of the role that it bounds, because one is deployed before the other: There/Agent is in There, Here/Boundary in Here; define it there');
    expect(() => new TeleportDatabasePermissionsBoundary(there, 'Boundary', { policies }).applyTo(role)).not.toThrow();
    expect(propertiesOf(there, 'AWS::IAM::Role').map(({ PermissionsBoundary: own }) => own)).toEqual([{ Ref: 'Boundary75FA7E8F' }]);
  });

  test('of another account it is refused', () => {
    const { stack, boundary } = bound((scope, role) => [discovery(scope, role)]);
    expect(() => boundary.applyTo(iam.Role.fromRoleArn(stack, 'Other', 'arn:aws:iam::210987654321:role/agent'))).toThrow(
      '\'target\' must be in the account of the stack, 123456789012; got Stack/Other in 210987654321');
    expect(() => boundary.applyTo(iam.Role.fromRoleArn(stack, 'Own', 'arn:aws:iam::123456789012:role/agent'))).not.toThrow();
  });

  test('that is immutable it is refused', () => {
    const { role, boundary } = bound((scope, target) => [discovery(scope, target)]);
    expect(() => boundary.applyTo(role.withoutPolicyUpdates())).toThrow('is immutable');
    expect(() => boundary.applyTo(role)).not.toThrow();
  });

  test('a group is refused', () => {
    const { stack, boundary } = bound((scope, role) => [discovery(scope, role)]);
    expect(() => boundary.applyTo(new iam.Group(stack, 'Group'))).toThrow('\'target\' must be a role or a user; got the group Stack/Group');
  });
});

test.each([
  ['role', 'put-role-permissions-boundary --role-name'],
  ['user', 'put-user-permissions-boundary --user-name'],
])('applied to an imported %s it warns, with the command that the owner has to run', (kind, command) => {
  const warningIn = (stack: Stack) => {
    const target = kind === 'role' ? iam.Role.fromRoleName(stack, 'Agent', 'a/agent') : iam.User.fromUserName(stack, 'Agent', 'a/agent');
    new TeleportDatabasePermissionsBoundary(stack, 'Boundary', { policies: [discovery(stack, target)], path: '/teleport/' }).applyTo(target);
    const [{ entry: { data } }, ...others] = Annotations.fromStack(stack).findWarning('*', Match.anyValue());
    expect(others).toEqual([]);
    return data;
  };
  const boundary = (account: string, region: string, partition = 'aws') => `arn:${partition}:iam::${account}:policy/teleport/Stack-Boundary-68A0101A-${region}`;
  const warning = (arn: string) => `CloudFormation cannot put a permissions boundary on Stack/Agent, which is imported; its owner must run: aws iam ${command} agent --permissions-boundary ${arn}. `
    + acknowledging('boundaryNotApplied');
  expect(warningIn(stackIn())).toBe(warning(boundary('123456789012', 'eu-west-1')));
  expect(warningIn(stackIn({ ...ENV, region: 'us-gov-west-1' }))).toBe(warning(boundary('123456789012', 'us-gov-west-1', 'aws-us-gov')));
  expect(warningIn(stackIn({}))).toBe(warning(boundary('<AWS::AccountId>', '<AWS::Region>', '<AWS::Partition>')));
});

describe('a boundary never replaces another one', () => {
  const organisation = (scope: Construct) => iam.ManagedPolicy.fromManagedPolicyName(scope, 'Organisation', 'organisation');
  const BY: [name: string, apply: (scope: Construct, role: iam.Role) => void][] = [
    ['applyTo()', (scope, role) => new TeleportDatabasePermissionsBoundary(scope, 'Boundary', { policies: [discovery(scope, role)] }).applyTo(role)],
    ['SelfGrant.BOUNDED', (scope, target) => new TeleportDatabaseDiscoveryPolicy(scope, 'Discovery', {
      target, databaseTypes: [RDS], selfGrant: SelfGrant.BOUNDED,
    })],
  ];
  const synth = (stack: Stack) => () => (Stage.of(stack) as Stage).synth();
  const refusal = (arn: string) => `Stack/Agent already has another permissions boundary, ${arn}, and an identity has only one; `
    + 'remove it (from the identity, its stack, its stage or PermissionsBoundary.of()), or declare everything in one construct';
  const arn = 'arn:aws:iam::123456789012:policy/organisation';

  test('a namesake in another account is another one', () => {
    const namesake = (account: string) => `arn:aws:iam::${account}:policy/limits`;
    const stack = stackIn();
    const role = roleIn(stack);
    new TeleportDatabasePermissionsBoundary(stack, 'Boundary', { policies: [discovery(stack, role)], policyName: 'limits' }).applyTo(role);
    (role.node.defaultChild as iam.CfnRole).addPropertyOverride('PermissionsBoundary', namesake('999999999999'));
    expect(synth(stack)).toThrow(refusal(namesake('999999999999')));
  });

  describe.each(BY)('by %s', (_, apply) => {
    test('of the role itself', () => {
      const stack = stackIn();
      expect(() => apply(stack, roleIn(stack, 'Agent', { permissionsBoundary: organisation(stack) }))).toThrow(refusal(arn));
    });
    test('of its stack', () => {
      const stack = new Stack(new App(), 'Stack', { env: ENV, permissionsBoundary: PermissionsBoundary.fromName('organisation') });
      apply(stack, roleIn(stack));
      expect(synth(stack)).toThrow(refusal(arn));
    });
    test('of its stage', () => {
      const stage = new Stage(new App(), 'Stage', { permissionsBoundary: PermissionsBoundary.fromName('organisation') });
      const stack = new Stack(stage, 'Stack', { env: ENV });
      apply(stack, roleIn(stack));
      expect(synth(stack)).toThrow(`Stage/${refusal(arn)}`);
    });
    test.each(['before', 'after'])('of iam.PermissionsBoundary.of(), %s it', (when) => {
      const stack = stackIn();
      const role = roleIn(stack);
      when === 'before' && iam.PermissionsBoundary.of(role).apply(organisation(stack));
      apply(stack, role);
      when === 'after' && iam.PermissionsBoundary.of(stack).apply(organisation(stack));
      expect(synth(stack)).toThrow(refusal(arn));
    });
    test('of an override', () => {
      const stack = stackIn();
      const role = roleIn(stack);
      apply(stack, role);
      (role.node.defaultChild as iam.CfnRole).addPropertyOverride('PermissionsBoundary', arn);
      expect(synth(stack)).toThrow(refusal(arn));
    });
    test('of an override that chooses', () => {
      const stack = stackIn();
      const role = roleIn(stack);
      apply(stack, role);
      (role.node.defaultChild as iam.CfnRole).addPropertyOverride('PermissionsBoundary', { 'Fn::If': ['Bounded', arn, { Ref: 'AWS::NoValue' }] });
      expect(synth(stack)).toThrow(refusal(`{"Fn::If":["Bounded","${arn}",{"Ref":"AWS::NoValue"}]}`));
    });
    test.each(BY)('of ours, by %s', (__, other) => {
      const stack = stackIn();
      const role = roleIn(stack);
      other(stack, role);
      expect(() => apply(new Construct(stack, 'Second'), role)).toThrow('Stack/Agent already has another permissions boundary, <');
    });
    test('and is not taken away', () => {
      const stack = stackIn();
      const role = roleIn(stack);
      apply(stack, role);
      iam.PermissionsBoundary.of(role).clear();
      expect(synth(stack)).toThrow('an override or PermissionsBoundary.of().clear() removes the permissions boundary of Stack/Agent; delete it');
    });
    test('without another one it is applied', () => {
      const stack = stackIn();
      apply(stack, roleIn(stack));
      expect(synth(stack)).not.toThrow();
    });
  });
});
