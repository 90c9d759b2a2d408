import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import {
  DatabaseType, RdsDatabase, TeleportAgentConfiguration, TeleportDatabaseAccess, TeleportDatabaseDiscoveryPolicy, TeleportRdsConnectPolicy,
  TeleportYamlOptions,
} from '../../src';
import { agentWith, readBackAs, SAMPLE_ACCOUNT } from '../support/configuration';
import { ACCOUNT, roleIn, stackIn, warningsOf } from '../support/template';

const opening = { databases: [RdsDatabase.any({ databaseUsers: ['reader'] })] };

function tokenFor(target: (stack: Stack) => iam.IIdentity, stack = stackIn(), options: object = {}) {
  const policy = new TeleportDatabaseAccess(stack, 'Access', { target: target(stack), ...opening });
  const agent = new TeleportAgentConfiguration({ policies: [policy], teleportVersion: '18.7.0' });
  return readBackAs('token', stack, agent.joinToken({ name: 'database-agent', ...options }));
}

const rolesOf = (agent: TeleportAgentConfiguration, runsDiscoveryService?: boolean) => agent.joinToken({ name: 'a', runsDiscoveryService }).content.spec.roles;

function finding() {
  const stack = stackIn();
  return agentWith(new TeleportDatabaseDiscoveryPolicy(stack, 'Discovery', { target: roleIn(stack), databaseTypes: [DatabaseType.MEMORYDB] }));
}

test('a token admits the role of the agent, by what AWS says that it is', () => {
  expect(tokenFor((stack) => roleIn(stack, 'Agent', { roleName: 'teleport-agent' }))).toEqual({
    kind: 'token',
    version: 'v2',
    metadata: { name: 'database-agent' },
    spec: { roles: ['Db'], join_method: 'iam', allow: [{ aws_account: ACCOUNT, aws_arn: `arn:aws:sts::${ACCOUNT}:assumed-role/teleport-agent/*` }] },
  });
});

test.each<[string, (stack: Stack) => iam.IIdentity, string]>([
  ['a role with a path, which AWS leaves out', (stack) => roleIn(stack, 'Agent', { roleName: 'agent', path: '/teleport/eu/' }), `arn:aws:sts::${ACCOUNT}:assumed-role/agent/*`],
  ['a role whose name CloudFormation generates', (stack) => roleIn(stack, 'Agent', { path: '/teleport/' }), `arn:aws:sts::${ACCOUNT}:assumed-role/sample-agent255f68e9/*`],
  ['an imported role', (stack) => iam.Role.fromRoleArn(stack, 'Agent', `arn:aws:iam::${ACCOUNT}:role/some/path/agent`), `arn:aws:sts::${ACCOUNT}:assumed-role/agent/*`],
  ['an imported role, by its name', (stack) => iam.Role.fromRoleName(stack, 'Agent', 'agent'), `arn:aws:sts::${ACCOUNT}:assumed-role/agent/*`],
  ['a user, whose path AWS does not leave out', (stack) => new iam.User(stack, 'Agent', { userName: 'agent', path: '/teleport/' }), `arn:aws:iam::${ACCOUNT}:user/teleport/agent`],
  ['an imported user', (stack) => iam.User.fromUserArn(stack, 'Agent', `arn:aws:iam::${ACCOUNT}:user/some/path/agent`), `arn:aws:iam::${ACCOUNT}:user/some/path/agent`],
])('%s', (_, target, expected) => {
  expect(tokenFor(target).spec.allow).toEqual([{ aws_account: ACCOUNT, aws_arn: expected }]);
});

test.each([['cn-north-1', 'aws-cn'], ['us-gov-west-1', 'aws-us-gov'], ['eu-west-1', 'aws']])('in %s, the partition is %s', (region, partition) => {
  const stack = new Stack(new App({ context: { '@aws-cdk/core:enablePartitionLiterals': true } }), 'Stack', { env: { account: ACCOUNT, region } });
  expect(tokenFor((scope) => roleIn(scope, 'Agent', { roleName: 'agent' }), stack).spec.allow[0].aws_arn).toBe(`arn:${partition}:sts::${ACCOUNT}:assumed-role/agent/*`);
  const other = stackIn({ account: ACCOUNT, region });
  expect(tokenFor((scope) => iam.Role.fromRoleArn(scope, 'Agent', `arn:${partition}:iam::${ACCOUNT}:role/agent`), other).spec.allow[0].aws_arn)
    .toBe(`arn:${partition}:sts::${ACCOUNT}:assumed-role/agent/*`);
});

test('an account that only the deployment knows keeps its zero', () => {
  const { allow } = tokenFor((stack) => roleIn(stack, 'Agent', { roleName: 'agent' }), stackIn({})).spec;
  expect(allow).toEqual([{ aws_account: SAMPLE_ACCOUNT, aws_arn: `arn:aws:sts::${SAMPLE_ACCOUNT}:assumed-role/agent/*` }]);
});

describe('a token is for the services that the policies are for', () => {
  test.each<[string, object, boolean | undefined, string[]]>([
    ['opens', opening, undefined, ['Db']],
    ['opens, and runs no Discovery Service', opening, false, ['Db']],
    ['finds and opens', { ...opening, databaseTypes: [DatabaseType.AURORA] }, undefined, ['Db']],
    ['finds and opens, and runs a Discovery Service', { ...opening, databaseTypes: [DatabaseType.AURORA] }, true, ['Db', 'Discovery']],
    ['finds and opens, and runs no Discovery Service', { ...opening, databaseTypes: [DatabaseType.AURORA] }, false, ['Db']],
    ['manages users', { manageUsersOf: [DatabaseType.MEMORYDB] }, undefined, ['Db']],
  ])('an agent that %s', (_, props, runsDiscoveryService, roles) => {
    const stack = stackIn();
    const policy = new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), ...props });
    expect(readBackAs('token', stack, agentWith(policy).joinToken({ name: 'a', runsDiscoveryService })).spec.roles).toEqual(roles);
  });

  test('an agent that only finds', () => {
    expect(rolesOf(finding())).toEqual(['Discovery']);
    expect(rolesOf(finding(), true)).toEqual(['Discovery']);
  });

  test('a Discovery Service that the policies give nothing to do is refused, and an agent that would run nothing', () => {
    const stack = stackIn();
    const agent = agentWith(new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), ...opening }));
    expect(() => rolesOf(agent, true)).toThrow(new Error('\'runsDiscoveryService\' must be left out, because Stack/Access finds no databases; got true; '
      + 'declare \'databaseTypes\' for what the Discovery Service finds'));
    expect(() => rolesOf(finding(), false)).toThrow(new Error('\'runsDiscoveryService\' must be left out, because Stack/Discovery only finds databases, '
      + 'and nothing else could join; got false'));
  });

  test('a text is no answer', () => {
    expect(() => rolesOf(finding(), 'false' as unknown as boolean)).toThrow(new Error('\'runsDiscoveryService\' must be true or false; got "false"'));
  });
});

describe('a token admits every service that the configuration runs', () => {
  const proxy = { proxyServer: 'example.teleport.sh:443', joinTokenName: 'a' };
  const runs = (agent: TeleportAgentConfiguration, options: Partial<TeleportYamlOptions>) => {
    const { db_service: db, discovery_service: discovery } = agent.teleportYaml({ ...proxy, ...options }).content;
    return [...db.enabled ? ['Db'] : [], ...discovery.enabled ? ['Discovery'] : []];
  };
  const message = new Error('\'policies\' must let the agent open databases, because its configuration has a Database Service; got Stack/Discovery, '
    + 'to find them only; add a policy with \'databases\', use TeleportDatabaseAccess if something else opens them, '
    + 'or run only a Discovery Service: give \'discoveryGroup\' and no \'resourceLabels\'');

  test('of an agent that only finds: a Database Service is refused', () => {
    const labels = { resourceLabels: { env: ['prod'] } };
    expect(() => finding().dbService()).toThrow(message);
    expect(() => finding().teleportYaml(proxy)).toThrow(message);
    expect(() => finding().helmValues(proxy)).toThrow(message);
    expect(() => finding().teleportYaml({ ...proxy, ...labels })).toThrow(message);
    expect(() => finding().teleportYaml({ ...proxy, ...labels, discoveryGroup: 'prod' })).toThrow(message);
    expect(runs(finding(), { discoveryGroup: 'prod' })).toEqual(['Discovery']);
  });

  test('of an agent that opens what it finds by passwords or by grants of the app', () => {
    const stack = stackIn();
    const agent = agentWith(new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), databaseTypes: [DatabaseType.ELASTICACHE] }));
    expect(runs(agent, {})).toEqual(rolesOf(agent));
    expect(runs(agent, { discoveryGroup: 'prod' })).toEqual(rolesOf(agent, true));
    expect(rolesOf(agent, true)).toEqual(['Db', 'Discovery']);
  });

  test('of an agent that finds and opens, with and without a Discovery Service', () => {
    const stack = stackIn();
    const target = roleIn(stack);
    const agent = agentWith(
      new TeleportDatabaseDiscoveryPolicy(stack, 'Discovery', { target, databaseTypes: [DatabaseType.RDS, DatabaseType.AURORA, DatabaseType.RDS_PROXY] }),
      new TeleportRdsConnectPolicy(stack, 'Connect', { target, ...opening }),
    );
    expect(runs(agent, {})).toEqual(rolesOf(agent));
    expect(runs(agent, { discoveryGroup: 'prod' })).toEqual(rolesOf(agent, true));
    expect(rolesOf(agent, true)).toEqual(['Db', 'Discovery']);
  });

  type Step = (agent: TeleportAgentConfiguration) => unknown;
  const token: Step = (agent) => agent.joinToken({ name: 'a' });
  const yaml: Step = (agent) => agent.teleportYaml({ ...proxy, discoveryGroup: 'prod' });
  const helm: Step = (agent) => agent.helmValues({ ...proxy, discoveryGroup: 'prod' });
  test.each<[string, Step[], number]>([
    ['a token, and a file that runs one', [token, yaml], 1],
    ['the same the other way round', [yaml, token], 1],
    ['a token, and a chart that runs one', [helm, token], 1],
    ['a token that admits one', [yaml, helm, (agent) => agent.joinToken({ name: 'a', runsDiscoveryService: true })], 0],
    ['a token of another name', [yaml, (agent) => agent.joinToken({ name: 'b' })], 0],
    ['a file that runs none', [token, (agent) => agent.teleportYaml(proxy), (agent) => agent.helmValues(proxy)], 0],
  ])('a Discovery Service that could not join is warned about: %s', (_, steps, count) => {
    const stack = stackIn();
    const agent = agentWith(new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), databaseTypes: [DatabaseType.ELASTICACHE] }));
    steps.forEach((step) => step(agent));
    expect(warningsOf(stack).filter((id) => /discoveryNotAdmitted/.test(id))).toHaveLength(count);
  });
});

describe('an organization', () => {
  const named = (stack: Stack) => roleIn(stack, 'Agent', { roleName: 'agent' });

  test('lets the role of that name join from every account', () => {
    const { allow, integration } = tokenFor(named, stackIn(), { organizationId: 'o-abcdef1234', integration: 'aws-prod' }).spec;
    expect(allow).toEqual([{ aws_organization_id: 'o-abcdef1234', aws_arn: 'arn:aws:sts::*:assumed-role/agent/*' }]);
    expect(integration).toBe('aws-prod');
  });

  test.each<[string, object, string]>([
    ['an id that is none', { organizationId: 'o-123' }, '\'organizationId\' must be the id of an organization, such as o-abcdef1234, at most 34 characters; got "o-123"'],
    ['an integration for nothing', { integration: 'aws-prod' }, '\'integration\' must be left out without \'organizationId\', because Teleport asks AWS Organizations through it; got "aws-prod"'],
  ])('refuses %s', (_, options, message) => {
    expect(() => tokenFor(named, stackIn(), options)).toThrow(message);
  });

  test.each<[string, (stack: Stack) => iam.IIdentity]>([
    ['whose role has a generated name', (stack) => roleIn(stack)],
    ['that is a user', (stack) => new iam.User(stack, 'Agent', { userName: 'agent' })],
  ])('refuses an agent %s', (_, target) => {
    expect(() => tokenFor(target, stackIn(), { organizationId: 'o-abcdef1234' })).toThrow('\'organizationId\' must be left out for an agent without a literal role name, '
      + 'because the role has the same name in every account; got Stack/Agent; give the role a \'roleName\'');
  });
});

test.each([undefined, '', 'a b', '/etc/token', '-a'])('the name %p is refused', (name) => {
  expect(() => tokenFor((stack) => roleIn(stack), stackIn(), { name })).toThrow('\'name\' must be letters, digits and _.@-');
});

