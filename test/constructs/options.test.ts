import { Stack, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import {
  AssumedRole, DatabaseType, ITeleportPolicy, RdsDatabase, RedshiftDatabase, SecretStore, SelfGrant, TeleportDatabaseAccess,
  TeleportDatabaseAccessProps, TeleportDatabaseDiscoveryPolicy, TeleportDatabaseDiscoveryPolicyProps, TeleportDatabasePermissionsBoundary,
  TeleportManagedUsersPolicy,
  TeleportManagedUsersPolicyProps, TeleportRdsConnectPolicy, TeleportRdsConnectPolicyProps, TeleportRedshiftConnectPolicy,
} from '../../src/index';
import { document, within } from '../support/expected';
import { Call, refuse } from '../support/refusals';
import { documentOf, roleIn, stackIn } from '../support/template';

const { RDS, AURORA, RDS_PROXY, ELASTICACHE, MEMORYDB } = DatabaseType;
const ORDERS = RdsDatabase.fromResourceId('db-ABCDEFGHIJKL01234', { databaseUsers: ['reader'] });
const WAREHOUSE = RedshiftDatabase.fromClusterIdentifier('warehouse', { databaseUsers: ['analyst'], databaseNames: ['sales'] });
const STORE = SecretStore.of('team');
// what callers without types, or a context value, may hand over
const wrong = (value: unknown): any => value;
const tokens = (): any => Token.asList({ resolve: () => ['a', 'b'] });

const discovery = (props: Omit<TeleportDatabaseDiscoveryPolicyProps, 'target'>): Call => (stack) => {
  new TeleportDatabaseDiscoveryPolicy(stack, 'Policy', { target: roleIn(stack), ...props });
};
const access = (props: Omit<TeleportDatabaseAccessProps, 'target'>): Call => (stack) => {
  new TeleportDatabaseAccess(stack, 'Policy', { target: roleIn(stack), ...props });
};
const users = (props: Omit<TeleportManagedUsersPolicyProps, 'target'>): Call => (stack) => {
  new TeleportManagedUsersPolicy(stack, 'Policy', { target: roleIn(stack), ...props });
};
const connect = (props: Omit<TeleportRdsConnectPolicyProps, 'target'>): Call => (stack) => {
  new TeleportRdsConnectPolicy(stack, 'Policy', { target: roleIn(stack), ...props });
};
const redshift = (...databases: RedshiftDatabase[]): Call => (stack) => {
  new TeleportRedshiftConnectPolicy(stack, 'Policy', { target: roleIn(stack), databases });
};
const user = (databaseUsers: string[]): Call => (stack) => connect({ databases: [RdsDatabase.fromResourceId('db-ABC', { databaseUsers })] })(stack);
const boundary = (policies: (policy: ITeleportPolicy) => ITeleportPolicy[], databases?: RdsDatabase[]): Call => (stack) => {
  const policy = new TeleportRdsConnectPolicy(stack, 'Connect', { target: roleIn(stack), databases: [ORDERS] });
  new TeleportDatabasePermissionsBoundary(stack, 'Policy', { policies: policies(policy), databases });
};
const role = (stack: Stack) => AssumedRole.fromRole(iam.Role.fromRoleName(stack, 'Assumed', 'reader'));

const tokenList = (prop: string) => `'${prop}' cannot be a token list, as its length has to be known; give a list of strings, each of which may be a token`;
const none = (prop: string, wayOut: string) => `'${prop}' has to name at least one, got none; ${wayOut}`;
const LEAVE_OUT = 'leave it out if there is none';

describe('empty lists', () => {
  const word = (prop: string) => none(prop, `every ${prop} has to be a word in the call: ['*'] for all`);
  refuse([
    ['databaseTypes of discovery', discovery({ databaseTypes: [] }), none('databaseTypes', 'name the types that Teleport discovers'), discovery({ databaseTypes: [RDS] })],
    ['databaseTypes of managed users', users({ databaseTypes: [] }), none('databaseTypes', 'name the types of which Teleport manages users'),
      users({ databaseTypes: [MEMORYDB] })],
    ['databases of a connect policy', connect({ databases: [] }), none('databases', 'name the databases that Teleport connects to'), connect({ databases: [ORDERS] })],
    ['databases of a Redshift policy', redshift(), none('databases', 'name the databases that Teleport connects to'), redshift(WAREHOUSE)],
    ['databaseTypes of an access', access({ databaseTypes: [], databases: [ORDERS] }), none('databaseTypes', LEAVE_OUT), access({ databases: [ORDERS] })],
    ['manageUsersOf of an access', access({ manageUsersOf: [], databases: [ORDERS] }), none('manageUsersOf', LEAVE_OUT), access({ databases: [ORDERS] })],
    ['secretStores of an access', access({ secretStores: [], databases: [ORDERS] }), none('secretStores', LEAVE_OUT), access({ secretStores: [STORE] })],
    ['databases of an access', access({ databases: [], secretStores: [STORE] }), none('databases', LEAVE_OUT), access({ secretStores: [STORE] })],
    ['assumedRoles of an access', access({ assumedRoles: [], databases: [ORDERS] }), none('assumedRoles', LEAVE_OUT), (stack) => access({ assumedRoles: [role(stack)] })(stack)],
    ['databaseUsers', user([]), word('databaseUsers'), user(['*'])],
    ['databaseNames', (stack) => redshift(RedshiftDatabase.any({ databaseUsers: ['a'], databaseNames: [] }))(stack), word('databaseNames'),
      (stack) => redshift(RedshiftDatabase.any({ databaseUsers: ['a'], databaseNames: ['*'] }))(stack)],
    ['policies of a boundary', boundary(() => []), none('policies', 'name the policies that have to fit inside'), boundary((policy) => [policy])],
    ['databases of a boundary', boundary((policy) => [policy], []), none('databases', 'leave it out to name every database'),
      boundary((policy) => [policy], [RdsDatabase.any({ databaseUsers: ['*'] })])],
  ]);
});

describe('token lists, whose length nobody knows', () => {
  refuse([
    ['databaseTypes', discovery({ databaseTypes: tokens() }), tokenList('databaseTypes'), discovery({ databaseTypes: [RDS] })],
    ['regions', discovery({ databaseTypes: [RDS], regions: tokens() }), tokenList('regions'), discovery({ databaseTypes: [RDS], regions: ['eu-west-1'] })],
    ['databases', connect({ databases: tokens() }), tokenList('databases'), connect({ databases: [ORDERS] })],
    ['databaseUsers', user(tokens()), tokenList('databaseUsers'), user(['reader'])],
    ['databaseUsers, spread among others', user(['reader', ...tokens()]), tokenList('databaseUsers'), user(['reader', 'writer'])],
    ['the values of a tag', discovery({ databaseTypes: [RDS], databaseTags: { env: tokens() } }), tokenList('databaseTags.env'),
      discovery({ databaseTypes: [RDS], databaseTags: { env: ['prod'] } })],
    ['manageUsersOf', access({ manageUsersOf: tokens() }), tokenList('manageUsersOf'), access({ manageUsersOf: [ELASTICACHE] })],
    ['secretStores', access({ secretStores: tokens() }), tokenList('secretStores'), access({ secretStores: [STORE] })],
    ['policies of a boundary', boundary(() => tokens()), tokenList('policies'), boundary((policy) => [policy])],
  ]);
});

describe('options without effect', () => {
  const modified = (got: string) => `'allowDatabaseModification' has no effect for ${got}: Teleport modifies rds, aurora; leave it out`;
  const granted = (got: string) => `'selfGrant' has no effect for ${got}: Teleport grants itself access to what it discovers of rds, aurora, rds-proxy, redshift, `
    + 'elasticache, elasticache-serverless, memorydb; leave it out';
  refuse([
    ['modification of a type that Teleport does not modify', discovery({ databaseTypes: [RDS_PROXY], allowDatabaseModification: true }), modified('rds-proxy'),
      discovery({ databaseTypes: [RDS_PROXY, AURORA], allowDatabaseModification: true })],
    ['modification of several', discovery({ databaseTypes: [RDS_PROXY, MEMORYDB], allowDatabaseModification: true }), modified('rds-proxy, memorydb'),
      discovery({ databaseTypes: [RDS_PROXY, RDS], allowDatabaseModification: true })],
    ['modification without discovery', access({ databases: [ORDERS], allowDatabaseModification: true }), modified('no \'databaseTypes\''),
      access({ databases: [ORDERS], allowDatabaseModification: false })],
    ['a self-grant without discovery', access({ databases: [ORDERS], selfGrant: SelfGrant.BOUNDED }), granted('no \'databaseTypes\''),
      access({ databases: [ORDERS], databaseTypes: [RDS], selfGrant: SelfGrant.BOUNDED })],
    ['tags without discovery', access({ databases: [ORDERS], databaseTags: { env: ['prod'] } }),
      '\'databaseTags\' has no effect without \'databaseTypes\': they are the tags of what Teleport discovers; leave it out',
      access({ databases: [ORDERS], databaseTypes: [RDS], databaseTags: { env: ['prod'] } })],
    ['regions beside databases alone, each of which says where it is', access({ databases: [ORDERS], regions: ['us-east-1'] }),
      '\'regions\' has no effect without \'databaseTypes\', \'manageUsersOf\' or \'secretStores\': each of \'databases\' says where it is; leave it out',
      access({ databases: [ORDERS], secretStores: [STORE], regions: ['us-east-1'] })],
    ['users of a type that is not discovered', discovery({ databaseTypes: [ELASTICACHE], manageUsersOf: [MEMORYDB] }),
      '\'manageUsersOf\' has to name types among \'databaseTypes\', got "memorydb"; use TeleportManagedUsersPolicy for registered databases',
      discovery({ databaseTypes: [ELASTICACHE, MEMORYDB], manageUsersOf: [MEMORYDB] })],
    ['users of a type that has none', discovery({ databaseTypes: [RDS], manageUsersOf: [RDS] }),
      '\'manageUsersOf\' has to name types among elasticache, memorydb, got "rds"', discovery({ databaseTypes: [ELASTICACHE], manageUsersOf: [ELASTICACHE] })],
    ['stores without users to manage', discovery({ databaseTypes: [ELASTICACHE], secretStores: [STORE] }),
      '\'secretStores\' has no effect without \'manageUsersOf\': they keep the passwords of managed users; name the types, or leave it out',
      discovery({ databaseTypes: [ELASTICACHE], manageUsersOf: [ELASTICACHE], secretStores: [STORE] })],
    ['an access that asks for nothing', access({}),
      'this access asks for nothing; name \'databaseTypes\', \'databases\', \'assumedRoles\', \'manageUsersOf\' or \'secretStores\'', access({ secretStores: [STORE] })],
    ['a pattern in a boundary that covers none of its databases', boundary((policy) => [policy], [RdsDatabase.any({ databaseUsers: ['writer'] })]),
      '\'databases\' has to name patterns that cover databases of \'policies\', got *, which covers none; leave it out',
      boundary((policy) => [policy], [RdsDatabase.any({ databaseUsers: ['read*'] })])],
  ]);
});

describe('what only callers without types can say', () => {
  const types = 'rds, aurora, rds-proxy, redshift, redshift-serverless, elasticache, elasticache-serverless, memorydb, opensearch, documentdb';
  const selfGrant = (got: string) => `'selfGrant' has to be SelfGrant.BOUNDED or SelfGrant.UNBOUNDED, got ${got}; leave it out for none`;
  const flag = (prop: string) => `'${prop}' has to be true or false, got "false"`;
  refuse([
    ['a type that does not exist', discovery({ databaseTypes: wrong(['mongodb']) }), `'databaseTypes' has to name types among ${types}, got "mongodb"`,
      discovery({ databaseTypes: wrong(['rds']) })],
    ['a type that every object has', discovery({ databaseTypes: wrong(['constructor']) }), `'databaseTypes' has to name types among ${types}, got "constructor"`,
      discovery({ databaseTypes: wrong(['memorydb']) })],
    ['a type that is not set', discovery({ databaseTypes: wrong([undefined]) }), '\'databaseTypes\' has to be a list of values, got ["undefined"]',
      discovery({ databaseTypes: [RDS] })],
    ['a type that is null', discovery({ databaseTypes: wrong([null]) }), '\'databaseTypes\' has to be a list of values, got ["null"]', discovery({ databaseTypes: [RDS] })],
    ['the name of a type instead of a list', discovery({ databaseTypes: wrong('rds') }), '\'databaseTypes\' has to be a list, got "rds"', discovery({ databaseTypes: [RDS] })],
    ['a self-grant in capitals, which would have no boundary', discovery({ databaseTypes: [RDS], selfGrant: wrong('BOUNDED') }), selfGrant('"BOUNDED"'),
      discovery({ databaseTypes: [RDS], selfGrant: wrong('bounded') })],
    ['a self-grant that is true', discovery({ databaseTypes: [RDS], selfGrant: wrong(true) }), selfGrant('true'), discovery({ databaseTypes: [RDS] })],
    ['a self-grant that is null', discovery({ databaseTypes: [RDS], selfGrant: wrong(null) }), selfGrant('null'), discovery({ databaseTypes: [RDS], selfGrant: undefined })],
    ['text for asDocumented, which would count as true', discovery({ databaseTypes: [RDS], asDocumented: wrong('false') }), flag('asDocumented'),
      discovery({ databaseTypes: [RDS], asDocumented: false })],
    ['text for inline', discovery({ databaseTypes: [RDS], inline: wrong('false') }), flag('inline'), discovery({ databaseTypes: [RDS], inline: false })],
    ['text for allowDatabaseModification', discovery({ databaseTypes: [RDS], allowDatabaseModification: wrong('false') }), flag('allowDatabaseModification'),
      discovery({ databaseTypes: [RDS], allowDatabaseModification: false })],
    ['a user that is no list', user(wrong('reader')), '\'databaseUsers\' has to be a list, got "reader"', user(['reader'])],
    ['a user that is not set', user(wrong(['reader', undefined])), '\'databaseUsers\' has to be a list of values, got ["reader","undefined"]',
      user(['reader', 'undefined'])],
    ['a database that is not set', connect({ databases: wrong([ORDERS, undefined]) }), '\'databases\' has to be a list of values, got ["[object Object]","undefined"]',
      connect({ databases: [ORDERS] })],
    ['tags that are no lists', discovery({ databaseTypes: [RDS], databaseTags: wrong({ env: 'prod' }) }), '\'databaseTags.env\' has to be a list, got "prod"',
      discovery({ databaseTypes: [RDS], databaseTags: { env: ['prod'] } })],
  ]);
});

test('what is declared twice is harmless, and there once', () => {
  const stack = stackIn();
  const orders = () => RdsDatabase.fromResourceId('db-ABC', { databaseUsers: ['reader', 'reader'] });
  access({
    databaseTypes: [RDS, AURORA, RDS],
    regions: ['eu-west-1', 'eu-west-1'],
    databaseTags: { env: ['prod', 'prod'] },
    allowDatabaseModification: true,
    manageUsersOf: [MEMORYDB, MEMORYDB],
    secretStores: [STORE, SecretStore.of('team/'), STORE],
    databases: [orders(), orders()],
  })(stack);
  const prod = { StringLike: { 'aws:ResourceTag/env': 'prod' } };
  expect(documentOf(stack)).toEqual(document(
    { Sid: 'RDSDescribeInstances', Action: 'rds:DescribeDBInstances', Resource: '*', Condition: within('eu-west-1') },
    { Sid: 'RDSAutoEnableIAMAuth', Action: 'rds:ModifyDBInstance', Resource: 'arn:aws:rds:eu-west-1:123456789012:db:*', Condition: prod },
    { Sid: 'RDSDescribeClusters', Action: 'rds:DescribeDBClusters', Resource: '*', Condition: within('eu-west-1') },
    { Sid: 'AuroraAutoEnableIAMAuth', Action: 'rds:ModifyDBCluster', Resource: 'arn:aws:rds:eu-west-1:123456789012:cluster:*', Condition: prod },
    { Sid: 'MemoryDBListUserTags', Action: 'memorydb:ListTags', Resource: 'arn:aws:memorydb:eu-west-1:123456789012:user/*' },
    { Sid: 'MemoryDBDescribeClusters', Action: 'memorydb:DescribeClusters', Resource: '*', Condition: within('eu-west-1') },
    { Sid: 'MemoryDBDescribeUsers', Action: 'memorydb:DescribeUsers', Resource: '*', Condition: within('eu-west-1') },
    {
      Sid: 'MemoryDBManageUsers',
      Action: 'memorydb:UpdateUser',
      Resource: 'arn:aws:memorydb:eu-west-1:123456789012:user/*',
      Condition: { Null: { 'aws:ResourceTag/teleport.dev/managed': 'false' } },
    },
    {
      Sid: 'ManagedUserSecrets',
      Action: [
        'secretsmanager:DescribeSecret', 'secretsmanager:CreateSecret', 'secretsmanager:UpdateSecret', 'secretsmanager:DeleteSecret',
        'secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue', 'secretsmanager:TagResource',
      ],
      Resource: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:team/memorydb/eu-west-1/123456789012/user/*',
    },
    { Sid: 'RDSConnect', Action: 'rds-db:connect', Resource: 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-ABC/reader' },
  ));
});
