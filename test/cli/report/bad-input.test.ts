import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { assemblyOf, connect, policy, role, template } from './assembly';
import { reportOf } from '../../../cli/report/model/build';

const good = template({ Agent: role(), Policy: policy([connect('arn:aws:rds-db:eu-west-1:1:dbuser:db-A/reader')], { Roles: [{ Ref: 'Agent' }] }) });

/** The message and exit code, with the folder as `cdk.out`. */
function problemOf(folder: string): { message: string; exitCode: number } {
  try {
    reportOf(folder);
  } catch (error) {
    const { message, exitCode } = error as { message: string; exitCode: number };
    return { message: message.replaceAll(folder, 'cdk.out'), exitCode };
  }
  throw new Error('nothing was wrong');
}

test('a folder with a good template is not refused, even without a manifest', () => {
  expect(reportOf(assemblyOf({ 'Teleport.template.json': good })).stacks.map(({ name }) => name)).toEqual(['Teleport']);
});

test('no such folder is wrong use', () => {
  expect(problemOf('/nowhere/cdk.out')).toEqual({
    message: 'cdk.out is not a folder; name the one that \'cdk synth\' wrote, which is cdk.out unless the app says otherwise', exitCode: 2,
  });
});

test('a folder without templates is wrong use', () => {
  expect(problemOf(assemblyOf({ 'manifest.json': {}, 'template.json': good, 'asset.1/Teleport.template.json': good }))).toEqual({
    message: 'cdk.out has no templates, which end with .template.json; name the folder that \'cdk synth\' wrote', exitCode: 2,
  });
});

test('an assembly without a policy of this library is named', () => {
  const others = template({ Agent: role(), Policy: policy([connect('*')], { Description: 'Something else', Roles: [{ Ref: 'Agent' }] }) });
  expect(problemOf(assemblyOf({ 'Teleport.template.json': others }))).toEqual({
    message: 'cdk.out has no policy of this library, which would be a managed policy with its description or an inline policy with one of its Sids, '
      + 'or one that asDocumented wrote; name the cloud assembly of an app that has one',
    exitCode: 1,
  });
});

test.each<[string, { readonly [path: string]: unknown }, RegExp]>([
  ['a broken template', { 'A.template.json': good, 'B.template.json': '{\n  "Resources": {,\n' }, /^cdk.out\/B.template.json cannot be read as JSON: .*; synthesize/s],
  ['an empty template', { 'A.template.json': '' }, /^cdk.out\/A.template.json cannot be read as JSON: .*; synthesize/s],
  ['a broken manifest', { 'A.template.json': good, 'manifest.json': '}' }, /^cdk.out\/manifest.json cannot be read as JSON: .*; synthesize/s],
  ['a template that is a list', { 'A.template.json': [good] }, /^cdk.out\/A.template.json must be a JSON object; synthesize the app again$/],
  ['resources that are a list', { 'A.template.json': { Resources: [] } }, /^'Resources' in cdk.out\/A.template.json must be an object; synthesize/],
  ['a policy without statements', { 'A.template.json': template({ Policy: policy([], { PolicyDocument: {} }) }) },
    /^Policy in cdk.out\/A.template.json must have a 'PolicyDocument' with statements; synthesize/],
  ['a broken template of a stage', { 'A.template.json': good, 'assembly-Prod/B.template.json': '' }, /^cdk.out\/assembly-Prod\/B.template.json cannot/],
])('%s is named with its place', (_, files, expected) => {
  expect(problemOf(assemblyOf(files))).toEqual({ message: expect.stringMatching(expected), exitCode: 1 });
});

describe('what never ends, or is not there', () => {
  const nested = (path: string) => ({ Type: 'AWS::CloudFormation::Stack', Metadata: { 'aws:asset:path': path } });
  const named = (id: string, properties: object) => ({ artifacts: { [id]: { properties } } });
  const twice = (times: number): unknown => times === 0 ? 'x' : { 'Fn::Sub': ['${a}${a}', { a: twice(times - 1) }] };
  const joined = (times: number, inner: unknown): unknown => times === 0 ? inner : { 'Fn::Join': ['', [joined(times - 1, inner)]] };
  const deep = `{"Resources":{"A":{"Type":"AWS::IAM::Role","Properties":{"RoleName":${'{"Fn::Join":["",['.repeat(5000)}"x"${']]}'.repeat(5000)}}}}}`;
  const withResource = (resource: unknown) => template({ ...good.Resources, Policy: policy([connect(resource)], { Roles: [{ Ref: 'Agent' }] }) });
  const around = { Resources: { P: policy([connect('*')], { Roles: [{ 'Fn::ImportValue': 'x' }] }) }, Outputs: { O: { Value: { 'Fn::ImportValue': 'x' }, Export: { Name: 'x' } } } };

  test.each<[string, { readonly [path: string]: unknown }, RegExp]>([
    ['a template that is its own nested stack', { 'A.template.json': template({ N: nested('A.template.json') }) }, /^cdk.out\/A.template.json is nested in itself, /],
    ['templates that nest each other', {
      'A.template.json': template({ N: nested('B.template.json') }), 'B.template.json': template({ N: nested('A.template.json') }), 'C.template.json': good,
    }, /^cdk.out\/A.template.json is nested in itself, /],
    ['a circle below a stack', { 'A.template.json': template({ N: nested('B.template.json') }), 'B.template.json': template({ N: nested('B.template.json') }) },
      /^cdk.out\/B.template.json is nested in itself, /],
    ['nested stacks without number', Object.fromEntries(Array.from({ length: 20 }, (_, index) =>
      [`A${index}.template.json`, template({ ...good.Resources, ...index < 19 ? { M: nested(`A${index + 1}.template.json`), N: nested(`A${index + 1}.template.json`) } : {} })])),
    /^cdk.out has more than 10,000 stacks, nested ones included; /],
    ['text that doubles', { 'A.template.json': withResource(twice(60)) }, /^a text of a template has more than 100,000 characters, which IAM takes nowhere; it begins with x/],
    ['functions in functions', { 'A.template.json': deep }, /^cdk.out\/A.template.json nests more than 200 functions, lists and objects in each other/],
    ['an export that imports itself', { 'A.template.json': around }, /^a reference in cdk.out\/A.template.json leads through more than 100 others, or to itself/],
    ['a template that the manifest names', { 'A.template.json': good, 'manifest.json': named('Teleport', { templateFile: 'B.template.json' }) },
      /^cdk.out\/B.template.json, which the manifest names for Teleport, is missing; /],
    ['a template of another folder', { 'A.template.json': good, 'manifest.json': named('Teleport', { templateFile: '../B.template.json' }) },
      /B.template.json, which the manifest names for Teleport, is missing; /],
    ['a stage that the manifest names', { 'A.template.json': good, 'manifest.json': named('Prod', { directoryName: 'assembly-Prod' }) },
      /^cdk.out\/assembly-Prod, which the manifest names for Prod, is missing; /],
    ['the template of a nested stack', { 'A.template.json': template({ ...good.Resources, N: nested('B.nested.template.json') }) },
      /^cdk.out\/B.nested.template.json, the template of the nested stack N in cdk.out\/A.template.json, is missing; /],
  ])('%s is named', (_, files, expected) => {
    expect(problemOf(assemblyOf(files))).toEqual({ message: expect.stringMatching(expected), exitCode: 1 });
  });

  test('a symbolic link in place of a template or a stage is named', () => {
    const folder = assemblyOf({ 'A.template.json': good, 'manifest.json': named('Teleport', { templateFile: 'B.template.json' }), 'stage/C.template.json': good });
    symlinkSync('A.template.json', join(folder, 'B.template.json'));
    expect(problemOf(folder).message).toMatch(/^cdk.out\/B.template.json, which the manifest names for Teleport, is a symbolic link; /);
    const other = assemblyOf({ 'A.template.json': good });
    symlinkSync('A.template.json', join(other, 'B.template.json'));
    expect(problemOf(other).message).toMatch(/^cdk.out\/B.template.json is a symbolic link; /);
    const stage = assemblyOf({ 'A.template.json': good, 'manifest.json': named('Prod', { directoryName: 'b' }) });
    symlinkSync('..', join(stage, 'b'));
    expect(problemOf(stage).message).toMatch(/^cdk.out\/b, which the manifest names for Prod, is a symbolic link; /);
  });

  test('a template whose name the manifest alone tells is read, and one that two nested stacks have is there twice', () => {
    const folder = assemblyOf({
      'manifest.json': named('Teleport', { templateFile: './Teleport.json' }),
      'Teleport.json': template({
        M: nested('B.nested.template.json'),
        N: {
          ...nested('B.nested.template.json'),
          Metadata: { 'aws:asset:path': 'B.nested.template.json', 'aws:cdk:path': 'Teleport/Other.NestedStack/Resource' },
        },
      }),
      'B.nested.template.json': good,
    });
    expect(reportOf(folder).stacks.map(({ name }) => name)).toEqual(['B', 'Teleport/Other']);
  });

  test('some nesting, and some repetition, is nothing unusual', () => {
    expect(reportOf(assemblyOf({ 'A.template.json': withResource(joined(50, twice(10))) })).stacks[0].identities[0].policies[0].statements[0].resources)
      .toEqual(['x'.repeat(1024)]);
  });
});
