import { App, Duration, Fn, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import {
  AssumedRole, DatabaseType, DynamoDbDatabase, ElastiCacheDatabase, RdsDatabase, TeleportAgentConfiguration, TeleportDatabase, TeleportDatabaseAccess,
  TeleportDatabaseDiscoveryPolicy, TeleportRdsConnectPolicy,
} from '../../src';
import { acknowledging } from '../support/acknowledging';
import { agentWith, readBackAs } from '../support/configuration';
import { ACCOUNT, roleIn, stackIn, warningsBelow, warningTextsBelow } from '../support/template';

const PROXY = { proxyServer: 'example.teleport.sh:443', joinTokenName: 'database-agent' };
const OFF = { enabled: false };
const COMMON = {
  version: 'v3',
  teleport: { proxy_server: 'example.teleport.sh:443', join_params: { method: 'iam', token_name: 'database-agent' } },
  auth_service: OFF,
  proxy_service: OFF,
  ssh_service: OFF,
};
const readers = { databaseUsers: ['reader'] };

function agentOf(...databases: TeleportDatabase[]) {
  const stack = stackIn();
  const policy = new TeleportDatabaseAccess(stack, 'Access', {
    target: roleIn(stack), databaseTypes: [DatabaseType.AURORA], databaseTags: { env: ['prod'] }, databases: [RdsDatabase.any(readers), ...databases],
  });
  return { stack, agent: agentWith(policy) };
}

const sessions = (labels?: { [key: string]: string }) => ElastiCacheDatabase.fromReplicationGroupId('sessions', {
  ...readers, registration: { host: 'master.sessions.abcdef.euw1.cache.amazonaws.com', labels },
});
const listed = { name: 'sessions', protocol: 'redis', uri: 'master.sessions.abcdef.euw1.cache.amazonaws.com:6379', aws: expect.anything() };
const matcher = { types: ['rds'], regions: ['eu-west-1'], tags: { env: ['prod'] } };

describe('the whole file', () => {
  test('a Database Service that discovers by itself, and everything else is off', () => {
    const { stack, agent } = agentOf(sessions());
    expect(readBackAs('teleport.yaml', stack, agent.teleportYaml(PROXY))).toEqual({
      ...COMMON, db_service: { enabled: true, aws: [matcher], databases: [listed] }, discovery_service: OFF,
    });
  });

  test('a Discovery Service beside it, and the Database Service opens what that finds: by tags, account and region', () => {
    const { stack, agent } = agentOf(sessions());
    expect(readBackAs('teleport.yaml', stack, agent.teleportYaml({ ...PROXY, discoveryGroup: 'prod', pollInterval: Duration.minutes(1) }))).toEqual({
      ...COMMON,
      db_service: { enabled: true, databases: [listed], resources: [{ labels: { 'env': ['prod'], 'account-id': [ACCOUNT], 'region': ['eu-west-1'] } }] },
      discovery_service: { enabled: true, discovery_group: 'prod', poll_interval: '60s', aws: [matcher] },
    });
  });

  test('a Discovery Service alone, where nothing may be opened', () => {
    const stack = stackIn();
    const policy = new TeleportDatabaseDiscoveryPolicy(stack, 'Discovery', { target: roleIn(stack), databaseTypes: [DatabaseType.MEMORYDB] });
    expect(readBackAs('teleport.yaml', stack, agentWith(policy).teleportYaml({ ...PROXY, discoveryGroup: 'prod' }))).toEqual({
      ...COMMON,
      db_service: OFF,
      discovery_service: { enabled: true, discovery_group: 'prod', aws: [{ types: ['memorydb'], regions: ['eu-west-1'], tags: { '*': ['*'] } }] },
    });
  });

  test.each<[string, object, string]>([
    ['a proxy with a protocol', { proxyServer: 'https://example.teleport.sh:443' }, '\'proxyServer\' must be a host name and a port without a protocol, such as example.teleport.sh:443; '
      + 'got "https://example.teleport.sh:443"'],
    ['a proxy without a port, as Teleport would take 3080', { proxyServer: 'example.teleport.sh' }, '\'proxyServer\' must be a host name and a port'],
    ['a proxy with an empty label', { proxyServer: 'example..sh:443' }, '\'proxyServer\' must be a host name and a port'],
    ['a proxy with a port that does not exist', { proxyServer: 'example.sh:65536' }, '\'proxyServer\' must be a host name and a port'],
    ['no proxy', { proxyServer: undefined }, '\'proxyServer\' must be a host name and a port'],
    ['a path for a token', { joinTokenName: '/var/lib/token' }, '\'joinTokenName\' must be letters, digits and _.@-; got "/var/lib/token"'],
    ['no token', { joinTokenName: '' }, '\'joinTokenName\' must be letters, digits and _.@-; got ""'],
    ['an interval of nothing', { pollInterval: Duration.minutes(1) }, '\'pollInterval\' must be left out without \'discoveryGroup\', because it is the Discovery Service\'s; got 60 seconds'],
    ['no time between two looks', { discoveryGroup: 'prod', pollInterval: Duration.seconds(0) }, '\'pollInterval\' must be at least a second; got 0 seconds; leave it out for five minutes'],
    ['discovery by both services', { discoveryGroup: 'prod', discoverDatabases: true }, '\'discoverDatabases\' must be left out with \'discoveryGroup\', because the Discovery Service discovers; got true'],
  ])('refuses %s', (_, wrong, message) => {
    const { agent } = agentOf();
    expect(() => agent.teleportYaml({ ...PROXY, ...wrong })).toThrow(message);
    expect(() => agent.teleportYaml(PROXY)).not.toThrow();
  });
});

describe('several policies of one agent', () => {
  test('are several matchers, and each database is listed once', () => {
    const stack = stackIn();
    const target = roleIn(stack);
    const own = sessions();
    const prod = new TeleportDatabaseAccess(stack, 'Prod', {
      target, databaseTypes: [DatabaseType.AURORA], databaseTags: { env: ['prod'] }, databases: [RdsDatabase.any(readers), own],
    });
    const logs = new TeleportDatabaseAccess(stack, 'Logs', { target, databaseTypes: [DatabaseType.OPENSEARCH], regions: ['us-east-1'], databases: [own] });
    const open = new TeleportRdsConnectPolicy(stack, 'Open', { target, databases: [RdsDatabase.any({ ...readers, regions: ['us-east-1'] })] });
    expect(readBackAs('db_service', stack, agentWith(prod, logs, open).dbService())).toEqual({
      enabled: true, aws: [matcher, { types: ['opensearch'], regions: ['us-east-1'], tags: { '*': ['*'] } }], databases: [listed],
    });
    expect(readBackAs('db_service', stack, agentWith(prod, prod).dbService()).aws).toEqual([matcher]);
  });

  test('have one target', () => {
    const stack = stackIn();
    const policyOf = (id: string, target: iam.IRole) =>
      new TeleportDatabaseDiscoveryPolicy(stack, id, { target, databaseTypes: [DatabaseType.MEMORYDB] });
    const role = roleIn(stack);
    const one = policyOf('One', role);
    expect(() => agentWith(one, policyOf('Two', roleIn(stack, 'Other')))).toThrow('\'policies\' must have one target, because they describe one agent; '
      + 'got Stack/One of Stack/Agent and Stack/Two of Stack/Other; make a configuration for each agent');
    expect(() => agentWith(one, policyOf('Three', role))).not.toThrow();
    expect(() => agentWith()).toThrow('\'policies\'');
  });

  test('are policies of this library', () => {
    const stack = stackIn();
    const foreign = Object.assign(new iam.ManagedPolicy(stack, 'Foreign', { statements: [new iam.PolicyStatement({ actions: ['rds:*'], resources: ['*'] })] }), { permissions: [] });
    expect(() => agentWith(foreign as any)).toThrow('\'policies\' must contain values made by the constructs of this library; got Stack/Foreign');
  });
});

describe('the VPC of an agent', () => {
  function inVpc(props: object) {
    const stack = stackIn();
    const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-0123', availabilityZones: ['eu-west-1a'] });
    const policy = new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), databases: [RdsDatabase.any(readers)], ...props });
    return { stack, agent: new TeleportAgentConfiguration({ policies: [policy], vpc }) };
  }
  const near = { 'account-id': [ACCOUNT], 'region': ['eu-west-1'], 'vpc-id': ['vpc-0123'] };

  test('limits what others register to what the agent reaches', () => {
    const { stack, agent } = inVpc({});
    expect(readBackAs('db_service', stack, agent.dbService())).toEqual({ enabled: true, resources: [{ labels: near }] });
    expect(readBackAs('db_service', stack, agent.dbService({ resourceLabels: { env: ['prod'] } }))).toEqual({ enabled: true, resources: [{ labels: { ...near, env: ['prod'] } }] });
  });

  test('limits what its own Discovery Service finds', () => {
    const { stack, agent } = inVpc({ databaseTypes: [DatabaseType.AURORA], databaseTags: { env: ['prod'] } });
    expect(readBackAs('db_service', stack, agent.dbService({ discoverDatabases: false }))).toEqual({ enabled: true, resources: [{ labels: { ...near, env: ['prod'] } }] });
  });
});

describe('databases that are registered as resources', () => {
  test('are opened by their labels', () => {
    const { stack, agent } = agentOf(sessions({ team: 'web' }));
    expect(readBackAs('db_service', stack, agent.dbService({ listDatabases: false }))).toEqual({ enabled: true, aws: [matcher], resources: [{ labels: { team: ['web'] } }] });
  });

  test('a pattern that nobody registers is noticed beside others that somebody does', () => {
    const { agent } = agentOf(sessions({ team: 'web' }), ElastiCacheDatabase.any(readers));
    expect(() => agent.dbService({ listDatabases: false })).toThrow('got a pattern of type elasticache, elasticache-serverless; add \'resourceLabels\'');
  });
});

describe('one discovery group', () => {
  const inStack = (app: App, id: string, types: DatabaseType[], account = ACCOUNT) => {
    const stack = new Stack(app, id, { env: { account, region: 'eu-west-1' } });
    return agentWith(new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), databaseTypes: types, manageUsersOf: types }));
  };

  test('is one set of databases: agents that look for others would delete each other\'s', () => {
    const app = new App();
    const memorydb = inStack(app, 'One', [DatabaseType.MEMORYDB]);
    const elasticache = inStack(app, 'Two', [DatabaseType.ELASTICACHE]);
    memorydb.discoveryService({ discoveryGroup: 'prod' });
    expect(() => elasticache.teleportYaml({ ...PROXY, discoveryGroup: 'prod' })).toThrow('\'discoveryGroup\' must differ between agents that look for different databases, '
      + 'because One/Access and Two/Access would delete each other\'s; got "prod"; give each agent a group of its own, or use discovery_config for the group');
    expect(() => elasticache.discoveryService({ discoveryGroup: 'caches' })).not.toThrow();
    expect(() => elasticache.discoveryConfig({ name: 'caches', discoveryGroup: 'prod' })).not.toThrow(); // each service of the group follows all of them
  });

  test('may be that of several agents that look for the same, in one account', () => {
    const app = new App();
    inStack(app, 'One', [DatabaseType.MEMORYDB]).discoveryService({ discoveryGroup: 'prod' });
    expect(() => inStack(app, 'Two', [DatabaseType.MEMORYDB]).discoveryService({ discoveryGroup: 'prod' })).not.toThrow();
    expect(() => inStack(app, 'Three', [DatabaseType.MEMORYDB], '222222222222').discoveryService({ discoveryGroup: 'prod' })).toThrow('\'discoveryGroup\' must differ');
    expect(() => inStack(new App(), 'Four', [DatabaseType.ELASTICACHE]).discoveryService({ discoveryGroup: 'prod' })).not.toThrow();
  });
});

test('a role that is a database user is no database of its own', () => {
  const stack = stackIn();
  const policy = new TeleportDatabaseAccess(stack, 'Access', {
    target: roleIn(stack), databases: [DynamoDbDatabase.of({ databaseRoles: [AssumedRole.fromRole(roleIn(stack, 'Reader'))] })],
  });
  expect(readBackAs('teleport.yaml', stack, agentWith(policy).teleportYaml(PROXY)).db_service).toEqual({
    enabled: true, databases: [{ name: 'dynamodb', protocol: 'dynamodb', aws: { region: 'eu-west-1', account_id: ACCOUNT } }],
  });
});

describe('the name of a database', () => {
  const at = (host: string) => ElastiCacheDatabase.fromReplicationGroupId('sessions', { ...readers, registration: { host } });
  const [one, two] = ['master.sessions.abcdef.euw1.cache.amazonaws.com', 'master.sessions.ghijkl.euw1.cache.amazonaws.com'].map(at);

  /** The warnings about a second agent of the app. */
  const warningsOfSecond = (database: TeleportDatabase, options: object = {}) => warningsOfBoth((_, id) => id === 'Dev' ? one : database, options);

  function warningsOfBoth(databaseOf: (stack: Stack, id: string) => TeleportDatabase, options: object = {}, ofProd: object = {}) {
    const app = new App();
    const [dev, prod] = ['Dev', 'Prod'].map((id) => {
      const stack = new Stack(app, id, { env: { account: ACCOUNT, region: 'eu-west-1', ...id === 'Prod' ? ofProd : {} } });
      const databases = [databaseOf(stack, id)];
      return { stack, agent: agentWith(new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), databases })) };
    });
    dev.agent.teleportYaml(PROXY);
    dev.agent.helmValues(PROXY);
    prod.agent.teleportYaml({ ...PROXY, ...options });
    expect(warningsBelow(dev.stack)).toEqual([]);
    return warningTextsBelow(prod.stack);
  }

  test('is that of one database in a cluster: two would be replicas of each other', () => {
    const warning = 'Dev/Access and Prod/Access register different databases under the name "sessions" in one Teleport cluster; '
      + 'Teleport treats them as replicas of one database; give each a \'registration.name\' of its own. '
      + acknowledging('sameDatabaseName');
    expect(warningsOfSecond(two)).toEqual([warning]);
  });

  test.each<[string, TeleportDatabase, object]>([
    ['two agents of one database', at('master.sessions.abcdef.euw1.cache.amazonaws.com'), {}],
    ['another cluster', two, { proxyServer: 'other.teleport.sh:443' }],
    ['databases that are not listed', two, { listDatabases: false, resourceLabels: { env: ['prod'] } }],
  ])('may be there twice for %s', (_, database, options) => {
    expect(warningsOfSecond(database, options)).toEqual([]);
  });

  const cacheIn = (stack: Stack) => new CfnReplicationGroup(stack, 'Cache', { replicationGroupDescription: 'Sessions', replicationGroupId: 'sessions' });

  test.each<[string, (stack: Stack, id: string) => string]>([
    ['an import', () => Fn.importValue('host')],
    ['a parameter of each template', (stack) => ssm.StringParameter.valueForStringParameter(stack, '/sessions/host')],
    ['a resource of one of them', (stack, id) => (id === 'Dev' ? cacheIn(stack) : stack.node.root.node.findChild('Dev').node.findChild('Cache') as CfnReplicationGroup)
      .attrPrimaryEndPointAddress],
  ])('may be there twice for one host that is %s', (_, hostOf) => {
    expect(warningsOfBoth((stack, id) => at(hostOf(stack, id)))).toEqual([]);
  });

  test.each<[string, (stack: Stack, id: string) => string]>([
    ['imports', (_, id) => Fn.importValue(`host-of-${id}`)],
    ['resources', (stack) => cacheIn(stack).attrPrimaryEndPointAddress],
  ])('is that of one database if hosts are %s', (_, hostOf) => {
    expect(warningsOfBoth((stack, id) => at(hostOf(stack, id)))).toEqual([expect.stringMatching(/^Dev\/Access and Prod\/Access register different databases under the name "sessions" /)]);
  });

  test.each([{ account: '210987654321' }, { region: 'eu-west-2' }])('is that of one database if there is no host, and one is in %j', (ofProd) => {
    const dynamoDb = (stack: Stack) => DynamoDbDatabase.of({ databaseRoles: [AssumedRole.fromRole(roleIn(stack, 'Reader'))] });
    expect(warningsOfBoth(dynamoDb, {}, ofProd)).toEqual([expect.stringMatching(/^Dev\/Access and Prod\/Access register different databases under the name "dynamodb" /)]);
    expect(warningsOfBoth(dynamoDb)).toEqual([]);
  });

  test('may be there twice in two apps', () => {
    const { agent } = agentOf(one);
    const other = agentOf(two);
    agent.teleportYaml(PROXY);
    other.agent.teleportYaml(PROXY);
    expect(warningsBelow(other.stack)).toEqual([]);
  });
});
