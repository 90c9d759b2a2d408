import { App, Aspects, Lazy, Stack, Tags } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as redshift from 'aws-cdk-lib/aws-redshift';
import {
  DatabaseProtocol, DatabaseRegistration, DatabaseType, RdsDatabase, RedshiftDatabase, TeleportDatabase, TeleportDatabaseAccess,
  TeleportDatabaseAccessProps, TeleportReadyDatabases,
} from '../../src';
import { ACCOUNT, roleIn, stackIn, warningsOf } from '../support/template';

const { POSTGRES, MYSQL } = DatabaseProtocol;
const access = (stack: Stack, databases: TeleportDatabase[], { target, ...props }: Partial<TeleportDatabaseAccessProps> = {}) =>
  new TeleportDatabaseAccess(stack, 'Access', { target: target ?? roleIn(stack), databases, ...props });
const idsIn = (stack: Stack) => warningsOf(stack).map((id) => id.split(':')[1]);

const orders = (databaseUsers: string[], registration: DatabaseRegistration = { adminUser: 'admin' }, protocol?: DatabaseProtocol) =>
  RdsDatabase.fromResourceId('db-ABC123', { databaseUsers, registration: { protocol: protocol ?? POSTGRES, ...registration } });
const label = { labels: { 'teleport.dev/db-admin': 'admin' } };

describe('users that Teleport creates in a registered database', () => {
  test.each<[string, TeleportDatabase[], string[]]>([
    ['have no pattern', [orders(['admin', 'reader'])], ['createdUsersNotAllowed']],
    ['are all allowed', [orders(['admin', '*'], undefined, MYSQL)], []],
    ['may come from a root cluster', [orders(['admin', 'app-*'])], ['remoteUsersNotAllowed']],
    ['may come from a root cluster that has a pattern', [orders(['admin', 'app-*', 'remote-*'])], []],
    ['may come from one root cluster, which has a pattern', [orders(['admin', 'app-*', 'remote-*-root'])], []],
    ['have a pattern for a root cluster alone', [orders(['admin', 'remote-*'])], ['createdUsersNotAllowed']],
    ['have long names in MySQL', [orders(['admin', '*@example.com', 'remote-*'], undefined, MYSQL)], ['createdUsersShortened']],
    ['have long names and come from elsewhere', [orders(['admin', '*@example.com'], undefined, MYSQL)], ['createdUsersShortened', 'remoteUsersNotAllowed']],
    ['have long names that a pattern has', [orders(['admin', '*@example.com', 'tp-*', 'remote-*'], undefined, MYSQL)], []],
    ['have a pattern for long names alone', [orders(['admin', 'tp-*'], undefined, MYSQL)], ['createdUsersNotAllowed']],
    ['have long names, which PostgreSQL takes', [orders(['admin', '*@example.com', 'remote-*'])], []],
    ['have a pattern in a token', [orders(['admin', Lazy.string({ produce: () => '*' })])], []],
    ['have none of their own in a token', [orders(['admin', Lazy.string({ produce: () => 'reader' })])], ['createdUsersNotAllowed']],
    ['are named by a label', [orders(['admin', 'reader'], label)], ['createdUsersNotAllowed']],
    ['are named by a label, and a pattern has them', [orders(['admin', '*'], label)], []],
    ['are named by a label, without the admin', [orders(['app-*', 'remote-*'], label)], ['createdUsersNotAllowed']],
    ['are none, whatever else a label says', [orders(['reader'], { labels: { env: 'prod' } })], []],
    ['are none where Teleport creates none, in spite of a label', [
      RdsDatabase.fromResourceId('prx-ABC123', { databaseUsers: ['reader'], registration: label }),
    ], []],
    ['have a pattern in another value of the same database', [orders(['admin']), orders(['*'], { name: 'other' })], []],
    ['have a pattern in a value of all databases', [orders(['admin']), RdsDatabase.any({ databaseUsers: ['*'] })], []],
    ['have a pattern in a value of another database only', [orders(['admin']), RdsDatabase.fromResourceId('db-DEF456', { databaseUsers: ['*'] })], ['createdUsersNotAllowed']],
    ['have a pattern in a value of another region only', [
      orders(['admin']), RdsDatabase.any({ databaseUsers: ['*'], regions: ['eu-central-1'] }),
    ], ['createdUsersNotAllowed']],
    ['are those of Redshift', [
      RedshiftDatabase.fromClusterIdentifier('warehouse', { databaseUsers: ['admin', 'a'], databaseNames: ['dev'], registration: { adminUser: 'admin' } }),
    ], ['createdUsersNotAllowed']],
  ])('%s', (_, databases, expected) => {
    const stack = stackIn();
    access(stack, databases);
    expect(idsIn(stack)).toEqual(expected);
  });

  test('may be opened by another policy of the agent', () => {
    const stack = stackIn();
    const target = roleIn(stack);
    access(stack, [orders(['admin'])], { target });
    new TeleportDatabaseAccess(stack, 'More', { target, databases: [RdsDatabase.any({ databaseUsers: ['*'] })] });
    expect(idsIn(stack)).toEqual([]);
  });
});

describe('users that Teleport creates in a database with its tag', () => {
  type Case = [string, (stack: Stack) => void, string[]];
  const instance = (stack: Stack, props: Partial<rds.CfnDBInstanceProps> = {}) => new rds.CfnDBInstance(stack, 'Orders', { engine: 'postgres', ...props });
  const ready = (stack: Stack) => Aspects.of(stack).add(new TeleportReadyDatabases({ adminUser: 'admin', adminDefaultDatabase: 'admin' }));
  const any = (...databaseUsers: string[]) => [RdsDatabase.any({ databaseUsers })];
  const discovered = { databaseTypes: [DatabaseType.RDS, DatabaseType.AURORA] };

  test.each<Case>([
    ['have no pattern', (stack) => {
      instance(stack);
      ready(stack);
      access(stack, any('admin', 'reader'), discovered);
    }, ['createdUsersNotAllowed']],
    ['have no admin user', (stack) => {
      instance(stack);
      ready(stack);
      access(stack, any('app-*', 'remote-*'), discovered);
    }, ['createdUsersNotAllowed']],
    ['have long names', (stack) => {
      instance(stack, { engine: 'mariadb' });
      ready(stack);
      access(stack, any('admin', '*@example.com', 'remote-*'), discovered);
    }, ['createdUsersShortened']],
    ['have long names in Aurora', (stack) => {
      new rds.CfnDBCluster(stack, 'Orders', { engine: 'aurora-mysql' });
      ready(stack);
      access(stack, any('admin', '*@example.com', 'remote-*'));
    }, ['createdUsersShortened']],
    ['are those of a construct', (stack) => {
      const vpc = new ec2.Vpc(stack, 'Vpc');
      const engine = rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_16 });
      ready(stack);
      access(stack, [RdsDatabase.fromInstance(new rds.DatabaseInstance(stack, 'Orders', { vpc, engine }), { databaseUsers: ['admin', 'reader'] })]);
    }, ['createdUsersNotAllowed']],
    ['are named by a tag of the app', (stack) => {
      Tags.of(instance(stack)).add('teleport.dev/db-admin', 'admin');
      access(stack, any('admin', 'reader'));
    }, ['createdUsersNotAllowed']],
    ['are named by an override', (stack) => {
      instance(stack).addPropertyOverride('Tags', [{ Key: 'teleport.dev/db-admin', Value: 'admin' }]);
      access(stack, any('admin', 'reader'));
    }, ['createdUsersNotAllowed']],
    ['are those of Redshift', (stack) => {
      new redshift.CfnCluster(stack, 'Warehouse', { clusterType: 'single-node', dbName: 'dev', masterUsername: 'a', nodeType: 'ra3.large' });
      ready(stack);
      access(stack, [RedshiftDatabase.any({ databaseUsers: ['admin', 'reader'], databaseNames: ['dev'] })]);
    }, ['createdUsersNotAllowed']],

    ['are all allowed', (stack) => {
      instance(stack, { engine: 'mysql' });
      ready(stack);
      access(stack, any('*'), discovered);
    }, []],
    ['are none', (stack) => {
      instance(stack);
      access(stack, any('reader'), discovered);
    }, []],
    ['are in another region', (stack) => {
      ready(stack);
      const there = new Stack(stack.node.root, 'There', { env: { account: ACCOUNT, region: 'eu-central-1' } });
      Aspects.of(there).add(new TeleportReadyDatabases({ adminUser: 'admin' }));
      instance(there);
      access(stack, any('reader'), discovered);
    }, []],
    ['are in another account', (stack) => {
      const there = new Stack(stack.node.root, 'There', { env: { account: '999999999999', region: 'eu-west-1' } });
      Tags.of(instance(there)).add('teleport.dev/db-admin', 'admin');
      access(stack, any('reader'), discovered);
    }, []],
    ['are of another type', (stack) => {
      instance(stack);
      ready(stack);
      access(stack, [RedshiftDatabase.any({ databaseUsers: ['reader'], databaseNames: ['dev'] })]);
    }, []],
    ['are not discovered, because of another tag', (stack) => {
      Tags.of(instance(stack)).add('env', 'dev');
      ready(stack);
      access(stack, any('reader'), { ...discovered, databaseTags: { env: ['prod'] } });
    }, []],
    ['are discovered by another tag', (stack) => {
      Tags.of(instance(stack)).add('env', 'dev');
      ready(stack);
      access(stack, any('reader'), { ...discovered, databaseTags: { env: ['prod', 'dev'], team: ['*'] } });
    }, ['createdUsersNotAllowed']],
    ['are discovered by a pattern of a tag', (stack) => {
      Tags.of(instance(stack)).add('env', 'production');
      ready(stack);
      access(stack, any('reader'), { ...discovered, databaseTags: { env: ['prod*'] } });
    }, ['createdUsersNotAllowed']],
    ['are not discovered, because of a pattern of another tag', (stack) => {
      Tags.of(instance(stack)).add('env', 'development');
      ready(stack);
      access(stack, any('reader'), { ...discovered, databaseTags: { env: ['prod*'] } });
    }, []],
    ['are those of a cluster, not of its instances', (stack) => {
      Tags.of(instance(stack, { dbClusterIdentifier: 'orders' })).add('teleport.dev/db-admin', 'admin');
      access(stack, any('reader'));
    }, []],
  ])('%s', (_, define, expected) => {
    const stack = stackIn();
    define(stack);
    expect(idsIn(stack)).toEqual(expected);
  });
});

test('the messages say which names are missing', () => {
  const stack = new Stack(new App(), 'Stack', { env: { account: ACCOUNT, region: 'eu-west-1' } });
  access(stack, [orders(['*@example.com'], label, MYSQL), RdsDatabase.fromResourceId('db-DEF456', {
    databaseUsers: ['admin'], registration: { adminUser: 'admin' },
  })]);
  expect(Annotations.fromStack(stack).findWarning('*', Match.anyValue()).map(({ entry }) => String(entry.data).split('. To acknowledge')[0])).toEqual([
    'Teleport creates users of db-ABC123 as admin, which \'databaseUsers\' does not let it log in as; add admin',
    'Teleport creates users of db-DEF456 and logs in as them, which \'databaseUsers\' does not allow; add a pattern that matches their names, such as *',
    'of db-ABC123, users with names of more than 32 characters (MariaDB: 80) are created as tp-<hash>, and Teleport logs in as that, which \'databaseUsers\' does not '
    + 'allow; add tp-*, unless all names are shorter',
    'of db-ABC123, users who come from a root cluster are created as remote-<user>-<cluster>, and Teleport logs in as that, which \'databaseUsers\' does not allow; '
    + 'add remote-*, unless this is no leaf cluster',
  ]);
});
