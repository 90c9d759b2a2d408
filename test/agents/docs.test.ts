import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CfnOutput, Stack } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ModuleKind, ScriptTarget, transpile } from 'typescript';
import { agentIn, vpcIn } from './agents';
import * as library from '../../src';
import { propertiesOf, resourcesOf, stackIn, warningsOf } from '../support/template';

const PAGE = readFileSync(join(__dirname, '..', '..', 'docs', 'fargate-agent.md'), 'utf8');
const EXAMPLES = [...PAGE.matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, code]) => code);

/** Runs an example in a stack, with what it takes for given. */
function run(example: string, given: (stack: Stack) => { readonly [name: string]: unknown }): Stack {
  const stack = stackIn();
  const names: { readonly [name: string]: unknown } = { ...library, CfnOutput, iam, ...given(stack) };
  const code = transpile(example, { target: ScriptTarget.ES2022, module: ModuleKind.None });
  Reflect.construct(Function, [...Object.keys(names), code]).call(stack, ...Object.values(names));
  return stack;
}

test('the page has three examples in TypeScript', () => {
  expect(EXAMPLES).toHaveLength(3);
});

test('the first one makes what the page says, one resource each', () => {
  const stack = run(EXAMPLES[0], (scope) => ({ vpc: vpcIn(scope) }));
  const types = Object.values(resourcesOf(stack)).map(({ Type }) => Type).sort();
  expect(types).toEqual([
    'AWS::EC2::SecurityGroup', 'AWS::ECS::Cluster', 'AWS::ECS::Service', 'AWS::ECS::TaskDefinition', 'AWS::IAM::ManagedPolicy',
    'AWS::IAM::Policy', 'AWS::IAM::Role', 'AWS::IAM::Role', 'AWS::Logs::LogGroup',
  ]);
  types.forEach((type) => expect(PAGE).toContain(type));
  expect(warningsOf(stack)).toEqual([]);
});

test('the second one: the role that is a database user trusts the agent', () => {
  const stack = run(EXAMPLES[1], (scope) => ({
    vpc: vpcIn(scope), table: new dynamodb.Table(scope, 'Table', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } }),
  }));
  expect(propertiesOf(stack, 'AWS::ECS::Service')).toHaveLength(1);
  expect(warningsOf(stack)).toEqual([]);
});

test('the third one: a service of the app waits for the policies', () => {
  const stack = run(EXAMPLES[2], (scope) => {
    const { service, access } = agentIn(scope);
    return { service, access };
  });
  expect(warningsOf(stack)).toEqual([]);
});

test('every option of the construct is on the page, or is one of those that it inherits', () => {
  const props = readFileSync(join(__dirname, '..', '..', 'src', 'agents', 'fargate-agent-props.ts'), 'utf8');
  const options = [...props.matchAll(/^ {2}readonly (\w+)/gm)].map(([, option]) => `\`${option}\``);
  expect(options.length).toBeGreaterThan(15);
  expect(options.filter((option) => !PAGE.includes(option))).toEqual([]);
});
