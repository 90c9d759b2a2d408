import { check, found, policy, refusal } from './support';
import { db, role } from '../print/exports';

const ORDERS = db('rds', { name: 'orders' }) + role('reader', { name: 'dev' });
const LOGIN = 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-ABCDEFGHIJKL01234/reader';
const DOCUMENT = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: ['rds:DescribeDBInstances', 'rds:DescribeDBClusters'],
      Resource: '*',
      Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
    },
    { Effect: 'Allow', Action: 'rds-db:connect', Resource: LOGIN },
  ],
};
const TEXT = JSON.stringify(DOCUMENT);
const NOTHING = { missing: [], why: [], wider: [] };
const OTHER = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 's3:*', Resource: '*' } };

describe('what AWS prints', () => {
  const account = {
    UserDetailList: [],
    GroupDetailList: [],
    RoleDetailList: [
      {
        RoleName: 'agent',
        Path: '/teleport/',
        RolePolicyList: [],
        AttachedManagedPolicies: [{ PolicyName: 'p', PolicyArn: 'arn:aws:iam::123456789012:policy/p' }],
      },
      { RoleName: 'ci', Path: '/', RolePolicyList: [{ PolicyName: 'x', PolicyDocument: OTHER }], AttachedManagedPolicies: [] },
    ],
    Policies: [{
      Arn: 'arn:aws:iam::123456789012:policy/p',
      DefaultVersionId: 'v2',
      PolicyVersionList: [{ VersionId: 'v1', Document: OTHER }, { VersionId: 'v2', Document: encodeURIComponent(TEXT), IsDefaultVersion: true }],
    }],
  };

  test.each([
    ['get-policy-version', { PolicyVersion: { Document: DOCUMENT, VersionId: 'v1', IsDefaultVersion: true } }],
    ['get-role-policy', { RoleName: 'agent', PolicyName: 'p', PolicyDocument: DOCUMENT }],
    ['get-role-policy, encoded', { RoleName: 'agent', PolicyName: 'p', PolicyDocument: encodeURIComponent(TEXT) }],
  ])('%s', async (_, value) => {
    expect(await found(ORDERS, { policies: [JSON.stringify(value)] })).toEqual(NOTHING);
  });

  test('get-account-authorization-details: one role', async () => {
    expect(await found(ORDERS, { policies: [JSON.stringify(account)], flags: { as: 'role/agent' } })).toEqual(NOTHING);
    expect((await found(ORDERS, { policies: [JSON.stringify(account)], flags: { as: 'role/ci' } })).wider).toEqual(['s3:* on *']);
    expect(await refusal(ORDERS, { policies: [JSON.stringify(account)] })).toBe(
      'policy1.json: has the policies of several identities; say whose with --as: role/teleport/agent, role/ci');
    const bounded = { ...account, RoleDetailList: [{ ...account.RoleDetailList[0], PermissionsBoundary: { PermissionsBoundaryArn: 'arn:b' } }] };
    expect(await refusal(ORDERS, { policies: [JSON.stringify(bounded)] })).toBe(
      'the identity has a permissions boundary that no file has: arn:b; give it with --boundary');
    expect(await found(ORDERS, { policies: [JSON.stringify(bounded)], boundary: TEXT })).toEqual(NOTHING);
  });
});

describe('a plan of Terraform', () => {
  const AGENT = { address: 'aws_iam_role.agent', mode: 'managed', type: 'aws_iam_role', values: { name: 'agent' } };
  const inline = { address: 'aws_iam_role_policy.p', mode: 'managed', type: 'aws_iam_role_policy', values: { role: 'agent', policy: TEXT } };
  const plan = (resources: object[], more: object = {}) =>
    JSON.stringify({ format_version: '1.2', planned_values: { root_module: { resources } }, ...more });

  test('inline policies of the role, and of a module', async () => {
    expect(await found(ORDERS, { plan: plan([AGENT, inline]) })).toEqual(NOTHING);
    const embedded = { ...AGENT, values: { name: 'agent', inline_policy: [{ name: 'p', policy: TEXT }] } };
    const inModule = { planned_values: { root_module: { child_modules: [{ resources: [{ ...embedded, address: 'module.m.aws_iam_role.agent' }] }] } } };
    expect(await found(ORDERS, { plan: JSON.stringify(inModule) })).toEqual(NOTHING);
  });

  test('of several roles, one', async () => {
    const both = plan([AGENT, inline, { ...inline, address: 'aws_iam_role_policy.ci', values: { role: 'ci', policy: JSON.stringify(OTHER) } }]);
    expect(await refusal(ORDERS, { plan: both })).toBe(
      'plan.json: the plan has policies of several identities; say whose with --as role/NAME: agent, ci');
    expect(await found(ORDERS, { plan: both, flags: { as: 'role/agent' } })).toEqual(NOTHING);
  });

  const attached = [
    AGENT,
    { address: 'aws_iam_policy.p', mode: 'managed', type: 'aws_iam_policy', values: { name: 'p' } },
    { address: 'aws_iam_role_policy_attachment.a', mode: 'managed', type: 'aws_iam_role_policy_attachment', values: { role: 'agent' } },
  ];
  const configuration = {
    root_module: {
      resources: [
        { address: 'aws_iam_policy.p', expressions: { policy: { references: ['data.aws_iam_policy_document.d.json', 'data.aws_iam_policy_document.d'] } } },
        { address: 'aws_iam_role_policy_attachment.a', expressions: { policy_arn: { references: ['aws_iam_policy.p.arn', 'aws_iam_policy.p'] } } },
      ],
    },
  };

  test('known only after apply is said, and is not taken as allowed', async () => {
    const { missing, wider } = await check(ORDERS, { plan: plan(attached, { configuration }) });
    const unknown = { undecided: true, why: [expect.stringContaining('no statement allows'), 'plan.json, aws_iam_policy.p is known only after apply'] };
    missing.forEach((one) => expect(one).toMatchObject(unknown));
    expect([missing.length, wider.map(({ in: policyOf, why }) => [policyOf, why])])
      .toEqual([3, [['plan.json, aws_iam_policy.p', 'is known only after apply']]]);
  });

  test('but what the plan knows of the document counts', async () => {
    const statement = [
      {
        effect: 'Allow',
        actions: ['rds:DescribeDBInstances', 'rds:DescribeDBClusters'],
        resources: ['*'],
        condition: [{ test: 'StringEquals', variable: 'aws:RequestedRegion', values: ['eu-west-1'] }],
      },
      { effect: 'Allow', actions: ['rds-db:connect'] },
    ];
    const change = { after: { statement }, after_unknown: { json: true, statement: [{}, { resources: true }] } };
    const later = { address: 'data.aws_iam_policy_document.d', mode: 'data', type: 'aws_iam_policy_document', change };
    const { missing, wider } = await check(ORDERS, { plan: plan(attached, { configuration, resource_changes: [later] }) });
    expect(missing.map(({ actions }) => actions)).toEqual([['rds-db:connect']]);
    expect(wider.map(({ why }) => why)).toEqual(['is known only after apply, at least in part']);
  });

  test('an attached policy of others is not known', async () => {
    const readOnly = { ...attached[2], values: { role: 'agent', policy_arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' } };
    const { wider } = await check(ORDERS, { plan: plan([AGENT, inline, readOnly]) });
    expect(wider.map(({ why }) => why)).toEqual(['is attached, and its document is not in the plan']);
  });
});

describe('what is no policy is refused in a sentence', () => {
  test.each([
    ['{"Version": "2012-10-17", "Statement": [], "Statement": []}', 'policy1.json:1: has the key "Statement" twice'],
    ['{"Statement": [{"Effect": "Deny", "\\u0045ffect": "Allow", "Action": "*", "Resource": "*"}]}', 'policy1.json:1: has the key "Effect" twice'],
    [`{"Statement": [], "Statement"${' '.repeat(200)}: []}`, 'policy1.json:1: has the key "Statement" twice'],
    [`{"Statement": ${'['.repeat(100_000)}`, 'policy1.json:1: is nested more than 200 levels deep'],
    ['{"Statement": [', 'policy1.json:1: is not JSON: it ends too early'],
    ['not json', 'policy1.json: is not JSON: a list or an object must stand here'],
    [policy({ Effect: 'allow', Action: '*', Resource: '*' }), 'policy1.json, statement 1: "Effect" must be "Allow" or "Deny"; got "allow"'],
    [policy({ Action: 'rds', Resource: '*' }), 'policy1.json, statement 1: an action must be * or a service and a name, such as rds-db:connect; got "rds"'],
    [policy({ Resource: '*' }), 'policy1.json, statement 1: must have either "Action" or "NotAction"'],
    [policy({ Action: '*', NotAction: '*', Resource: '*' }), 'policy1.json, statement 1: must have either "Action" or "NotAction"'],
    [JSON.stringify({ Statement: { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' } }), 'policy1.json, statement 1: has a "Principal", so this is '
      + 'the policy of a resource or the trust of a role; give the policies of the identity that Teleport runs as'],
    [JSON.stringify({ Statement: { Effect: 'Allow', Action: '*', Resource: '*', Resources: '*' } }), 'policy1.json, statement 1: has "Resources", which IAM does '
      + 'not know there; it knows Sid, Effect, Action, NotAction, Resource, NotResource, Condition'],
    ['{"Statment": []}', 'policy1.json: has no policy; give a policy of IAM ({"Statement": ...}), what aws iam get-policy-version, get-role-policy or '
      + 'get-account-authorization-details prints, or a plan from terraform show -json'],
    ['{"Role": {"RoleName": "a", "AssumeRolePolicyDocument": {}}}', 'policy1.json: is a role with its trust policy, and has none of its policies; give what aws '
      + 'iam get-role-policy and get-policy-version print'],
  ])('%.60s', async (text, message) => {
    expect(await refusal(ORDERS, { policies: [text] })).toBe(message);
  });

  test('neither is the other kind of file missing', async () => {
    expect(await refusal(ORDERS, {})).toBe('no file has a policy: give the policies of the agent too, such as from aws iam get-policy-version, or a plan '
      + 'with --terraform');
  });
});
