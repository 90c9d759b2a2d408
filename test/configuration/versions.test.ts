import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration, Lazy, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { versionsPage } from '../../scripts/versions-page';
import {
  AssumedRole, DatabaseProtocol, DatabaseType, DocumentDbDatabase, DynamoDbDatabase, ElastiCacheDatabase, MemoryDbDatabase, OpenSearchDatabase,
  RdsDatabase, RedshiftDatabase, TeleportAgentConfiguration, TeleportDatabaseAccess, TeleportDatabaseAccessProps, TeleportDocument,
} from '../../src';
import { FEATURES } from '../../src/private/configuration/versions/features';
import { roleIn, stackIn } from '../support/template';

const USERS = { databaseUsers: ['*'] };
const PROXY = { proxyServer: 'example.teleport.sh:443', joinTokenName: 'agent' };
const HOST = 'orders.abcdefghijkl.eu-west-1.rds.amazonaws.com';

type Declared = Omit<TeleportDatabaseAccessProps, 'target'>;
type Make = (configuration: TeleportAgentConfiguration) => TeleportDocument;

function configurationOf(declared: (stack: Stack) => Declared, teleportVersion?: string): TeleportAgentConfiguration {
  const stack = stackIn();
  const target = roleIn(stack, 'Agent', { roleName: 'teleport-agent' });
  return new TeleportAgentConfiguration({ policies: [new TeleportDatabaseAccess(stack, 'Access', { target, ...declared(stack) })], teleportVersion });
}

const roleOf = (stack: Stack, options: object = {}) =>
  AssumedRole.fromRole(iam.Role.fromRoleArn(stack, 'Reader', 'arn:aws:iam::123456789012:role/reader'), options);
const postgres = (registration: object) => () =>
  ({ databases: [RdsDatabase.fromResourceId('db-ABC', { ...USERS, registration: { name: 'orders', protocol: DatabaseProtocol.POSTGRES, host: HOST, ...registration } })] });
const mysql = (registration: object) => postgres({ protocol: DatabaseProtocol.MYSQL, ...registration });
const finds = (...databaseTypes: DatabaseType[]) => () => ({ databaseTypes });
const file: Make = (configuration) => configuration.teleportYaml(PROXY);
const databases: Make = (configuration) => configuration.databases();
const documentDb = (stack: Stack) => ({
  databases: [DocumentDbDatabase.fromClusterIdentifier('ledger', {
    databaseRoles: [roleOf(stack)], registration: { host: 'ledger.cluster-abcdefghijkl.eu-west-1.docdb.amazonaws.com' },
  })],
});

/** A declaration, the last release that does not know its document, and the first that does. */
const CASES: readonly [string, (stack: Stack) => Declared, Make, string, string][] = [
  ['an organization', finds(DatabaseType.REDSHIFT), (one) => one.joinToken({ name: 'a', organizationId: 'o-abcdef1234' }), '18.6.99', '18.7.0'],
  ['discovery_config', finds(DatabaseType.REDSHIFT), (one) => one.discoveryConfig({ name: 'a', discoveryGroup: 'prod' }), '14.1.2', '14.1.3'],
  ['poll_interval', finds(DatabaseType.REDSHIFT), (one) => one.teleportYaml({ ...PROXY, discoveryGroup: 'a', pollInterval: Duration.minutes(5) }), '14.2.9', '14.3.0'],
  ['the section alone', finds(DatabaseType.REDSHIFT), (one) => one.discoveryService({ discoveryGroup: 'a', pollInterval: Duration.minutes(5) }), '14.2.9', '14.3.0'],
  ['a matcher of ElastiCache Serverless', finds(DatabaseType.ELASTICACHE_SERVERLESS), file, '18.2.1', '18.2.2'],
  ['the same in db_service alone', finds(DatabaseType.ELASTICACHE_SERVERLESS), (one) => one.dbService(), '17.7.26', '18.2.2'],
  ['the same in Helm values', finds(DatabaseType.ELASTICACHE_SERVERLESS), (one) => one.helmValues(PROXY), '18.2.1', '18.2.2'],
  ['a matcher of DocumentDB', finds(DatabaseType.DOCUMENTDB), file, '16.1.9', '16.2.0'],
  ['a new region', () => ({ databaseTypes: [DatabaseType.REDSHIFT], regions: ['eu-west-1', 'il-central-1'] }), file, '13.3.9', '13.4.0'],
  ['session tags', (stack) => ({ databases: [DynamoDbDatabase.of({ databaseRoles: [roleOf(stack, { sessionTags: { team: 'orders' } })] })] }), file, '14.2.9', '14.3.0'],
  ['a cache without servers', () => ({
    databases: [ElastiCacheDatabase.fromServerlessCacheName('cart', {
      databaseUsers: ['app'], registration: { host: 'cart-abcdef.serverless.euw1.cache.amazonaws.com' },
    })],
  }), databases, '18.2.1', '18.2.2'],
  ['an admin user', postgres({ adminUser: 'teleport' }), databases, '13.0.9', '13.1.0'],
  ['an admin user of MySQL', mysql({ adminUser: 'teleport', adminDefaultDatabase: 'teleport' }), databases, '14.2.0', '14.2.1'],
  ['its default database', postgres({ adminUser: 'teleport', adminDefaultDatabase: 'postgres' }), file, '14.2.0', '14.2.1'],
  ['an admin user of Redshift', () => ({
    databases: [RedshiftDatabase.fromClusterIdentifier('warehouse', {
      databaseUsers: ['*'],
      databaseNames: ['*'],
      registration: {
        host: 'warehouse.abcdefghijkl.eu-west-1.redshift.amazonaws.com', adminUser: 'teleport',
      },
    })],
  }), databases, '14.1.2', '14.1.3'],
  ['a name with capitals', postgres({ name: 'Orders' }), databases, '13.2.1', '13.2.2'],
  ['a long name', postgres({ name: `a${'b'.repeat(63)}` }), file, '13.2.1', '13.2.2'],
  ['SQL Server', () => ({
    databases: [RdsDatabase.fromResourceId('prx-0abc', {
      ...USERS,
      registration: {
        name: 'erp', protocol: DatabaseProtocol.SQLSERVER, host: 'erp.proxy-abcdefghijkl.eu-west-1.rds.amazonaws.com',
      },
    })],
  }), databases, '13.9.9', '14.0.0'],
  ['IAM logins to MemoryDB', () => ({
    databases: [MemoryDbDatabase.fromClusterName('sessions', {
      databaseUsers: ['app'], registration: { host: 'clustercfg.sessions.abcdef.memorydb.eu-west-1.amazonaws.com' },
    })],
  }), databases, '14.1.4', '14.1.5'],
  ['OpenSearch', (stack) => ({
    databases: [OpenSearchDatabase.fromDomainName('products', {
      databaseRoles: [roleOf(stack)], registration: { host: 'search-products-abcdefghijklmnop.eu-west-1.es.amazonaws.com' },
    })],
  }), databases, '12.9.9', '13.0.0'],
  ['roles that create users', postgres({ adminUser: 'teleport' }), (one) => one.role({ name: 'a', databaseLabels: { env: ['prod'] }, databaseNames: ['*'] }), '14.1.0', '14.1.1'],
  ['roles', postgres({}), (one) => one.role({ name: 'a', databaseLabels: { env: ['prod'] }, databaseNames: ['*'] }), '13.9.9', '14.0.0'],
];

describe.each(CASES)('%s', (_, declared, make, before, since) => {
  test(`is refused before ${since}`, () => {
    expect(() => make(configurationOf(declared, before))).toThrow(/^'teleportVersion' must be \d+\.\d+\.\d+.* or later for .*, because an older Teleport .*; got "/);
  });

  test(`is written from ${since} on, as without a version`, () => {
    expect(make(configurationOf(declared, since)).content).toBeDefined();
    expect(make(configurationOf(declared, '19.0.0')).content).toBeDefined();
  });
});

describe('without a version', () => {
  test.each(CASES.slice(1))('%s is written', (_, declared, make) => {
    expect(make(configurationOf(declared)).content).toBeDefined();
  });

  test('an organization is refused, because an older Teleport would let every account join', () => {
    expect(() => configurationOf(finds(DatabaseType.REDSHIFT)).joinToken({ name: 'a', organizationId: 'o-abcdef1234' })).toThrow(
      '\'teleportVersion\' must be 18.7.0 or later for `aws_organization_id` of a join token, because an older Teleport drops it in silence, '
      + 'and a role of that name in any AWS account may join; got nothing; state the version of the Auth Service and tctl: the oldest of them, such as 18.7.0');
  });

  test.each(['18.7.0-beta.1', '18.6.99', '17.9.9', '9.10.0'])('so it is for %s', (version) => {
    expect(() => configurationOf(finds(DatabaseType.REDSHIFT), version).joinToken({ name: 'a', organizationId: 'o-abcdef1234' })).toThrow('must be 18.7.0 or later');
  });

  test.each(['organizationalUnits', 'organizationalUnit', 'aws_organizational_units', 'organizationUnitIds', 'OUs', 'orgUnits'])('%p is no option: the whole organization could join', (name) => {
    const token = (options: object) => configurationOf(finds(DatabaseType.REDSHIFT), '18.8.3').joinToken({ name: 'a', organizationId: 'o-abcdef1234', ...options });
    expect(() => token({ [name]: ['ou-abcd-12345678'] })).toThrow(`'${name}' must be left out, because no option narrows an organization to its units, and all its accounts would be let in; `
      + 'got an unknown name; name the accounts instead');
    expect(() => token({ source: ['ou-abcd-12345678'] })).not.toThrow();
  });

  test('an account is not', () => {
    expect(configurationOf(finds(DatabaseType.REDSHIFT)).joinToken({ name: 'a' }).content.spec.allow).toEqual([
      { aws_account: '123456789012', aws_arn: expect.any(String) },
    ]);
  });
});

test('a feature that several releases got: the release of the same major version decides', () => {
  const declared = () => ({ databaseTypes: [DatabaseType.REDSHIFT], regions: ['il-central-1'] });
  for (const known of ['13.4.0', '13.4.1', '14.0.0', '18.0.0']) {
    expect(file(configurationOf(declared, known)).content).toBeDefined();
  }
  for (const unknown of ['12.9.9', '13.3.9', '14.0.0-dev.1']) {
    expect(() => file(configurationOf(declared, unknown))).toThrow('must be 13.4.0 or 14.0.0 or later');
  }
});

test.each<[string, (one: TeleportAgentConfiguration) => TeleportDocument]>([
  ['teleport.yaml', (one) => one.teleportYaml({ ...PROXY, discoveryGroup: 'a' })],
  ['values for Helm', (one) => one.helmValues({ ...PROXY, discoveryGroup: 'a' })],
])('in %s, RDS is selected by its VPC only where Teleport gives it the label', (_, make) => {
  const of = (teleportVersion: string, databaseTypes: DatabaseType[]) => {
    const stack = stackIn();
    const access = new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), databaseTypes });
    return new TeleportAgentConfiguration({ policies: [access], vpc: new ec2.Vpc(stack, 'Vpc'), teleportVersion });
  };
  const rds = [DatabaseType.RDS, DatabaseType.AURORA];
  expect(() => make(of('14.2.9', rds))).toThrow('must be 14.3.0 or later for `vpc` with a Discovery Service that finds RDS or Aurora');
  expect(make(of('14.3.0', rds)).content).toBeDefined();
  expect(make(of('14.2.9', [DatabaseType.MEMORYDB])).content).toBeDefined();
});

test('of all that a document has, the message names what needs the newest release, so that one upgrade is enough', () => {
  const declared = () => ({ databaseTypes: [DatabaseType.REDSHIFT_SERVERLESS, DatabaseType.ELASTICACHE_SERVERLESS, DatabaseType.DOCUMENTDB], regions: ['ca-west-1'] });
  expect(() => file(configurationOf(declared, '11.0.0'))).toThrow('must be 18.2.2 or later for the matcher type `elasticache-serverless`');
  expect(file(configurationOf(declared, '18.2.2')).content).toBeDefined();
});

test('an old agent is no obstacle to what it knows', () => {
  const { content } = databases(configurationOf(documentDb, '16.2.0'));
  expect(content).toHaveLength(1);
  expect(() => configurationOf(finds(DatabaseType.OPENSEARCH), '14.2.0').teleportYaml({ ...PROXY, databaseUserExternalId: 'abc' })).toThrow();
});

test.each([
  'v18.7.0', '018.7.0', '18.07.0', '18.7.0-', '18.7.0+a', '18', '18.7', '18.7.x', '18.7.0 ', 'latest', '', 18 as unknown as string, Lazy.string({ produce: () => '18.7.0' }),
])('%p is no version', (version) => {
  expect(() => configurationOf(finds(DatabaseType.REDSHIFT), version)).toThrow('\'teleportVersion\' must be a version of Teleport with three numbers, such as 18.7.0');
});

test.each(['18.7.0', '0.0.1', '18.10.0', '19.0.0-rc.1', '18.7.0-beta.1'])('%p is a version', (version) => {
  expect(() => configurationOf(finds(DatabaseType.REDSHIFT), version)).not.toThrow();
});

test('the committed page is the generated one: npx projen versions-page', () => {
  expect(readFileSync(join(__dirname, '../../docs/versions.md'), 'utf8')).toBe(versionsPage());
});

test('every feature says since when, from what source, and what an older Teleport does', () => {
  expect(FEATURES.filter(({ since, source, older, title }) => since.length === 0 || [source, older, title].includes(''))).toEqual([]);
  expect(new Set(FEATURES.map(({ title }) => title)).size).toBe(FEATURES.length);
});
