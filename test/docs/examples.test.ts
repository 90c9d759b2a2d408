import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { sampled } from '../support/configuration';

const EXAMPLES = join(__dirname, '..', '..', 'examples');
const OUT = mkdtempSync(join(tmpdir(), 'examples-'));

/** The examples by task; the folders of languages have one app that examples/compare compares. */
const LANGUAGES = ['csharp', 'go', 'java', 'python', 'typescript'];
const isTask = (path: string) => !LANGUAGES.includes(path.split('/')[0]) && !/node_modules|\.venv/.test(path);
const FILES = readdirSync(EXAMPLES, { encoding: 'utf8', recursive: true }).filter(isTask);
const APPS = FILES.filter((path) => path.endsWith('/app.ts')).map((path) => dirname(path)).sort();
const TASKS = [...new Set(APPS.map((path) => path.split('/')[0]))];

const textOf = (...path: string[]) => readFileSync(join(EXAMPLES, ...path), 'utf8');
const templateOf = (app: string, stack: string) => JSON.parse(readFileSync(join(OUT, app, `${stack}.template.json`), 'utf8'));
const propertiesOf = (app: string, stack: string, type: string) =>
  Object.values<any>(templateOf(app, stack).Resources).filter(({ Type }) => Type === type).map(({ Properties }) => Properties);
const statementsOf = (app: string, stack: string) =>
  propertiesOf(app, stack, 'AWS::IAM::ManagedPolicy').flatMap(({ PolicyDocument }) => PolicyDocument.Statement.map(deployed));
const trustOf = (app: string, stack: string) => propertiesOf(app, stack, 'AWS::IAM::Role')
  .flatMap(({ AssumeRolePolicyDocument }) => AssumeRolePolicyDocument.Statement.map(deployed));

/** Intrinsics with sample values, at any depth. */
function deployed(value: any): any {
  if (Array.isArray(value)) {
    return value.map(deployed);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return /^(Ref|Fn::.*)$/.test(Object.keys(value)[0]) ? sampled(value) : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, deployed(item)]));
}

beforeAll(() => {
  process.setMaxListeners(0); // each app would synthesize once more at the end
  for (const app of APPS) {
    process.env.CDK_OUTDIR = join(OUT, app); // as the CDK CLI says it
    jest.requireActual(join(EXAMPLES, app, 'app'));
  }
  delete process.env.CDK_OUTDIR;
});

test('there is an example for each task', () => {
  expect(TASKS).toEqual([
    'corporate-boundary', 'ec2', 'ecs', 'eks', 'existing-teleport-yaml', 'fargate-agent', 'hub-and-spoke', 'managed-users', 'organization', 'role-users',
    'three-stacks', 'two-pipelines',
  ]);
});

test.each(TASKS)('%s has a README that says the four things, and the index names it', (task) => {
  const headings = [...textOf(task, 'README.md').matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
  expect(headings).toEqual(['What you get', 'Who trusts whom', 'Run it', 'What Teleport needs']);
  expect(textOf('README.md')).toContain(`](${task}/README.md)`);
});

test.each(FILES.filter((path) => path.endsWith('.ts') && path.includes('/')))('%s is there in Python too', (path) => {
  expect(FILES).toContain(path.replace(/\.ts$/, '.py'));
});

test.each(APPS)('%s synthesizes, and nobody is warned, by this library or by cdk-nag', (app) => {
  const { artifacts } = JSON.parse(readFileSync(join(OUT, app, 'manifest.json'), 'utf8'));
  const messages = Object.values<any>(artifacts).flatMap(({ metadata = {} }) => Object.values<any>(metadata).flat())
    .filter(({ type, data }) => /aws:cdk:(warning|error)/.test(type) && /teleport|AwsSolutions/.test(data));
  expect(messages).toEqual([]);
});

test('hub and spoke: the hub may assume the role of the spoke, which trusts the hub\'s agent with the same external ID', () => {
  const [assume] = statementsOf('hub-and-spoke', 'TeleportHub');
  expect(assume).toEqual({
    Sid: 'AssumeRoles',
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Resource: 'arn:aws:iam::222222222222:role/teleport-access',
    Condition: { StringEquals: { 'sts:ExternalId': 'prod-eu' } },
  });
  expect(trustOf('hub-and-spoke', 'TeleportSpoke')).toEqual([{
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Principal: { AWS: 'arn:aws:iam::111111111111:root' },
    Condition: { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111111111111:role/teleport-agent' }, StringEquals: { 'sts:ExternalId': 'prod-eu' } },
  }]);
});

test('two pipelines: each side deploys what one app would, though neither sees the other', () => {
  expect(statementsOf('two-pipelines/hub', 'TeleportHub')).toEqual(statementsOf('hub-and-spoke', 'TeleportHub'));
  expect(statementsOf('two-pipelines/spoke', 'TeleportSpoke')).toEqual(statementsOf('hub-and-spoke', 'TeleportSpoke'));
  expect(trustOf('two-pipelines/spoke', 'TeleportSpoke')).toEqual(trustOf('hub-and-spoke', 'TeleportSpoke'));
  const outputsOf = (app: string) => Object.values<any>(templateOf(app, 'TeleportHub').Outputs).map(({ Value }) => JSON.parse(sampled(Value)));
  expect(outputsOf('two-pipelines/hub')).toEqual(outputsOf('hub-and-spoke'));
});

test('managed users: secrets of the prefix, the key through Secrets Manager, and passwords of tagged users only', () => {
  const statements = statementsOf('managed-users', 'TeleportManagedUsers');
  expect(statements.filter(({ Action }) => /secretsmanager/.test(Action[0])).map(({ Resource }) => Resource)).toEqual([[
    'arn:aws:secretsmanager:eu-west-1:123456789012:secret:teleport-prod/elasticache/eu-west-1/123456789012/user/*',
    'arn:aws:secretsmanager:eu-west-1:123456789012:secret:teleport-prod/memorydb/eu-west-1/123456789012/user/*',
  ]]);
  expect(statements.filter(({ Action }) => /kms/.test(Action[0])).map(({ Condition }) => Condition))
    .toEqual([{ StringLike: { 'kms:ViaService': 'secretsmanager.eu-west-1.*' } }]);
  expect(statements.filter(({ Action }) => /:(Modify|Update)User$/.test(Action)).map(({ Action, Condition }) => ({ Action, Condition }))).toEqual([
    { Action: 'elasticache:ModifyUser', Condition: { Null: { 'aws:ResourceTag/teleport.dev/managed': 'false' } } },
    { Action: 'memorydb:UpdateUser', Condition: { Null: { 'aws:ResourceTag/teleport.dev/managed': 'false' } } },
  ]);
});

test('role users: the agent may assume the two roles, which trust it', () => {
  const [assume] = statementsOf('role-users', 'TeleportRoleUsers');
  expect(assume).toEqual({
    Sid: 'AssumeRoles',
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Resource: ['arn:aws:iam::123456789012:role/orders-reader', 'arn:aws:iam::123456789012:role/sales-analyst'],
  });
  const [, ...users] = trustOf('role-users', 'TeleportRoleUsers');
  expect(users.map(({ Principal }) => Principal)).toEqual(Array(2).fill({ AWS: 'arn:aws:iam::123456789012:root' }));
  expect(users.map(({ Condition }) => Object.keys(Condition.ArnEquals))).toEqual(Array(2).fill(['aws:PrincipalArn']));
});

test('a corporate boundary: it is on the role, and the policies have the path of the team', () => {
  const [role] = propertiesOf('corporate-boundary', 'Teleport', 'AWS::IAM::Role');
  expect(sampled(role.PermissionsBoundary)).toMatch(/^arn:aws:iam::\d{12}:policy\/company-boundary$/);
  expect(propertiesOf('corporate-boundary', 'Teleport', 'AWS::IAM::ManagedPolicy').map(({ Path }) => Path)).toEqual(['/databases/']);
});

test('three stacks: the agent is let in by rules of its own stack, and the stack of the databases needs nothing from it', () => {
  const agentGroup = { 'Fn::GetAtt': [expect.stringMatching(/^InstanceInstanceSecurityGroup/), 'GroupId'] };
  const from = (what: RegExp) => ({ 'Fn::ImportValue': expect.stringMatching(what) });
  expect(propertiesOf('three-stacks', 'Agent', 'AWS::EC2::SecurityGroupIngress')).toMatchObject([
    { FromPort: from(/^Data:.*Orders.*EndpointPort/), GroupId: from(/^Data:.*OrdersSecurityGroup/), SourceSecurityGroupId: agentGroup },
    { FromPort: from(/^Data:.*Stock.*EndpointPort/), GroupId: from(/^Data:.*StockSecurityGroup/), SourceSecurityGroupId: agentGroup },
  ]);
  expect(propertiesOf('three-stacks', 'Data', 'AWS::EC2::SecurityGroupIngress')).toEqual([]);
  expect(JSON.stringify(templateOf('three-stacks', 'Data'))).not.toMatch(/"Agent:/);
});

test('three stacks: the role is where the aspect moves it, and IAM authentication is on', () => {
  expect(propertiesOf('three-stacks', 'Agent', 'AWS::IAM::Role').map(({ Path }) => Path)).toEqual(['/corporate/']);
  expect(propertiesOf('three-stacks', 'Agent', 'AWS::IAM::ManagedPolicy').map(({ Roles }) => Roles)).toEqual([[{ Ref: expect.stringMatching(/^Role/) }]]);
  const [orders] = propertiesOf('three-stacks', 'Data', 'AWS::RDS::DBInstance');
  const [stock] = propertiesOf('three-stacks', 'Data', 'AWS::RDS::DBCluster');
  expect([orders, stock].map(({ EnableIAMDatabaseAuthentication }) => EnableIAMDatabaseAuthentication)).toEqual([true, true]);
});

test('an existing teleport.yaml: the app writes the file that somebody wrote by hand', () => {
  const { Value } = templateOf('existing-teleport-yaml', 'ExistingAgent').Outputs.TeleportYaml;
  expect(JSON.parse(Value)).toEqual(parse(textOf('existing-teleport-yaml', 'teleport.yaml')));
});
