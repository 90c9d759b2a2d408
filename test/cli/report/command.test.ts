import { assemblyOf, connect, policy, role, template } from './assembly';
import { Problem } from '../../../cli/problem';
import { reportCommand } from '../../../cli/report/command';
import { bundledCommand, run } from '../bundled';

const DATABASE = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':rds-db:eu-west-1:111111111111:dbuser:db-A/reader']] };
const command = bundledCommand();
const appOf = (...resources: unknown[]) => assemblyOf({
  'Teleport.template.json': template({ Agent: role(), Connect: policy([connect(...resources)], { Roles: [{ Ref: 'Agent' }] }) }),
});
const folder = appOf(DATABASE);
const wider = appOf(DATABASE, '*');
const empty = assemblyOf({ 'Teleport.template.json': template({}) });

describe('in a shell', () => {
  test('it prints a report without aws-cdk-lib, and in no colors where it is no terminal', () => {
    expect(run(command, ['report', folder])).toEqual({ status: 0, stderr: '', stdout: EXPECTED });
  });

  test('wrong use gives 2 and no half output', () => {
    expect(run(command, ['report', 'nowhere'])).toEqual({
      status: 2, stdout: '', stderr: 'nowhere is not a folder; name the one that \'cdk synth\' wrote, which is cdk.out unless the app says otherwise\n',
    });
  });

  test('a comparison fails only if asked to, and only if something allows more', () => {
    const compared = (...args: string[]) => run(command, ['report', '--compare', ...args]);
    expect(compared(folder, wider)).toMatchObject({ status: 0, stdout: expect.stringMatching(/^Allows more\n/), stderr: '' });
    expect(compared(folder, wider, '--exit-code')).toMatchObject({
      status: 1, stdout: expect.stringMatching(/^Allows more\n/), stderr: `${wider} allows more than ${folder}\n`,
    });
    const theirs = assemblyOf({
      'Teleport.template.json': template({
        Agent: role({ ManagedPolicyArns: ['arn:aws:iam::111111111111:policy/theirs'] }), Connect: policy([connect(DATABASE)], { Roles: [{ Ref: 'Agent' }] }),
      }),
    });
    expect(compared(folder, theirs, '--exit-code')).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/^Cannot be decided, and counts as more\n/),
      stderr: `${theirs} may allow more than ${folder}: what cannot be decided counts as more, unless you add --accept-undecided\n`,
    });
    expect(compared(folder, theirs, '--exit-code', '--accept-undecided')).toMatchObject({ status: 0, stderr: '' });
    expect(compared(folder, wider, '--exit-code', '--accept-undecided')).toMatchObject({ status: 1 });
    expect(compared(wider, folder, '--exit-code')).toMatchObject({ status: 0, stdout: expect.stringMatching(/^Allows less\n/), stderr: '' });
  });

  test('help starts with the shortest useful call', () => {
    const { status, stdout } = run(command, ['report', '--help']);
    expect(status).toBe(0);
    expect(stdout.split('\n').slice(0, 3)).toEqual(['The shortest useful call, after \'cdk synth\':', '', '  npx cdk-teleport-database-access report']);
  });
});

describe('in this process', () => {
  /** What is written to standard output, or the problem. */
  async function outputOf(...args: string[]): Promise<string> {
    const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    try {
      await reportCommand().exitOverride().configureOutput({ writeErr: () => {} }).parseAsync(args, { from: 'user' });
      return write.mock.calls.join('');
    } finally {
      write.mockRestore();
    }
  }

  test.each([
    { what: 'one folder to compare', args: ['--compare', folder], code: 2, message: '--compare must have two folders, the old assembly and the new one; got 1' },
    {
      what: 'a page of a comparison',
      args: ['--compare', folder, wider, '--format', 'html'],
      code: 2,
      message: '\'--format\' of a comparison must be text, markdown, json; got html',
    },
    {
      what: 'nothing to compare',
      args: ['--compare', empty, empty],
      code: 1,
      message: `neither ${empty} nor ${empty} has a policy of this library; name assemblies of an app that has one`,
    },
    { what: 'two folders', args: [folder, wider], code: 2, message: 'two folders are of use with --compare only; add it, or name one folder' },
    { what: 'accepting without an exit code', args: ['--compare', folder, wider, '--accept-undecided'], code: 2, message: '--accept-undecided is of use with --exit-code only; add it' },
    {
      what: 'accepting without a comparison',
      args: [folder, '--accept-undecided'],
      code: 2,
      message: '--accept-undecided is of use with --compare only; add it, or name one folder',
    },
    { what: 'an exit code', args: [folder, '--exit-code'], code: 2, message: '--exit-code is of use with --compare only; add it, or name one folder' },
  ])('$what is refused', async ({ args, code, message }) => {
    await expect(outputOf(...args)).rejects.toEqual(new Problem(message, code as 1 | 2));
    await expect(outputOf(...args)).rejects.toHaveProperty('exitCode', code);
  });

  test('an unknown format is refused', async () => {
    await expect(outputOf(folder, '--format', 'xml')).rejects.toThrow('argument \'xml\' is invalid. Allowed choices are text, markdown, html, json.');
  });

  test('an app that had nothing, or has nothing any more, can be compared', async () => {
    expect(await outputOf('--compare', empty, folder)).toContain('Identity added');
    expect(await outputOf('--compare', folder, empty)).toContain('Identity removed');
  });

  test('each format begins as it must', async () => {
    expect(await outputOf(folder, '--format', 'markdown')).toMatch(/^## Stack Teleport\n/);
    expect(await outputOf(folder, '--format', 'html')).toMatch(/^<!DOCTYPE html>\n/);
    expect(JSON.parse(await outputOf(folder, '--format', 'json'))).toEqual({
      stacks: [{
        name: 'Teleport',
        identities: [{
          kind: 'role',
          name: 'Agent',
          logicalId: 'Agent',
          trust: [{ effect: 'Allow', principals: ['ecs-tasks.amazonaws.com'], actions: ['sts:AssumeRole'], conditions: [] }],
          policies: [{
            kind: 'managed',
            name: 'Connect',
            logicalId: 'Connect',
            quota: { used: 181, limit: 6144, unit: 'characters' },
            statements: [{
              sid: 'RDSConnect',
              origin: 'library',
              reason: 'log in to RDS, Aurora and RDS Proxy databases with IAM authentication',
              effect: 'Allow',
              actions: ['rds-db:connect'],
              resources: ['arn:${AWS::Partition}:rds-db:eu-west-1:111111111111:dbuser:db-A/reader'],
              conditions: [],
            }],
          }],
          otherPolicies: [],
          quotas: [
            { used: 1, limit: 10, unit: 'managed policies' },
            { used: 133, limit: 2048, unit: 'characters in the trust policy' },
          ],
        }],
        unattached: [],
      }],
    });
  });
});

const EXPECTED = `Stack Teleport

Role Agent
  assumed by  ecs-tasks.amazonaws.com
  limits      1 of 10 managed policies
              133 of 2,048 characters in the trust policy

  Managed policy Connect: 181 of 6,144 characters

    RDSConnect
    Teleport needs it to log in to RDS, Aurora and RDS Proxy databases with IAM
    authentication
      allow  rds-db:connect
      on     arn:\${AWS::Partition}:rds-db:eu-west-1:111111111111:dbuser:db-A/
               reader
`;
