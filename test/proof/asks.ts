import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as rds from 'aws-cdk-lib/aws-rds';
import { ACCOUNT } from './requests';
import {
  AssumedRole, DatabaseType, DocumentDbDatabase, DynamoDbDatabase, ElastiCacheDatabase, ITeleportPolicy, KeyspacesDatabase, MemoryDbDatabase,
  MongoDbAtlasDatabase, OpenSearchDatabase, RdsDatabase, RedshiftDatabase, RedshiftServerlessDatabase, SecretStore, TeleportDatabase,
  TeleportDatabaseAccess, TeleportDatabaseAccessProps, TeleportDatabaseDiscoveryPolicy, TeleportManagedUsersPolicy, TeleportRdsConnectPolicy,
  TeleportRedshiftConnectPolicy,
} from '../../src';
import { Wish } from './table/row';

type Options = Omit<TeleportDatabaseAccessProps, 'target'>;

/** What somebody writes, and what they mean by it. */
export interface Ask {
  readonly name: string;
  readonly wishes: readonly Wish[];
  readonly options: (stack: Stack, otherRegion: string) => Options;
  /** What `SelfGrant` adds to the boundary; absent where Teleport grants itself nothing. */
  readonly grantable?: readonly Wish[];
  /** Absent: databases and roles, which say for themselves where they are. */
  readonly inRegions?: true;
  readonly construct?: (stack: Stack, target: iam.IIdentity, options: Options) => ITeleportPolicy;
}

const discovery: Ask['construct'] = (stack, target, options) =>
  new TeleportDatabaseDiscoveryPolicy(stack, 'Discovery', { target, ...options, databaseTypes: options.databaseTypes! });
export const access = (stack: Stack, target: iam.IIdentity, options: Options) => new TeleportDatabaseAccess(stack, 'Access', { target, ...options });

const finding = (name: string, databaseTypes: DatabaseType[], wishes: Wish[], grantable?: Wish[]): Ask => ({
  name: `finds ${name}`,
  wishes,
  grantable,
  inRegions: true,
  options: () => ({ databaseTypes }),
  construct: discovery,
});
const opening = (
  name: string,
  wishes: Wish[],
  databases: (stack: Stack, otherRegion: string) => TeleportDatabase[],
  construct?: Ask['construct'],
): Ask => ({ name: `opens ${name}`, wishes, options: (stack, otherRegion) => ({ databases: databases(stack, otherRegion) }), construct });

const reader = { databaseUsers: ['reader'] };
const app = { databaseUsers: ['app'] };
export const anyone = { databaseUsers: ['*'] };
const roleNamed = (stack: Stack, path: string, account = ACCOUNT) =>
  iam.Role.fromRoleArn(stack, `Role ${path}`, `arn:${stack.partition}:iam::${account}:role/${path}`);
const analyst = (stack: Stack, id = 'analyst') => ({
  databaseRoles: [AssumedRole.fromRole((stack.node.tryFindChild(`Role ${id}`) as iam.IRole) ?? roleNamed(stack, id))],
});
const ownStore = (stack: Stack) => [
  SecretStore.of('team-a', {
    encryptionKey: kms.Key.fromKeyArn(stack, 'Key', `arn:${stack.partition}:kms:${stack.region}:${ACCOUNT}:key/11111111-1111-1111-1111-111111111111`),
  }),
];
const payroll = (stack: Stack) => rds.DatabaseInstance.fromDatabaseInstanceAttributes(stack, 'Payroll', {
  instanceIdentifier: 'payroll', instanceResourceId: 'db-ORDERS', instanceEndpointAddress: 'payroll.example.com', port: 5432, securityGroups: [],
});
const pairs = () => [['admin', 'dev'], ['reader', 'prod']].map(([user, name]) =>
  RedshiftDatabase.fromClusterIdentifier('ledger', { databaseUsers: [user], databaseNames: [name] }));
const connectRds: Ask['construct'] = (stack, target, { databases, asDocumented }) =>
  new TeleportRdsConnectPolicy(stack, 'Connect', { target, asDocumented, databases: databases as RdsDatabase[] });
const connectRedshift: Ask['construct'] = (stack, target, { databases, asDocumented }) =>
  new TeleportRedshiftConnectPolicy(stack, 'Connect', { target, asDocumented, databases: databases as RedshiftDatabase[] });
const managedUsers: Ask['construct'] = (stack, target, { manageUsersOf, ...options }) =>
  new TeleportManagedUsersPolicy(stack, 'Users', { target, manageUsersOf: manageUsersOf!, ...options });

const { RDS, AURORA, RDS_PROXY, REDSHIFT, REDSHIFT_SERVERLESS, ELASTICACHE, ELASTICACHE_SERVERLESS, MEMORYDB, OPENSEARCH, DOCUMENTDB } = DatabaseType;
const FIND_CACHES: Wish[] = ['list replication groups', 'read cache tags', 'read cache networks'];
const FIND_MEMORYDB: Wish[] = ['list memorydb', 'read memorydb tags and networks'];
const FIND_RDS: Wish[] = ['list instances', 'list clusters', 'list proxies', 'read proxy tags'];
const MANAGE_CACHES: Wish[] = ['manage cache users', 'list replication groups', 'list cache users'];
const MANAGE_MEMORYDB: Wish[] = ['manage memorydb users', 'list memorydb', 'list memorydb users'];
const SEARCH: Wish[] = ['list domains', 'describe domains'];

/** Everything that can be asked for, tight. */
export const ASKS: readonly Ask[] = [
  finding('RDS', [RDS], ['list instances'], ['open every instance']),
  finding('Aurora', [AURORA], ['list clusters', 'list instances'], ['open every cluster']),
  finding('proxies', [RDS_PROXY], ['list proxies', 'read proxy tags'], ['open every proxy']),
  finding('Redshift', [REDSHIFT], ['list redshift'], ['open every warehouse']),
  finding('Redshift Serverless', [REDSHIFT_SERVERLESS], ['list workgroups']),
  finding('ElastiCache', [ELASTICACHE], FIND_CACHES, ['list cache users', 'open every replication group']),
  finding(
    'serverless caches',
    [ELASTICACHE_SERVERLESS],
    ['list serverless caches', 'read serverless caches'],
    ['list cache users', 'open every serverless cache'],
  ),
  finding('MemoryDB', [MEMORYDB], FIND_MEMORYDB, ['list memorydb users', 'open every memorydb']),
  finding('OpenSearch', [OPENSEARCH], SEARCH),
  finding('DocumentDB', [DOCUMENTDB], ['list clusters']),
  finding('everything', Object.values(DatabaseType), [
    ...FIND_RDS,
    'list redshift',
    'list workgroups',
    ...FIND_CACHES,
    'list serverless caches',
    'read serverless caches',
    ...FIND_MEMORYDB,
    ...SEARCH,
  ]),
  finding(
    'six types',
    [RDS, AURORA, RDS_PROXY, REDSHIFT, ELASTICACHE, MEMORYDB],
    [...FIND_RDS, 'list redshift', ...FIND_CACHES, ...FIND_MEMORYDB], // ten are too long for a boundary
    ['open every rds', 'open every warehouse', 'list cache users', 'open every replication group', 'list memorydb users', 'open every memorydb'],
  ),
  {
    name: 'modifies whatever it finds',
    inRegions: true,
    wishes: ['list instances', 'list clusters', 'modify instances', 'modify clusters', 'modify whatever its tags'],
    options: () => ({ databaseTypes: [RDS, AURORA], allowDatabaseModification: true }),
    construct: discovery,
    grantable: ['open every instance', 'open every cluster'],
  },
  {
    name: 'modifies what its matcher selects',
    inRegions: true,
    wishes: ['list instances', 'list clusters', 'modify instances', 'modify clusters'],
    options: () => ({ databaseTypes: [RDS, AURORA], allowDatabaseModification: true, databaseTags: { team: ['orders'] } }),
    construct: discovery,
    grantable: ['open every instance', 'open every cluster'],
  },
  {
    name: 'manages cache users',
    inRegions: true,
    wishes: [...MANAGE_CACHES, 'default store of caches'],
    options: () => ({ manageUsersOf: [ELASTICACHE] }),
    construct: managedUsers,
  },
  {
    name: 'manages MemoryDB users in a store of its own',
    inRegions: true,
    wishes: [...MANAGE_MEMORYDB, 'own store of memorydb', 'own key'],
    options: (stack) => ({ manageUsersOf: [MEMORYDB], secretStores: ownStore(stack) }),
    construct: managedUsers,
  },
  {
    name: 'finds caches and manages their users, and names a store that nothing uses',
    inRegions: true,
    wishes: [
      ...FIND_CACHES,
      ...FIND_MEMORYDB,
      ...MANAGE_CACHES,
      ...MANAGE_MEMORYDB,
      'default store of caches',
      'default store of memorydb',
    ],
    options: (stack) => ({ databaseTypes: [ELASTICACHE, MEMORYDB], manageUsersOf: [ELASTICACHE, MEMORYDB], secretStores: ownStore(stack) }),
    grantable: ['open every replication group', 'open every memorydb'],
  },
  {
    name: 'has a store of its own and nothing else',
    inRegions: true,
    wishes: ['own store of caches', 'own store of memorydb', 'own key'],
    options: (stack) => ({ secretStores: ownStore(stack) }),
  },
  opening(
    'three RDS databases',
    ['open the instance', 'open the cluster', 'open the proxy', 'open abroad'],
    (_, region) => [
      RdsDatabase.fromResourceId('db-ORDERS', reader),
      RdsDatabase.fromResourceId('cluster-BILLING', { databaseUsers: ['writer'] }),
      RdsDatabase.fromResourceId('prx-0rders', reader),
      RdsDatabase.fromResourceId('db-ABROAD', { ...reader, region }),
    ],
    connectRds,
  ),
  opening('every RDS database', ['open every rds'], () => [RdsDatabase.any(anyone)], connectRds),
  opening('a registered RDS instance', ['open the instance', 'list instances', 'list clusters'], () => [
    RdsDatabase.fromResourceId('db-ORDERS', reader),
  ]),
  opening(
    'a warehouse',
    ['open the warehouse'],
    () => [RedshiftDatabase.fromClusterIdentifier('warehouse', { databaseUsers: ['analyst'], databaseNames: ['sales'] })],
    connectRedshift,
  ),
  opening('every warehouse', ['open every warehouse'], () => [RedshiftDatabase.any({ ...anyone, databaseNames: ['*'] })], connectRedshift),
  opening(
    'registered caches',
    ['list replication groups', 'list cache users', 'open the cache', 'list serverless caches', 'open the serverless cache'],
    () => [ElastiCacheDatabase.fromReplicationGroupId('sessions', app), ElastiCacheDatabase.fromServerlessCacheName('carts', app)],
  ),
  opening('a registered MemoryDB cluster', ['list memorydb', 'list memorydb users', 'open memorydb'], () => [
    MemoryDbDatabase.fromClusterName('ledger', app),
  ]),
  opening('registered databases by roles', ['become analyst', 'read workgroups', 'describe the domain', 'list clusters'], (stack) => [
    RedshiftServerlessDatabase.fromWorkgroupName('orders', analyst(stack)),
    OpenSearchDatabase.fromDomainName('search', analyst(stack)),
    DocumentDbDatabase.fromClusterIdentifier('orders', analyst(stack)),
    KeyspacesDatabase.of(analyst(stack)),
    MongoDbAtlasDatabase.of(analyst(stack)),
  ]),
  opening('DynamoDB with session tags', ['become with tags'], (stack) => [
    DynamoDbDatabase.of({ databaseRoles: [AssumedRole.fromRole(roleNamed(stack, 'tables'), { sessionTags: { team: 'orders' } })] }),
  ]),
  {
    name: 'assumes roles',
    wishes: ['become with external id', 'become remote'],
    options: (stack) => ({
      assumedRoles: [
        AssumedRole.fromRole(roleNamed(stack, 'teleport/db-admin'), { externalId: 'correct-horse' }),
        AssumedRole.fromRole(roleNamed(stack, 'remote', '999999999999')),
      ],
    }),
  },
  {
    name: 'assumes the role of every account of its organization',
    wishes: ['become in the organization'],
    options: () => ({
      assumedRoles: [AssumedRole.inOrganization('o-abcdef1234', { roleName: 'spoke', rolePath: '/teleport/', externalId: 'correct-horse' })],
    }),
  },
  {
    name: 'does a bit of everything',
    inRegions: true,
    wishes: [
      ...FIND_RDS,
      'modify instances',
      'modify clusters',
      ...FIND_CACHES,
      ...MANAGE_CACHES,
      'default store of caches',
      'own store of caches',
      'own key',
      'open the instance',
      'open the cache',
      'become analyst',
    ],
    options: (stack) => ({
      databaseTypes: [RDS, AURORA, RDS_PROXY, ELASTICACHE],
      databaseTags: { team: ['orders'] },
      allowDatabaseModification: true,
      manageUsersOf: [ELASTICACHE],
      secretStores: ownStore(stack),
      databases: [RdsDatabase.fromResourceId('db-ORDERS', reader), ElastiCacheDatabase.fromReplicationGroupId('sessions', app)],
      assumedRoles: analyst(stack).databaseRoles,
    }),
    grantable: ['open every rds', 'open every replication group'],
  },
  {
    name: 'modifies a registered instance',
    wishes: ['open the instance', 'list instances', 'list clusters', 'modify the instance'],
    options: (stack) => ({ databases: [RdsDatabase.fromInstance(payroll(stack), reader)], allowDatabaseModification: true }),
  },
  {
    name: 'has two users of one warehouse, each for a database of its own',
    wishes: ['list redshift', 'open pairs of a warehouse'],
    options: () => ({ databases: pairs() }),
  },
  {
    name: 'finds RDS, and has two users of one warehouse, each for a database of its own',
    wishes: ['list instances', 'list redshift', 'open pairs of a warehouse'],
    options: () => ({ databaseTypes: [RDS], databases: pairs() }),
    grantable: ['open every instance'],
  },
  opening('MongoDB Atlas, of which AWS has nothing', ['become analyst'], (stack) => [MongoDbAtlasDatabase.of(analyst(stack))]),
];

/** The documented boundaries name no database. */
const RDS_ANYWHERE: Wish[] = ['open every rds', 'open rds anywhere', 'open abroad'];
const CACHES_ANYWHERE: Wish[] = ['open every replication group', 'open every serverless cache', 'open caches anywhere'];
const DOCUMENTED_BOUNDARY: { readonly [wish in Wish]?: readonly Wish[] } = {
  'open every rds': RDS_ANYWHERE,
  'open every instance': RDS_ANYWHERE,
  'open every cluster': RDS_ANYWHERE,
  'open every proxy': RDS_ANYWHERE,
  'open every warehouse': ['open every warehouse', 'open warehouses anywhere'],
  'open every replication group': CACHES_ANYWHERE,
  'open every serverless cache': CACHES_ANYWHERE,
  'open every memorydb': ['open every memorydb', 'open memorydb anywhere'],
};

/** The same to the letter of Teleport's reference, where that has it. */
export const AS_DOCUMENTED: readonly Ask[] = [
  ...ASKS.filter(({ name }) => !['finds Aurora', 'modifies what its matcher selects', 'modifies a registered instance', 'does a bit of everything'].includes(name)),
  finding('Aurora clusters', [AURORA], ['list clusters'], ['open every cluster']), // the reference page does not list their instances
].map((ask) => ({
  ...ask,
  name: `${ask.name} as documented`,
  grantable: ask.grantable?.flatMap((wish) => DOCUMENTED_BOUNDARY[wish] ?? [wish]),
  wishes: [...ask.wishes, 'as documented'],
  options: (stack, otherRegion) => ({ ...ask.options(stack, otherRegion), asDocumented: true }),
  inRegions: undefined,
}));
