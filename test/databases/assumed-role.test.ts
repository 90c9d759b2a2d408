import { App, aws_iam as iam, aws_redshift as redshift, CfnParameter, Stack, Stage } from 'aws-cdk-lib';
import { AssumedRole, DynamoDbDatabase, RedshiftDatabase, TeleportAgentPrincipal, TeleportDatabaseAccess, TeleportDatabaseAccessProps } from '../../src';
import { document } from '../support/expected';
import { ACCOUNT, documentOf, roleIn, stackIn, warningsOf } from '../support/template';

const OTHER_ACCOUNT = '210987654321';

const imported = (stack: Stack, arn = `arn:aws:iam::${OTHER_ACCOUNT}:role/teleport/access`, id = 'Access') => iam.Role.fromRoleArn(stack, id, arn);

function access(stack: Stack, props: Partial<TeleportDatabaseAccessProps>): Stack {
  new TeleportDatabaseAccess(stack, 'Teleport', { target: iam.Role.fromRoleName(stack, 'Agent', 'agent'), ...props });
  return stack;
}

describe('what the agent may do', () => {
  test('assume exactly the role, path included, and nothing else', () => {
    const stack = stackIn();
    access(stack, { assumedRoles: [AssumedRole.fromRole(imported(stack))] });
    expect(documentOf(stack)).toEqual(document({ Sid: 'AssumeRoles', Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::210987654321:role/teleport/access' }));
    expect(warningsOf(stack)).toEqual([]);
  });

  test('with the external id only', () => {
    const stack = stackIn();
    access(stack, { assumedRoles: [AssumedRole.fromRole(imported(stack), { externalId: 'prod-eu' })] });
    expect(documentOf(stack)).toEqual(document({
      Sid: 'AssumeRoles',
      Action: 'sts:AssumeRole',
      Resource: 'arn:aws:iam::210987654321:role/teleport/access',
      Condition: { StringEquals: { 'sts:ExternalId': 'prod-eu' } },
    }));
  });

  test('with exactly these session tags, on the same role', () => {
    const stack = stackIn();
    access(stack, { assumedRoles: [AssumedRole.fromRole(imported(stack), { externalId: 'prod-eu', sessionTags: { team: 'orders', stage: 'prod' } })] });
    expect(documentOf(stack)).toEqual(document(
      {
        Sid: 'AssumeRoles',
        Action: 'sts:AssumeRole',
        Resource: 'arn:aws:iam::210987654321:role/teleport/access',
        Condition: { StringEquals: { 'sts:ExternalId': 'prod-eu' } },
      },
      {
        Sid: 'TagSessions',
        Action: 'sts:TagSession',
        Resource: 'arn:aws:iam::210987654321:role/teleport/access',
        Condition: {
          'StringEquals': { 'aws:RequestTag/team': 'orders', 'aws:RequestTag/stage': 'prod' },
          'ForAllValues:StringEquals': { 'aws:TagKeys': ['team', 'stage'] },
        },
      },
    ));
  });

  test('each with its own: roles share a statement only if they share external id and tags', () => {
    const stack = stackIn();
    const role = (name: string) => iam.Role.fromRoleArn(stack, name, `arn:aws:iam::${OTHER_ACCOUNT}:role/${name}`);
    access(stack, {
      assumedRoles: [
        AssumedRole.fromRole(role('one'), { externalId: 'x1' }),
        AssumedRole.fromRole(role('two')),
        AssumedRole.fromRole(role('three'), { externalId: 'x1' }),
        AssumedRole.fromRole(role('four'), { externalId: 'x2' }),
      ],
    });
    expect(documentOf(stack)).toEqual(document(
      {
        Sid: 'AssumeRoles',
        Action: 'sts:AssumeRole',
        Resource: ['arn:aws:iam::210987654321:role/one', 'arn:aws:iam::210987654321:role/three'],
        Condition: { StringEquals: { 'sts:ExternalId': 'x1' } },
      },
      { Sid: 'AssumeRoles2', Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::210987654321:role/two' },
      { Sid: 'AssumeRoles3', Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::210987654321:role/four', Condition: { StringEquals: { 'sts:ExternalId': 'x2' } } },
    ));
  });

  test('a role that is named twice is there once', () => {
    const stack = stackIn();
    const role = AssumedRole.fromRole(imported(stack));
    access(stack, { assumedRoles: [role, role], databases: [DynamoDbDatabase.of({ databaseRoles: [role] })] });
    expect(documentOf(stack)).toEqual(document({ Sid: 'AssumeRoles', Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::210987654321:role/teleport/access' }));
  });

  test('asDocumented: the reference page has no roles, so they keep their conditions', () => {
    const stack = stackIn();
    access(stack, { assumedRoles: [AssumedRole.fromRole(imported(stack), { externalId: 'prod-eu', sessionTags: { team: 'orders' } })], asDocumented: true });
    expect(documentOf(stack)).toEqual(document(
      { Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::210987654321:role/teleport/access', Condition: { StringEquals: { 'sts:ExternalId': 'prod-eu' } } },
      {
        Action: 'sts:TagSession',
        Resource: 'arn:aws:iam::210987654321:role/teleport/access',
        Condition: { 'StringEquals': { 'aws:RequestTag/team': 'orders' }, 'ForAllValues:StringEquals': { 'aws:TagKeys': 'team' } },
      },
    ));
  });

  test('external ids and the values of tags may be tokens', () => {
    const stack = stackIn();
    const token = new CfnParameter(stack, 'Secret').valueAsString;
    access(stack, { assumedRoles: [AssumedRole.fromRole(imported(stack), { externalId: token, sessionTags: { team: token } })] });
    expect(documentOf(stack).Statement.map(({ Condition }: { Condition: object }) => Condition)).toEqual([
      { StringEquals: { 'sts:ExternalId': '<Secret>' } },
      { 'StringEquals': { 'aws:RequestTag/team': '<Secret>' }, 'ForAllValues:StringEquals': { 'aws:TagKeys': 'team' } },
    ]);
  });

  test('a role of the app without a name, by its reference', () => {
    const stack = stackIn();
    const agent = roleIn(stack);
    const reader = new iam.Role(stack, 'Reader', { assumedBy: new TeleportAgentPrincipal(agent) });
    new TeleportDatabaseAccess(stack, 'Teleport', { target: agent, assumedRoles: [AssumedRole.fromRole(reader)] });
    const id = stack.getLogicalId(reader.node.defaultChild as iam.CfnRole);
    expect(documentOf(stack)).toEqual(document({ Sid: 'AssumeRoles', Action: 'sts:AssumeRole', Resource: `<${id}.Arn>` }));
    expect(warningsOf(stack)).toEqual([]);
  });
});

describe('databases of another account', () => {
  const foreign = (assumedRole?: AssumedRole) => {
    const spoke = stackIn({ account: OTHER_ACCOUNT, region: 'eu-west-1' }, 'Spoke');
    const warehouse = new redshift.CfnCluster(spoke, 'Warehouse', { clusterType: 'single-node', dbName: 'sales', masterUsername: 'admin1', nodeType: 'ra3.large' });
    return RedshiftDatabase.fromCluster(warehouse, { databaseUsers: ['analyst'], databaseNames: ['sales'], assumedRole });
  };

  test('is refused without a role, as IAM logins do not cross accounts', () => {
    expect(() => access(stackIn(), { databases: [foreign()] })).toThrow(
      '\'databases\' must be in the account of the stack, 123456789012, because IAM logins do not cross accounts; got Spoke/Warehouse in 210987654321; give it the role there '
      + 'that Teleport assumes (\'assumedRole\': AssumedRole.fromRole() of a role in 210987654321), which has a policy of its own');
  });

  test('with a role there, the agent assumes that role, and nothing more: the rest is in the policy of the role', () => {
    const stack = stackIn();
    access(stack, { databases: [foreign(AssumedRole.fromRole(imported(stack), { externalId: 'prod-eu' }))] });
    expect(documentOf(stack)).toEqual(document({
      Sid: 'AssumeRoles',
      Action: 'sts:AssumeRole',
      Resource: 'arn:aws:iam::210987654321:role/teleport/access',
      Condition: { StringEquals: { 'sts:ExternalId': 'prod-eu' } },
    }));
  });

  test('with a role of a third account is refused', () => {
    const stack = stackIn();
    const role = AssumedRole.fromRole(imported(stack, 'arn:aws:iam::999999999999:role/access'));
    expect(() => access(stack, { databases: [foreign(role)] })).toThrow(
      '\'assumedRole\' must be in the account of the database; got arn:aws:iam::999999999999:role/access for Spoke/Warehouse in 210987654321');
  });

  test('the roles that are its users are assumed by the role between, not by the agent', () => {
    const stack = stackIn();
    const user = AssumedRole.fromRole(imported(stack, `arn:aws:iam::${OTHER_ACCOUNT}:role/reader`, 'Reader'));
    access(stack, { databases: [DynamoDbDatabase.of({ databaseRoles: [user], assumedRole: AssumedRole.fromRole(imported(stack)) })] });
    expect(documentOf(stack)).toEqual(document({ Sid: 'AssumeRoles', Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::210987654321:role/teleport/access' }));
  });
});

describe('refused', () => {
  test.each(['x', '', 'prod eu', 'prod*', 'prodü', 'a'.repeat(1225), 42 as any])('the external id %j', (externalId) => {
    expect(() => AssumedRole.fromRole(imported(stackIn()), { externalId })).toThrow('\'externalId\' must be 2 or more letters, digits or _+=,.@:/-, as STS takes them, at most 1224 characters; got');
  });
  test.each(['xy', 'a'.repeat(1224), 'A_0+=,.@:/-'])('but not the external id %j', (externalId) => {
    expect(() => AssumedRole.fromRole(imported(stackIn()), { externalId })).not.toThrow();
  });

  const TAGS: [string, { [key: string]: string }][] = [
    ['none', {}],
    ['51', Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`k${i}`, 'v']))],
    ['an empty key', { '': 'v' }],
    ['a key of 129', { ['k'.repeat(129)]: 'v' }],
    ['a key of AWS', { 'aws:team': 'v' }],
    ['a key of AWS in capitals', { 'AWS:team': 'v' }],
    ['a key with a wildcard', { 'team*': 'v' }],
    ['a value with a wildcard', { team: '*' }],
    ['a value of 257', { team: 'v'.repeat(257) }],
    ['a value with a policy variable', { team: '${aws:username}' }],
    ['a value that a policy cannot have', { team: '\u0142' }],
    ['a number', { team: 42 as any }],
  ];
  test.each(TAGS)('session tags: %s', (_, sessionTags) => {
    expect(() => AssumedRole.fromRole(imported(stackIn()), { sessionTags })).toThrow('\'sessionTags\' must have');
  });
  test('and the message shows the one that is wrong', () => {
    expect(() => AssumedRole.fromRole(imported(stackIn()), { sessionTags: { 'stage': 'prod', 'aws:team': 'v' } })).toThrow(
      '\'sessionTags\' must have keys of 1 to 128 and values of up to 256 letters, digits, spaces and _.:/=+-@ up to U+00FF, and no key that is a token '
      + 'or starts with aws:; got {"aws:team":"v"}');
  });
  const RIGHT_TAGS: [string, { [key: string]: string }][] = [
    ['50', Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`k${i}`, 'v']))],
    ['the longest', { ['k'.repeat(128)]: 'v'.repeat(256) }],
    ['a key that has the prefix of AWS in its middle', { 'my-aws:team': 'v' }],
    ['an empty value, spaces, every sign', { 'a b _.:/=+-@': '', 'é': 'a b_.:/=+-@' }],
  ];
  test.each(RIGHT_TAGS)('but not session tags: %s', (_, sessionTags) => {
    expect(() => AssumedRole.fromRole(imported(stackIn()), { sessionTags })).not.toThrow();
  });

  test('a user, a group', () => {
    const stack = stackIn();
    expect(() => AssumedRole.fromRole(iam.User.fromUserName(stack, 'User', 'alice') as any)).toThrow('\'role\' must be a role, because nothing else can be assumed; got Stack/User');
    expect(() => AssumedRole.fromRole(iam.Group.fromGroupName(stack, 'Group', 'admins') as any)).toThrow('\'role\' must be a role, because nothing else can be assumed; got Stack/Group');
  });

  test.each([
    'arn:aws:iam:::role/access', 'arn:aws:iam::12345:role/access', 'arn:aws:iam::*:role/access', 'arn:aws:iam::210987654321:role/*', 'arn:aws:iam::210987654321:role/a?cess',
    'arn:aws:iam::210987654321:role/${aws:username}', 'arn:aws:iam::210987654321:role/teleport/', 'arn:aws:iam::210987654321:role/a b/access',
    'arn:aws:iam::2109876543210:role/access', 'arn:aws:iam::a210987654321:role/access',
  ])('the role %s', (arn) => {
    expect(() => AssumedRole.fromRole(imported(stackIn(), arn))).toThrow(/^'role' must be a single role/);
  });
  test.each(['access*', '*', 'a?cess', '${aws:username}', 'teleport/*'])('the role that is imported by the name %s', (name) => {
    expect(() => AssumedRole.fromRole(iam.Role.fromRoleName(stackIn(), 'Access', name))).toThrow('\'role\' must be a single role; got Stack/Access with');
  });
  test.each(['access', 'teleport/access', 'a_+=,.@-b'])('but not the role that is imported by the name %s', (name) => {
    const stack = stackIn();
    access(stack, { assumedRoles: [AssumedRole.fromRole(iam.Role.fromRoleName(stack, 'Access', name))] });
    expect(documentOf(stack)).toEqual(document({ Sid: 'AssumeRoles', Action: 'sts:AssumeRole', Resource: `arn:aws:iam::123456789012:role/${name}` }));
  });

  test('lists that are empty', () => {
    expect(() => access(stackIn(), { assumedRoles: [] })).toThrow('\'assumedRoles\' must not be empty; got []; leave it out if there is none');
  });

  const SAME: [string, (stack: Stack) => [target: iam.IRole, role: iam.IRole]][] = [
    ['the same construct', (stack) => { const role = roleIn(stack); return [role, role]; }],
    ['imported by ARN, twice', (stack) => [imported(stack, 'arn:aws:iam::123456789012:role/a', 'A'), imported(stack, 'arn:aws:iam::123456789012:role/a', 'B')]],
    ['imported by ARN and by name', (stack) => [imported(stack, 'arn:aws:iam::123456789012:role/a', 'A'), iam.Role.fromRoleName(stack, 'B', 'a')]],
    ['imported by an ARN with a path and by name', (stack) => [iam.Role.fromRoleName(stack, 'A', 'a'), imported(stack, 'arn:aws:iam::123456789012:role/p/a', 'B')]],
    ['defined, and imported by its name', (stack) => [roleIn(stack, 'A', { roleName: 'a' }), iam.Role.fromRoleName(stack, 'B', 'a')]],
    ['behind withoutPolicyUpdates()', (stack) => { const role = roleIn(stack); return [role, role.withoutPolicyUpdates()]; }],
  ];
  test.each(SAME)('the same role on both sides, %s', (_, roles) => {
    const stack = stackIn();
    const [target, role] = roles(stack);
    expect(() => new TeleportDatabaseAccess(stack, 'Teleport', { target, assumedRoles: [AssumedRole.fromRole(role)] })).toThrow(
      `'assumedRoles' must not contain the target itself; got ${role.node.path}; remove it`);
    expect(() => new TeleportDatabaseAccess(stack, 'Teleport', { target, databases: [DynamoDbDatabase.of({ databaseRoles: [AssumedRole.fromRole(role)] })] })).toThrow(
      `'assumedRoles' must not contain the target itself; got ${role.node.path}; remove it`);
  });
  test('but not a role of the same name in another account', () => {
    const stack = stackIn();
    access(stack, { assumedRoles: [AssumedRole.fromRole(imported(stack, `arn:aws:iam::${OTHER_ACCOUNT}:role/agent`))] });
    expect(documentOf(stack)).toEqual(document({ Sid: 'AssumeRoles', Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::210987654321:role/agent' }));
  });

  const nameless = (role: string) => `got ${role} of another account or stage; give the role a 'roleName'`;
  test('a role of another account without a name', () => {
    const app = new App();
    const [hub, spoke] = [stackIn(undefined, 'Hub', app), stackIn({ account: OTHER_ACCOUNT, region: 'eu-west-1' }, 'Spoke', app)];
    const role = new iam.Role(spoke, 'Access', { assumedBy: new iam.AccountPrincipal(ACCOUNT) });
    expect(() => access(hub, { assumedRoles: [AssumedRole.fromRole(role)] })).toThrow(nameless('Spoke/Access'));
  });
  test('a role of another stage without a name', () => {
    const app = new App();
    const hub = new Stack(new Stage(app, 'HubStage'), 'Hub', { env: { account: ACCOUNT, region: 'eu-west-1' } });
    const spoke = new Stack(new Stage(app, 'SpokeStage'), 'Spoke', { env: { account: ACCOUNT, region: 'eu-west-1' } });
    const role = new iam.Role(spoke, 'Access', { assumedBy: new iam.AccountPrincipal(ACCOUNT) });
    expect(() => access(hub, { assumedRoles: [AssumedRole.fromRole(role)] })).toThrow(nameless('SpokeStage/Spoke/Access'));
  });
});
