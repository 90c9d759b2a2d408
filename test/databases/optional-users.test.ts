import { Stack } from 'aws-cdk-lib';
import {
  AssumedRole, DatabaseType, ElastiCacheDatabase, MemoryDbDatabase, RedshiftDatabase, RedshiftDatabaseOptions, SelfGrant, TeleportDatabase,
  TeleportDatabaseAccess, TeleportDatabaseAccessProps, TeleportDatabasePermissionsBoundary, TeleportRedshiftConnectPolicy,
} from '../../src';
import { asReader, asReaderAsDocumented, reader } from '../support/databases/fixture';
import { document, within } from '../support/expected';
import { notMade } from '../support/made';
import { Call, refuse } from '../support/refusals';
import { boundaryOf, documentOf, documentsOf, roleIn, stackIn, warningsOf } from '../support/template';

const { ELASTICACHE, ELASTICACHE_SERVERLESS, MEMORYDB } = DatabaseType;

function access(stack: Stack, props: Partial<TeleportDatabaseAccessProps>): Stack {
  new TeleportDatabaseAccess(stack, 'Policy', { target: roleIn(stack), ...props });
  return stack;
}

describe('a Redshift cluster without database users, for roles only', () => {
  const warehouse = (stack: Stack) => RedshiftDatabase.fromClusterIdentifier('warehouse', { databaseRoles: [reader(stack)] });

  test('is read, and its role assumed: no statement gets credentials of database users', () => {
    const stack = stackIn();
    access(stack, { databases: [warehouse(stack)] });
    expect(documentOf(stack)).toEqual(document(
      { Sid: 'RedshiftFetchMetadata', Action: 'redshift:DescribeClusters', Resource: '*', Condition: within('eu-west-1') },
      asReader,
    ));
    expect(warningsOf(stack)).toEqual([]);
  });

  test('gets none as Teleport documents it either, whose groups are a wildcard', () => {
    const stack = stackIn();
    access(stack, { databases: [warehouse(stack)], asDocumented: true });
    expect(documentOf(stack)).toEqual(document({ Action: 'redshift:DescribeClusters', Resource: '*' }, asReaderAsDocumented));
  });

  test('takes its role alone in a connect policy', () => {
    const stack = stackIn();
    new TeleportRedshiftConnectPolicy(stack, 'Policy', { target: roleIn(stack), databases: [RedshiftDatabase.any({ databaseRoles: [reader(stack)] })] });
    expect(documentOf(stack)).toEqual(document(asReader));
  });

  test('does not keep the next one from its database users', () => {
    const stack = stackIn();
    const next = RedshiftDatabase.fromClusterIdentifier('reports', { databaseUsers: ['analyst'], databaseNames: ['sales'] });
    access(stack, { databases: [warehouse(stack), next] });
    const read = { Sid: 'RedshiftFetchMetadata', Action: 'redshift:DescribeClusters', Resource: '*', Condition: within('eu-west-1') };
    expect(documentOf(stack)).toEqual(document(read, asReader, {
      Sid: 'RedshiftConnectAsDBUser',
      Action: 'redshift:GetClusterCredentials',
      Resource: ['arn:aws:redshift:eu-west-1:123456789012:dbuser:reports/analyst', 'arn:aws:redshift:eu-west-1:123456789012:dbname:reports/sales'],
    }));
  });

  test('opens what is discovered', () => {
    const stack = stackIn();
    access(stack, { databaseTypes: [DatabaseType.REDSHIFT], databases: [RedshiftDatabase.any({ databaseRoles: [reader(stack)] })] });
    expect(warningsOf(stack)).toEqual([]);
  });

  const cluster = (options: (stack: Stack) => RedshiftDatabaseOptions): Call => (stack) => {
    access(stack, { databases: [RedshiftDatabase.fromClusterIdentifier('warehouse', options(stack))] });
  };
  const names = (got: string) => `'databaseNames' must be given with 'databaseUsers', and only then; got ${got}; `
    + 'name what these users open, [\'*\'] for all; a role\'s own policy says what the role opens';
  refuse([
    {
      sentence: 'without users or roles, it is refused',
      refused: cluster(() => ({})),
      message: '\'databaseUsers\' must be given, or \'databaseRoles\'; got neither; name the users or roles to connect as',
      passes: cluster((stack) => ({ databaseRoles: [reader(stack)] })),
    },
    {
      sentence: 'with databases that nobody opens, it is refused',
      refused: cluster((stack) => ({ databaseRoles: [reader(stack)], databaseNames: ['sales'] })),
      message: names('["sales"]'),
      passes: cluster((stack) => ({ databaseRoles: [reader(stack)], databaseNames: ['sales'], databaseUsers: ['analyst'] })),
    },
    {
      sentence: 'with users but without databases, it is refused',
      refused: cluster(() => ({ databaseUsers: ['analyst'] })),
      message: names('undefined'),
      passes: cluster(() => ({ databaseUsers: ['analyst'], databaseNames: ['*'] })),
    },
    {
      sentence: 'with an empty list of users, it is refused',
      refused: cluster((stack) => ({ databaseUsers: [], databaseNames: ['sales'], databaseRoles: [reader(stack)] })),
      message: '\'databaseUsers\' must not be empty; got []; to allow all of them, pass [\'*\']',
      passes: cluster((stack) => ({ databaseRoles: [reader(stack)] })),
    },
    {
      sentence: 'with an empty list of roles, it is refused',
      refused: cluster(() => ({ databaseUsers: ['analyst'], databaseNames: ['sales'], databaseRoles: [] })),
      message: '\'databaseRoles\' must not be empty; got []; name the roles that Teleport connects as',
      passes: cluster(() => ({ databaseUsers: ['analyst'], databaseNames: ['sales'] })),
    },
  ]);
});

describe('a cache without database users, for users whose passwords Teleport manages', () => {
  const sidsOf = (stack: Stack) => documentOf(stack).Statement.map(({ Sid }: { Sid: string }) => Sid);

  test.each([
    {
      sentence: 'a replication group',
      type: ELASTICACHE,
      database: ElastiCacheDatabase.fromReplicationGroupId('sessions'),
      sids: ['ElastiCacheListUserTags', 'ElastiCacheDescribeReplicationGroups', 'ElastiCacheDescribeUsers', 'ElastiCacheManageUsers'],
    },
    {
      sentence: 'a MemoryDB cluster',
      type: MEMORYDB,
      database: MemoryDbDatabase.fromClusterName('ledger'),
      sids: ['MemoryDBListUserTags', 'MemoryDBDescribeClusters', 'MemoryDBDescribeUsers', 'MemoryDBManageUsers'],
    },
  ])('$sentence adds no statement to what manages users', ({ type, database, sids }) => {
    const alone = access(stackIn(), { manageUsersOf: [type] });
    const stack = access(stackIn(), { manageUsersOf: [type], databases: [database] });
    expect(documentOf(stack)).toEqual(documentOf(alone));
    expect(sidsOf(stack)).toEqual([...sids, 'ManagedUserSecrets']);
    expect(warningsOf(stack)).toEqual([]);
  });

  test('in another region, it is read there, and nothing more', () => {
    const stack = access(stackIn(), {
      manageUsersOf: [MEMORYDB], databases: [MemoryDbDatabase.fromClusterName('ledger', { region: 'us-east-1' })],
    });
    expect(documentOf(stack).Statement.slice(5)).toEqual([
      { Effect: 'Allow', Sid: 'MemoryDBDescribeClusters2', Action: 'memorydb:DescribeClusters', Resource: '*', Condition: within('us-east-1') },
    ]);
  });

  test('a pattern of them names no cache and no user', () => {
    const stack = access(stackIn(), { manageUsersOf: [ELASTICACHE], databases: [ElastiCacheDatabase.any()] });
    expect(sidsOf(stack)).toEqual(['ElastiCacheListUserTags', 'ElastiCacheDescribeReplicationGroups', 'ElastiCacheDescribeUsers', 'ElastiCacheManageUsers',
      'ManagedUserSecrets', 'ElastiCacheServerlessDescribeCaches']);
    expect(documentOf(stack).Statement[5]).toEqual(
      { Effect: 'Allow', Sid: 'ElastiCacheServerlessDescribeCaches', Action: 'elasticache:DescribeServerlessCaches', Resource: '*', Condition: within('eu-west-1') });
  });

  test('it does not open what is discovered and has no managed users', () => {
    const databases = [ElastiCacheDatabase.any()];
    const stack = access(stackIn(), { databaseTypes: [ELASTICACHE, ELASTICACHE_SERVERLESS], manageUsersOf: [ELASTICACHE], databases });
    expect(warningsOf(stack)).toEqual(['cdk-teleport-database-access:discoveredButNotConnectable']);
    const opened = [ElastiCacheDatabase.any({ databaseUsers: ['app'] })];
    expect(warningsOf(access(stackIn(), { databaseTypes: [ELASTICACHE, ELASTICACHE_SERVERLESS], databases: opened }))).toEqual([]);
  });

  test('behind a role, it is the business of the role', () => {
    const stack = stackIn();
    access(stack, { databases: [ElastiCacheDatabase.fromServerlessCacheName('carts', { assumedRole: reader(stack) })] });
    expect(documentOf(stack)).toEqual(document(asReader));
  });

  test('a boundary of self-grants has every login as before, and none of its own', () => {
    const props = { databaseTypes: [ELASTICACHE], manageUsersOf: [ELASTICACHE], selfGrant: SelfGrant.BOUNDED };
    const databases = [ElastiCacheDatabase.fromReplicationGroupId('sessions')];
    const [alone, together] = [access(stackIn(), props), access(stackIn(), { ...props, databases })];
    expect(boundaryOf(together)).toEqual(boundaryOf(alone));
    expect(documentsOf(together)).toEqual(documentsOf(alone));
  });

  const registers = (databases: TeleportDatabase[], manageUsersOf?: DatabaseType[]): Call => (stack) => {
    access(stack, { databases, manageUsersOf });
  };
  const boundary = (pattern: TeleportDatabase): Call => (stack) => {
    const policy = new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), databases: [ElastiCacheDatabase.any({ databaseUsers: ['app'] })] });
    new TeleportDatabasePermissionsBoundary(stack, 'Policy', { policies: [policy], patterns: [pattern] });
  };
  const sessions = (databaseUsers?: string[]) => ElastiCacheDatabase.fromReplicationGroupId('sessions', { databaseUsers });
  const carts = (databaseUsers?: string[]) => ElastiCacheDatabase.fromServerlessCacheName('carts', { databaseUsers });
  const ledger = (databaseUsers?: string[]) => MemoryDbDatabase.fromClusterName('ledger', { databaseUsers });
  refuse([
    {
      sentence: 'a replication group whose users nobody manages is refused',
      refused: registers([sessions()]),
      message: '\'databases\' must have users that Teleport can connect as; got sessions without any; name its \'databaseUsers\', or add elasticache to \'manageUsersOf\'',
      passes: registers([sessions()], [ELASTICACHE]),
    },
    {
      sentence: 'managed users of another type are not its own',
      refused: registers([ledger()], [ELASTICACHE]),
      message: '\'databases\' must have users that Teleport can connect as; got ledger without any; name its \'databaseUsers\', or add memorydb to \'manageUsersOf\'',
      passes: registers([ledger()], [MEMORYDB]),
    },
    {
      sentence: 'a serverless cache is refused, because it has no managed users',
      refused: registers([carts()], [ELASTICACHE]),
      message: '\'databases\' must have users that Teleport can connect as; got carts without any; name its \'databaseUsers\'',
      passes: registers([carts(['app'])], [ELASTICACHE]),
    },
    {
      sentence: 'an empty list of users is refused',
      refused: (stack) => registers([sessions([])], [ELASTICACHE])(stack),
      message: '\'databaseUsers\' must not be empty; got []; to allow all of them, pass [\'*\']',
      passes: registers([sessions(['*'])]),
    },
    {
      sentence: 'a pattern without users covers nothing in a boundary',
      refused: boundary(ElastiCacheDatabase.any()),
      message: '\'patterns\' must name patterns that cover databases of \'policies\'; got *, which covers none; leave it out',
      passes: boundary(ElastiCacheDatabase.any({ databaseUsers: ['*'] })),
    },
  ]);
});

describe('a role that is no value of this library is refused where it stands', () => {
  const wrong = (value: unknown) => value as AssumedRole;
  const cluster = (options: (stack: Stack) => RedshiftDatabaseOptions): Call => (stack) => {
    access(stack, { databases: [RedshiftDatabase.fromClusterIdentifier('warehouse', options(stack))] });
  };
  refuse([
    {
      sentence: 'as a database user',
      refused: cluster(() => ({ databaseRoles: [wrong('reader')] })),
      message: notMade('databaseRoles', 'AssumedRole.fromRole()', '"reader"'),
      passes: cluster((stack) => ({ databaseRoles: [reader(stack)] })),
    },
    {
      sentence: 'as the role that reaches a database',
      refused: cluster((stack) => ({ databaseRoles: [reader(stack)], assumedRole: wrong(roleIn(stack, 'Access')) })),
      message: notMade('assumedRole', 'AssumedRole.fromRole()', 'Stack/Access'),
      passes: cluster((stack) => ({ databaseRoles: [reader(stack)], assumedRole: AssumedRole.fromRole(roleIn(stack, 'Access')) })),
    },
  ]);
});
