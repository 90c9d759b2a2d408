import { Aspects } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { AssumedRole, RdsDatabase, TeleportAgentPrincipal, TeleportDatabaseAccess } from '../../src';
import { roleIn, stackIn } from '../support/template';

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
