import { assemblyOf, connect, policy, role, template } from './assembly';
import { compare } from '../../../cli/report/compare/compare';
import { reportOfAny } from '../../../cli/report/model/build';

const USER = (name: string) => `arn:aws:rds-db:eu-west-1:111111111111:dbuser:${name}`;
const READER = connect(USER('db-A/reader'));
const AGENT = { Roles: [{ Ref: 'Agent' }] };
const ADMIN = 'arn:aws:iam::aws:policy/AdministratorAccess';
const allow = (Action: unknown, Resource: unknown, rest: object = {}) => ({ Effect: 'Allow', Action, Resource, ...rest });
const deny = (Action: unknown, Resource: unknown, rest: object = {}) => ({ ...allow(Action, Resource, rest), Effect: 'Deny' });
const when = (operator: string, key: string, value: unknown) => ({ Condition: { [operator]: { [key]: value } } });
const others = (statements: readonly object[], properties: object = AGENT) => policy(statements, { Description: 'By hand', ...properties });
const inline = (name: string, ...statements: unknown[]) => ({ PolicyName: name, PolicyDocument: { Statement: statements } });
const trust = (...statements: object[]) => ({ AssumeRolePolicyDocument: { Statement: statements } });
const trusting = (Principal: unknown, rest: object = {}) => ({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal, ...rest });
const ROOT = { AWS: 'arn:aws:iam::111111111111:root' };

type Resources = { readonly [id: string]: object };
interface App { readonly resources: Resources; readonly rest?: object }
const app = (resources: Resources, rest: object = {}): App =>
  ({ resources: { Agent: role(), Connect: policy([READER], AGENT), ...resources }, rest });
const withStatements = (...statements: object[]) => app({ Connect: policy(statements, AGENT) });
const withAgent = (properties: object, resources: Resources = {}) => app({ Agent: role(properties), ...resources });
const BOUNDED = { PermissionsBoundary: { Ref: 'Limit' } };
const limit = (...statements: object[]) => policy(statements, { Description: 'The most that a Teleport agent can be allowed' });
const STAGE = { Parameters: { Stage: { Type: 'String', Default: 'dev' } }, Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } } };
const ifProd = (yes: unknown, no: unknown) => ({ 'Fn::If': ['IsProd', yes, no] });
const NOTHING = { Ref: 'AWS::NoValue' };
const USERS = (name: string) => ({ Mappings: { Users: { dev: { name } } } });
const MAPPED = connect({ 'Fn::Sub': [USER('db-A/${u}'), { u: { 'Fn::FindInMap': ['Users', 'dev', 'name'] } }] });

const reportOfApp = ({ resources, rest }: App) =>
  reportOfAny(assemblyOf({ 'Teleport.template.json': { ...template(resources), ...rest } }));
/** The worst effect. */
function worst(before: App, after: App): string {
  const effects = compare(reportOfApp(before), reportOfApp(after)).changes.map(({ effect }) => effect);
  return ['more', 'undecided', 'less', 'same'].find((one) => effects.includes(one as 'more')) ?? 'none';
}

describe.each<[string, App, App]>([
  ['the policy of the library, and AdministratorAccess instead', app({}), { resources: { Agent: role({ ManagedPolicyArns: [ADMIN] }) } }],
  ['the same in a partition that is a token', app({}), app({
    Connect: others([READER]),
    Agent: role({ ManagedPolicyArns: [{ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::aws:policy/AdministratorAccess']] }] }),
  })],
  ['another description, and everything', app({}), app({ Connect: others([allow('*', '*')]) })],
  ['an inline policy of the role', app({}), withAgent({ Policies: [inline('a', allow('iam:*', '*'))] })],
  ['a policy resource of one role', app({}), app({ More: { Type: 'AWS::IAM::RolePolicy', Properties: { RoleName: { Ref: 'Agent' }, PolicyDocument: { Statement: allow('iam:*', '*') } } } })],
  ['a policy by hand beside it', app({}), app({ More: others([allow('s3:*', '*')]) })],
  ['a policy that the role names', app({ More: others([allow('s3:*', '*')], {}) }), withAgent({ ManagedPolicyArns: [{ Ref: 'More' }] }, { More: others([allow('s3:*', '*')], {}) })],
  ['conditions in Fn::If', withStatements({ ...READER, Condition: ifProd(when('StringEquals', 'r', ['a']).Condition, when('StringEquals', 'r', ['b']).Condition) }),
    withStatements({ ...READER, Condition: ifProd(when('StringEquals', 'r', ['a']).Condition, when('StringLike', 'r', ['*']).Condition) })],
  ['values in Fn::If', app({}, STAGE), app({ Connect: policy([connect(ifProd(USER('*'), USER('db-A/reader')))], AGENT) }, STAGE)],
  ['a mapping', app({ Connect: policy([MAPPED], AGENT) }, USERS('reader')), app({ Connect: policy([MAPPED], AGENT) }, USERS('*'))],
  ['the default of a parameter', app({ Connect: policy([connect({ 'Fn::Sub': USER('${U}') })], AGENT) }, { Parameters: { U: { Type: 'String', Default: 'db-A/reader' } } }),
    app({ Connect: policy([connect({ 'Fn::Sub': USER('${U}') })], AGENT) }, { Parameters: { U: { Type: 'String', Default: '*' } } })],
  ['a condition that is not there any more', app({ More: { ...others([allow('s3:*', '*')]), Condition: 'IsProd' } }, STAGE), app({ More: others([allow('s3:*', '*')]) }, STAGE)],
  ['a condition that comes true', app({ More: { ...others([allow('s3:*', '*')]), Condition: 'IsProd' } }, STAGE),
    app({ More: { ...others([allow('s3:*', '*')]), Condition: 'IsProd' } }, { ...STAGE, Conditions: { IsProd: { 'Fn::Equals': ['a', 'a'] } } })],
  ['a condition that comes true by default', app({ More: { ...others([allow('s3:*', '*')]), Condition: 'IsProd' } }, STAGE),
    app({ More: { ...others([allow('s3:*', '*')]), Condition: 'IsProd' } }, { ...STAGE, Parameters: { Stage: { Type: 'String', Default: 'prod' } } })],
  ['a policy under a condition that may come true', app({}, STAGE), app({ More: { ...others([allow('s3:*', '*')]), Condition: 'IsProd' } }, STAGE)],
  ['a denial of a trust', withAgent(trust(trusting(ROOT), { ...trusting(ROOT), Effect: 'Deny', Condition: { Bool: { mfa: 'false' } } })), withAgent(trust(trusting(ROOT)))],
  ['a condition of a trust', withAgent(trust(trusting(ROOT, when('StringEquals', 'sts:ExternalId', 'a')))), withAgent(trust(trusting(ROOT)))],
  ['a session, and its role', withAgent(trust(trusting({ AWS: 'arn:aws:sts::111111111111:assumed-role/a/s' }))), withAgent(trust(trusting({ AWS: 'arn:aws:iam::111111111111:role/a' })))],
  ['a role, and its account', withAgent(trust(trusting({ AWS: 'arn:aws:iam::111111111111:role/a' }))), withAgent(trust(trusting(ROOT)))],
  ['all but somebody', withAgent(trust(trusting(ROOT), { Effect: 'Deny', Action: 'sts:*', NotPrincipal: ROOT })), withAgent(trust(trusting(ROOT)))],
  ['a further action of a trust', withAgent(trust(trusting(ROOT))), withAgent(trust(trusting(ROOT, { Action: ['sts:AssumeRole', 'sts:TagSession'] })))],
  ['a denial', withStatements(READER, allow('s3:*', '*'), deny('s3:Delete*', '*')), withStatements(READER, allow('s3:*', '*'))],
  ['a denial of less', withStatements(READER, allow('s3:*', '*'), deny('s3:Delete*', '*')), withStatements(READER, allow('s3:*', '*'), deny('s3:DeleteObject', '*'))],
  ['a denial that guards what nothing here allows', withStatements(READER, deny('s3:*', '*')), withStatements(READER)],
  ['actions that are excepted', withStatements(READER, { Effect: 'Allow', NotAction: ['iam:*', 'sts:*'], Resource: '*' }), withStatements(READER, { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' })],
  ['a boundary', withAgent(BOUNDED, { Limit: limit(READER) }), withAgent({}, { Limit: limit(READER) })],
  ['a wider boundary', withAgent(BOUNDED, { Limit: limit(READER) }), withAgent(BOUNDED, { Limit: limit(READER, allow('s3:*', '*')) })],
  ['a boundary that a condition takes away', withAgent(BOUNDED, { Limit: limit(READER) }), withAgent({ PermissionsBoundary: ifProd({ Ref: 'Limit' }, NOTHING) }, { Limit: limit(READER) })],
  ['another boundary, by hand', withAgent(BOUNDED, { Limit: limit(READER) }), withAgent(BOUNDED, { Limit: others([allow('*', '*')], {}) })],
  ['a wildcard of one character', withStatements(connect(USER('db-?/reader'))), withStatements(connect(USER('db-*/reader')))],
  ['a policy of AWS', app({}), withAgent({ ManagedPolicyArns: [ADMIN] })],
  ['somebody new', { resources: {} }, app({})],
])('%s', (_, before, after) => {
  test('is more', () => expect(worst(before, after)).toBe('more'));
  test('and is no more the other way round', () => expect(worst(after, before)).toMatch(/^(less|same|none)$/));
});

const PARAMETER = (name: string, rest: object) => ({ Parameters: { [name]: { Type: 'String', ...rest } } });
const ofUser = app({ Connect: policy([connect({ 'Fn::Sub': USER('db-A/${U}') })], AGENT) }).resources;
const stored = (Value: string) => app({
  Stored: { Type: 'AWS::SSM::Parameter', Properties: { Value } }, Connect: policy([connect({ 'Fn::Sub': USER('db-A/${Stored.Value}') })], AGENT),
});
const named = (Roles: unknown) => app({ Agent: role({ RoleName: 'agent' }), More: others([allow('s3:*', '*')], { Roles }) });
const NAMED = app({ Agent: role({ RoleName: 'agent' }) });

test.each<[string, App, App, string]>([
  ['further values that a parameter may have', app(ofUser, PARAMETER('U', { AllowedValues: ['a'] })), app(ofUser, PARAMETER('U', { AllowedValues: ['a', '*'] })), 'more'],
  ['fewer of them', app(ofUser, PARAMETER('U', { AllowedValues: ['a', '*'] })), app(ofUser, PARAMETER('U', { AllowedValues: ['a'] })), 'less'],
  ['a default that is not there any more', app(ofUser, PARAMETER('U', { Default: 'a' })), app(ofUser, PARAMETER('U', {})), 'more'],
  ['another pattern of a parameter', app(ofUser, PARAMETER('U', { AllowedPattern: 'a+' })), app(ofUser, PARAMETER('U', {})), 'more'],
  ['a stored parameter', stored('reader'), stored('*'), 'more'],
  ['roles in one text', NAMED, named({ 'Fn::Split': [',', 'other,agent'] }), 'more'],
  ['roles in a list parameter', NAMED, { ...named({ Ref: 'L' }), rest: PARAMETER('L', { Type: 'CommaDelimitedList', Default: 'other,agent' }) }, 'more'],
  ['a role by its name', NAMED, named(['agent']), 'more'],
  ['a role that only the deployment knows', NAMED, { ...named([{ Ref: 'R' }]), rest: PARAMETER('R', {}) }, 'undecided'],
  ['a role of another app', NAMED, named([{ 'Fn::ImportValue': 'Other:Role' }]), 'none'],
  ['the same name in another place', NAMED, { resources: { Renamed: role({ RoleName: 'agent', ManagedPolicyArns: [ADMIN] }) } }, 'more'],
])('%s', (_, before, after, expected) => expect(worst(before, after)).toBe(expected));

test('a name in another stack is the same role, and a nested stack is read with its parameters', () => {
  const one = (files: { readonly [path: string]: unknown }) => reportOfAny(assemblyOf(files));
  const effects = (before: object, after: object) => compare(one({ ...before }), one({ ...after })).changes.map(({ effect }) => effect);
  const stack = template(NAMED.resources);
  expect(effects({ 'B.template.json': stack }, { 'B.template.json': stack, 'A.template.json': template({ More: others([allow('s3:*', '*')], { Roles: ['agent'] }) }) }))
    .toEqual(['more']);
  const nesting = (user: string) => ({
    'A.template.json': template({
      ...NAMED.resources,
      N: {
        Type: 'AWS::CloudFormation::Stack', Properties: { Parameters: { R: { Ref: 'Agent' }, U: user } }, Metadata: { 'aws:asset:path': 'N.nested.template.json' },
      },
    }),
    'N.nested.template.json': { ...template({ Connect: policy([connect({ 'Fn::Sub': USER('db-B/${U}') })], { Roles: [{ Ref: 'R' }] }) }), ...PARAMETER('R', {}) },
  });
  expect(effects(nesting('a'), nesting('*'))).toEqual(['more', 'same']);
});

const USER_APP = (statements: readonly object[], groups: readonly unknown[] = [{ Ref: 'Team' }]): App => ({
  resources: {
    Agent: { Type: 'AWS::IAM::User', Properties: { Groups: groups } },
    Connect: policy([READER], { Users: [{ Ref: 'Agent' }] }),
    Team: { Type: 'AWS::IAM::Group', Properties: { Policies: [inline('a', ...statements)] } },
  },
});

test('what a group of a user may do counts', () => {
  expect(worst(USER_APP([]), USER_APP([allow('s3:*', '*')]))).toBe('more');
  expect(worst(USER_APP([allow('s3:*', '*')]), USER_APP([allow('s3:*', '*')], []))).toBe('less');
  const added = { Type: 'AWS::IAM::UserToGroupAddition', Properties: { GroupName: { Ref: 'Team' }, Users: [{ Ref: 'Agent' }] } };
  const { resources } = USER_APP([allow('s3:*', '*')], []);
  expect(worst({ resources }, { resources: { ...resources, Added: added } })).toBe('more');
  expect(worst(USER_APP([], []), USER_APP([], ['admins']))).toBe('undecided');
});

test.each<[string, App, App, string]>([
  ['a policy by hand, and that of the library', { resources: { Agent: role(), Old: others([allow('rds-db:connect', '*'), allow('rds:*', '*')]) } }, app({}), 'less'],
  ['the same inline', { resources: { Agent: role({ Policies: [inline('a', allow('rds-db:*', 'arn:aws:rds-db:*:111111111111:dbuser:*/*'))] }) } }, app({}), 'less'],
  ['AdministratorAccess, and the policy of the library', { resources: { Agent: role({ ManagedPolicyArns: [ADMIN] }) } }, app({}), 'less'],
  ['the same in another order and case', withStatements(allow(['s3:Get*', 'S3:put*'], ['a', 'b']), READER), withStatements(READER, allow('s3:PUT*', ['b', 'a']), allow('s3:get*', ['a', 'b'])), 'same'],
  ['one statement, and two with conditions that are all there is', withStatements(READER, allow('s3:*', '*')),
    withStatements(READER, allow('s3:*', '*', when('Null', 'k', 'true')), allow('s3:*', '*', when('Null', 'k', 'false'))), 'same'],
  ['what is beyond the boundary', withAgent(BOUNDED, { Limit: limit(READER) }), withAgent(BOUNDED, { Limit: limit(READER), More: others([allow('s3:*', '*')]) }), 'same'],
  ['what is denied', withStatements(READER, deny('s3:*', '*')), withStatements(READER, deny('s3:*', '*'), allow('s3:Get*', '*')), 'same'],
  ['everything but a denial, and what is left by name', withStatements(READER, allow('*', '*'), deny('iam:*', '*')), withStatements(READER, allow('s3:*', '*')), 'less'],
  ['a branch that is the same', app({}, STAGE), app({ Connect: policy([ifProd(READER, READER)], AGENT) }, STAGE), 'same'],
  ['a policy of another app', app({}), withAgent({ ManagedPolicyArns: ['arn:aws:iam::111111111111:policy/theirs'] }), 'undecided'],
  ['a policy of another app that may have denied', withAgent({ ManagedPolicyArns: ['arn:aws:iam::111111111111:policy/theirs'] }), app({}), 'undecided'],
  ['more beside a policy of another app', withAgent({ ManagedPolicyArns: ['arn:aws:iam::111111111111:policy/theirs'] }),
    withAgent({ ManagedPolicyArns: ['arn:aws:iam::111111111111:policy/theirs'] }, { More: others([allow('s3:*', '*')]) }), 'more'],
  ['a policy of AWS that only allows', withAgent({ ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] }), app({}), 'less'],
  ['a value that only a custom resource knows', app({ C: { Type: 'Custom::Name', Properties: { user: 'a' } }, Connect: policy([connect({ 'Fn::GetAtt': ['C', 'Arn'] })], AGENT) }),
    app({ C: { Type: 'Custom::Name', Properties: { user: 'b' } }, Connect: policy([connect({ 'Fn::GetAtt': ['C', 'Arn'] })], AGENT) }), 'more'],
  ['a macro', app({}), app({}, { Transform: 'Mine' }), 'undecided'],
  ['resources that a function makes', app({}), app({ 'Fn::ForEach::More': ['x', ['a'], {}] as object }), 'undecided'],
  ['a statement that a function makes', app({}), app({ Connect: policy([READER, { 'Fn::Transform': { Name: 'AWS::Include' } }], AGENT) }), 'undecided'],
  ['an account that one of them knows', app({}), app({ Connect: policy([connect({ 'Fn::Sub': USER('db-A/reader').replace('111111111111', '${AWS::AccountId}') })], AGENT) }), 'more'],
])('%s: %#', (_, before, after, expected) => {
  expect(worst(before, after)).toBe(expected);
  expect(worst(before, before)).toBe('none');
  expect(worst(after, after)).toBe('none');
});

test('a macro that another stack had is new in this one', () => {
  const stacks = (here: object, there: object) => reportOfAny(assemblyOf({
    'Here.template.json': { ...template({ Agent: role(), Connect: policy([READER], AGENT) }), ...here }, 'There.template.json': { ...template({ Other: role() }), ...there },
  }));
  const macro = { Transform: 'Mine' };
  const kinds = (before: ReturnType<typeof stacks>, after: ReturnType<typeof stacks>) => compare(before, after).changes.map(({ kind, subject }) => `${kind}: ${subject}`);
  expect(kinds(stacks({}, macro), stacks(macro, macro))).toEqual(['macro added: Stack Here']);
  expect(kinds(stacks(macro, macro), stacks(macro, macro))).toEqual([]);
});
