import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Lazy } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { configurationOf, file, finds, PROXY } from './versioned';
import { versionsPage } from '../../scripts/versions-page';
import { DatabaseType, TeleportAgentConfiguration, TeleportDatabaseAccess, TeleportDocument } from '../../src';
import { FEATURES } from '../../src/private/configuration/versions/features';
import { roleIn, stackIn } from '../support/template';

describe('without a version', () => {
  test('an organization is refused, because an older Teleport would let every account join', () => {
    expect(() => configurationOf(finds(DatabaseType.REDSHIFT)).joinToken({ name: 'a', organizationId: 'o-abcdef1234' })).toThrow(
      '\'teleportVersion\' must be 18.7.0 or later for `aws_organization_id` of a join token, because an older Teleport drops it in silence, '
      + 'and a role of that name in any AWS account may join; got nothing; state the version of the Auth Service and tctl: the oldest of them, such as 18.7.0');
  });

  test.each(['18.7.0-beta.1', '18.6.99', '17.9.9', '9.10.0'])('so it is for %s', (version) => {
    expect(() => configurationOf(finds(DatabaseType.REDSHIFT), version).joinToken({ name: 'a', organizationId: 'o-abcdef1234' })).toThrow('must be 18.7.0 or later');
  });

  test.each(['organizationalUnits', 'organizationalUnit', 'aws_organizational_units', 'organizationUnitIds', 'OUs', 'orgUnits', 'units', 'excludedUnits', 'exclude', 'include'])('%p is no option: the whole organization could join', (name) => {
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

test.each<[string, object]>([
  ['a text', { db_service: { databases: 'none', aws: 'none' } }], ['a map', { db_service: { databases: { a: 1 } } }],
  ['a list of texts', { discovery_service: { aws: ['none'] } }],
])('%s in place of a list of maps is no obstacle', (_, overrides) => {
  const configuration = configurationOf(() => ({ databaseTypes: [DatabaseType.REDSHIFT] }), '18.7.0');
  const service = configuration.teleportYaml({ ...PROXY, discoverDatabases: false, resourceLabels: { env: ['prod'] } });
  expect(service.with(overrides).content).toMatchObject(overrides);
});
