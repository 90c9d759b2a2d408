import { App, aws_iam as iam, NestedStack, Stack } from 'aws-cdk-lib';
import {
  AssumedRole, DatabaseType, DynamoDbDatabase, RdsDatabase, SelfGrant, TeleportAgentPrincipal, TeleportDatabaseAccess, TeleportDatabaseAccessProps,
  TeleportDatabasePermissionsBoundary,
} from '../../src';
import { document, within } from '../support/expected';
import { boundaryOf, documentOf, roleIn, stackIn, warningsOf } from '../support/template';

const TARGETS: [string, (stack: Stack) => iam.IRole | iam.IUser][] = [
  ['a role', (stack) => roleIn(stack)],
  ['a role with a name', (stack) => roleIn(stack, 'Agent', { roleName: 'agent', path: '/teleport/' })],
  ['a user', (stack) => new iam.User(stack, 'Agent')],
  ['an imported role', (stack) => iam.Role.fromRoleName(stack, 'Agent', 'agent')],
];
const ROLES: [string, Partial<iam.RoleProps>][] = [['without a name', {}], ['with a name', { roleName: 'reader' }]];
const LIMITS: [string, Partial<TeleportDatabaseAccessProps>, boundary: boolean][] = [
  ['no boundary', {}, false],
  ['a boundary', {}, true],
  ['self-grant, bounded', { databaseTypes: [DatabaseType.RDS], selfGrant: SelfGrant.BOUNDED }, false],
];
const ALL = TARGETS.flatMap(([target, make]) => ROLES.flatMap(([role, props]) => LIMITS.map(([limit, options, boundary]) => ({
  name: `${target}, a role ${role} that trusts it, ${limit}`, make, props, options, boundary,
}))));

test.each(ALL)('no cycle between $name', ({ make, props, options, boundary }) => {
  const stack = stackIn();
  const target = make(stack);
  const reader = new iam.Role(stack, 'Reader', { ...props, assumedBy: new TeleportAgentPrincipal(target, { sessionTags: { team: 'orders' } }) });
  const database = () => DynamoDbDatabase.of({ databaseRoles: [AssumedRole.fromRole(reader, { sessionTags: { team: 'orders' } })] });
  const build = () => {
    const policy = new TeleportDatabaseAccess(stack, 'Teleport', { target, databases: [database()], ...options });
    if (boundary) {
      new TeleportDatabasePermissionsBoundary(stack, 'Boundary', { policies: [policy] }).applyTo(target);
    }
  };
  if ((boundary || options.selfGrant !== undefined) && props.roleName === undefined) { // a boundary must not refer to what may point back to it
    expect(build).toThrow('a permissions boundary must name Stack/Reader, and cannot refer to it because CloudFormation would find a cycle; give it a \'roleName\'');
    return;
  }
  build();
  expect(documentOf(stack).Statement.map(({ Action }: { Action: string }) => Action)).toEqual(expect.arrayContaining(['sts:AssumeRole', 'sts:TagSession']));
  expect(warningsOf(stack)).not.toContain('cdk-teleport-database-access:roleDoesNotTrustTarget');
});

describe('a role that is a database user in one stack, and its agent in another', () => {
  const build = (agentName?: string, roleName?: string) => {
    const app = new App();
    const [hub, apps] = [stackIn(undefined, 'Hub', app), stackIn(undefined, 'Apps', app)];
    const agent = roleIn(hub, 'Agent', { roleName: agentName });
    const reader = new iam.Role(apps, 'Reader', { roleName, assumedBy: new TeleportAgentPrincipal(agent) });
    const databases = [DynamoDbDatabase.of({ databaseRoles: [AssumedRole.fromRole(reader)] })];
    new TeleportDatabaseAccess(hub, 'Teleport', { target: agent, databases });
    app.synth();
  };
  test('both without a name are refused, before CDK finds a cycle', () => {
    expect(() => build()).toThrow('\'agent\' must have a name, because Hub and Apps would refer to each other; got Hub/Agent; give it a '
      + '\'roleName\', or give one to the role that it assumes');
  });
  test('one name is enough', () => {
    expect(() => build('agent')).not.toThrow();
    expect(() => build(undefined, 'reader')).not.toThrow();
  });
});

describe('also around nested stacks, several stacks, and without one of policy and trust', () => {
  const nested = (stack: Stack, id = 'Nested') => new NestedStack(stack, id);
  const trusts = (stack: Stack, agent: iam.Role, id = 'Reader') => new iam.Role(stack, id, { assumedBy: new TeleportAgentPrincipal(agent) });
  const assumes = (stack: Stack, target: iam.Role, role: iam.Role, id = 'Teleport') =>
    new TeleportDatabaseAccess(stack, id, { target, assumedRoles: [AssumedRole.fromRole(role)] });
  const synth = (build: (one: Stack, other: Stack, third: Stack) => void) => () => {
    const app = new App();
    const [one, other, third] = ['One', 'Other', 'Third'].map((id) => stackIn(undefined, id, app));
    build(one, other, third);
    app.synth();
  };
  const agentOf = (one: string, other: string, label: string) => `'agent' must have a name, because ${one} and ${other} would refer to each other; got ${label}; give it a 'roleName'`;
  const roleOf = (one: string, other: string, label: string) => `'assumedRoles' must name roles that have names, because ${one} and ${other} would refer to each other; got ${label}; give the role a 'roleName'`;

  test.each<[string, string, (one: Stack, other: Stack, third: Stack) => void]>([
    ['a policy in a nested stack beside its agent', agentOf('One', 'Other', 'One/Agent'), (one, other) => {
      const agent = roleIn(one);
      assumes(nested(one), agent, trusts(other, agent));
    }],
    ['a nested stack and its parent', agentOf('One/Nested', 'One', 'One/Nested/Agent'), (one) => {
      const inner = nested(one);
      const agent = roleIn(inner);
      assumes(inner, agent, trusts(one, agent));
    }],
    ['two nested stacks', agentOf('One/Nested', 'One/Beside', 'One/Nested/Agent'), (one) => {
      const [inner, beside] = [nested(one), nested(one, 'Beside')];
      const agent = roleIn(inner);
      assumes(inner, agent, trusts(beside, agent));
    }],
    ['three stacks', agentOf('One', 'Third', 'One/Agent'), (one, other, third) => {
      const agent = roleIn(one);
      assumes(one, agent, roleIn(other, 'Reader'));
      assumes(other, roleIn(other), trusts(third, agent));
    }],
    ['two policies', roleOf('One', 'Other', 'One/Reader'), (one, other) => {
      assumes(one, roleIn(one), roleIn(other, 'Reader'));
      assumes(other, roleIn(other), roleIn(one, 'Reader'));
    }],
    ['two trusts', agentOf('One', 'Other', 'One/Agent'), (one, other) => {
      const [agent, beside] = [roleIn(one), roleIn(other)];
      trusts(one, beside);
      trusts(other, agent);
    }],
  ])('%s', (_, message, build) => {
    expect(synth(build)).toThrow(message);
  });

  test.each<[string, (one: Stack, other: Stack) => void]>([
    ['a parent whose roles are two', (one) => {
      const inner = nested(one);
      const agent = roleIn(inner);
      trusts(one, agent);
      assumes(inner, agent, roleIn(one, 'Other'));
    }],
    ['two stacks in one direction', (one, other) => {
      const agent = roleIn(one);
      const role = trusts(other, agent);
      assumes(other, agent, role);
    }],
    ['a policy in a nested stack, and a named agent', (one, other) => {
      const agent = roleIn(one, 'Agent', { roleName: 'agent' });
      assumes(nested(one), agent, trusts(other, agent));
    }],
  ])('but not %s', (_, build) => {
    expect(synth(build)).not.toThrow();
  });
});

test('a boundary holds the roles of its policies, by name, path and conditions', () => {
  const stack = stackIn();
  const target = roleIn(stack, 'Agent', { roleName: 'agent' });
  const reader = new iam.Role(stack, 'Reader', { roleName: 'reader', path: '/apps/', assumedBy: new TeleportAgentPrincipal(target, { externalId: 'prod-eu' }) });
  const policy = new TeleportDatabaseAccess(stack, 'Teleport', {
    target, databases: [RdsDatabase.any({ databaseUsers: ['reader'] })], assumedRoles: [AssumedRole.fromRole(reader, { externalId: 'prod-eu' })],
  });
  new TeleportDatabasePermissionsBoundary(stack, 'Boundary', { policies: [policy] }).applyTo(target);
  expect(boundaryOf(stack)).toEqual(document(
    {
      Sid: 'AssumeRoles',
      Action: 'sts:AssumeRole',
      Resource: 'arn:aws:iam::123456789012:role/apps/reader',
      Condition: { StringEquals: { 'sts:ExternalId': 'prod-eu' } },
    },
    { Sid: 'RDSDescribeInstances', Action: 'rds:DescribeDBInstances', Resource: '*', Condition: within('eu-west-1') },
    { Sid: 'RDSDescribeClusters', Action: 'rds:DescribeDBClusters', Resource: '*', Condition: within('eu-west-1') },
    { Sid: 'RDSProxyDiscovery', Action: ['rds:DescribeDBProxies', 'rds:DescribeDBProxyEndpoints'], Resource: '*', Condition: within('eu-west-1') },
    { Sid: 'RDSConnect', Action: 'rds-db:connect', Resource: 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:*/reader' },
  ));
});
