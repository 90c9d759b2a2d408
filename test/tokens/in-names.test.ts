import { Aws, CfnParameter, Fn, Stack, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import {
  AssumedRole, DatabaseType, ElastiCacheDatabase, MemoryDbDatabase, OpenSearchDatabase, RdsDatabase, RedshiftDatabase,
  RedshiftServerlessDatabase, SecretStore, TeleportDatabase, TeleportDatabaseAccess, TeleportDatabaseAccessProps,
} from '../../src';
import { Call } from '../support/refusals';
import { documentOf, propertiesOf, roleIn, stackIn } from '../support/template';

const reader = { databaseUsers: ['reader'] };
const analyst = { databaseUsers: ['analyst'], databaseNames: ['sales'] };
const access = (props: Partial<TeleportDatabaseAccessProps>): Call => (stack) => {
  new TeleportDatabaseAccess(stack, 'Policy', { target: roleIn(stack), ...props });
};
const connect = (database: TeleportDatabase): Call => access({ databases: [database] });
const asRole = (stack: Stack) => ({ databaseRoles: [AssumedRole.fromRole(iam.Role.fromRoleName(stack, 'DatabaseUser', 'reader'))] });

const parameter = (stack: Stack, id: string) => new CfnParameter(stack, id).valueAsString;

test('tokens pass wherever a string is taken, and stand there unchanged', () => {
  const stack = stackIn();
  new TeleportDatabaseAccess(stack, 'Policy', {
    target: roleIn(stack),
    regions: [parameter(stack, 'Region')],
    databaseTypes: [DatabaseType.RDS],
    databaseTags: { env: [parameter(stack, 'Tag')] },
    allowDatabaseModification: true,
    secretStores: [SecretStore.of(parameter(stack, 'Prefix'))],
    databases: [
      RdsDatabase.fromResourceId(parameter(stack, 'Id'), { databaseUsers: [parameter(stack, 'User')] }),
      RedshiftDatabase.fromClusterIdentifier(parameter(stack, 'Cluster'), {
        databaseUsers: ['a'], databaseNames: [parameter(stack, 'Name')],
      }),
    ],
    policyName: parameter(stack, 'PolicyName'),
    path: parameter(stack, 'Path'),
  });
  const listed = (region: string) => ({ StringEquals: { 'aws:RequestedRegion': region } });
  expect(documentOf(stack).Statement).toEqual([
    { Sid: 'RDSDescribeInstances', Effect: 'Allow', Action: 'rds:DescribeDBInstances', Resource: '*', Condition: listed('<Region>') },
    {
      Sid: 'RDSAutoEnableIAMAuth',
      Effect: 'Allow',
      Action: 'rds:ModifyDBInstance',
      Resource: 'arn:aws:rds:<Region>:123456789012:db:*',
      Condition: { StringLike: { 'aws:ResourceTag/env': '<Tag>' } },
    },
    {
      Sid: 'ManagedUserSecrets',
      Effect: 'Allow',
      Action: [
        'secretsmanager:DescribeSecret', 'secretsmanager:CreateSecret', 'secretsmanager:UpdateSecret', 'secretsmanager:DeleteSecret',
        'secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue', 'secretsmanager:TagResource',
      ],
      Resource: [
        'arn:aws:secretsmanager:<Region>:123456789012:secret:<Prefix>/elasticache/<Region>/123456789012/user/*',
        'arn:aws:secretsmanager:<Region>:123456789012:secret:<Prefix>/memorydb/<Region>/123456789012/user/*',
      ],
    },
    { Sid: 'RDSDescribeInstances2', Effect: 'Allow', Action: 'rds:DescribeDBInstances', Resource: '*', Condition: listed('eu-west-1') },
    { Sid: 'RDSDescribeClusters', Effect: 'Allow', Action: 'rds:DescribeDBClusters', Resource: '*', Condition: listed('eu-west-1') },
    {
      Sid: 'RDSProxyDiscovery',
      Effect: 'Allow',
      Action: ['rds:DescribeDBProxies', 'rds:DescribeDBProxyEndpoints'],
      Resource: '*',
      Condition: listed('eu-west-1'),
    },
    { Sid: 'RDSConnect', Effect: 'Allow', Action: 'rds-db:connect', Resource: 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:<Id>/<User>' },
    { Sid: 'RedshiftFetchMetadata', Effect: 'Allow', Action: 'redshift:DescribeClusters', Resource: '*', Condition: listed('eu-west-1') },
    {
      Sid: 'RedshiftConnectAsDBUser',
      Effect: 'Allow',
      Action: 'redshift:GetClusterCredentials',
      Resource: [
        'arn:aws:redshift:eu-west-1:123456789012:dbuser:<Cluster>/a', 'arn:aws:redshift:eu-west-1:123456789012:dbname:<Cluster>/<Name>',
      ],
    },
  ]);
  expect(propertiesOf(stack, 'AWS::IAM::ManagedPolicy'))
    .toMatchObject([{ ManagedPolicyName: { Ref: 'PolicyName' }, Path: { Ref: 'Path' } }]);
});

test.each<[prop: string, call: (text: string) => Call]>([
  ['resourceId', (text) => connect(RdsDatabase.fromResourceId(text, reader))],
  ['clusterIdentifier', (text) => connect(RedshiftDatabase.fromClusterIdentifier(text, analyst))],
  ['replicationGroupId', (text) => connect(ElastiCacheDatabase.fromReplicationGroupId(text, reader))],
  ['clusterName', (text) => connect(MemoryDbDatabase.fromClusterName(text, reader))],
  ['workgroupName', (text) => (stack) => connect(RedshiftServerlessDatabase.fromWorkgroupName(text, asRole(stack)))(stack)],
  ['domainName', (text) => (stack) => connect(OpenSearchDatabase.fromDomainName(text, asRole(stack)))(stack)],
  ['keyPrefix', (text) => access({ secretStores: [SecretStore.of(text)] })],
  ['regions', (text) => access({ databaseTypes: [DatabaseType.RDS], regions: [text] })],
  ['region', (text) => connect(RdsDatabase.fromResourceId('db-ABC', { ...reader, region: text }))],
  ['path', (text) => access({ databases: [RdsDatabase.fromResourceId('db-ABC', reader)], path: `/${text}/` })],
])('tokens do not hide a wildcard beside them in \'%s\'', (prop, call) => {
  for (const wildcard of ['*', '?', '${aws:username}']) {
    expect(() => call(`${Aws.STACK_NAME}${wildcard}`)(stackIn())).toThrow(new RegExp(`^'${prop}' must `));
    expect(() => call(`${wildcard}${Aws.STACK_NAME}`)(stackIn())).toThrow(new RegExp(`^'${prop}' must `));
  }
});

test.each<[prop: string, call: (text: string) => Call]>([
  ['databaseUsers', (text) => connect(RdsDatabase.fromResourceId('db-ABC', { databaseUsers: [text] }))],
  ['databaseNames', (text) => connect(RedshiftDatabase.fromClusterIdentifier('prod', { databaseUsers: ['a'], databaseNames: [text] }))],
  ['databaseTags', (text) => access({ databaseTypes: [DatabaseType.RDS], allowDatabaseModification: true, databaseTags: { env: [text] } })],
])('tokens stand beside the * that \'%s\' may have, not beside other wildcards', (prop, call) => {
  const stack = stackIn();
  call(`${Aws.STACK_NAME}-*`)(stack);
  expect(JSON.stringify(documentOf(stack))).toContain('<AWS::StackName>-*');
  expect(() => call(`${Aws.STACK_NAME}?`)(stackIn())).toThrow(new RegExp(`^'${prop}' must `));
  expect(() => call(`${Aws.STACK_NAME}\${aws:username}`)(stackIn())).toThrow(new RegExp(`^'${prop}' must `));
});

test('tokens in a number count as what CDK makes of them', () => {
  const stack = stackIn();
  const port = Token.asNumber(Fn.ref('Port'));
  connect(RdsDatabase.fromResourceId('db-ABC', { databaseUsers: [`app${port}`] }))(stack);
  expect(documentOf(stack).Statement[2].Resource).toBe('arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-ABC/app<Port>');
});
