import { execFileSync, spawnSync } from 'node:child_process';
import * as cdk from 'aws-cdk-lib';
import { App, AppProps, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { ModuleKind, transpileModule } from 'typescript';
import { db, role } from './exports';
import { print, refusal } from './support';
import * as library from '../../../src';
import { collect } from '../../support/collect';
import { deployed } from '../../support/deployed';

/** Something of everything that is written: lists, conditions, tags, roles, keys, several documents. */
const FILES = [
  ...Array.from({ length: 120 }, (_, index) => db('rds', { name: `orders-${index}` }).replace('db-ABCDEFGHIJKL01234', `db-${String(index).padStart(26, 'A')}`)),
  db('redshift', { name: 'warehouse' }),
  db('dynamodb', { name: 'tables', labels: 'env: tables', more: 'external_id: org-1, session_tags: { "team=a/b": "o r.d" }' }),
  db('memorydb', { name: 'ledger', more: 'secret_store: { key_prefix: mine, kms_key_id: 11111111-1111-1111-1111-111111111111 }' }),
  db('rds', { name: 'there', account: '222222222222', more: 'assume_role_arn: "arn:aws:iam::222222222222:role/teleport-access", external_id: org-1' }),
  role('reader', { names: 'sales' }),
  role('writer', { name: 'other', names: 'hr, "it\'s"' }),
  role('role/apps/reader', { name: 'tables', labels: 'env: tables' }),
  '---\nkind: discovery_config\nspec: { aws: [{ types: [elasticache, opensearch], regions: [eu-west-1, eu-central-1] }] }\n',
].join('');
const AS = { as: { kind: 'role', name: 'apps/teleport-agent' }, mustBeNamed: true } as const;

interface Document { readonly Statement: any[] }

const json = async (options = {}): Promise<Document[]> =>
  (await print(FILES, { ...AS, ...options })).text.split(/(?<=^}\n)/m).map((text) => JSON.parse(text));

/** The values of a text, whatever their order and number. */
const listed = (values: string | string[]) => [values].flat();
const withLists = ({ Sid, Effect, Action, Resource, Condition = {} }: any) => ({
  Sid,
  Effect,
  Action: listed(Action),
  Resource: listed(Resource),
  Condition: Object.entries(Condition).flatMap(([operator, keys]: any) =>
    Object.entries(keys).map(([variable, values]: any) => ({ test: operator, variable, values: listed(values) }))),
});

test('JSON is a document for each policy', async () => {
  const documents = await json();
  expect(documents.length).toBeGreaterThan(2);
  expect(documents.every((document) => JSON.stringify(document).length <= 6144)).toBe(true);
});

describe('terraform', () => {
  /** What a parser of HashiCorp's language reads. In a process of its own, because it is WebAssembly. */
  const parsed = (text: string): any => JSON.parse(execFileSync(process.execPath, ['-e', `
    require('@cdktf/hcl2json').parse('print.tf', require('node:fs').readFileSync(0, 'utf8')).then((read) => console.log(JSON.stringify(read)))`], { input: text, encoding: 'utf8', cwd: __dirname }));

  test('has the same policies, and attaches them', async () => {
    const { data, resource } = parsed((await print(FILES, AS, 'terraform')).text);
    const documents = Object.values<any>(data.aws_iam_policy_document).map(([{ statement }]) => statement.map(
      ({ sid, actions, resources, condition = [] }: any) => ({ Sid: sid, Effect: 'Allow', Action: actions, Resource: resources, Condition: condition })));
    expect(documents).toEqual((await json()).map(({ Statement }) => Statement.map(withLists)));
    for (const label of Object.keys(data.aws_iam_policy_document)) {
      expect(resource.aws_iam_policy[label]).toEqual([{
        description: 'What a Teleport agent needs for AWS databases', policy: `\${data.aws_iam_policy_document.${label}.json}`,
      }]);
      expect(resource.aws_iam_role_policy_attachment[label]).toEqual([{ role: 'teleport-agent', policy_arn: `\${aws_iam_policy.${label}.arn}` }]);
    }
  });

  test('inline policies are the role\'s or the user\'s own', async () => {
    const small = db('rds') + role('reader');
    const ofRole = parsed((await print(small, { ...AS, inline: true, policyName: 'teleport' }, 'terraform')).text);
    expect(ofRole.resource).toEqual({ aws_iam_role_policy: { teleport: [{ name: 'teleport', role: 'teleport-agent', policy: '${data.aws_iam_policy_document.teleport.json}' }] } });
    const ofUser = await print(small, { as: { kind: 'user', name: 'teleport' }, inline: true, policyName: 'teleport' }, 'terraform');
    expect(ofUser.text).toContain('resource "aws_iam_user_policy" "teleport" {\n  name   = "teleport"\n  user   = "teleport"\n');
  });

  test('nothing in a name is filled in by Terraform', async () => {
    const files = db('rds') + role('"a%{b}", \'c"d\'');
    const { data } = parsed((await print(files, AS, 'terraform')).text);
    expect(JSON.stringify(data)).toContain('a%%{b}');
    expect((await print(db('rds') + role('"a&{b}"'), AS, 'terraform').catch((error: Error) => error.message))).toMatch(/Terraform cannot write .*, because it takes &\{ for a variable of IAM/);
  });

  test('is laid out as terraform fmt does, if it is here', async () => {
    const { text } = await print(FILES, AS, 'terraform');
    const formatted = spawnSync('terraform', ['fmt', '-'], { input: text, encoding: 'utf8' });
    expect(formatted.error === undefined ? formatted.stdout : text).toBe(text);
  });
});

test('a template of CloudFormation has the same policies, and attaches them', async () => {
  const { Resources } = JSON.parse((await print(FILES, AS, 'cloudformation')).text);
  collect(Resources); // for parliament
  const policies = Object.values<any>(Resources);
  expect(policies.map(({ Properties }) => Properties.PolicyDocument)).toEqual(await json());
  policies.forEach(({ Type, Properties }) => expect({ Type, Roles: Properties.Roles }).toEqual({ Type: 'AWS::IAM::ManagedPolicy', Roles: ['teleport-agent'] }));
});

describe('cdk', () => {
  test('has each database once, however often it is registered', async () => {
    const cluster = (name: string, more: string) => db('aurora', { name }).replace('orders.cluster-', `orders.cluster-${more}`);
    const { text } = await print(cluster('writer', '') + cluster('reader', 'ro-') + role('reader'), AS, 'cdk');
    expect(text.match(/fromResourceId/g)).toHaveLength(1);
    const tables = (name: string) => db('dynamodb', { name, more: 'external_id: org-1' });
    expect((await print(tables('one') + tables('two') + role('role/reader'), AS, 'cdk')).text.match(/DynamoDbDatabase\.of/g)).toHaveLength(1);
  });

  test('compiles, and is synthesized to the same policies', async () => {
    const { text } = await print(FILES, AS, 'cdk');
    const { outputText } = transpileModule(`${text}\nexport { app };`, { compilerOptions: { module: ModuleKind.CommonJS } });
    const exported: { app?: App } = {};
    class Initialized extends App {
      constructor(props?: AppProps) {
        super({ ...props, context: { '@aws-cdk/core:enablePartitionLiterals': true } }); // as `cdk init` has it
      }
    }
    const modules: { readonly [name: string]: unknown } = {
      'cdk-teleport-database-access': library,
      'aws-cdk-lib': Object.create(cdk, { App: { value: Initialized } }),
      'aws-cdk-lib/aws-iam': iam,
      'aws-cdk-lib/aws-kms': kms,
    };
    new Function('require', 'exports', outputText)((name: string) => modules[name], exported);
    const template = exported.app!.synth().stacks[0].template;
    const policies = Object.values<any>(template.Resources).filter(({ Type }) => Type === 'AWS::IAM::ManagedPolicy');
    expect(policies.map(({ Properties }) => deployed(Properties.PolicyDocument))).toEqual(await json());
    expect(Stack.of(exported.app!.node.children[0]).region).toBe('eu-west-1');
  });
});

test.each(['terraform', 'cloudformation', 'cdk'] as const)('%s names whoever gets the policy', async () => {
  expect(await refusal(db('rds') + role('reader'), { mustBeNamed: true })).toBe('this output names whoever gets the policy: give --as role/NAME or --as user/NAME');
});
