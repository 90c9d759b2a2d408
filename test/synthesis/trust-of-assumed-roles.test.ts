import { App, aws_iam as iam, Stack } from 'aws-cdk-lib';
import { AssumedRole, AssumedRoleOptions, DynamoDbDatabase, RdsDatabase, TeleportAgentPrincipal, TeleportDatabase, TeleportDatabaseAccess } from '../../src';
import { ACCOUNT, roleIn, stackIn, warningsOf } from '../support/template';

const OTHER_ACCOUNT = '210987654321';
const UNTRUSTED = 'cdk-teleport-database-access:roleDoesNotTrustTarget';

interface Side { readonly agent: iam.IRole; readonly stack: Stack }
const options = { externalId: 'prod-eu' };

/** Warnings of an agent that assumes a role with this trust, both in one stack. */
function warnings(assumedBy: (side: Side) => iam.IPrincipal, assumed: AssumedRoleOptions = {}, named = true): string[] {
  const stack = stackIn();
  const agent = roleIn(stack, 'Agent', named ? { roleName: 'agent', path: '/teleport/' } : {});
  const role = new iam.Role(stack, 'Access', { assumedBy: assumedBy({ agent, stack }) });
  new TeleportDatabaseAccess(stack, 'Teleport', { target: agent, assumedRoles: [AssumedRole.fromRole(role, assumed)] });
  return warningsOf(stack);
}
const root = (account = ACCOUNT) => new iam.AccountPrincipal(account);
const when = (conditions: iam.Conditions) => root().withConditions(conditions);

const TRUSTED: [string, (side: Side) => iam.IPrincipal][] = [
  ['the agent, in one word', ({ agent }) => new TeleportAgentPrincipal(agent)],
  ['the role itself', ({ agent }) => agent],
  ['its ARN', ({ agent }) => new iam.ArnPrincipal(agent.roleArn)],
  ['its account', () => root()],
  ['the account of the stack', () => new iam.AccountRootPrincipal()],
  ['its account, if the caller is the agent', ({ agent }) => when({ ArnEquals: { 'aws:PrincipalArn': agent.roleArn } })],
  ['its account, if the caller has the literal ARN', () => when({ StringEquals: { 'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/teleport/agent' } })],
  ['its account, if the caller is like the agent', () => when({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/teleport/*' } })],
  ['its account, with a wildcard in ArnEquals, which takes one', () => when({ ArnEquals: { 'aws:PrincipalArn': 'arn:*:iam::123456789012:role/*/agent' } })],
  ['its account, if the caller is one of several', () => when({ StringLike: { 'aws:PrincipalArn': ['arn:aws:iam::123456789012:role/x', 'arn:aws:iam::*:role/*/agen?'] } })],
  ['its account, by its number', () => new iam.ArnPrincipal(ACCOUNT)],
  ['everybody', () => new iam.StarPrincipal()],
  ['everybody of an organization', () => new iam.OrganizationPrincipal('o-1234567890')],
  ['one of several principals', ({ agent }) => new iam.CompositePrincipal(new iam.ServicePrincipal('ec2.amazonaws.com'), new TeleportAgentPrincipal(agent))],
];
test.each(TRUSTED)('%s is fine', (_, assumedBy) => {
  expect(warnings(assumedBy)).toEqual([]);
});
test('a pattern that an agent without a name may match is fine', () => {
  expect(warnings(() => when({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/Stack-Agent*' } }), {}, false)).toEqual([]);
});
test('a role that reaches a database, and one that is a database user, have to trust the agent as well', () => {
  const untrusting = (databaseOf: (role: AssumedRole) => TeleportDatabase) => {
    const stack = stackIn();
    const role = AssumedRole.fromRole(new iam.Role(stack, 'Access', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') }));
    new TeleportDatabaseAccess(stack, 'Teleport', { target: roleIn(stack), databases: [databaseOf(role)] });
    return warningsOf(stack);
  };
  expect(untrusting((assumedRole) => RdsDatabase.fromResourceId('db-ABC', { databaseUsers: ['reader'], assumedRole }))).toEqual([UNTRUSTED]);
  expect(untrusting((role) => DynamoDbDatabase.of({ databaseRoles: [role] }))).toEqual([UNTRUSTED]);
});
test('a role of the app, by its name, is none that an agent without a name can be', () => {
  expect(warnings(() => when({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/somebody' } }), {}, false)).toEqual([UNTRUSTED]);
});
test.each<[string, Partial<iam.PolicyStatementProps>, string[]]>([
  ['a statement that allows the action', {}, []],
  ['one that allows all of STS', { actions: ['sts:*'] }, []],
  ['one that allows everything', { actions: ['*'] }, []],
  ['one that allows something else', { actions: ['sts:AssumeRoleWithSAML'] }, [UNTRUSTED]],
  ['one that denies the action', { effect: iam.Effect.DENY }, [UNTRUSTED]],
  ['one for all but somebody else', { principals: [], notPrincipals: [new iam.ArnPrincipal('arn:aws:iam::123456789012:role/other')] }, [UNTRUSTED]],
])('%s', (_, props, expected) => {
  const stack = stackIn();
  const agent = roleIn(stack);
  const role = new iam.Role(stack, 'Access', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
  role.assumeRolePolicy!.addStatements(new iam.PolicyStatement({ actions: ['sts:AssumeRole'], principals: [agent], ...props }));
  new TeleportDatabaseAccess(stack, 'Teleport', { target: agent, assumedRoles: [AssumedRole.fromRole(role)] });
  expect(warningsOf(stack)).toEqual(expected);
});
test('trust that is added later is fine', () => {
  const stack = stackIn();
  const agent = roleIn(stack);
  const role = new iam.Role(stack, 'Access', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
  new TeleportDatabaseAccess(stack, 'Teleport', { target: agent, assumedRoles: [AssumedRole.fromRole(role)] });
  role.assumeRolePolicy!.addStatements(new iam.PolicyStatement({ actions: ['sts:AssumeRole'], principals: [agent] }));
  expect(warningsOf(stack)).toEqual([]);
});
test('a role that is defined elsewhere is its owner\'s business', () => {
  const stack = stackIn();
  new TeleportDatabaseAccess(stack, 'Teleport', { target: roleIn(stack), assumedRoles: [AssumedRole.fromRole(iam.Role.fromRoleName(stack, 'Access', 'access'))] });
  expect(warningsOf(stack)).toEqual([]);
});

const UNTRUSTED_BY: [string, (side: Side) => iam.IPrincipal][] = [
  ['a service', () => new iam.ServicePrincipal('ecs-tasks.amazonaws.com')],
  ['another account', () => root(OTHER_ACCOUNT)],
  ['another role', ({ stack }) => iam.Role.fromRoleName(stack, 'Other', 'other')],
  ['the role without its path', () => new iam.ArnPrincipal('arn:aws:iam::123456789012:role/agent')],
  ['its account, if the caller is another', () => when({ ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/agent' } })],
  ['its account, if the caller is like another', () => when({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/apps/*' } })],
  ['its account, with a wildcard where none is taken', () => when({ StringEquals: { 'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/teleport/*' } })],
  ['its account, if the caller is like another, as a string', () => when({ StringLike: { 'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/apps/*' } })],
  ['its account, if the caller is the agent and sends what it does not', ({ agent }) => when({ StringEquals: { 'aws:PrincipalArn': agent.roleArn, 'sts:ExternalId': 'other' } })],
  ['the agent, and another under an external id that Teleport does not send',
    ({ agent }) => new iam.CompositePrincipal(when({ ArnEquals: { 'aws:PrincipalArn': 'x' } }), new TeleportAgentPrincipal(agent, options))],
];
test.each(UNTRUSTED_BY)('%s is warned about', (_, assumedBy) => {
  expect(warnings(assumedBy)).toEqual([UNTRUSTED]);
});

test('the external id has to be the same', () => {
  expect(warnings(({ agent }) => new TeleportAgentPrincipal(agent, options), options)).toEqual([]);
  const trusting = (externalId: string) => ({ agent }: Side) => new iam.ArnPrincipal(agent.roleArn).withConditions({ StringEquals: { 'sts:ExternalId': externalId } });
  expect(warnings(trusting('prod-eu'), options)).toEqual([]);
  expect(warnings(trusting('prod-us'), options)).toEqual([UNTRUSTED]);
  expect(warnings(({ agent }) => new TeleportAgentPrincipal(agent), options)).toEqual([]); // AWS does not ask for what the trust does not
});
test('session tags have to be allowed', () => {
  const tags = { sessionTags: { team: 'orders' } };
  expect(warnings(({ agent }) => new TeleportAgentPrincipal(agent, tags), tags)).toEqual([]);
  expect(warnings(({ agent }) => new iam.ArnPrincipal(agent.roleArn).withSessionTags(), tags)).toEqual([]);
  expect(warnings(({ agent }) => new TeleportAgentPrincipal(agent), tags)).toEqual([UNTRUSTED]);
});
const ELSEWHERE: [string, (agent: iam.IRole) => iam.IPrincipal, warnings: string[]][] = [
  ['the agent, in one word,', (agent) => new TeleportAgentPrincipal(agent), []],
  ['the ARN of the agent', (agent) => new iam.ArnPrincipal(agent.roleArn), []],
  ['a service', () => new iam.ServicePrincipal('ec2.amazonaws.com'), [UNTRUSTED]],
];
test.each(ELSEWHERE)('a role of another stack that trusts %s', (_, assumedBy, expected) => {
  const app = new App();
  const [one, other] = [stackIn(undefined, 'One', app), stackIn(undefined, 'Other', app)];
  const agent = roleIn(one);
  const role = new iam.Role(other, 'Access', { roleName: 'access', assumedBy: assumedBy(agent) });
  new TeleportDatabaseAccess(one, 'Teleport', { target: agent, assumedRoles: [AssumedRole.fromRole(role)] });
  expect(warningsOf(one)).toEqual(expected);
});

test('an agent of an unknown account cannot be trusted by a role of a known one', () => {
  const app = new App();
  const [hub, spoke] = [stackIn({}, 'Hub', app), stackIn(undefined, 'Spoke', app)];
  const agent = roleIn(hub, 'Agent', { roleName: 'agent' });
  const role = new iam.Role(spoke, 'Access', { roleName: 'access', assumedBy: new iam.ArnPrincipal(agent.roleArn) });
  new TeleportDatabaseAccess(hub, 'Teleport', { target: agent, assumedRoles: [AssumedRole.fromRole(role)] });
  expect(warningsOf(hub)).toEqual([UNTRUSTED]);
});
test('a role of an unknown account is warned about, as the policy would speak of the account of the agent', () => {
  const app = new App();
  const [hub, spoke] = [stackIn(undefined, 'Hub', app), stackIn({}, 'Spoke', app)];
  const role = new iam.Role(spoke, 'Access', { roleName: 'access', assumedBy: root() });
  new TeleportDatabaseAccess(hub, 'Teleport', { target: roleIn(hub), assumedRoles: [AssumedRole.fromRole(role)] });
  expect(warningsOf(hub)).toEqual(['cdk-teleport-database-access:accountNotCompared']);
});
test('both of an unknown account are taken to be in one', () => {
  const app = new App();
  const [hub, spoke] = [stackIn({}, 'Hub', app), stackIn({}, 'Spoke', app)];
  const agent = roleIn(hub, 'Agent', { roleName: 'agent' });
  const role = new iam.Role(spoke, 'Access', { roleName: 'access', assumedBy: new TeleportAgentPrincipal(agent) });
  new TeleportDatabaseAccess(hub, 'Teleport', { target: agent, assumedRoles: [AssumedRole.fromRole(role)] });
  expect(warningsOf(hub)).toEqual([]);
});
