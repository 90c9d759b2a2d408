import { aws_iam as iam, aws_ssm as ssm, CfnParameter, Fn, Lazy, Stack } from 'aws-cdk-lib';
import {
  AssumedRole, AssumedRoleOptions, DynamoDbDatabase, RdsDatabase, TeleportAgentConfiguration, TeleportAgentPrincipal, TeleportAgentPrincipalOptions,
  TeleportDatabaseAccess,
} from '../../src';
import { propertiesOf, roleIn, stackIn, warningsOf } from '../support/template';

const SENT = { externalId: 'prod-eu', sessionTags: { team: 'orders', env: 'prod' } };
const EC2 = new iam.ServicePrincipal('ec2.amazonaws.com');

interface Side { readonly stack: Stack; readonly agent: iam.IRole }
type Trust = (side: Side) => iam.IPrincipal;
const principal = (options?: TeleportAgentPrincipalOptions): Trust => ({ agent }) => new TeleportAgentPrincipal(agent, options);

function sideIn(stack = stackIn()): Side {
  return { stack, agent: roleIn(stack, 'Agent', { roleName: 'agent' }) };
}

/** What Teleport sends to a role that is defined with this trust. */
function sentTo(trust: Trust, options?: AssumedRoleOptions, side = sideIn()): AssumedRoleOptions {
  const role = new iam.Role(side.stack, 'Access', { assumedBy: trust(side) });
  const { externalId, sessionTags } = AssumedRole.fromRole(role, options);
  return { externalId, sessionTags };
}

const other: Trust = ({ stack }) => new TeleportAgentPrincipal(roleIn(stack, 'Other', { roleName: 'other' }), { externalId: 'test-eu' });

test.each<[what: string, trust: Trust, sent: AssumedRoleOptions]>([
  ['a principal with both', principal(SENT), SENT],
  ['a principal with an external ID', principal({ externalId: 'prod-eu' }), { externalId: 'prod-eu' }],
  ['a principal of an organization', principal({ ...SENT, organizationId: 'o-abcdef1234' }), SENT],
  ['a principal without either', principal(), {}],
  ['a principal beside a service', (side) => new iam.CompositePrincipal(EC2, principal(SENT)(side)), SENT],
  ['a principal in a composite of a composite',
    (side) => new iam.CompositePrincipal(new iam.CompositePrincipal(principal(SENT)(side)), EC2), SENT],
  ['a principal with conditions',
    ({ agent }) => new TeleportAgentPrincipal(agent, { externalId: 'prod-eu' }).withConditions({ Bool: { 'aws:SecureTransport': 'true' } }),
    { externalId: 'prod-eu' }],
  ['a principal with conditions twice, one around the other',
    ({ agent }) => new TeleportAgentPrincipal(agent, { externalId: 'prod-eu' })
      .withConditions({ Bool: { 'aws:SecureTransport': 'true' } }).withConditions({ StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } }),
    { externalId: 'prod-eu' }],
  ['two agents that send the same',
    (side) => new iam.CompositePrincipal(principal(SENT)(side), new TeleportAgentPrincipal(roleIn(side.stack, 'Other'), SENT)), SENT],
  ['two agents that send different things', (side) => new iam.CompositePrincipal(principal(SENT)(side), other(side)), {}],
  ['an agent beside another role, which may be the one that is meant',
    (side) => new iam.CompositePrincipal(principal(SENT)(side), new iam.ArnPrincipal('arn:aws:iam::123456789012:role/other')), {}],
  ['an agent beside everybody', (side) => new iam.CompositePrincipal(principal(SENT)(side), new iam.StarPrincipal()), {}],
  ['a role that trusts the agent in another way', ({ agent }) => agent, {}],
  ['a role that trusts a service', () => EC2, {}],
])('what the app sends to %s', (_, trust, sent) => {
  expect(sentTo(trust)).toEqual(sent);
});

test('what the app says beside the principal is the same, or more', () => {
  expect(sentTo(principal(SENT), { sessionTags: { env: 'prod', team: 'orders' } })).toEqual(SENT);
  expect(sentTo(principal(SENT), { externalId: 'prod-eu' })).toEqual(SENT);
  expect(sentTo(principal(), SENT)).toEqual(SENT);
  expect(sentTo(() => EC2, SENT)).toEqual(SENT);
});

test.each<[what: string, options: AssumedRoleOptions, message: string]>([
  ['another external ID', { externalId: 'test-eu' },
    '\'externalId\' must be what the role\'s TeleportAgentPrincipal asks for, prod-eu; got test-eu; leave it out to take it from there'],
  ['other tags', { sessionTags: { team: 'orders' } },
    '\'sessionTags\' must be what the role\'s TeleportAgentPrincipal asks for, {"env":"prod","team":"orders"}; got {"team":"orders"}; '
    + 'leave it out to take it from there'],
])('%s than the principal asks for is refused', (_, options, message) => {
  expect(() => sentTo(principal(SENT), options)).toThrow(message);
  expect(() => sentTo((side) => new iam.CompositePrincipal(EC2, principal(SENT)(side)), options)).toThrow(message);
  expect(() => sentTo((side) => new iam.CompositePrincipal(principal(SENT)(side), other(side)), options)).not.toThrow();
});

test('external IDs that only the deployment knows are compared as far as they are known', () => {
  const side = sideIn();
  const externalId = new CfnParameter(side.stack, 'ExternalId', { allowedPattern: '[a-z-]+' }).valueAsString;
  expect(sentTo(principal({ externalId }), undefined, side)).toEqual({ externalId });
  expect(sentTo(principal({ externalId: 'prod-eu' }), { externalId }, sideIn(new Stack(side.stack.node.root, 'Second')))).toEqual({ externalId });
});

test('an imported role says nothing, and a wrapped one what it is', () => {
  const side = sideIn();
  const role = new iam.Role(side.stack, 'Access', { roleName: 'access', assumedBy: principal(SENT)(side) });
  expect(AssumedRole.fromRole(iam.Role.fromRoleName(side.stack, 'Imported', 'access')).externalId).toBeUndefined();
  expect(AssumedRole.fromRole(role.withoutPolicyUpdates()).externalId).toBe('prod-eu');
});

test('a trust that the app adds to the role later counts, too', () => {
  const side = sideIn();
  const role = new iam.Role(side.stack, 'Access', { assumedBy: EC2 });
  new TeleportAgentPrincipal(side.agent, SENT).addToAssumeRolePolicy(role.assumeRolePolicy!);
  expect(AssumedRole.fromRole(role).externalId).toBe('prod-eu');
});

test('said once, policy and trust agree', () => {
  const side = sideIn();
  const role = new iam.Role(side.stack, 'Access', { assumedBy: principal(SENT)(side) });
  const { permissions } = new TeleportDatabaseAccess(side.stack, 'Teleport', {
    target: side.agent, assumedRoles: [AssumedRole.fromRole(role)],
  });
  expect(permissions.map(({ actions, conditions }) => ({ actions, conditions }))).toEqual([
    { actions: ['sts:AssumeRole'], conditions: { StringEquals: { 'sts:ExternalId': 'prod-eu' } } },
    {
      actions: ['sts:TagSession'],
      conditions: {
        'StringEquals': { 'aws:RequestTag/team': 'orders', 'aws:RequestTag/env': 'prod' },
        'ForAllValues:StringEquals': { 'aws:TagKeys': ['team', 'env'] },
      },
    },
  ]);
  expect(warningsOf(side.stack)).toEqual([]);
});

describe('a role whose ARN only the deployment knows', () => {
  const assuming = (give: (stack: Stack) => string) => {
    const { stack, agent } = sideIn();
    new TeleportDatabaseAccess(stack, 'Access', { target: agent, assumedRoles: [AssumedRole.fromRole(iam.Role.fromRoleArn(stack, 'Spoke', give(stack)))] });
    return stack;
  };
  const resourceIn = (stack: Stack) => propertiesOf(stack, 'AWS::IAM::ManagedPolicy')[0].PolicyDocument.Statement[0].Resource;
  const both = ['cdk-teleport-database-access:valueKnownAtDeploymentOnly', 'cdk-teleport-database-access:accountNotCompared'];
  const pattern = 'arn:aws:iam::[0-9]{12}:role/[a-z]+';

  test.each<[string, (stack: Stack) => string, unknown, string[]]>([
    ['an SSM parameter', (stack) => ssm.StringParameter.valueForStringParameter(stack, '/spoke/role'), { Ref: expect.stringMatching(/^SsmParameter/) }, both],
    ['a parameter', (stack) => new CfnParameter(stack, 'Role').valueAsString, { Ref: 'Role' }, both],
    ['a parameter with a pattern', (stack) => new CfnParameter(stack, 'Role', { allowedPattern: pattern }).valueAsString, { Ref: 'Role' }, both.slice(1)],
    ['an export', () => Fn.importValue('role'), { 'Fn::ImportValue': 'role' }, both],
    ['a token that the app resolves', () => Lazy.string({ produce: () => 'arn:aws:iam::222222222222:role/teleport/access' }),
      'arn:aws:iam::222222222222:role/teleport/access', []],
  ])('may be assumed: %s', (_, give, expected, warnings) => {
    const stack = assuming(give);
    expect(resourceIn(stack)).toEqual(expected);
    expect(warningsOf(stack)).toEqual(warnings);
  });

  test.each([['arn:aws:iam::222222222222:role/*'], ['arn:aws:iam::222222222222:user/access'], ['access']])('is refused if it turns out to be %s', (arn) => {
    expect(() => propertiesOf(assuming(() => Lazy.string({ produce: () => arn })), 'AWS::IAM::ManagedPolicy')).toThrow('must be a single role in an account of 12 digits');
  });

  test('may be a database user, whose account is that of the database', () => {
    const { stack, agent } = sideIn();
    const arn = new CfnParameter(stack, 'Role', { allowedPattern: pattern }).valueAsString;
    const reader = AssumedRole.fromRole(iam.Role.fromRoleArn(stack, 'Reader', arn), { externalId: 'prod-eu' });
    const access = new TeleportDatabaseAccess(stack, 'Access', {
      target: agent, databases: [DynamoDbDatabase.of({ databaseRoles: [reader], registration: { name: 'orders', labels: { env: 'prod' } } })],
    });
    const configuration = new TeleportAgentConfiguration({ policies: [access] });
    expect(stack.resolve(configuration.databases().toYaml())).toEqual({
      'Fn::Join': ['', expect.arrayContaining([{ 'Fn::Select': [4, { 'Fn::Split': [':', { Ref: 'Role' }] }] }])],
    });
    expect(stack.resolve(configuration.role({ name: 'orders' }).toYaml())).toEqual({ 'Fn::Join': ['', expect.arrayContaining([{ Ref: 'Role' }])] });
  });

  test('may be the agent that a role trusts', () => {
    const stack = stackIn();
    const agent = iam.Role.fromRoleArn(stack, 'Agent', new CfnParameter(stack, 'Hub', { allowedPattern: pattern }).valueAsString);
    new iam.Role(stack, 'Access', { assumedBy: new TeleportAgentPrincipal(agent) });
    expect(propertiesOf(stack, 'AWS::IAM::Role')[0].AssumeRolePolicyDocument.Statement).toEqual([{
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: { AWS: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::', { 'Fn::Select': [4, { 'Fn::Split': [':', { Ref: 'Hub' }] }] }, ':root']] } },
      Condition: { ArnEquals: { 'aws:PrincipalArn': { Ref: 'Hub' } } },
    }]);
  });

  test('gets no policy itself, because that is attached by the name', () => {
    const stack = stackIn();
    const target = iam.Role.fromRoleArn(stack, 'Spoke', Fn.importValue('role'));
    expect(() => new TeleportDatabaseAccess(stack, 'Access', { target, databases: [RdsDatabase.any({ databaseUsers: ['reader'] })] })).toThrow('\'target\' must be imported by its name or a literal ARN');
  });
});
