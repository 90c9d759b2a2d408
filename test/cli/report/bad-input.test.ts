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
    message: 'cdk.out has no policy of this library, which would be a managed policy with its description or an inline policy with one of its Sids; '
      + 'name the cloud assembly of an app that has one',
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
