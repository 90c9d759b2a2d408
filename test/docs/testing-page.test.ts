import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as cdk from 'aws-cdk-lib';
import * as assertions from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as nag from 'cdk-nag';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import * as library from '../../src';

const ROOT = join(__dirname, '..', '..');
const BLOCKS = [...readFileSync(join(ROOT, 'docs', 'testing.md'), 'utf8').matchAll(/^```ts nofixture\n(.*?)^```$/gms)].map(([, block]) => block);
const isNag = (block: string) => block.includes('cdk-nag');
const TESTS = BLOCKS.filter((block) => !isNag(block));
const [NAG_3, NAG_2] = BLOCKS.filter(isNag);

/** Runs a block of the page, with what it takes from its surroundings. */
function run(block: string, nagOf: unknown = nag, names: object = {}): { app: cdk.App; stack: cdk.Stack } {
  const modules: { readonly [name: string]: unknown } = {
    'aws-cdk-lib': cdk, 'aws-cdk-lib/assertions': assertions, 'aws-cdk-lib/aws-iam': iam, 'cdk-nag': nagOf, 'cdk-teleport-database-access': library,
  };
  const module: { exports: any } = { exports: {} };
  const { outputText } = transpileModule(block, { compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 } });
  const given = { require: (name: string) => modules[name], module, exports: {}, ...names };
  Reflect.construct(Function, [...Object.keys(given), `${outputText}\nif (typeof app !== "undefined") { module.exports = { app, stack }; }`])(...Object.values(given));
  return module.exports;
}

describe('the tests of docs/testing.md', () => {
  TESTS.forEach((block) => run(block, nag, { test, expect }));

  test('there are three', () => {
    expect(TESTS).toHaveLength(3);
  });
});

describe('the loops for cdk-nag', () => {
  const withoutLoop = (block: string) => `${block.split('\nfor (')[0]}\napp.synth();\n`;
  const findings = (stack: cdk.Stack) => assertions.Annotations.fromStack(stack).findError('*', assertions.Match.anyValue()).map(({ entry }) => String(entry.data));

  test('cdk-nag 2 finds two things without the loop, and nothing with it', () => {
    expect(findings(run(withoutLoop(NAG_2)).stack)).toHaveLength(2);
    expect(findings(run(NAG_2).stack)).toEqual([]);
  });

  const withCdkNag3 = existsSync(join(ROOT, 'node_modules', 'cdk-nag-3')) ? test : test.skip;

  withCdkNag3('cdk-nag 3 fails the synthesis without the loop, and not with it', () => {
    const nag3: unknown = jest.requireActual('cdk-nag-3');
    expect(() => run(withoutLoop(NAG_3), nag3)).toThrow('AwsSolutions-IAM5');
    expect(() => run(NAG_3, nag3)).not.toThrow();
  });
});
