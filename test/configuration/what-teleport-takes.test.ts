import * as ec2 from 'aws-cdk-lib/aws-ec2';
import {
  DatabaseProtocol, DatabaseRegistration, DatabaseType, RdsDatabase, TeleportAgentConfiguration, TeleportDatabaseAccess,
  TeleportDatabaseAccessProps,
} from '../../src';
import { roleIn, stackIn } from '../support/template';

const PROXY = { proxyServer: 'example.teleport.sh:443', joinTokenName: 'agent' };

function configurationOf(declared: Partial<TeleportDatabaseAccessProps>, options: { vpc?: ec2.IVpc } = {}, stack = stackIn()) {
  return new TeleportAgentConfiguration({
    policies: [new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), ...declared })], ...options,
  });
}

function specOf(database: RdsDatabase) {
  const [{ spec }] = configurationOf({ databases: [database] }).databases().content;
  return spec;
}

const orders = (registration: DatabaseRegistration) => RdsDatabase.fromResourceId('db-ABC', {
  databaseUsers: ['reader'],
  registration: { name: 'orders', protocol: DatabaseProtocol.POSTGRES, host: 'orders.abcdefghijkl.eu-west-1.rds.amazonaws.com', ...registration },
});

describe('keys of tags by which Teleport discovers', () => {
  const find = (key: string) => configurationOf({ databaseTypes: [DatabaseType.REDSHIFT], databaseTags: { [key]: ['x'] } });

  test.each(['cost center', 'team@x', 'a+b', 'a=b', 'équipe'])('%p is a tag of AWS, but no label of Teleport', (key) => {
    const message = '\'databaseTags\' must have keys of letters, digits and /._:*- for Teleport\'s configuration, because Teleport skips tags with other keys '
      + `and finds nothing; got ${JSON.stringify(key)}; tag the databases with another key`;
    expect(() => find(key).dbService()).toThrow(message);
    expect(() => find(key).discoveryConfig({ name: 'a', discoveryGroup: 'b' })).toThrow(message);
    expect(() => find(key).teleportYaml({ ...PROXY, discoveryGroup: 'b' })).toThrow(message);
  });

  test.each(['cost-center', 'team:x', 'a.b/c_d', 'Team'])('%p is both', (key) => {
    expect(find(key).dbService().content.aws[0].tags).toEqual({ [key]: ['x'] });
  });

  test('a policy without a configuration takes every tag of AWS', () => {
    const stack = stackIn();
    expect(() => new TeleportDatabaseAccess(stack, 'Access', {
      target: roleIn(stack), databaseTypes: [DatabaseType.RDS, DatabaseType.AURORA], databaseTags: { 'cost center': ['x'] }, allowDatabaseModification: true,
    })).not.toThrow();
  });
});

describe('the VPC of an agent whose Discovery Service finds databases', () => {
  const vpcOf = (stack = stackIn()) => ({ stack, vpc: ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-0abc', availabilityZones: ['a'], region: 'eu-west-1' }) });
  const resourcesOf = (databaseTypes: DatabaseType[], options: object = { discoveryGroup: 'prod' }) => {
    const { stack, vpc } = vpcOf();
    return configurationOf({ databaseTypes }, { vpc }, stack).teleportYaml({ ...PROXY, ...options }).content.db_service.resources;
  };

  test.each([
    ['Redshift', [DatabaseType.REDSHIFT]],
    ['DocumentDB', [DatabaseType.DOCUMENTDB]],
    ['Redshift', [DatabaseType.MEMORYDB, DatabaseType.REDSHIFT]],
    ['Redshift and DocumentDB', [DatabaseType.DOCUMENTDB, DatabaseType.REDSHIFT]],
  ])('is refused for %s, which Teleport gives no label vpc-id', (names, types) => {
    expect(() => resourcesOf(types)).toThrow(`'vpc' must be left out where a Discovery Service finds ${names}, because Teleport gives these no label vpc-id and `
      + 'the agent would open none; got a VPC; leave it out, or find them with an agent of their own that has no \'vpc\'');
  });

  test('selects all other types by it', () => {
    const types = [DatabaseType.RDS, DatabaseType.AURORA, DatabaseType.RDS_PROXY, DatabaseType.REDSHIFT_SERVERLESS, DatabaseType.ELASTICACHE,
      DatabaseType.ELASTICACHE_SERVERLESS, DatabaseType.MEMORYDB, DatabaseType.OPENSEARCH];
    expect(resourcesOf(types)).toEqual([{ labels: { 'account-id': ['123456789012'], 'region': ['eu-west-1'], 'vpc-id': ['vpc-0abc'] } }]);
  });

  test('is refused with \'resourceLabels\' too, which it adds to, unless they name the label', () => {
    const found = { discoveryGroup: 'prod', resourceLabels: { env: ['prod'] } };
    expect(() => resourcesOf([DatabaseType.REDSHIFT, DatabaseType.RDS, DatabaseType.AURORA], found)).toThrow('\'vpc\' must be left out where a Discovery Service finds Redshift');
    expect(resourcesOf([DatabaseType.RDS, DatabaseType.AURORA], found)).toEqual([
      { labels: { 'account-id': ['123456789012'], 'region': ['eu-west-1'], 'vpc-id': ['vpc-0abc'], 'env': ['prod'] } },
    ]);
    const named = { ...found, resourceLabels: { 'env': ['prod'], 'vpc-id': ['vpc-0abc'] } };
    expect(resourcesOf([DatabaseType.REDSHIFT], named)).toEqual([
      { labels: { 'account-id': ['123456789012'], 'region': ['eu-west-1'], 'vpc-id': ['vpc-0abc'], 'env': ['prod'] } },
    ]);
    expect(resourcesOf([DatabaseType.REDSHIFT], { resourceLabels: { env: ['prod'] } })).toHaveLength(1); // the Database Service finds them itself
  });

  test('is no obstacle where the Database Service finds Redshift itself', () => {
    expect(resourcesOf([DatabaseType.REDSHIFT], {})).toEqual([{ labels: { 'account-id': ['123456789012'], 'region': ['eu-west-1'], 'vpc-id': ['vpc-0abc'] } }]);
  });
});

describe('labels', () => {
  const PERIOD = { toSeconds: () => 60 } as never;

  test('a key is at most 1,022 characters long, or the document is no YAML', () => {
    const labels = (length: number) => specOrLabels({ ['k'.repeat(length)]: 'v' });
    expect(Object.keys(labels(1022))).toEqual(['k'.repeat(1022)]);
    expect(() => labels(1023)).toThrow('\'registration.labels\' must have at least one key, of at most 1,022 letters');
  });

  test('a key that is added is no longer either, with its quotes', () => {
    const added = (key: string) => configurationOf({ databases: [orders({})] }).databases().with({ metadata: { labels: { [key]: 'v' } } });
    expect(() => added('k'.repeat(1022))).not.toThrow();
    for (const key of ['k'.repeat(1023), '"'.repeat(512)]) {
      expect(() => added(key)).toThrow('\'overrides\' must have keys of at most 1024 characters, quotes included, because a longer one is no YAML');
    }
  });

  test('Teleport writes teleport.dev/origin itself', () => {
    const message = 'must not have the key teleport.dev/origin, because Teleport writes it itself; got "teleport.dev/origin"; give the label another key';
    expect(() => specOrLabels({ 'teleport.dev/origin': 'v' })).toThrow(`'registration.labels' ${message}`);
    expect(() => specOf(orders({ dynamicLabels: { 'teleport.dev/origin': { command: ['x'], period: PERIOD } } }))).toThrow(`'registration.dynamicLabels' ${message}`);
    expect(specOrLabels({ 'teleport.dev/origins': 'v' })).toEqual({ 'teleport.dev/origins': 'v' });
  });

  function specOrLabels(labels: { [key: string]: string }) {
    const [{ metadata }] = configurationOf({ databases: [orders({ labels })] }).databases().content;
    return metadata.labels;
  }
});
