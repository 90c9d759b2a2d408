import { DatabaseProtocol, DatabaseType, ElastiCacheDatabase, RdsDatabase, TeleportAgentConfiguration, TeleportDatabaseAccess, TeleportDatabaseAccessProps } from '../../src';
import { roleIn, stackIn } from '../support/template';

function configurationOf(declared: Partial<TeleportDatabaseAccessProps>) {
  const stack = stackIn();
  return new TeleportAgentConfiguration({ policies: [new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), ...declared })] });
}

const orders = RdsDatabase.fromResourceId('db-ABC', {
  databaseUsers: ['reader'],
  registration: { name: 'orders', protocol: DatabaseProtocol.POSTGRES, host: 'orders.abcdefghijkl.eu-west-1.rds.amazonaws.com' },
});

describe('a role for databases whose users Teleport manages', () => {
  const managed = (databaseUsers?: string[]) => {
    const [host, name] = ['clustercfg.sessions.abcdef.euw1.cache.amazonaws.com', 'sessions'];
    return configurationOf({
      manageUsersOf: [DatabaseType.ELASTICACHE],
      databases: [ElastiCacheDatabase.fromReplicationGroupId(name, { databaseUsers, registration: { host } })],
    });
  };
  const role = { name: 'a', databaseLabels: { env: ['prod'] } };

  test('wants to know the users, because none are declared', () => {
    expect(() => managed().role(role)).toThrow('\'databaseUsers\' must be given for sessions, because nothing names its users and a role without users opens '
      + 'nothing; got nothing; name those whose passwords Teleport manages, or [\'*\'] for all');
    expect(managed().role({ ...role, databaseUsers: ['alice', 'bob'] }).content.spec.allow.db_users).toEqual(['alice', 'bob']);
    expect(managed().role({ ...role, databaseUsers: ['*'] }).content.spec.allow.db_users).toEqual(['*']);
  });

  test.each([[['ali*']], [['{{internal.db_users}}']], [[]]])('refuses %p', (databaseUsers) => {
    expect(() => managed().role({ ...role, databaseUsers })).toThrow('\'databaseUsers\' must');
  });

  test('takes them beside those that others declare', () => {
    const host = 'clustercfg.sessions.abcdef.euw1.cache.amazonaws.com';
    const databases = [orders, ElastiCacheDatabase.fromReplicationGroupId('sessions', { registration: { host } })];
    const both = configurationOf({ manageUsersOf: [DatabaseType.ELASTICACHE], databases });
    expect(both.role({ ...role, databaseNames: ['*'] }).content.spec.allow.db_users).toEqual(['reader']);
    expect(both.role({ ...role, databaseNames: ['*'], databaseUsers: ['alice', 'reader'] }).content.spec.allow.db_users).toEqual(['reader', 'alice']);
    expect(() => both.role({ ...role, databaseNames: ['*'], databaseUsers: ['ali*'] })).toThrow('for sessions; got "ali*"');
  });

  test('takes the declared ones, and no others', () => {
    expect(managed(['app']).role(role).content.spec.allow.db_users).toEqual(['app']);
    expect(() => managed(['app']).role({ ...role, databaseUsers: ['app'] })).toThrow('\'databaseUsers\' must be left out, because the databases or Teleport tell the users');
  });
});

test('nobody logs in as the user of Teleport\'s health checks', () => {
  const mysql = RdsDatabase.fromResourceId('db-ABC', { databaseUsers: ['reader', 'teleport-healthchecker'] });
  expect(configurationOf({ databases: [mysql] }).role({ name: 'a', databaseLabels: { env: ['prod'] }, databaseNames: ['*'] }).content.spec.allow.db_users).toEqual(['reader']);
});
