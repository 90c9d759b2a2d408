import { assemblyOf, connect, policy, role, template } from './assembly';
import { compare } from '../../../cli/report/compare/compare';
import { reportOfAny } from '../../../cli/report/model/build';

type Files = { readonly [path: string]: unknown };
const USER = 'arn:aws:rds-db:eu-west-1:111111111111:dbuser:db-A/reader';
const AGENT = { Roles: [{ Ref: 'Agent' }] };
const app = (resources: object = {}, rest: object = {}): Files =>
  ({ 'S.template.json': { ...template({ Agent: role(), Connect: policy([connect(USER)], AGENT), ...resources }), ...rest } });
const hand = (Action: string, Properties: object) =>
  policy([{ Effect: 'Allow', Action, Resource: '*' }], { Description: 'By hand', ...Properties });
const stack = (TemplateURL: string, more: object = {}) => ({ N: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL, Parameters: { R: { Ref: 'Agent' }, ...more } } } });
const inModule = (R: unknown) => ({ M: { Type: 'Mine::Iam::Grant::MODULE', Properties: { R } } });
const inSet = (Properties: object) => ({ Set: { Type: 'AWS::CloudFormation::StackSet', Properties } });
const valued = (ParameterValue: string) => [{ ParameterKey: 'U', ParameterValue }];
const manifest = (stacks: { readonly [id: string]: object }) => ({
  'manifest.json': {
    artifacts: Object.fromEntries(Object.entries(stacks).map(([id, { account = '111111111111', ...properties }]: [string, { account?: string }]) => [id, {
      type: 'aws:cloudformation:stack', environment: `aws://${account}/eu-west-1`, properties: { templateFile: `${id}.template.json`, ...properties },
    }])),
  },
});

const changes = (before: Files, after: Files) => compare(reportOfAny(assemblyOf(before)), reportOfAny(assemblyOf(after))).changes
  .map(({ effect, kind, subject, what }) => `${effect}: ${kind}, ${what ?? subject}`);
const worst = (before: Files, after: Files) => ['more', 'undecided', 'less', 'same'].find((one) => changes(before, after).some((change) => change.startsWith(one))) ?? 'none';

test.each<[string, Files, Files, string]>([
  ['a nested stack', app(), app(stack('https://a/b.json')), 'nested stack N from https://a/b.json'],
  ['another template of it', app(stack('https://a/b.json')), app(stack('https://a/c.json')), 'nested stack N from https://a/c.json'],
  ['other parameters of it', app(stack('https://a/b.json')), app(stack('https://a/b.json', { All: 'yes' })), 'nested stack N from https://a/b.json'],
  ['a module', app(), app(inModule({ Ref: 'Agent' })), 'module M'],
  ['other parameters of a stack set', app(inSet({ Parameters: valued('a') })), app(inSet({ Parameters: valued('*') })), 'stack set Set'],
  ['those of some accounts', app(inSet({})), app(inSet({ StackInstancesGroup: [{ ParameterOverrides: valued('*') }] })), 'stack set Set'],
  ['a stack set from elsewhere', app(), app(inSet({ TemplateURL: 'https://a/b.json' })), 'stack set Set from https://a/b.json'],
])('what an assembly does not have is not decided: %s', (_, before, after, what) => {
  expect(changes(before, after)).toEqual([`undecided: other template added, ${what}`]);
  expect(changes(after, after)).toEqual([]);
  expect(changes(after, app())).toEqual([]);
});

test('a nested stack and a stack set that the assembly has are read', () => {
  const nested = (hash: string) => ({
    ...app({ N: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: hash }, Metadata: { 'aws:asset:path': 'N.nested.template.json' } } }),
    'N.nested.template.json': template({}),
  });
  expect(changes(nested('https://a/1.json'), nested('https://a/2.json'))).toEqual([]);
  const set = (hash: string) => app(inSet({ TemplateURL: { 'Fn::Sub': `https://\${AWS::URLSuffix}/${hash}.json` } }));
  expect(changes(set('1'), set('2'))).toEqual([]);
});

test('a value that the manifest gives to a parameter counts', () => {
  const given = (U: string) => ({
    ...app({ Connect: policy([connect({ 'Fn::Sub': `${USER}\${U}` })], AGENT) }, { Parameters: { U: { Type: 'String', Default: 'x' } } }),
    ...manifest({ S: { parameters: { U } } }),
  });
  expect(worst(given('a'), given('*'))).toBe('more');
  expect(worst(given('*'), given('a'))).toBe('less');
});

test('an identity that moves to another account is another one', () => {
  const inAccount = (account?: string) => ({ ...app({ Agent: role({ RoleName: 'agent' }) }), ...account && manifest({ S: { account } }) });
  expect(worst(inAccount('111111111111'), inAccount('222222222222'))).toBe('more');
  expect(changes(inAccount('111111111111'), inAccount('111111111111'))).toEqual([]);
  expect(changes(inAccount(), inAccount('222222222222'))).toEqual([]);
});

test('an identity that only gets a name stays what it is, and a second one beside it does not', () => {
  const renamed = app({ Agent: role({ RoleName: 'agent' }) });
  expect(changes(app(), renamed)).toEqual([]);
  expect(worst(app(), app({ Agent: role({ RoleName: 'agent' }), More: hand('s3:*', AGENT) }))).toBe('more');
  const second = { ...app({ Agent: role({ RoleName: 'other' }) }), 'T.template.json': template({ B: role({ RoleName: 'agent' }), C: policy([connect(USER)], { Roles: ['agent'] }) }) };
  expect(worst(renamed, second)).toBe('more');
});

test.each([
  ['of an account that one stack knows', { B: {} }, 'arn:aws:iam::111111111111:policy/theirs', 'more'],
  ['in other capitals', {}, 'arn:aws:iam::111111111111:policy/THEIRS', 'more'],
  ['of another account', { S: {}, B: { account: '222222222222' } }, 'arn:aws:iam::111111111111:policy/theirs', 'none'],
])('a policy of the assembly is known by its ARN: %s', (_, stacks, arn, expected) => {
  const having = (action: string) => ({
    ...app({ Agent: role({ ManagedPolicyArns: [arn] }) }),
    ...manifest(stacks),
    'B.template.json': template({ P: hand(action, { ManagedPolicyName: 'theirs' }) }),
  });
  expect(worst(having('s3:GetObject'), having('s3:*'))).toBe(expected);
});
