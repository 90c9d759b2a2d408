import { assemblyOf, connect, policy, role, template } from './assembly';
import { reportOfAny } from '../../../cli/report/model/build';
import { Policy, Report, Statement } from '../../../cli/report/model/report';
import { beyondPolicies } from '../../../cli/report/model/same-statements';

const READER = connect('arn:aws:rds-db:eu-west-1:1:dbuser:db-A/reader');
const BOUNDARY = { Description: 'The most that a Teleport agent can be allowed' };
const of = (...roles: unknown[]) => policy([READER], { Roles: roles });
const manifest = (...stacks: readonly [string, string, string?][]) => ({
  artifacts: Object.fromEntries(stacks.map(([displayName, templateFile, environment = 'aws://unknown-account/unknown-region']) =>
    [displayName, { displayName, environment, properties: { templateFile } }])),
});

/** Each identity in a line: where, who, its policies, its boundary, what else it has. */
function linesOf({ stacks }: Report): string[] {
  return stacks.flatMap(({ name, account, identities, unattached }) => [
    ...identities.map(({ kind, name: who, policies, boundary, otherPolicies }) => [
      [name, account].filter((part) => part).join(' of '), `${kind} ${who}`, policies.map((one) => one.name).join(' + '),
      ...boundary === undefined ? [] : [`within ${typeof boundary === 'string' ? boundary : boundary.name}`], ...otherPolicies,
    ].join(' | ')),
    ...unattached.map((one) => `${name} | nobody | ${one.name}`),
  ]);
}

const linesIn = (files: { readonly [path: string]: unknown }) => linesOf(reportOfAny(assemblyOf(files)));

test('a role is found by reference, by name, through an export and through the parameter of a nested stack', () => {
  expect(linesIn({
    'manifest.json': manifest(['Roles', 'Roles.template.json', 'aws://111111111111/eu-west-1'], ['Other', 'Other.template.json', 'aws://111111111111/eu-west-1']),
    'Roles.template.json': {
      Resources: { Agent: role(), Named: role({ RoleName: 'named' }), ByReference: of({ Ref: 'Agent' }, { Ref: 'Named' }) },
      Outputs: { Out: { Value: { Ref: 'Agent' }, Export: { Name: 'Roles:Agent' } } },
    },
    'Other.template.json': template({
      ByName: of('named'),
      ByExport: of({ 'Fn::ImportValue': 'Roles:Agent' }),
      Local: role({ RoleName: 'local' }),
      Nested: {
        Type: 'AWS::CloudFormation::Stack',
        Properties: { Parameters: { role: { Ref: 'Local' } } },
        Metadata: { 'aws:asset:path': 'Nested.nested.template.json', 'aws:cdk:path': 'Other/Nested.NestedStack/Nested.NestedStackResource' },
      },
      Second: { Type: 'AWS::CloudFormation::Stack', Metadata: { 'aws:asset:path': 'Second.nested.template.json' } },
      Back: of({ 'Fn::GetAtt': ['Nested', 'Outputs.Inner'] }, { 'Fn::GetAtt': ['Second', 'Outputs.Inner'] }),
    }),
    'Nested.nested.template.json': {
      Resources: { ByParameter: of({ Ref: 'role' }), Inner: role() },
      Outputs: { Inner: { Value: { Ref: 'Inner' } } },
    },
    'Second.nested.template.json': { Resources: { Inner: role({ RoleName: 'second' }) }, Outputs: { Inner: { Value: { Ref: 'Inner' } } } },
  })).toEqual([
    'Other of 111111111111 | role local | ByParameter',
    'Other/Nested of 111111111111 | role Inner | Back',
    'Roles of 111111111111 | role Agent | ByExport + ByReference',
    'Roles of 111111111111 | role named | ByName + ByReference',
    'Second of 111111111111 | role second | Back',
  ]);
});

test('a name means the role of the same account, and without one a role that the app does not define', () => {
  expect(linesIn({
    'manifest.json': manifest(['Roles', 'Roles.template.json', 'aws://111111111111/eu-west-1'], ['Other', 'Other.template.json', 'aws://222222222222/eu-west-1']),
    'Roles.template.json': template({ Agent: role({ RoleName: 'agent' }), Here: of({ Ref: 'Agent' }) }),
    'Other.template.json': template({ There: of('agent') }),
  })).toEqual(['Other of 222222222222 | role agent | There', 'Roles of 111111111111 | role agent | Here']);
});

test('stages are folders, and assets are none', () => {
  const stack = template({ Agent: role(), Policy: of({ Ref: 'Agent' }) });
  expect(linesIn({
    'manifest.json': manifest(),
    'assembly-Prod/manifest.json': manifest(['Prod/Teleport', 'ProdTeleport.template.json']),
    'assembly-Prod/ProdTeleport.template.json': stack,
    'asset.0123/Other.template.json': stack,
  })).toEqual(['Prod/Teleport | role Agent | Policy']);
});

test('boundaries are those of their roles, or of nobody, and what else a role has is named', () => {
  expect(linesIn({
    'A.template.json': template({
      Agent: role({ PermissionsBoundary: { Ref: 'Mine' }, ManagedPolicyArns: ['arn:aws:iam::aws:policy/A'], Policies: [{ PolicyName: 'inside', PolicyDocument: {} }] }),
      Second: role({ PermissionsBoundary: 'arn:aws:iam::1:policy/theirs' }),
      Third: role({ PermissionsBoundary: { Ref: 'Mine' } }),
      Unrelated: role({ PermissionsBoundary: 'arn:aws:iam::1:policy/theirs' }),
      Policy: of({ Ref: 'Agent' }, { Ref: 'Second' }),
      Mine: policy([READER], BOUNDARY),
      Loose: policy([READER], BOUNDARY),
      Others: policy([READER], { Description: 'Other', ManagedPolicyName: 'others', Roles: [{ Ref: 'Agent' }] }),
    }),
  })).toEqual([
    'A | role Agent | Policy | within Mine | others | arn:aws:iam::aws:policy/A | inside',
    'A | role Second | Policy | within arn:aws:iam::1:policy/theirs',
    'A | role Third |  | within Mine',
    'A | nobody | Loose',
  ]);
});

test('a boundary by its ARN is that of the role\'s account, and no namesake of another one', () => {
  const limits = (account: string) => `arn:aws:iam::${account}:policy/limits`;
  expect(linesIn({
    'manifest.json': manifest(['Here', 'Here.template.json', 'aws://111111111111/eu-west-1'], ['There', 'There.template.json', 'aws://222222222222/eu-west-1']),
    'Here.template.json': template({
      Limits: policy([READER], { ...BOUNDARY, ManagedPolicyName: 'limits' }),
      Agent: role({ PermissionsBoundary: limits('111111111111') }),
      Wrong: role({ PermissionsBoundary: limits('222222222222') }),
      Policy: of({ Ref: 'Agent' }, { Ref: 'Wrong' }),
    }),
    'There.template.json': template({ Agent: role({ PermissionsBoundary: limits('222222222222') }), Policy: of({ Ref: 'Agent' }) }),
  })).toEqual([
    'Here of 111111111111 | role Agent | Policy | within Limits',
    'Here of 111111111111 | role Wrong | Policy | within arn:aws:iam::222222222222:policy/limits',
    'There of 222222222222 | role Agent | Policy | within arn:aws:iam::222222222222:policy/limits',
  ]);
});

test('constructs are called as in the app where its metadata says so', () => {
  const at = (path: string, resource: object) => ({ ...resource, Metadata: { 'aws:cdk:path': path } });
  expect(linesIn({
    'Teleport.template.json': template({
      Agent0123: at('Teleport/Agent/Resource', role()),
      First: at('Teleport/Access/Resource/Resource', of({ Ref: 'Agent0123' })),
      Second: at('Teleport/Access/Resource2/Resource', of({ Ref: 'Agent0123' })),
      AccessResourceGrants01234567: at('Teleport/Access/ResourceGrants/Resource', of({ Ref: 'Agent0123' })),
      WithoutPath: of({ Ref: 'Agent0123' }),
    }),
  })).toEqual(['Teleport | role Agent | Access + Access (2) + Access (grants) + WithoutPath']);
});

test('what a boundary says otherwise than the policies is shown', () => {
  const within = (region: string) => ({ ...READER, Condition: { StringEquals: { 'aws:RequestedRegion': region } } });
  const report = reportOfAny(assemblyOf({
    'A.template.json': template({
      Agent: role({ PermissionsBoundary: { Ref: 'Limit' } }),
      Policy: policy([READER, within('eu-west-1')], { Roles: [{ Ref: 'Agent' }] }),
      Limit: policy([READER, within('eu-west-2')], BOUNDARY),
    }),
  }));
  const [identity] = report.stacks[0].identities;
  expect(beyondPolicies(identity.boundary as Policy, identity).map(({ conditions }) => conditions)).toEqual([
    [{ operator: 'StringEquals', key: 'aws:RequestedRegion', values: ['eu-west-2'] }],
  ]);
});

describe('a statement', () => {
  function statementsOf(statements: readonly object[], id = 'Policy', properties: object = {}): Statement[] {
    const report = reportOfAny(assemblyOf({ 'A.template.json': template({ Agent: role(), [id]: policy(statements, { Roles: [{ Ref: 'Agent' }], ...properties }) }) }));
    return [...report.stacks[0].identities[0].policies[0].statements];
  }
  const documented = { Effect: 'Allow', Action: ['rds:DescribeDBInstances', 'rds:ModifyDBInstance'], Resource: '*' };
  const LIST = 'list RDS instances, and the instances of Aurora clusters, with their tags and networks';
  const MODIFY = 'turn on IAM authentication for RDS instances, which AWS applies immediately with all other pending modifications';

  test('has the reason of its Sid, which may be numbered', () => {
    const sids = ['RDSDescribeInstances', 'RDSDescribeInstances12', 'RDSDescribeInstancesX'];
    expect(statementsOf(sids.map((Sid) => ({ ...documented, Sid }))).map(({ origin, reason }) => [origin, reason]))
      .toEqual([['library', LIST], ['library', LIST], ['app', undefined]]);
  });

  test('has the reasons of its actions where the whole policy is as documented', () => {
    expect(statementsOf([documented])).toMatchObject([{ origin: 'documented', reason: `${LIST}; ${MODIFY}` }]);
    expect(statementsOf([{ ...documented, Action: [...documented.Action, 's3:GetObject'] }])).toMatchObject([{ origin: 'app' }]);
  });

  test('is of the app beside others with Sids, and in a policy of later grants', () => {
    expect(statementsOf([READER, documented]).map(({ origin }) => origin)).toEqual(['library', 'app']);
    expect(statementsOf([documented], 'AccessResourceGrants01234567').map(({ origin }) => origin)).toEqual(['app']);
  });

  test('may deny, name what it is not for, or hang on a condition of the template', () => {
    const deny = { Sid: 'Mine', Effect: 'Deny', NotAction: ['s3:*', 'rds:*'], NotResource: 'a', Condition: { Null: { 'aws:TagKeys': 'true' } } };
    const written = statementsOf([READER, deny, { 'Fn::If': ['IsProd', documented, { Ref: 'AWS::NoValue' }] }]);
    expect(written.slice(1).map(({ effect, actions, resources, conditions }) => ({ effect, actions, resources, conditions }))).toEqual([
      { effect: 'Deny', actions: ['everything but s3:*, rds:*'], resources: ['everything but a'], conditions: [{ operator: 'Null', key: 'aws:TagKeys', values: ['true'] }] },
      { effect: 'Allow', actions: documented.Action, resources: ['*'], conditions: [{ operator: 'Stack', key: 'IsProd', values: ['true'] }] },
    ]);
  });
});
