import { App, Stack, Stage } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import {
  AssumedRole, AssumedRoleOptions, DatabaseProtocol, DatabaseType, MemoryDbDatabase, RdsDatabase, RemoteDatabases, RemoteDatabasesOptions,
  TeleportAgentConfiguration, TeleportAgentPrincipal, TeleportDatabaseAccess, TeleportDatabaseDiscoveryPolicy, TeleportRdsConnectPolicy,
} from '../../src';
import { agentWith, readBackAllAs, readBackAs } from '../support/configuration';
import { roleIn, stackIn } from '../support/template';

const HERE = '111111111111';
const THERE = '222222222222';
const ACCESS = `arn:aws:iam::${THERE}:role/teleport/teleport-access`;
const OPTIONS = { externalId: 'prod-eu' };
const ledgerIn = (region: string) => MemoryDbDatabase.fromClusterName('ledger', {
  databaseUsers: ['app'], region, registration: { host: `clustercfg.ledger.abcdef.memorydb.${region}.amazonaws.com` },
});

/** The two sides of the README, in one app. */
function hubAndSpoke(env: { account?: string; region?: string } = { account: THERE, region: 'eu-central-1' }, options: AssumedRoleOptions = OPTIONS) {
  const app = new App();
  const hub = stackIn({ account: HERE, region: 'eu-west-1' }, 'Hub', app);
  const spoke = new Stack(new Stage(app, 'There'), 'Spoke', { env });
  const agent = roleIn(hub, 'Agent', { roleName: 'teleport-agent' });
  const role = new iam.Role(spoke, 'Access', { roleName: 'teleport-access', path: '/teleport/', assumedBy: new TeleportAgentPrincipal(agent, options) });
  const there = new TeleportDatabaseAccess(spoke, 'Teleport', {
    target: role,
    databaseTypes: [DatabaseType.AURORA],
    databaseTags: { env: ['prod'] },
    databases: [RdsDatabase.any({ databaseUsers: ['reader'] }), MemoryDbDatabase.fromClusterName('ledger', {
      databaseUsers: ['app'], registration: { host: 'clustercfg.ledger.abcdef.memorydb.eu-central-1.amazonaws.com' },
    })],
  });
  const assumed = AssumedRole.fromRole(role, options);
  const here = new TeleportDatabaseAccess(hub, 'Teleport', { target: agent, databaseTypes: [DatabaseType.MEMORYDB], assumedRoles: [assumed] });
  return { app, hub, here, spoke, there, assumed, configuration: () => behind(here, RemoteDatabases.fromPolicy(there, assumed)) };
}

/** An agent that knows the other side by the ARN of its role. */
function alone(options: AssumedRoleOptions = OPTIONS) {
  const hub = stackIn({ account: HERE, region: 'eu-west-1' }, 'Hub');
  const assumed = AssumedRole.fromRole(iam.Role.fromRoleArn(hub, 'Access', ACCESS), options);
  const here = new TeleportDatabaseAccess(hub, 'Teleport', { target: roleIn(hub), assumedRoles: [assumed] });
  return { hub, here, assumed };
}

const behind = (policy: TeleportDatabaseAccess, ...remoteDatabases: RemoteDatabases[]) =>
  new TeleportAgentConfiguration({ policies: [policy], remoteDatabases });

const own = { types: ['memorydb'], regions: ['eu-west-1'], tags: { '*': ['*'] } };
const theirs = { types: ['rds'], regions: ['eu-central-1'], tags: { env: ['prod'] } };
const flat = { assume_role_arn: ACCESS, external_id: 'prod-eu' };
const nested = { assume_role: { role_arn: ACCESS, external_id: 'prod-eu' } };
const ledger = {
  name: 'ledger',
  protocol: 'redis',
  uri: 'clustercfg.ledger.abcdef.memorydb.eu-central-1.amazonaws.com:6379',
  aws: { region: 'eu-central-1', account_id: THERE, ...flat, memorydb: { cluster_name: 'ledger' } },
};

describe('behind the role of a policy of this app', () => {
  test('teleport.yaml has the types, regions, tags and databases of the other side, with a flat role', () => {
    const { app, hub, configuration } = hubAndSpoke();
    expect(readBackAs('db_service', hub, configuration().dbService())).toEqual({ enabled: true, aws: [own, { ...theirs, ...flat }], databases: [ledger] });
    expect(readBackAs('discovery_service', hub, configuration().discoveryService({ discoveryGroup: 'prod' })).aws).toEqual([own, { ...theirs, ...flat }]);
    expect(() => app.synth()).not.toThrow();
  });

  test('discovery_config has a nested role, kind db a flat one', () => {
    const { hub, configuration } = hubAndSpoke();
    const config = readBackAs('discovery_config', hub, configuration().discoveryConfig({ name: 'all', discoveryGroup: 'prod' }));
    expect(config.spec.aws).toEqual([own, { ...theirs, ...nested }]);
    expect(readBackAllAs('db', hub, configuration().databases()).map(({ spec }) => spec.aws)).toEqual([ledger.aws]);
  });

  test('a role without an external id', () => {
    const { hub, configuration } = hubAndSpoke(undefined, {});
    expect(readBackAs('db_service', hub, configuration().dbService()).aws[1]).toEqual({ ...theirs, assume_role_arn: ACCESS });
    const config = readBackAs('discovery_config', hub, configuration().discoveryConfig({ name: 'all', discoveryGroup: 'prod' }));
    expect(config.spec.aws[1]).toEqual({ ...theirs, assume_role: { role_arn: ACCESS } });
  });

  test('a connect policy is as good', () => {
    const { hub, here, spoke, assumed } = hubAndSpoke();
    const connect = new TeleportRdsConnectPolicy(spoke, 'Connect', {
      target: iam.Role.fromRoleArn(spoke, 'Same', ACCESS),
      databases: [RdsDatabase.fromResourceId('db-ABC123', { databaseUsers: ['a'], registration: { name: 'b', protocol: DatabaseProtocol.MYSQL, host: 'b.example.com' } })],
    });
    expect(readBackAs('db_service', hub, behind(here, RemoteDatabases.fromPolicy(connect, assumed)).dbService()).databases).toEqual([{
      name: 'b', protocol: 'mysql', uri: 'b.example.com:3306', aws: { region: 'eu-central-1', account_id: THERE, ...flat },
    }]);
  });

  test('in its own stack nothing has to be known', () => {
    const stack = stackIn({});
    const agent = roleIn(stack, 'Agent', { roleName: 'agent' });
    const role = roleIn(stack, 'Access', { roleName: 'access', assumedBy: new TeleportAgentPrincipal(agent) });
    const there = new TeleportDatabaseAccess(stack, 'There', { target: role, databaseTypes: [DatabaseType.MEMORYDB] });
    const here = new TeleportDatabaseAccess(stack, 'Here', { target: agent, assumedRoles: [AssumedRole.fromRole(role)] });
    expect(readBackAs('db_service', stack, behind(here, RemoteDatabases.fromPolicy(there, AssumedRole.fromRole(role))).dbService()).aws).toHaveLength(1);
  });

  test('its account and region must be known, because one template cannot refer to another', () => {
    const { configuration } = hubAndSpoke({ account: THERE });
    expect(configuration).toThrow('\'policy\' must be in a stack whose account and region are known, because another template cannot refer to them; '
      + 'got There/Spoke/Teleport; give its stack an \'env\'');
  });

  test('the policy must be that of the role, and of this library', () => {
    const { hub, spoke, assumed } = hubAndSpoke();
    const agent = iam.Role.fromRoleName(hub, 'SameAgent', 'teleport-agent');
    const here = new TeleportDatabaseAccess(hub, 'Again', { target: agent, assumedRoles: [assumed] });
    const stranger = new TeleportDatabaseAccess(spoke, 'Stranger', { target: roleIn(spoke, 'Other'), databaseTypes: [DatabaseType.MEMORYDB] });
    expect(() => behind(here, RemoteDatabases.fromPolicy(stranger, assumed))).toThrow('\'assumedRole\' must be the target of There/Spoke/Stranger, There/Spoke/Other; '
      + 'got There/Spoke/Access; give the policy of this role, or the other role');
    const foreign = Object.assign(new iam.ManagedPolicy(spoke, 'Foreign', { statements: [new iam.PolicyStatement({ actions: ['rds:*'], resources: ['*'] })] }), { permissions: [] });
    expect(() => behind(here, RemoteDatabases.fromPolicy(foreign as any, assumed))).toThrow(
      '\'policy\' must contain values made by the constructs of this library; got There/Spoke/Foreign');
  });

  test('session tags cannot be sent by a matcher', () => {
    const { configuration } = hubAndSpoke(undefined, { sessionTags: { team: 'orders' } });
    expect(() => configuration().dbService()).toThrow('\'sessionTags\' must be left out for There/Spoke/Access, because Teleport\'s matchers have none; '
      + 'got {"team":"orders"}; leave them out, or name the databases');
  });

  test('its databases have no role of their own', () => {
    const { here, spoke, assumed } = hubAndSpoke();
    const next = AssumedRole.fromRole(iam.Role.fromRoleArn(spoke, 'Next', 'arn:aws:iam::333333333333:role/next'));
    const policy = new TeleportRdsConnectPolicy(spoke, 'Nested', {
      target: iam.Role.fromRoleArn(spoke, 'Same', ACCESS), databases: [RdsDatabase.fromResourceId('db-ABC123', { databaseUsers: ['a'], assumedRole: next })],
    });
    expect(() => behind(here, RemoteDatabases.fromPolicy(policy, assumed)).dbService())
      .toThrow('\'assumedRole\' must be left out for db-ABC123 behind There/Spoke/Access, because Teleport assumes one role to reach a database; got There/Spoke/Next');
  });
});

describe('behind a role of which only the ARN is known', () => {
  const there: RemoteDatabasesOptions = { databaseTypes: [DatabaseType.AURORA], regions: ['eu-central-1'], databaseTags: { env: ['prod'] } };

  test('is what is said of it', () => {
    const { hub, here, assumed } = alone();
    const configuration = behind(here, RemoteDatabases.behindRole(assumed, { ...there, databases: [ledgerIn('eu-central-1')] }));
    expect(readBackAs('db_service', hub, configuration.dbService())).toEqual({ enabled: true, aws: [{ ...theirs, ...flat }], databases: [ledger] });
    expect(readBackAs('discovery_config', hub, configuration.discoveryConfig({ name: 'all', discoveryGroup: 'prod' })).spec.aws).toEqual([{ ...theirs, ...nested }]);
  });

  test('a single region is that of its databases, several are none', () => {
    const { hub, here, assumed } = alone();
    const nowhere = MemoryDbDatabase.fromClusterName('ledger', { databaseUsers: ['app'], registration: { host: 'ledger.example.com' } });
    const one = behind(here, RemoteDatabases.behindRole(assumed, { regions: ['eu-central-1'], databases: [nowhere] }));
    expect(readBackAs('db', hub, one.databases()).spec.aws.region).toBe('eu-central-1');
    const two = behind(here, RemoteDatabases.behindRole(assumed, { regions: ['eu-central-1', 'eu-west-1'], databases: [nowhere] }));
    expect(() => two.databases()).toThrow('\'region\' must be given for ledger, because there are several regions in what is behind Hub/Access; got nothing; add \'region\' to its options');
  });

  test.each<[string, Partial<RemoteDatabasesOptions>, string]>([
    ['nothing', { databaseTypes: undefined, databaseTags: undefined }, '\'databaseTypes\' must name what is behind the role; got nothing; name the types, or single databases in \'databases\''],
    ['a type of Teleport', { databaseTypes: ['rdsproxy' as DatabaseType] }, '\'databaseTypes\' must name types among rds, aurora, rds-proxy, redshift, redshift-serverless, elasticache, '
      + 'elasticache-serverless, memorydb, opensearch, documentdb; got "rdsproxy"'],
    ['tags of nothing', { databaseTypes: undefined, databases: [ledgerIn('eu-central-1')] },
      '\'databaseTags\' must be used with \'databaseTypes\', whose databases it selects; got no \'databaseTypes\'; leave it out'],
    ['a regular expression', { databaseTags: { env: ['^prod$'] } }, '\'databaseTags\''],
    ['no region', { regions: [] }, '\'regions\''],
    ['a region that is none', { regions: ['eu-central'] }, '\'regions\''],
  ])('refuses %s', (_, wrong, message) => {
    const { assumed } = alone();
    expect(() => RemoteDatabases.behindRole(assumed, { ...there, ...wrong })).toThrow(message);
    expect(() => RemoteDatabases.behindRole(assumed, there)).not.toThrow();
  });

  test.each<[string, Partial<RemoteDatabasesOptions>]>([
    ['where it discovers', {}],
    ['also as that of databases', { databaseTypes: undefined, databaseTags: undefined, databases: [ledgerIn('eu-central-1')] }],
  ])('all regions are refused %s, as everywhere', (_, options) => {
    const { assumed } = alone();
    expect(() => RemoteDatabases.behindRole(assumed, { ...there, ...options, regions: ['*'] })).toThrow(new Error('\'regions\' must name each region for '
      + 'Teleport\'s configuration, because Teleport takes * literally and finds nothing; got ["*"]; name them in \'regions\''));
    expect(() => RemoteDatabases.behindRole(assumed, { ...there, ...options, regions: ['eu-central-1', 'eu-west-1'] })).not.toThrow();
  });
});

describe('behind the role of one name in many accounts', () => {
  const accounts = [THERE, '333333333333'];
  const there: RemoteDatabasesOptions = { databaseTypes: [DatabaseType.AURORA], regions: ['eu-central-1'] };

  test('is a matcher for each account', () => {
    const hub = stackIn({ account: HERE, region: 'eu-west-1' }, 'Hub');
    const roles = accounts.map((account) => AssumedRole.fromRole(iam.Role.fromRoleArn(hub, account, `arn:aws:iam::${account}:role/teleport/access`), OPTIONS));
    const here = new TeleportDatabaseAccess(hub, 'Teleport', { target: roleIn(hub), assumedRoles: roles });
    const matcher = { types: ['rds'], regions: ['eu-central-1'], tags: { '*': ['*'] }, external_id: 'prod-eu' };
    expect(readBackAs('db_service', hub, behind(here, RemoteDatabases.inAccounts(accounts, roles[0], there)).dbService()).aws).toEqual([
      { ...matcher, assume_role_arn: 'arn:aws:iam::222222222222:role/teleport/access' }, { ...matcher, assume_role_arn: 'arn:aws:iam::333333333333:role/teleport/access' },
    ]);
  });

  test('is what it was when it was given: lists and tags that change later change nothing', () => {
    const hub = stackIn({ account: HERE, region: 'eu-west-1' }, 'Hub');
    const role = AssumedRole.fromRole(iam.Role.fromRoleArn(hub, 'Access', `arn:aws:iam::${THERE}:role/teleport/access`), OPTIONS);
    const here = new TeleportDatabaseAccess(hub, 'Teleport', { target: roleIn(hub), assumedRoles: [role] });
    const [given, regions, values] = [[THERE], ['eu-central-1'], ['prod']];
    const remote = RemoteDatabases.inAccounts(given, role, { databaseTypes: [DatabaseType.AURORA], regions, databaseTags: { env: values } });
    given.push('333333333333');
    regions.push('eu-west-1');
    values.push('*');
    expect(readBackAs('db_service', hub, behind(here, remote).dbService()).aws).toEqual([{
      types: ['rds'],
      regions: ['eu-central-1'],
      tags: { env: ['prod'] },
      external_id: 'prod-eu',
      assume_role_arn: 'arn:aws:iam::222222222222:role/teleport/access',
    }]);
  });

  test('may be that of an organization, whose accounts the configuration names one by one', () => {
    const hub = stackIn({ account: HERE, region: 'eu-west-1' }, 'Hub');
    const everywhere = AssumedRole.inOrganization('o-abcdef1234', { roleName: 'access', rolePath: '/teleport/', ...OPTIONS });
    const here = new TeleportDatabaseAccess(hub, 'Teleport', { target: roleIn(hub), assumedRoles: [everywhere] });
    const { aws } = readBackAs('db_service', hub, behind(here, RemoteDatabases.inAccounts(accounts, everywhere, there)).dbService());
    expect(aws.map(({ assume_role_arn, external_id }: any) => [assume_role_arn, external_id])).toEqual([
      ['arn:aws:iam::222222222222:role/teleport/access', 'prod-eu'], ['arn:aws:iam::333333333333:role/teleport/access', 'prod-eu'],
    ]);
    expect(() => behind(here, RemoteDatabases.behindRole(everywhere, there))).toThrow('\'assumedRole\' must be a role of one account for Teleport\'s configuration, which has no '
      + 'wildcard for accounts; got the role /teleport/access of the organization; use RemoteDatabases.inAccounts(), or AssumedRole.fromRole()');
  });

  test('of an organization is the target of a policy of this app, in the account of that policy', () => {
    const { hub, spoke, there: policy } = hubAndSpoke();
    const agent = iam.Role.fromRoleName(hub, 'Again', 'teleport-agent');
    const everywhere = AssumedRole.inOrganization('o-abcdef1234', { roleName: 'teleport-access', rolePath: '/teleport/', ...OPTIONS });
    const other = AssumedRole.inOrganization('o-abcdef1234', { roleName: 'other', ...OPTIONS });
    const here = new TeleportDatabaseAccess(hub, 'Everywhere', { target: agent, assumedRoles: [everywhere, other] });
    expect(readBackAs('db_service', hub, behind(here, RemoteDatabases.fromPolicy(policy, everywhere)).dbService()).aws).toEqual([{ ...theirs, ...flat }]);
    expect(() => behind(here, RemoteDatabases.fromPolicy(policy, other))).toThrow(`'assumedRole' must be the target of ${spoke.node.path}/Teleport, There/Spoke/Access; `
      + 'got the role /other of the organization in 222222222222; give the policy of this role, or the other role');
  });

  test('each of which the agent may assume', () => {
    const { here, assumed } = alone();
    expect(() => behind(here, RemoteDatabases.inAccounts(accounts, assumed, there))).toThrow('\'remoteDatabases\' must be behind roles that Hub/Teleport may assume, with the same external id; '
      + 'got Hub/Access in 333333333333; add the same AssumedRole to \'assumedRoles\' of TeleportDatabaseAccess');
    expect(() => behind(here, RemoteDatabases.inAccounts([THERE], assumed, there))).not.toThrow();
  });

  test('a role whose name CloudFormation generates has another one in each account', () => {
    const hub = stackIn({ account: HERE, region: 'eu-west-1' }, 'Hub');
    const assumed = AssumedRole.fromRole(roleIn(hub, 'Access'));
    const here = new TeleportDatabaseAccess(hub, 'Teleport', { target: roleIn(hub), assumedRoles: [assumed] });
    expect(() => behind(here, RemoteDatabases.inAccounts(accounts, assumed, there)))
      .toThrow('\'assumedRole\' must have a literal name, because it has the same one in every account; got Hub/Access; give it a \'roleName\'');
  });

  test.each([[[]], [['2222']], [['*']], [[THERE, '333333333333', THERE]]])('refuses the accounts %j, and single databases', (wrong) => {
    const { assumed } = alone();
    expect(() => RemoteDatabases.inAccounts(wrong, assumed, there)).toThrow('\'accounts\'');
    expect(() => RemoteDatabases.inAccounts(accounts, assumed, { ...there, databases: [ledgerIn('eu-central-1')] }))
      .toThrow('\'databases\' must be patterns, because a single database is in one account; got a single database; use RemoteDatabases.behindRole() for it');
  });
});

test('what is behind a role is in another VPC than the agent', () => {
  const { hub, here, assumed } = alone();
  const vpc = ec2.Vpc.fromVpcAttributes(hub, 'Vpc', { vpcId: 'vpc-0123', availabilityZones: ['eu-west-1a'] });
  const there = RemoteDatabases.behindRole(assumed, { databaseTypes: [DatabaseType.AURORA], regions: ['eu-central-1'], databaseTags: { env: ['prod'] } });
  const configuration = new TeleportAgentConfiguration({ policies: [here], remoteDatabases: [there], vpc });
  expect(readBackAs('db_service', hub, configuration.dbService({ discoverDatabases: false }))).toEqual({
    enabled: true, resources: [{ labels: { 'env': ['prod'], 'account-id': [THERE], 'region': ['eu-central-1'] } }],
  });
});

describe('whichever form', () => {
  const there: RemoteDatabasesOptions = { databaseTypes: [DatabaseType.AURORA], regions: ['eu-central-1'] };

  test('the agent may assume the role, with what it sends', () => {
    const { hub, here } = alone();
    const other = AssumedRole.fromRole(iam.Role.fromRoleArn(hub, 'Other', `${ACCESS}-2`), OPTIONS);
    const unlike = AssumedRole.fromRole(iam.Role.fromRoleArn(hub, 'Unlike', ACCESS), { externalId: 'prod-us' });
    const message = (path: string) => `'remoteDatabases' must be behind roles that Hub/Teleport may assume, with the same external id; got ${path}; `
      + 'add the same AssumedRole to \'assumedRoles\' of TeleportDatabaseAccess';
    expect(() => behind(here, RemoteDatabases.behindRole(other, there))).toThrow(message('Hub/Other'));
    expect(() => behind(here, RemoteDatabases.behindRole(unlike, there))).toThrow(message('Hub/Unlike'));
  });

  test('a discovery policy may assume none', () => {
    const { hub, assumed } = alone();
    const discovery = new TeleportDatabaseDiscoveryPolicy(hub, 'Discovery', { target: roleIn(hub, 'Third'), databaseTypes: [DatabaseType.MEMORYDB] });
    expect(() => new TeleportAgentConfiguration({ policies: [discovery], remoteDatabases: [RemoteDatabases.behindRole(assumed, there)] }))
      .toThrow('\'remoteDatabases\' must be behind roles that Hub/Discovery may assume');
    expect(() => agentWith(discovery)).not.toThrow();
  });
});
