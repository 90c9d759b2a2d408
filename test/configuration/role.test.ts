import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import {
  AssumedRole, DatabaseProtocol, DatabaseRegistration, DatabaseType, DocumentDbDatabase, DynamoDbDatabase, ElastiCacheDatabase, MemoryDbDatabase,
  OpenSearchDatabase, RdsDatabase, RedshiftDatabase, RemoteDatabases, RemoteDatabasesOptions, TeleportAgentConfiguration, TeleportDatabase,
  TeleportDatabaseAccess, TeleportDatabaseDiscoveryPolicy,
} from '../../src';
import { agentWith, readBackAs } from '../support/configuration';
import { ACCOUNT, roleIn, stackIn } from '../support/template';

const prod = { labels: { env: 'prod' } };
const orders = (databaseUsers: string[] = ['reader'], registration: DatabaseRegistration = prod) => RdsDatabase.fromResourceId('db-ABC123', {
  databaseUsers, registration: { name: 'orders', host: 'orders.example.com', protocol: DatabaseProtocol.POSTGRES, ...registration },
});
const sessions = (labels: { [key: string]: string } = prod.labels) => ElastiCacheDatabase.fromReplicationGroupId('sessions', {
  databaseUsers: ['app'], registration: { host: 'master.sessions.abcdef.euw1.cache.amazonaws.com', labels },
});
const warehouse = RedshiftDatabase.fromClusterIdentifier('warehouse', {
  databaseUsers: ['analyst'], databaseNames: ['sales'], registration: { host: 'warehouse.abcdefghijkl.eu-west-1.redshift.amazonaws.com', ...prod },
});
const userOf = (stack: Stack) => AssumedRole.fromRole(iam.Role.fromRoleArn(stack, 'Reader', `arn:aws:iam::${ACCOUNT}:role/teleport/reader`));

function agentOf(databases: (stack: Stack) => TeleportDatabase[], props: object = {}) {
  const stack = stackIn();
  return { stack, agent: agentWith(new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), databases: databases(stack), ...props })) };
}

/** What the role allows, and its options. */
function roleFor(databases: (stack: Stack) => TeleportDatabase[], options: object = {}, props: object = {}) {
  const { stack, agent } = agentOf(databases, props);
  return readBackAs('role', stack, agent.role({ name: 'reader', ...options })).spec;
}

test('a role may log in as what is declared, to what is declared', () => {
  const { stack, agent } = agentOf(() => [orders(), sessions(), warehouse]);
  expect(readBackAs('role', stack, agent.role({ name: 'prod-reader', databaseNames: ['orders', 'sales'] }))).toEqual({
    kind: 'role',
    version: 'v7',
    metadata: { name: 'prod-reader' },
    spec: {
      options: { create_db_user_mode: 'off' },
      allow: { db_labels: { env: ['prod'] }, db_users: ['reader', 'app', 'analyst'], db_names: ['orders', 'sales'] },
    },
  });
});

describe('database names', () => {
  test('are those of the declaration, where only Redshift has some', () => {
    expect(roleFor(() => [warehouse, sessions()]).allow.db_names).toEqual(['sales']);
  });

  test('are left out where Teleport does not ask for them', () => {
    expect(roleFor(() => [sessions()]).allow).toEqual({ db_labels: { env: ['prod'] }, db_users: ['app'] });
    expect(roleFor(() => [orders(['reader'], { ...prod, protocol: DatabaseProtocol.MYSQL })]).allow).toEqual({ db_labels: { env: ['prod'] }, db_users: ['reader'] });
  });

  test.each<[string, (stack: Stack) => TeleportDatabase, string]>([
    ['a PostgreSQL database', () => orders(), 'db-ABC123'],
    ['a pattern of RDS', () => RdsDatabase.any({ databaseUsers: ['reader'] }), 'rds, aurora, rds-proxy'],
    ['a DocumentDB cluster', (stack) => DocumentDbDatabase.fromClusterIdentifier('documents', {
      databaseRoles: [userOf(stack)], registration: { host: 'documents.cluster-abcdef.eu-west-1.docdb.amazonaws.com', ...prod },
    }), 'documents'],
  ])('are asked for: %s', (_, database, shown) => {
    const databaseLabels = { env: ['prod'] };
    expect(() => roleFor((stack) => [database(stack)], { databaseLabels }))
      .toThrow(`'databaseNames' must be given, because IAM does not name the databases inside it; got ${shown}; add the names, or ['*'] for all`);
    expect(roleFor((stack) => [database(stack)], { databaseLabels, databaseNames: ['*'] }).allow.db_names).toEqual(['*']);
    expect(() => roleFor((stack) => [database(stack)], { databaseLabels, databaseNames: [] })).toThrow('\'databaseNames\'');
  });
});

describe('database users', () => {
  test('that are roles are named by their ARN, path included', () => {
    const databases = (stack: Stack) => [DynamoDbDatabase.of({ databaseRoles: [userOf(stack)], registration: prod })];
    expect(roleFor(databases).allow).toEqual({ db_labels: { env: ['prod'] }, db_users: [`arn:aws:iam::${ACCOUNT}:role/teleport/reader`] });
  });

  test('are names, or all of them: Teleport takes a pattern literally', () => {
    expect(roleFor(() => [orders(['*'])], { databaseNames: ['orders'] }).allow.db_users).toEqual(['*']);
    expect(() => roleFor(() => [orders(['app-*'])], { databaseNames: ['orders'] }))
      .toThrow('\'databaseUsers\' must be names or * alone for a role, because Teleport takes a pattern literally and fills in a {{template}}, '
        + 'for db-ABC123; got "app-*"; name the users');
    expect(() => roleFor(() => [orders(['{{internal.db_users}}'])], { databaseNames: ['orders'] })).toThrow('got "{{internal.db_users}}"; name the users');
    expect(roleFor(() => [orders(['{app}'])], { databaseNames: ['orders'] }).allow.db_users).toEqual(['{app}']);
  });

  test('are created by Teleport where there is an admin user, who is no user of people', () => {
    const created = orders(['teleport-admin', '*'], { ...prod, adminUser: 'teleport-admin' });
    expect(roleFor(() => [created], { databaseNames: ['orders'] })).toEqual({
      options: { create_db_user_mode: 'keep' }, allow: { db_labels: { env: ['prod'] }, db_names: ['orders'] },
    });
    expect(() => roleFor(() => [created, sessions()], { databaseNames: ['orders'] })).toThrow('\'registration.adminUser\' must be given for all databases of a role or for none, '
      + 'because nobody can log in as an existing user under a role that creates users; got db-ABC123 with it and sessions without; '
      + 'declare each kind in a policy of its own, and make a configuration for each policy');
  });

  test('are created, too, where a label names the admin user of every database', () => {
    const labelled = orders(['teleport-admin', '*@example.com'], { labels: { 'env': 'prod', 'teleport.dev/db-admin': 'teleport-admin' } });
    expect(roleFor(() => [labelled], { databaseNames: ['orders'], databaseLabels: { env: ['prod'] } })).toEqual({
      options: { create_db_user_mode: 'keep' }, allow: { db_labels: { env: ['prod'] }, db_names: ['orders'] },
    });
    const named = orders(['teleport-admin', 'reader'], { labels: { 'env': 'prod', 'teleport.dev/db-admin': 'teleport-admin' } });
    expect(roleFor(() => [named, sessions()], { databaseNames: ['orders'], databaseLabels: { env: ['prod'] } }).allow.db_users).toEqual(['teleport-admin', 'reader', 'app']);
  });
});

describe('labels', () => {
  const discovering = { databaseTypes: [DatabaseType.MEMORYDB], databaseTags: { env: ['prod', 'stage'] } };
  const ledgers = () => MemoryDbDatabase.any({ databaseUsers: ['app'] });

  test('are the tags of discovery', () => {
    expect(roleFor(() => [ledgers()], {}, discovering).allow).toEqual({ db_labels: { env: ['prod', 'stage'] }, db_users: ['app'] });
  });

  test('are those of the registrations and of discovery together, if that is exactly what is declared', () => {
    expect(roleFor(() => [ledgers(), sessions({ env: 'test' })], {}, discovering).allow.db_labels).toEqual({ env: ['test', 'prod', 'stage'] });
    expect(roleFor(() => [sessions({ env: 'prod', team: 'web' }), orders(['app'], { labels: { team: 'shop', env: 'prod' } })], { databaseNames: ['*'] }).allow.db_labels)
      .toEqual({ env: ['prod'], team: ['web', 'shop'] });
  });

  test.each<[string, { [key: string]: string }]>([
    ['of other keys', { team: 'shop' }], ['of more keys', { env: 'prod', team: 'web', tier: 'one' }], ['that differ twice', { env: 'test', team: 'shop' }],
  ])('%s would select others as well, so they are asked for', (_, labels) => {
    const databases = () => [sessions({ env: 'prod', team: 'web' }), orders(['app'], { labels })];
    expect(() => roleFor(databases, { databaseNames: ['*'] })).toThrow('\'databaseLabels\' must be given, because one set of labels cannot select exactly the databases that are declared; '
      + `got {"env":["prod"],"team":["web"]} and ${JSON.stringify(Object.fromEntries(Object.entries(labels).map(([key, value]) => [key, [value]])))}; `
      + 'name them in \'databaseLabels\', or declare each set in a policy of its own, and make a configuration for each policy');
    expect(roleFor(databases, { databaseNames: ['*'], databaseLabels: { env: ['prod'] } }).allow.db_labels).toEqual({ env: ['prod'] });
  });

  test('are asked for where there are none: without, a role would open every database', () => {
    const message = (shown: string) => `'databaseLabels' must be given, because nothing tells the databases of this role from all others; got ${shown}; `
      + 'add \'registration.labels\' or \'databaseTags\', or name the labels in \'databaseLabels\'';
    expect(() => roleFor(() => [orders(['app'], { labels: undefined })], { databaseNames: ['*'] })).toThrow(message('db-ABC123'));
    expect(() => roleFor(() => [ledgers()], {}, { databaseTypes: [DatabaseType.MEMORYDB] })).toThrow(message('discovery of memorydb'));
    expect(() => roleFor(() => [ledgers()])).toThrow(message('patterns alone'));
    expect(() => roleFor(() => [ledgers()], { databaseLabels: { '*': ['prod'] } })).toThrow('\'databaseLabels\' must have a list of values for each label');
    expect(roleFor(() => [ledgers()], { databaseLabels: { '*': ['*'] } }).allow.db_labels).toEqual({ '*': ['*'] });
  });
});

test('a role for discovered databases whose users are roles needs a single one, which says whom its holders log in as', () => {
  const products = (stack: Stack) => [OpenSearchDatabase.fromDomainName('products', {
    databaseRoles: [userOf(stack)], registration: { host: 'search-products-abcdef.eu-west-1.es.amazonaws.com', ...prod },
  })];
  expect(roleFor(products, {}, { databaseTypes: [DatabaseType.OPENSEARCH], databaseTags: { env: ['prod'] } }).allow)
    .toEqual({ db_labels: { env: ['prod'] }, db_users: [`arn:aws:iam::${ACCOUNT}:role/teleport/reader`] });
});

describe('a hub, whose agent opens only what is behind a role', () => {
  const hub = (behind?: Omit<RemoteDatabasesOptions, 'regions'>) => {
    const stack = stackIn();
    const assumed = AssumedRole.fromRole(iam.Role.fromRoleArn(stack, 'Spoke', 'arn:aws:iam::222222222222:role/teleport-access'));
    const policy = new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), assumedRoles: [assumed] });
    const remoteDatabases = behind && [RemoteDatabases.behindRole(assumed, { ...behind, regions: ['eu-west-1'] })];
    return { stack, agent: new TeleportAgentConfiguration({ policies: [policy], remoteDatabases }) };
  };

  test.each<[string, Omit<RemoteDatabasesOptions, 'regions'> | undefined]>([
    ['nothing says what', undefined], ['only its types are known', { databaseTypes: [DatabaseType.RDS, DatabaseType.AURORA] }],
  ])('is not told to open more itself where %s', (_, behind) => {
    expect(() => hub(behind).agent.role({ name: 'reader' })).toThrow('\'remoteDatabases\' must declare \'databases\', because a role says whom its holders log in as; got Stack/Access; '
      + 'leave the policy as it is, and add them to what is behind the role: RemoteDatabases.fromPolicy() of a policy with \'databases\', or \'databases\' of behindRole() or '
      + 'inAccounts(), as patterns such as RdsDatabase.any(), or, where roles are the users, single databases such as OpenSearchDatabase.fromDomainName()');
  });

  test('has a role for patterns behind the role', () => {
    const { stack, agent } = hub({ databaseTypes: [DatabaseType.RDS, DatabaseType.AURORA], databaseTags: { env: ['prod'] }, databases: [RdsDatabase.any({ databaseUsers: ['reader'] })] });
    expect(readBackAs('role', stack, agent.role({ name: 'reader', databaseNames: ['orders'] })).spec.allow)
      .toEqual({ db_labels: { env: ['prod'] }, db_users: ['reader'], db_names: ['orders'] });
  });
});

test('a role without databases says nothing, and a name must be one', () => {
  const stack = stackIn();
  const policy = new TeleportDatabaseDiscoveryPolicy(stack, 'Discovery', { target: roleIn(stack), databaseTypes: [DatabaseType.MEMORYDB] });
  expect(() => agentWith(policy).role({ name: 'reader' })).toThrow('\'policies\' must declare \'databases\', because a role says whom its holders log in as; got Stack/Discovery; '
    + 'add them: patterns such as RdsDatabase.any(), or, where roles are the users, single databases such as OpenSearchDatabase.fromDomainName()');
  expect(() => roleFor(() => [sessions()], { name: 'a b' })).toThrow('\'name\' must be letters, digits and _.@-; got "a b"');
});
