import { App, Aws, CfnOutput, CfnParameter, Fn, Lazy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import {
  DatabaseType, RdsDatabase, SecretStore, TeleportDatabaseDiscoveryPolicy, TeleportManagedUsersPolicy, TeleportRdsConnectPolicy,
} from '../../src';
import { roleIn, stackIn } from '../support/template';

const PARTITION = { Ref: 'AWS::Partition' };
const added = () => new iam.PolicyStatement({ sid: 'Added', actions: ['s3:GetObject'], resources: [`arn:${Aws.PARTITION}:s3:::bucket/*`] });

function policyIn(stack: Stack, users: string[], resourceId = 'db-A'): iam.ManagedPolicy {
  const policy = new TeleportRdsConnectPolicy(stack, 'Policy', {
    target: roleIn(stack), databases: [RdsDatabase.fromResourceId(resourceId, { databaseUsers: users })],
  });
  return policy.managedPolicies[0] as iam.ManagedPolicy;
}

/** As the template has it. */
function written(stack: Stack): any {
  const { Resources } = (stack.node.root as App).synth().getStackByName(stack.stackName).template;
  return Object.values<any>(Resources).find(({ Type }) => Type === 'AWS::IAM::ManagedPolicy').Properties.PolicyDocument;
}

const HEAD = ':rds-db:eu-west-1:123456789012:dbuser:db-A/';
const connect = (...resources: unknown[]) => ({
  Action: 'rds-db:connect', Effect: 'Allow', Resource: resources.length === 1 ? resources[0] : resources, Sid: 'RDSConnect',
});

test('a key that turns out to be nothing is refused by its name, and moves nothing else', () => {
  const stack = stackIn();
  const encryptionKey = kms.Key.fromKeyArn(stack, 'Key', Lazy.string({ produce: () => undefined }));
  new TeleportManagedUsersPolicy(stack, 'Policy', {
    target: roleIn(stack), manageUsersOf: [DatabaseType.ELASTICACHE], secretStores: [SecretStore.of('own', { encryptionKey })],
  });
  expect(() => written(stack)).toThrow('\'encryptionKey\' must be a single key');
});

describe('what is written behind a token', () => {
  test('is joined as CDK joins it', () => {
    const stack = stackIn();
    policyIn(stack, ['one', 'two']);
    expect(written(stack)).toEqual({
      Statement: [connect({ 'Fn::Join': ['', ['arn:', PARTITION, `${HEAD}one`]] }, { 'Fn::Join': ['', ['arn:', PARTITION, `${HEAD}two`]] })],
      Version: '2012-10-17',
    });
  });

  test('is nothing, where the token is the last', () => {
    const stack = stackIn();
    policyIn(stack, [new CfnParameter(stack, 'User').valueAsString]);
    expect(written(stack).Statement).toEqual([connect({ 'Fn::Join': ['', ['arn:', PARTITION, HEAD, { Ref: 'User' }]] })]);
  });

  test('is one text with a token that turns out to be text', () => {
    const stack = stackIn();
    policyIn(stack, [`${Lazy.string({ produce: () => 'lazy' })}-user`]);
    expect(written(stack).Statement).toEqual([connect({ 'Fn::Join': ['', ['arn:', PARTITION, `${HEAD}lazy-user`]] })]);
  });

  test('is text, where all of them turn out to be text', () => {
    const stack = stackIn(undefined, 'Stack', new App({ context: { '@aws-cdk/core:enablePartitionLiterals': true } }));
    policyIn(stack, [`${Lazy.string({ produce: () => 'lazy' })}-user`, 'user']);
    expect(written(stack).Statement).toEqual([connect(`arn:aws${HEAD}lazy-user`, `arn:aws${HEAD}user`)]);
  });

  test('follows a join within the join', () => {
    const stack = stackIn();
    policyIn(stack, [`${Fn.join('.', ['a', Aws.REGION])}-user`]);
    expect(written(stack).Statement).toEqual([
      connect({ 'Fn::Join': ['', ['arn:', PARTITION, HEAD, { 'Fn::Join': ['.', ['a', { Ref: 'AWS::Region' }]] }, '-user']] }),
    ]);
  });
});

test('statements of others come last, as CDK writes them', () => {
  const stack = stackIn();
  const policy = policyIn(stack, ['app']);
  policy.document.addStatements(added());
  expect(policy.document.statementCount).toBe(2);
  expect(written(stack)).toEqual({
    Statement: [
      connect({ 'Fn::Join': ['', ['arn:', PARTITION, `${HEAD}app`]] }),
      { Action: 's3:GetObject', Effect: 'Allow', Resource: { 'Fn::Join': ['', ['arn:', PARTITION, ':s3:::bucket/*']] }, Sid: 'Added' },
    ],
    Version: '2012-10-17',
  });
});

test('the document is JSON like any other', () => {
  const stack = stackIn();
  const { document } = policyIn(stack, ['app']);
  document.addStatements(added());
  const statements = [connect(`arn:${Aws.PARTITION}${HEAD}app`), {
    Action: 's3:GetObject', Effect: 'Allow', Resource: `arn:${Aws.PARTITION}:s3:::bucket/*`, Sid: 'Added',
  }];
  expect(document.toJSON()).toEqual({ Statement: statements, Version: '2012-10-17' });
  expect(iam.PolicyDocument.fromJson(document.toJSON()).toJSON()).toEqual({ Statement: statements, Version: '2012-10-17' });
  expect(document.isEmpty).toBe(false);
  expect(document.validateForIdentityPolicy()).toEqual([]);
});

test('whoever writes into the JSON, such as the report of customizeRoles(), does not change the document', () => {
  const stack = stackIn();
  const policy = new TeleportDatabaseDiscoveryPolicy(stack, 'Policy', { target: roleIn(stack), databaseTypes: [DatabaseType.RDS] });
  const { document } = policy.managedPolicies[0] as iam.ManagedPolicy;
  document.toJSON().Statement[0].Condition.StringEquals['aws:RequestedRegion'] = '(REGION)';
  expect(written(stack).Statement).toEqual([{
    Action: 'rds:DescribeDBInstances',
    Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
    Effect: 'Allow',
    Resource: '*',
    Sid: 'RDSDescribeInstances',
  }]);
});

test('the document can be a text of the template', () => {
  const stack = stackIn();
  new CfnOutput(stack, 'Document', { value: stack.toJsonString(policyIn(stack, ['app']).document) });
  const { Outputs } = (stack.node.root as App).synth().getStackByName('Stack').template;
  expect(Outputs.Document.Value).toEqual({
    'Fn::Join': ['', [
      '{"Statement":[{"Action":"rds-db:connect","Effect":"Allow","Resource":"arn:',
      PARTITION,
      `${HEAD}app","Sid":"RDSConnect"}],"Version":"2012-10-17"}`,
    ]],
  });
});

test('what thousands of databases share is resolved a few times, not thousands of times', () => {
  const stack = stackIn();
  let resolved = 0;
  const region = Lazy.uncachedString({ produce: () => `eu-west-${String(++resolved).slice(0, 1)}` });
  new TeleportRdsConnectPolicy(stack, 'Policy', {
    target: roleIn(stack),
    databases: Array.from({ length: 60 }, (_, index) => RdsDatabase.fromResourceId(`db-A${index}`, { databaseUsers: ['app'], region })),
  });
  written(stack);
  expect(resolved).toBeLessThan(10);
});
