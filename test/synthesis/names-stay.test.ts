import { Aspects, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import {
  AssumedRole, DatabaseType, RdsDatabase, SelfGrant, TeleportAgentConfiguration, TeleportAgentPrincipal, TeleportDatabaseAccess,
  TeleportDatabaseAccessProps, TeleportDatabasePermissionsBoundary, TeleportOidcPrincipal,
} from '../../src';
import { ACCOUNT, roleIn, stackIn } from '../support/template';

type Role = iam.CfnRole;

/** What synthesis says when a role changes after a policy or trust has named it. */
function errorsAfter({ role: props = {}, change, use }: {
  readonly role?: Partial<iam.RoleProps>;
  readonly change: (role: Role) => void;
  readonly use?: (role: iam.Role) => void;
}): string[] {
  const stack = stackIn();
  const role = roleIn(stack, 'Access', props);
  const database = RdsDatabase.fromResourceId('db-0', { databaseUsers: ['app'] });
  (use ?? (() => void new TeleportDatabaseAccess(stack, 'Policy', {
    target: roleIn(stack), databases: [database], assumedRoles: [AssumedRole.fromRole(role)],
  })))(role);
  Aspects.of(stack).add({ visit: (node) => node === role.node.defaultChild && change(node as Role) });
  try {
    (stack.node.root as import('aws-cdk-lib').App).synth();
  } catch (error) {
    return String(error).split('\n').filter((line) => line.includes('in the template, and was'));
  }
  return [];
}

const named = { roleName: 'access', path: '/teleport/' };

test('a role that is renamed later is refused, because policies have the name that it had', () => {
  expect(errorsAfter({ role: named, change: (role) => { role.roleName = 'prod-access'; } })).toEqual([
    '  [Stack/Access/Resource] Stack/Access/Resource is {"name":"prod-access","path":"/teleport/"} in the template, and was '
    + '{"name":"access","path":"/teleport/"} when a policy, trust or configuration named it; give it its name and path when it is defined, without an '
    + 'aspect or override',
  ]);
});

test.each<[string, (role: Role) => void]>([
  ['another path', (role) => { role.path = '/'; }],
  ['another path by an override', (role) => role.addPropertyOverride('Path', '/corporate/')],
  ['no path by an override', (role) => role.addPropertyDeletionOverride('Path')],
  ['another name by an override', (role) => role.addPropertyOverride('RoleName', 'other')],
  ['no name by an override', (role) => role.addPropertyDeletionOverride('RoleName')],
])('so is one that gets %s', (_, change) => {
  expect(errorsAfter({ role: named, change })).toHaveLength(1);
});

test('so is the agent that a trust names', () => {
  expect(errorsAfter({
    role: named,
    change: (role) => { role.roleName = 'prod-access'; },
    use: (role) => void new iam.Role(role, 'Trusting', { assumedBy: new TeleportAgentPrincipal(role) }),
  })).toHaveLength(1);
});

test('a path with a wildcard is refused even where policies refer to the role', () => {
  expect(errorsAfter({ change: (role) => { role.path = '/*/'; } })).toHaveLength(1);
});

test.each<[string, Partial<iam.RoleProps>, (role: Role) => void]>([
  ['the same name and path', named, (role) => { role.roleName = 'access'; role.path = '/teleport/'; }],
  ['the path that it has by default', { roleName: 'access' }, (role) => { role.path = '/'; }],
  ['another path, where policies refer to it', {}, (role) => { role.path = '/teleport/'; }],
  ['a name, where policies refer to it', {}, (role) => { role.roleName = 'access'; }],
  ['another description', named, (role) => { role.description = 'access'; }],
])('a role may get %s', (_, role, change) => {
  expect(errorsAfter({ role, change })).toEqual([]);
});

describe('an aspect that moves all roles to a path', () => {
  const agentOf = (role: iam.IRole, props: Partial<TeleportDatabaseAccessProps> = {}) => {
    const access = new TeleportDatabaseAccess(Stack.of(role), 'Policy', {
      target: role, databaseTypes: [DatabaseType.RDS, DatabaseType.AURORA], databases: [RdsDatabase.any({ databaseUsers: ['app'] })], ...props,
    });
    return { access, configuration: new TeleportAgentConfiguration({ policies: [access] }) };
  };
  const moved = (use: (role: iam.Role) => void) => errorsAfter({ role: { roleName: 'agent' }, change: (role) => { role.path = '/teleport/'; }, use });
  const renamed = (use: (role: iam.Role) => void) => errorsAfter({ role: { roleName: 'agent' }, change: (role) => { role.roleName = 'corp-agent'; }, use });

  test.each<[string, (role: iam.Role) => void]>([
    ['a policy for it', (role) => void agentOf(role)],
    ['an inline policy for it', (role) => void agentOf(role, { inline: true })],
    ['a policy of another region for it', (role) => {
      const there = new Stack(role.node.root, 'There', { env: { account: ACCOUNT, region: 'eu-central-1' } });
      new TeleportDatabaseAccess(there, 'Policy', { target: role, databases: [RdsDatabase.any({ databaseUsers: ['app'] })] });
    }],
    ['a boundary on it', (role) => {
      new TeleportDatabasePermissionsBoundary(role, 'Boundary', { policies: [agentOf(role).access] }).applyTo(role);
    }],
    ['a join token of it', (role) => void agentOf(role).configuration.joinToken({ name: 'token' })],
    ['a join token of it for an organization', (role) => {
      const configuration = new TeleportAgentConfiguration({ policies: [agentOf(role).access], teleportVersion: '18.7.0' });
      configuration.joinToken({ name: 'token', organizationId: 'o-abcdef1234', integration: 'aws' });
    }],
    ['its configuration for Pod Identity', (role) => void agentOf(role).configuration.helmValues({ proxyServer: 'a.example.com:443', joinTokenName: 'a', podIdentity: true })],
  ])('is right for %s, which says nothing of the path', (_, use) => {
    expect(moved(use)).toEqual([]);
  });

  test.each<[string, (role: iam.Role) => void]>([
    ['the annotation of its service account', (role) => void agentOf(role).configuration.helmValues({ proxyServer: 'a.example.com:443', joinTokenName: 'a' })],
    ['a trust in it', (role) => void new iam.Role(role, 'Trusting', { assumedBy: new TeleportAgentPrincipal(role) })],
    ['permission to grant itself', (role) => void agentOf(role, { selfGrant: SelfGrant.BOUNDED })],
    ['a policy that assumes it', (role) => void new TeleportDatabaseAccess(role, 'Hub', { target: roleIn(Stack.of(role)), assumedRoles: [AssumedRole.fromRole(role)] })],
  ])('is refused for %s, which names its ARN', (_, use) => {
    expect(moved(use)).toHaveLength(1);
  });

  test('is refused for an integration, which names the ARN of the role', () => {
    const assumedBy = new TeleportOidcPrincipal('example.teleport.sh');
    expect(errorsAfter({
      role: { roleName: 'agent', assumedBy },
      change: (role) => { role.path = '/teleport/'; },
      use: (role) => void agentOf(role).configuration.integration({ name: 'aws' }),
    })).toHaveLength(1);
  });

  test('may rename the role, too, unless something has the name', () => {
    expect(renamed((role) => void agentOf(role))).toEqual([]);
    expect(renamed((role) => void agentOf(role).configuration.joinToken({ name: 'token' }))).toHaveLength(1);
    expect(renamed((role) => {
      const there = new Stack(role.node.root, 'There', { env: { account: ACCOUNT, region: 'eu-central-1' } });
      new TeleportDatabaseAccess(there, 'Policy', { target: role, databases: [RdsDatabase.any({ databaseUsers: ['app'] })] });
    })).toHaveLength(1);
  });
});
