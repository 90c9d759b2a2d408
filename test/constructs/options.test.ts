import { Stack, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import {
  AssumedRole, DatabaseType, ITeleportPolicy, RdsDatabase, RedshiftDatabase, SecretStore, SelfGrant, TeleportDatabaseAccess,
  TeleportDatabaseAccessProps, TeleportDatabaseDiscoveryPolicy, TeleportDatabaseDiscoveryPolicyProps, TeleportDatabasePermissionsBoundary,
  TeleportManagedUsersPolicy,
  TeleportManagedUsersPolicyProps, TeleportRdsConnectPolicy, TeleportRdsConnectPolicyProps, TeleportRedshiftConnectPolicy,
} from '../../src';
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
  new TeleportDatabasePermissionsBoundary(stack, 'Policy', { policies: policies(policy), patterns: databases });
};
const role = (stack: Stack) => AssumedRole.fromRole(iam.Role.fromRoleName(stack, 'Assumed', 'reader'));

const tokenList = (prop: string) => `'${prop}' must be a list whose length is known; got a token list; give a list of strings, each of which may be a token`;
const none = (prop: string, wayOut: string) => `'${prop}' must not be empty; got []; ${wayOut}`;
const LEAVE_OUT = 'leave it out if there is none';

describe('empty lists', () => {
  const word = (prop: string) => none(prop, 'to allow all of them, pass [\'*\']');
  refuse([
    { sentence: 'databaseTypes of discovery', refused: discovery({ databaseTypes: [] }), message: none('databaseTypes', 'name the types that Teleport discovers'), passes: discovery({ databaseTypes: [RDS] }) },
    {
      sentence: 'manageUsersOf of managed users',
      refused: users({ manageUsersOf: [] }),
      message: none('manageUsersOf', 'name the types whose users Teleport manages'),
      passes: users({ manageUsersOf: [MEMORYDB] }),
    },
    { sentence: 'databases of a connect policy', refused: connect({ databases: [] }), message: none('databases', 'name the databases that Teleport connects to'), passes: connect({ databases: [ORDERS] }) },
    { sentence: 'databases of a Redshift policy', refused: redshift(), message: none('databases', 'name the databases that Teleport connects to'), passes: redshift(WAREHOUSE) },
    { sentence: 'databaseTypes of an access', refused: access({ databaseTypes: [], databases: [ORDERS] }), message: none('databaseTypes', LEAVE_OUT), passes: access({ databases: [ORDERS] }) },
    { sentence: 'manageUsersOf of an access', refused: access({ manageUsersOf: [], databases: [ORDERS] }), message: none('manageUsersOf', LEAVE_OUT), passes: access({ databases: [ORDERS] }) },
    { sentence: 'secretStores of an access', refused: access({ secretStores: [], databases: [ORDERS] }), message: none('secretStores', LEAVE_OUT), passes: access({ secretStores: [STORE] }) },
    { sentence: 'databases of an access', refused: access({ databases: [], secretStores: [STORE] }), message: none('databases', LEAVE_OUT), passes: access({ secretStores: [STORE] }) },
    { sentence: 'assumedRoles of an access', refused: access({ assumedRoles: [], databases: [ORDERS] }), message: none('assumedRoles', LEAVE_OUT), passes: (stack) => access({ assumedRoles: [role(stack)] })(stack) },
    { sentence: 'databaseUsers', refused: user([]), message: word('databaseUsers'), passes: user(['*']) },
    {
      sentence: 'databaseNames',
      refused: (stack) => redshift(RedshiftDatabase.any({ databaseUsers: ['a'], databaseNames: [] }))(stack),
      message: word('databaseNames'),
      passes: (stack) => redshift(RedshiftDatabase.any({ databaseUsers: ['a'], databaseNames: ['*'] }))(stack),
    },
    { sentence: 'policies of a boundary', refused: boundary(() => []), message: none('policies', 'name the policies that must fit inside'), passes: boundary((policy) => [policy]) },
    {
      sentence: 'patterns of a boundary',
      refused: boundary((policy) => [policy], []),
      message: none('patterns', 'leave it out to name every database'),
      passes: boundary((policy) => [policy], [RdsDatabase.any({ databaseUsers: ['*'] })]),
    },
  ]);
});

describe('token lists, whose length nobody knows', () => {
  refuse([
    { sentence: 'databaseTypes', refused: discovery({ databaseTypes: tokens() }), message: tokenList('databaseTypes'), passes: discovery({ databaseTypes: [RDS] }) },
    { sentence: 'regions', refused: discovery({ databaseTypes: [RDS], regions: tokens() }), message: tokenList('regions'), passes: discovery({ databaseTypes: [RDS], regions: ['eu-west-1'] }) },
    { sentence: 'databases', refused: connect({ databases: tokens() }), message: tokenList('databases'), passes: connect({ databases: [ORDERS] }) },
    { sentence: 'databaseUsers', refused: user(tokens()), message: tokenList('databaseUsers'), passes: user(['reader']) },
    { sentence: 'databaseUsers, spread among others', refused: user(['reader', ...tokens()]), message: tokenList('databaseUsers'), passes: user(['reader', 'writer']) },
    {
      sentence: 'the values of a tag',
      refused: discovery({ databaseTypes: [RDS], databaseTags: { env: tokens() } }),
      message: tokenList('databaseTags.env'),
      passes: discovery({ databaseTypes: [RDS], databaseTags: { env: ['prod'] } }),
    },
    { sentence: 'manageUsersOf', refused: access({ manageUsersOf: tokens() }), message: tokenList('manageUsersOf'), passes: access({ manageUsersOf: [ELASTICACHE] }) },
    { sentence: 'secretStores', refused: access({ secretStores: tokens() }), message: tokenList('secretStores'), passes: access({ secretStores: [STORE] }) },
    { sentence: 'policies of a boundary', refused: boundary(() => tokens()), message: tokenList('policies'), passes: boundary((policy) => [policy]) },
  ]);
});

describe('options without effect', () => {
  const modified = (got: string) => '\'allowDatabaseModification\' must be used with types that Teleport modifies, rds, aurora, '
    + `or with single databases of these types; got ${got}; leave it out, or name the types in 'databaseTypes'; `
    + 'if another service discovers them, set \'discoverDatabases\' to false in the configuration of this one';
  const granted = (got: string) => '\'selfGrant\' must be used with types that Teleport grants itself access to, rds, aurora, rds-proxy, redshift, '
    + `elasticache, elasticache-serverless, memorydb; got ${got}; leave it out`;
  refuse([
    {
      sentence: 'modification of a type that Teleport does not modify',
      refused: discovery({ databaseTypes: [RDS_PROXY], allowDatabaseModification: true }),
      message: modified('rds-proxy'),
      passes: discovery({ databaseTypes: [RDS_PROXY, AURORA], allowDatabaseModification: true }),
    },
    {
      sentence: 'modification of several',
      refused: discovery({ databaseTypes: [RDS_PROXY, MEMORYDB], allowDatabaseModification: true }),
      message: modified('rds-proxy, memorydb'),
      passes: discovery({ databaseTypes: [RDS_PROXY, RDS], allowDatabaseModification: true }),
    },
    {
      sentence: 'modification of nothing',
      refused: access({ databases: [RdsDatabase.any({ databaseUsers: ['reader'] }), WAREHOUSE], allowDatabaseModification: true }),
      message: modified('no \'databaseTypes\''),
      passes: access({ databases: [WAREHOUSE], allowDatabaseModification: false }),
    },
    {
      sentence: 'modification of a database whose name is not known',
      refused: access({ databases: [ORDERS], databaseTypes: [RDS_PROXY], allowDatabaseModification: true }),
      message: '\'allowDatabaseModification\' must be used with databases whose names are known, because a resource ID does not tell them; got db-ABCDEFGHIJKL01234; '
        + 'use RdsDatabase.fromInstance() or fromCluster()',
      passes: access({ databases: [ORDERS], databaseTypes: [AURORA], allowDatabaseModification: true }),
    },
    {
      sentence: 'a self-grant without discovery',
      refused: access({ databases: [ORDERS], selfGrant: SelfGrant.BOUNDED }),
      message: granted('no \'databaseTypes\''),
      passes: access({ databases: [ORDERS], databaseTypes: [RDS], selfGrant: SelfGrant.BOUNDED }),
    },
    {
      sentence: 'tags without discovery',
      refused: access({ databases: [ORDERS], databaseTags: { env: ['prod'] } }),
      message: '\'databaseTags\' must be used with \'databaseTypes\', whose databases it selects; got no \'databaseTypes\'; leave it out',
      passes: access({ databases: [ORDERS], databaseTypes: [RDS], databaseTags: { env: ['prod'] } }),
    },
    {
      sentence: 'regions beside databases alone, each of which says where it is',
      refused: access({ databases: [ORDERS], regions: ['us-east-1'] }),
      message: '\'regions\' must be used with \'databaseTypes\', \'manageUsersOf\' or \'secretStores\'; got none of them; each database says where it is; leave it out',
      passes: access({ databases: [ORDERS], secretStores: [STORE], regions: ['us-east-1'] }),
    },
    {
      sentence: 'users of a type that is not discovered',
      refused: discovery({ databaseTypes: [ELASTICACHE], manageUsersOf: [MEMORYDB] }),
      message: '\'manageUsersOf\' must name types among \'databaseTypes\'; got "memorydb"; use TeleportManagedUsersPolicy for registered databases',
      passes: discovery({ databaseTypes: [ELASTICACHE, MEMORYDB], manageUsersOf: [MEMORYDB] }),
    },
    {
      sentence: 'users of a type that has none',
      refused: discovery({ databaseTypes: [RDS], manageUsersOf: [RDS] }),
      message: '\'manageUsersOf\' must name types among elasticache, memorydb; got "rds"',
      passes: discovery({ databaseTypes: [ELASTICACHE], manageUsersOf: [ELASTICACHE] }),
    },
    {
      sentence: 'stores without users to manage',
      refused: discovery({ databaseTypes: [ELASTICACHE], secretStores: [STORE] }),
      message: '\'secretStores\' must be used with \'manageUsersOf\', because they keep the passwords of managed users; got no \'manageUsersOf\'; name the types, or leave it out',
      passes: discovery({ databaseTypes: [ELASTICACHE], manageUsersOf: [ELASTICACHE], secretStores: [STORE] }),
    },
    {
      sentence: 'an access that asks for nothing',
      refused: access({}),
      message: '\'databaseTypes\' must be given, or \'databases\', \'assumedRoles\', \'manageUsersOf\' or \'secretStores\'; got none of them; '
        + 'name what Teleport must reach',
      passes: access({ secretStores: [STORE] }),
    },
    {
      sentence: 'a pattern in a boundary that covers none of its databases',
      refused: boundary((policy) => [policy], [RdsDatabase.any({ databaseUsers: ['writer'] })]),
      message: '\'patterns\' must name patterns that cover databases of \'policies\'; got *, which covers none; leave it out',
      passes: boundary((policy) => [policy], [RdsDatabase.any({ databaseUsers: ['read*'] })]),
    },
  ]);
});

const TYPES = '; name types among rds, aurora, rds-proxy, redshift, redshift-serverless, elasticache, elasticache-serverless, memorydb, opensearch, documentdb';

describe('what only callers without types can say', () => {
  const types = 'rds, aurora, rds-proxy, redshift, redshift-serverless, elasticache, elasticache-serverless, memorydb, opensearch, documentdb';
  const selfGrant = (got: string) => `'selfGrant' must be SelfGrant.BOUNDED or SelfGrant.UNBOUNDED; got ${got}; leave it out for none`;
  const flag = (prop: string) => `'${prop}' must be true or false; got "false"`;
  refuse([
    {
      sentence: 'a type that does not exist',
      refused: discovery({ databaseTypes: wrong(['mongodb']) }),
      message: `'databaseTypes' must name types among ${types}; got "mongodb"`,
      passes: discovery({ databaseTypes: wrong(['rds']) }),
    },
    {
      sentence: 'a type that every object has',
      refused: discovery({ databaseTypes: wrong(['constructor']) }),
      message: `'databaseTypes' must name types among ${types}; got "constructor"`,
      passes: discovery({ databaseTypes: wrong(['memorydb']) }),
    },
    {
      sentence: 'a type that is not set',
      refused: discovery({ databaseTypes: wrong([undefined]) }),
      message: '\'databaseTypes\' must be a list of values; got ["undefined"]'
        + TYPES,
      passes: discovery({ databaseTypes: [RDS] }),
    },
    { sentence: 'a type that is null', refused: discovery({ databaseTypes: wrong([null]) }), message: `'databaseTypes' must be a list of values; got ["null"]${TYPES}`, passes: discovery({ databaseTypes: [RDS] }) },
    ...([['discovery policy', discovery({ databaseTypes: [MEMORYDB], manageUsersOf: wrong('memorydb') }), discovery({ databaseTypes: [MEMORYDB], manageUsersOf: [MEMORYDB] })],
      ['access', access({ manageUsersOf: wrong('memorydb') }), access({ manageUsersOf: [MEMORYDB] })]] as const).map(([where, refused, passes]) => ({
      sentence: `the name of a type with managed users instead of a list, in a ${where}`,
      refused,
      message: '\'manageUsersOf\' must be a list; got "memorydb"; a single one is a list too: [ ... ]',
      passes,
    })),
    { sentence: 'the name of a type instead of a list', refused: discovery({ databaseTypes: wrong('rds') }), message: '\'databaseTypes\' must be a list; got "rds"; a single one is a list too: [ ... ]', passes: discovery({ databaseTypes: [RDS] }) },
    {
      sentence: 'a self-grant in capitals, which would have no boundary',
      refused: discovery({ databaseTypes: [RDS], selfGrant: wrong('BOUNDED') }),
      message: selfGrant('"BOUNDED"'),
      passes: discovery({ databaseTypes: [RDS], selfGrant: wrong('bounded') }),
    },
    { sentence: 'a self-grant that is true', refused: discovery({ databaseTypes: [RDS], selfGrant: wrong(true) }), message: selfGrant('true'), passes: discovery({ databaseTypes: [RDS] }) },
    { sentence: 'a self-grant that is null', refused: discovery({ databaseTypes: [RDS], selfGrant: wrong(null) }), message: '\'selfGrant\' must have a value; got null; leave it out for the default', passes: discovery({ databaseTypes: [RDS], selfGrant: undefined }) },
    {
      sentence: 'text for asDocumented, which would count as true',
      refused: discovery({ databaseTypes: [RDS], asDocumented: wrong('false') }),
      message: flag('asDocumented'),
      passes: discovery({ databaseTypes: [RDS], asDocumented: false }),
    },
    { sentence: 'text for inline', refused: discovery({ databaseTypes: [RDS], inline: wrong('false') }), message: flag('inline'), passes: discovery({ databaseTypes: [RDS], inline: false }) },
    {
      sentence: 'text for allowDatabaseModification',
      refused: discovery({ databaseTypes: [RDS], allowDatabaseModification: wrong('false') }),
      message: flag('allowDatabaseModification'),
      passes: discovery({ databaseTypes: [RDS], allowDatabaseModification: false }),
    },
    { sentence: 'a user that is no list', refused: user(wrong('reader')), message: '\'databaseUsers\' must be a list such as [\'reader\'] for db-ABC; got "reader"; a single one is a list too: [ ... ]', passes: user(['reader']) },
    {
      sentence: 'a user that is not set',
      refused: user(wrong(['reader', undefined])),
      message: '\'databaseUsers\' must be a list of values; got ["reader","undefined"]',
      passes: user(['reader', 'undefined']),
    },
    {
      sentence: 'a database that is not set',
      refused: connect({ databases: wrong([ORDERS, undefined]) }),
      message: '\'databases\' must be a list of values; got ["[object Object]","undefined"]',
      passes: connect({ databases: [ORDERS] }),
    },
    {
      sentence: 'tags that are no lists',
      refused: discovery({ databaseTypes: [RDS], databaseTags: wrong({ env: 'prod' }) }),
      message: '\'databaseTags.env\' must be a list; got "prod"; a single one is a list too: [ ... ]',
      passes: discovery({ databaseTypes: [RDS], databaseTags: { env: ['prod'] } }),
    },
    {
      sentence: 'tags in a list',
      refused: discovery({ databaseTypes: [RDS], databaseTags: wrong([['env', 'prod']]) }),
      message: '\'databaseTags\' must be an object of keys and values; got [["env","prod"]]; leave it out for none',
      passes: discovery({ databaseTypes: [RDS], databaseTags: { env: ['prod'] } }),
    },
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
