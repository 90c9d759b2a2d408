import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as cdk from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { ModuleKind, transpileModule } from 'typescript';
import { parse } from 'yaml';
import * as library from '../../src';
import { deployed, propertiesOf, warningsOf } from '../support/template';

const README = readFileSync(join(__dirname, '..', '..', 'README.md'), 'utf8');
const blockOf = (language: string) => new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'ms').exec(README)![1];

const MODULES: { readonly [name: string]: unknown } = { 'aws-cdk-lib': cdk, 'aws-cdk-lib/aws-ec2': ec2, 'cdk-teleport-database-access': library };

/** The stack of an app in TypeScript, which is run as it stands. */
function stackOf(app: string): cdk.Stack {
  const { outputText } = transpileModule(`${app}\nmodule.exports = stack;`, { compilerOptions: { module: ModuleKind.CommonJS } });
  const module: { exports?: cdk.Stack } = {};
  new Function('require', 'module', 'exports', outputText)((name: string) => MODULES[name], module, {});
  return module.exports!;
}

test('links are absolute, because registries show the README without its repository', () => {
  const targets = [...README.matchAll(/\]\(([^)]*)\)|^\[[^\]]+\]: (.*)$/gm)].map(([, inline, reference]) => inline ?? reference);
  expect(targets.length).toBeGreaterThan(40);
  expect(targets.filter((target) => !/^(https:\/\/|#)/.test(target))).toEqual([]);
});

test('it can be read in a quarter of an hour, and its source too', () => {
  expect(README.replace(/^ *```.*?^ *```/gms, '').split(/\s+/).length).toBeLessThan(1800);
  expect(README.split('\n').filter((line) => line.length > 300)).toEqual([]);
});

test('it explains at most fifteen words', () => {
  const rows = README.split('\n## Words\n')[1].split('\n## ')[0].split('\n').filter((line) => line.startsWith('|')).slice(2);
  expect(rows.length).toBeGreaterThan(5);
  expect(rows.length).toBeLessThanOrEqual(15);
});

describe('the first app', () => {
  const source = blockOf('ts nofixture');

  test('synthesizes by itself, which it must in every language but TypeScript', () => {
    expect(source).toMatch(/\napp\.synth\(\);\n$/);
  });

  test('makes the policy and the teleport.yaml that are shown below it, and nobody is warned', () => {
    const stack = stackOf(source);
    const [policy] = propertiesOf(stack, 'AWS::IAM::ManagedPolicy').map((properties) => deployed(properties));
    const [{ ContainerDefinitions: [{ Environment: environment }] }] = propertiesOf(stack, 'AWS::ECS::TaskDefinition').map((properties) => deployed(properties));
    const [{ Value: { 'Fn::Base64': config } }] = environment.filter(({ Name }: { Name: string }) => Name === 'TELEPORT_CONFIG');

    expect(JSON.parse(blockOf('json'))).toEqual(policy.PolicyDocument.Statement.map(({ Effect, ...others }: { Effect: string }) => others));
    expect(parse(blockOf('yaml'))).toEqual(JSON.parse(config));
    expect(warningsOf(stack)).toEqual([]);
  });
});
