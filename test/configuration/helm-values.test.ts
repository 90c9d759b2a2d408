import * as iam from 'aws-cdk-lib/aws-iam';
import {
  AssumedRole, DatabaseProtocol, DatabaseType, DynamoDbDatabase, ElastiCacheDatabase, KeyspacesDatabase, RdsDatabase, RemoteDatabases,
  TeleportAgentConfiguration, TeleportDatabaseAccess, TeleportDatabaseDiscoveryPolicy,
} from '../../src';
import { agentWith, readBackAs, SAMPLE_ACCOUNT } from '../support/configuration';
import { ACCOUNT, roleIn, stackIn } from '../support/template';

const PROXY = { proxyServer: 'example.teleport.sh:443', joinTokenName: 'database-agent' };
const matcher = { types: ['rds'], regions: ['eu-west-1'], tags: { env: ['prod'] } };
const discovering = { databaseTypes: [DatabaseType.AURORA], databaseTags: { env: ['prod'] }, databases: [RdsDatabase.any({ databaseUsers: ['reader'] })] };
const common = {
  roles: 'db',
  proxyAddr: 'example.teleport.sh:443',
  joinParams: { method: 'iam', tokenName: 'database-agent' },
  serviceAccount: { create: true, name: 'teleport-agent' },
  annotations: { serviceAccount: { 'eks.amazonaws.com/role-arn': `arn:aws:iam::${ACCOUNT}:role/teleport` } },
  extraEnv: [{ name: 'AWS_REGION', value: 'eu-west-1' }],
};

function agentOf(props: object, stack = stackIn()) {
  const policy = new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack, 'Agent', { roleName: 'teleport' }), ...props });
  return { stack, agent: agentWith(policy) };
}

test('a Database Service that discovers, with its role by IAM roles for service accounts', () => {
  const { stack, agent } = agentOf(discovering);
  expect(readBackAs('helm values', stack, agent.helmValues(PROXY))).toEqual({
    ...common, awsDatabases: [matcher], teleportConfig: { db_service: { aws: [matcher] } },
  });
});

test('with Pod Identity there is no annotation', () => {
  const { stack, agent } = agentOf(discovering);
  const { annotations: _, ...rest } = common;
  expect(readBackAs('helm values', stack, agent.helmValues({ ...PROXY, podIdentity: true, serviceAccountName: 'agent', enterprise: true }))).toEqual({
    ...rest, enterprise: true, serviceAccount: { create: true, name: 'agent' }, awsDatabases: [matcher], teleportConfig: { db_service: { aws: [matcher] } },
  });
});

test('a Discovery Service stands in the configuration: the chart\'s own is that of Kubernetes', () => {
  const { stack, agent } = agentOf(discovering);
  expect(readBackAs('helm values', stack, agent.helmValues({ ...PROXY, discoveryGroup: 'prod' }))).toEqual({
    ...common,
    databaseResources: [{ labels: { 'env': ['prod'], 'account-id': [ACCOUNT], 'region': ['eu-west-1'] } }],
    teleportConfig: { discovery_service: { enabled: true, discovery_group: 'prod', aws: [matcher] } },
  });
});

test('databases have an address, which the chart demands; what the chart has no key for stands in the configuration', () => {
  const stack = stackIn({});
  const users = { databaseRoles: [AssumedRole.fromRole(roleIn(stack, 'Reader'))] };
  const cache = ElastiCacheDatabase.fromReplicationGroupId('sessions', {
    databaseUsers: ['reader'], registration: { host: 'master.sessions.abcdef.euw1.cache.amazonaws.com', labels: { env: 'prod' } },
  });
  const { agent } = agentOf({ databases: [cache, DynamoDbDatabase.of(users), KeyspacesDatabase.of({ ...users, region: 'eu-central-1' })] }, stack);
  const values = readBackAs('helm values', stack, agent.helmValues(PROXY));
  expect(values.databases).toEqual([
    { name: 'sessions', uri: 'master.sessions.abcdef.euw1.cache.amazonaws.com:6379', protocol: 'redis' },
    { name: 'dynamodb', uri: 'aws://dynamodb.eu-west-1.amazonaws.com', protocol: 'dynamodb' },
    { name: 'keyspaces', uri: 'cassandra.eu-central-1.amazonaws.com:9142', protocol: 'cassandra' },
  ]);
  const aws = { region: 'eu-west-1', account_id: SAMPLE_ACCOUNT };
  expect(values.teleportConfig).toEqual({
    db_service: {
      databases: [
        { ...values.databases[0], static_labels: { env: 'prod' }, aws: { ...aws, elasticache: { replication_group_id: 'sessions' } } },
        { name: 'dynamodb', protocol: 'dynamodb', aws },
        { name: 'keyspaces', protocol: 'cassandra', aws: { ...aws, region: 'eu-central-1' } },
      ],
    },
  });
});

test('hub and spoke: the role stands in the configuration, whose lists take the place of the chart\'s', () => {
  const stack = stackIn();
  const assumed = AssumedRole.fromRole(iam.Role.fromRoleArn(stack, 'Access', 'arn:aws:iam::222222222222:role/access'), { externalId: 'prod-eu' });
  const here = new TeleportDatabaseAccess(stack, 'Access-Hub', { target: roleIn(stack), assumedRoles: [assumed] });
  const there = RemoteDatabases.behindRole(assumed, { databaseTypes: [DatabaseType.AURORA], regions: ['eu-west-1'], databaseTags: { env: ['prod'] } });
  const agent = new TeleportAgentConfiguration({ policies: [here], remoteDatabases: [there] });
  const { awsDatabases, teleportConfig } = readBackAs('helm values', stack, agent.helmValues(PROXY));
  expect(awsDatabases).toEqual([matcher]);
  expect(teleportConfig).toEqual({ db_service: { aws: [{ ...matcher, assume_role_arn: 'arn:aws:iam::222222222222:role/access', external_id: 'prod-eu' }] } });
});

describe('refused', () => {
  test('a user, as no pod can be one', () => {
    const stack = stackIn();
    const policy = new TeleportDatabaseAccess(stack, 'Access', { target: new iam.User(stack, 'Agent'), ...discovering });
    expect(() => agentWith(policy).helmValues(PROXY)).toThrow('\'policies\' must have a role as their target, because a pod cannot run as a user; got Stack/Agent');
  });

  test('a Discovery Service alone, which the chart has for Kubernetes only', () => {
    const stack = stackIn();
    const policy = new TeleportDatabaseDiscoveryPolicy(stack, 'Discovery', { target: roleIn(stack), databaseTypes: [DatabaseType.MEMORYDB] });
    expect(() => agentWith(policy).helmValues({ ...PROXY, discoveryGroup: 'prod' })).toThrow('\'policies\' must let the agent open databases, because the chart runs a '
      + 'Discovery Service for AWS only together with a Database Service; got Stack/Discovery; add a policy with \'databases\', or use TeleportDatabaseAccess if something else opens them');
    expect(() => agentWith(policy).helmValues(PROXY)).toThrow('\'policies\' must let the agent open databases, because its configuration has a Database Service');
  });

  test('a character of which Helm makes a space', () => {
    const orders = (team: string) => agentOf({
      databases: [RdsDatabase.fromResourceId('db-ABC', {
        databaseUsers: ['reader'],
        registration: { name: 'orders', protocol: DatabaseProtocol.POSTGRES, host: 'orders.abcdefghijkl.eu-west-1.rds.amazonaws.com', labels: { team } },
      })],
    }).agent;
    expect(() => orders('a\u0085b').helmValues(PROXY)).toThrow('\'policies\' must have no text with U+0085 for Helm values, because Helm makes a space of it; '
      + 'got "a\u0085b"; write another character');
    expect(() => orders('a\u0085b').teleportYaml(PROXY)).not.toThrow();
    expect(() => orders('a\u0084\u2028\nb').helmValues(PROXY)).not.toThrow();
  });

  test.each<[string, object, string]>([
    ['a service account that Kubernetes refuses', { serviceAccountName: 'Teleport_Agent' }, '\'serviceAccountName\' must be lower-case letters, digits and hyphens; got "Teleport_Agent"'],
    ['a flag that is a text', { podIdentity: 'true' }, '\'podIdentity\' must be true or false; got "true"'],
    ['another flag that is a text', { enterprise: 'true' }, '\'enterprise\' must be true or false; got "true"'],
    ['a proxy with a protocol', { proxyServer: 'https://example.teleport.sh' }, '\'proxyServer\' must be a host name and a port'],
  ])('%s', (_, wrong, message) => {
    const { agent } = agentOf(discovering);
    expect(() => agent.helmValues({ ...PROXY, ...wrong })).toThrow(message);
  });
});
