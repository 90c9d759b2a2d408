import { assemblyOf, connect, policy, role, template } from './assembly';
import { compare } from '../../../cli/report/compare/compare';
import { reportOfAny } from '../../../cli/report/model/build';

type Files = { readonly [path: string]: unknown };
const READER = connect('arn:aws:rds-db:eu-west-1:111111111111:dbuser:db-A/reader');
const AGENT = { Roles: [{ Ref: 'Agent' }] };
const BY_REGION = { Conditions: { InRegion: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] } } };
const app = (resources: object = {}, rest: object = {}): Files =>
  ({ 'S.template.json': { ...template({ Agent: role(), Connect: policy([READER], AGENT), ...resources }), ...rest } });
const s3 = (Roles: unknown) => policy([{ Effect: 'Allow', Action: 's3:*', Resource: '*' }], { Description: 'By hand', Roles });
const NAMED = { Agent: role({ RoleName: 'agent' }) };
const trusting = (Condition?: unknown) => ({
  Agent: role({
    AssumeRolePolicyDocument: {
      Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRoleWithWebIdentity', Principal: { Federated: 'arn:aws:iam::111111111111:oidc-provider/o' }, Condition }],
    },
  }),
});
const OF_JSON = { StringLike: { 'Fn::GetAtt': ['Json', 'Value'] } };
const json = (subject: string) => ({
  ...trusting(OF_JSON),
  Json: { Type: 'Custom::AWSCDKCfnJson', Properties: { Value: { 'Fn::Join': ['', ['{"', { Ref: 'Issuer' }, `:sub":"${subject}"}`]] } } },
});

/** The worst effect. */
function worst(before: Files, after: Files): string {
  const effects = compare(reportOfAny(assemblyOf(before)), reportOfAny(assemblyOf(after))).changes.map(({ effect }) => effect);
  return ['more', 'undecided', 'less', 'same'].find((one) => effects.includes(one as 'more')) ?? 'none';
}

test.each<[string, Files, Files]>([
  ['a condition of CfnJson is dropped', app(json('a')), app(trusting())],
  ['a condition of CfnJson takes more', app(json('system:serviceaccount:a:b')), app(json('system:serviceaccount:a:*'))],
  ['keys of a condition that another resource has are dropped', app(trusting({ StringEquals: { 'Fn::GetAtt': ['Other', 'Value'] } })), app(trusting())],
  ['a whole condition that another resource has is dropped', app(trusting({ 'Fn::GetAtt': ['Other', 'Value'] })), app(trusting())],
  ['a policy names the role in Fn::Sub', app(), app({ More: s3([{ 'Fn::Sub': '${Agent}' }]) })],
  ['a policy names the role in Fn::Join', app(), app({ More: s3([{ 'Fn::Join': ['', [{ Ref: 'Agent' }]] }]) })],
  ['a policy of another stack names it by an export', { ...app(), 'T.template.json': template({ Other: role() }) }, {
    ...app({}, { Outputs: { O: { Value: { 'Fn::Sub': '${Agent}' }, Export: { Name: 'agent' } } } }),
    'T.template.json': template({ Other: role(), More: s3([{ 'Fn::ImportValue': 'agent' }]) }),
  }],
  ['a policy names it by a mapping', app(NAMED), app({ ...NAMED, More: s3([{ 'Fn::FindInMap': ['Roles', { Ref: 'AWS::Region' }, 'name'] }]) },
    { Mappings: { Roles: { 'eu-west-1': { name: 'agent' }, 'us-east-1': { name: 'other' } } } })],
  ['a policy names it as it is called in one case', app({ Agent: role({ RoleName: { 'Fn::If': ['InRegion', 'a', 'b'] } }) }, BY_REGION),
    app({ Agent: role({ RoleName: { 'Fn::If': ['InRegion', 'a', 'b'] } }), More: s3(['a']) }, BY_REGION)],
  ['a policy names it in other capitals', app(NAMED), app({ ...NAMED, More: s3(['AGENT']) })],
])('it is more where %s, and less the other way round', (_, before, after) => {
  expect(worst(before, after)).toBe('more');
  expect(worst(after, before)).toBe('less');
  expect(worst(after, after)).toBe('none');
});

test.each<[string, Files, Files]>([
  ['names another role', app(NAMED), app({ ...NAMED, Other: role(), More: s3([{ 'Fn::Sub': '${Other}' }]) })],
  ['names one that begins like it', app(NAMED), app({ ...NAMED, More: s3(['agents']) })],
])('a policy is nothing to the agent that %s', (_, before, after) => expect(worst(before, after)).toBe('none'));
