import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { ITeleportPolicy, RdsDatabase, TeleportDatabasePermissionsBoundary, TeleportRdsConnectPolicy, TeleportRdsConnectPolicyProps } from '../../src';
import { document } from '../support/expected';
import { logicalIdsOf, boundaryOf, documentsOf, ENV, propertiesOf, roleIn, stackIn } from '../support/template';

const databases = (count = 1) => Array.from({ length: count }, (_, index) => RdsDatabase.fromResourceId(`db-${index}`, { databaseUsers: ['app'] }));
const connect = (stack: Stack, props: Partial<TeleportRdsConnectPolicyProps> = {}) =>
  new TeleportRdsConnectPolicy(stack, 'Policy', { target: props.target ?? roleIn(stack), databases: databases(), ...props });
const bucketIn = (stack: Stack, name = 'recordings') => s3.Bucket.fromBucketName(stack, name, name);
const grant = (policy: ITeleportPolicy, statement: Partial<iam.PolicyStatementProps>) =>
  policy.grantPrincipal.addToPrincipalPolicy(new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'], ...statement }));

const OURS = document({ Sid: 'RDSConnect', Action: 'rds-db:connect', Resource: 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-0/app' });
const READ = { Action: ['s3:GetBucket*', 's3:GetObject*', 's3:List*'], Resource: ['arn:aws:s3:::recordings', 'arn:aws:s3:::recordings/*'] };

describe('what is granted later has a policy of its own', () => {
  test('there is none as long as nothing is granted', () => {
    const stack = stackIn();
    const policy = connect(stack);
    expect(documentsOf(stack)).toEqual([OURS]);
    expect(policy.managedPolicies).toHaveLength(1);
  });

  test('the first grant creates it, attached like the others, which stay as they were', () => {
    const stack = stackIn();
    const policy = connect(stack);
    const before = policy.permissions;
    bucketIn(stack).grantRead(policy);
    expect(documentsOf(stack)).toEqual([OURS, document(READ)]);
    expect(propertiesOf(stack, 'AWS::IAM::ManagedPolicy').map(({ Roles, Description }) => [Roles, Description])).toEqual([
      [[{ Ref: 'Agent255F68E9' }], 'What a Teleport agent needs for AWS databases'],
      [[{ Ref: 'Agent255F68E9' }], 'What a Teleport agent needs for AWS databases'],
    ]);
    expect(policy.managedPolicies).toHaveLength(2);
    expect(policy.permissions).toEqual(before);
  });

  test('the next grants go there as well, and the same one twice is there once', () => {
    const stack = stackIn();
    const policy = connect(stack);
    bucketIn(stack).grantRead(policy);
    logs.LogGroup.fromLogGroupName(stack, 'Logs', 'agent').grantWrite(policy);
    bucketIn(stack, 'Again').grantRead(policy);
    s3.Bucket.fromBucketName(stack, 'Recordings', 'recordings').grantRead(policy);
    expect(documentsOf(stack)).toHaveLength(2);
    expect(documentsOf(stack)[1].Statement.map(({ Action }: any) => Action)).toEqual([
      ['s3:GetBucket*', 's3:GetObject*', 's3:List*'],
      ['logs:CreateLogStream', 'logs:PutLogEvents'],
    ]);
  });

  test('also where the policy needs several documents, all of which stay', () => {
    const before = stackIn();
    connect(before, { databases: databases(200) });
    const stack = stackIn();
    const policy = connect(stack, { databases: databases(200) });
    bucketIn(stack).grantRead(policy);
    expect(policy.managedPolicies).toHaveLength(4);
    expect(documentsOf(stack)).toEqual([...documentsOf(before), document(READ)]);
  });

  test('it is called like the others', () => {
    const stack = stackIn();
    bucketIn(stack).grantRead(connect(stack, { policyName: 'teleport', path: '/teleport/' }));
    expect(propertiesOf(stack, 'AWS::IAM::ManagedPolicy').map(({ ManagedPolicyName, Path }) => [ManagedPolicyName, Path])).toEqual([
      ['teleport', '/teleport/'], ['teleport-Grants', '/teleport/'],
    ]);
  });

  test('inline, it is an inline policy', () => {
    const stack = stackIn();
    const policy = connect(stack, { inline: true });
    bucketIn(stack).grantRead(policy);
    expect(documentsOf(stack)).toEqual([OURS, document(READ)]);
    expect(propertiesOf(stack, 'AWS::IAM::Policy').map(({ PolicyName, Roles }) => [PolicyName, Roles])).toEqual([
      ['Stack-Policy-C600FC89-eu-west-1', [{ Ref: 'Agent255F68E9' }]],
      ['Stack-Policy-C600FC89-eu-west-1-Grants', [{ Ref: 'Agent255F68E9' }]],
    ]);
    expect(policy.managedPolicies).toEqual([]);
  });

  test('it does not depend on the feature flags of the app', () => {
    const build = (context: { [flag: string]: boolean }) => {
      const stack = stackIn(ENV, 'Stack', new App({ context }));
      const policy = connect(stack);
      bucketIn(stack).grantRead(policy);
      bucketIn(stack, 'sessions').grantRead(policy);
      return documentsOf(stack);
    };
    const minimized = build({ '@aws-cdk/aws-iam:minimizePolicies': true });
    expect(minimized).toEqual(build({ '@aws-cdk/aws-iam:minimizePolicies': false }));
    expect(minimized[1].Statement).toHaveLength(1);
  });
});

describe('grants of', () => {
  test('a bucket with a key of its own', () => {
    const stack = stackIn();
    const key = new kms.Key(stack, 'Key');
    new s3.Bucket(stack, 'Bucket', { encryptionKey: key }).grantReadWrite(connect(stack));
    const [, { Statement }] = documentsOf(stack);
    expect(Statement.map(({ Resource }: any) => Resource)).toEqual([['<Bucket83908E77.Arn>', '<Bucket83908E77.Arn>/*'], '<Key961B73FD.Arn>']);
    const [{ KeyPolicy }] = propertiesOf(stack, 'AWS::KMS::Key');
    expect(KeyPolicy.Statement).toHaveLength(1); // that of the account: the grant needs none
  });

  test('a key', () => {
    const stack = stackIn();
    kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:123456789012:key/0').grantDecrypt(connect(stack));
    expect(documentsOf(stack)[1]).toEqual(document({ Action: 'kms:Decrypt', Resource: 'arn:aws:kms:eu-west-1:123456789012:key/0' }));
  });

  test('a log group', () => {
    const stack = stackIn();
    new logs.LogGroup(stack, 'Logs').grantWrite(connect(stack));
    expect(documentsOf(stack)[1]).toEqual(document({ Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: '<Logs6819BB44.Arn>' }));
  });

  test('a bucket of another stack, which the policy imports', () => {
    const stack = stackIn();
    const other = stackIn(ENV, 'Other', stack.node.root as App);
    const bucket = new s3.Bucket(other, 'Bucket');
    bucket.grantRead(connect(stack));
    const Arn = { 'Fn::ImportValue': 'Other:ExportsOutputFnGetAttBucket83908E77Arn063C8555' };
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::ManagedPolicy', {
      PolicyDocument: { Statement: [{ Action: READ.Action, Effect: 'Allow', Resource: [Arn, { 'Fn::Join': ['', [Arn, '/*']] }] }], Version: Match.anyValue() },
    });
  });

  test('a bucket to a policy of a user', () => {
    const stack = stackIn();
    bucketIn(stack).grantRead(connect(stack, { target: new iam.User(stack, 'User') }));
    expect(propertiesOf(stack, 'AWS::IAM::ManagedPolicy').map(({ Users, Roles }) => [Users, Roles]))
      .toEqual([[[{ Ref: 'User00B015A1' }], undefined], [[{ Ref: 'User00B015A1' }], undefined]]);
  });

  test('a bucket of another account name the role, in the policy of the bucket as well', () => {
    const stack = stackIn();
    const other = stackIn({ ...ENV, account: '999999999999' }, 'Other', stack.node.root as App);
    const bucket = new s3.Bucket(other, 'Bucket', { bucketName: 'recordings' });
    bucket.grantRead(connect(stack, { target: roleIn(stack, 'Named', { roleName: 'agent' }) }));
    expect(documentsOf(stack)[1]).toEqual(document(READ));
    const [{ PolicyDocument }] = propertiesOf(other, 'AWS::S3::BucketPolicy');
    expect(PolicyDocument.Statement[0].Principal).toEqual({ AWS: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::123456789012:role/agent']] } });
  });

  test('anything, with what may depend on them', () => {
    const stack = stackIn();
    const policy = connect(stack);
    const granted = bucketIn(stack).grantRead(policy);
    expect(granted.success).toBe(true);
    const consumer = new s3.CfnBucket(stack, 'Consumer');
    granted.applyBefore(consumer);
    const [, grants] = logicalIdsOf(stack, 'AWS::IAM::ManagedPolicy');
    Template.fromStack(stack).hasResource('AWS::S3::Bucket', { DependsOn: [grants] });
  });
});

describe('a policy is a principal like its role', () => {
  test('for whoever asks for its account and its ARN', () => {
    const stack = stackIn();
    const role = roleIn(stack);
    const { grantPrincipal } = connect(stack, { target: role });
    expect(grantPrincipal.principalAccount).toBe(role.principalAccount);
    expect(grantPrincipal.assumeRoleAction).toBe('sts:AssumeRole');
    expect(stack.resolve(grantPrincipal.policyFragment.principalJson)).toEqual({ AWS: [{ 'Fn::GetAtt': ['Agent255F68E9', 'Arn'] }] });
    expect(grantPrincipal.grantPrincipal).toBe(grantPrincipal);
  });

  test('for older grants, which only ask whether it worked', () => {
    const stack = stackIn();
    const { grantPrincipal } = connect(stack);
    const statement = new iam.PolicyStatement({ actions: ['s3:ListAllMyBuckets'], resources: ['*'] });
    expect((grantPrincipal as iam.IPrincipal & { addToPolicy(statement: iam.PolicyStatement): boolean }).addToPolicy(statement)).toBe(true);
    expect(documentsOf(stack)[1]).toEqual(document({ Action: 's3:ListAllMyBuckets', Resource: '*' }));
  });
});

describe('more than 6,144 characters', () => {
  // {"Statement":[{"Action":"s3:GetObject","Effect":"Allow","Resource":"arn:aws:s3:::"}],"Version":"2012-10-17"} are 108
  const of = (length: number, props: Partial<TeleportRdsConnectPolicyProps> = {}) => {
    const stack = stackIn();
    grant(connect(stack, props), { resources: [`arn:aws:s3:::${'b'.repeat(length - 108)}`] });
    return () => Template.fromStack(stack);
  };

  test('are refused at synth', () => {
    expect(of(6145)).toThrow('later grants need 6145 characters, and a managed policy has at most 6144; grant less, or to a policy of your own');
    expect(of(6144)).not.toThrow();
  });

  test('are no limit inline, where all policies of the role share 10,240', () => {
    // ours has 176
    expect(of(10240 - 176 + 1, { inline: true })).toThrow(/the inline policies of Stack\/Agent have 10241 characters together, IAM allows 10240 for a role/);
    expect(of(10240 - 176, { inline: true })).not.toThrow();
  });

  test('count what is minimized, as it will be written', () => {
    const stack = stackIn();
    const policy = connect(stack);
    for (let index = 0; index < 60; index++) {
      grant(policy, { actions: ['s3:GetObject', 's3:GetObjectVersion'], resources: [`arn:aws:s3:::bucket-${index}/*`] }); // 106 characters each
    }
    expect(JSON.stringify(documentsOf(stack)[1]).length).toBeLessThan(6144);
  });
});

test('a boundary that was derived before holds what is granted after, and the one derived after holds what was granted before', () => {
  const stack = stackIn();
  const policy = connect(stack);
  new TeleportDatabasePermissionsBoundary(stack, 'Boundary', { policies: [policy] });
  bucketIn(stack).grantRead(policy);
  expect(boundaryOf(stack)).toEqual(document(
    { Sid: 'RDSConnect', Action: 'rds-db:connect', Resource: 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-0/app' },
    { ...READ, Action: ['s3:GetObject*', 's3:GetBucket*', 's3:List*'] },
  ));
  const other = stackIn();
  const later = connect(other);
  bucketIn(other).grantRead(later);
  new TeleportDatabasePermissionsBoundary(other, 'Boundary', { policies: [later] });
  expect(boundaryOf(other)).toEqual(boundaryOf(stack));
});
