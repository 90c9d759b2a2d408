import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { policy } from './support';
import { bundledCommand } from '../bundled';
import { db, role } from '../print/exports';
import { filesWith } from '../print/support';

const ROOT = join(__dirname, '..', '..', '..');
const COMMAND = bundledCommand();
const ACCOUNT = '123456789012';
const here = { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } };
const LISTS = { Action: ['rds:DescribeDBInstances', 'rds:DescribeDBClusters'], Resource: '*', Condition: here };
const CONNECT = { Action: 'rds-db:connect', Resource: `arn:aws:rds-db:eu-west-1:${ACCOUNT}:dbuser:db-ABCDEFGHIJKL01234/reader` };
const ORDERS = db('rds', { name: 'orders' }) + role('reader', { name: 'dev' });

/** The command, as the shell runs it, on an export and one policy. */
function run(text: string, ...args: string[]) {
  const files = filesWith({ 'export.yaml': ORDERS, 'policy.json': text });
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, 'check', ...files, ...args], {
    encoding: 'utf8', env: { ...process.env, NODE_PATH: join(ROOT, 'node_modules'), COLUMNS: '100' },
  });
  return { status, stdout, stderr };
}

test('what suffices and allows nothing else is 0', () => {
  expect(run(policy(LISTS, CONNECT))).toEqual({
    status: 0, stdout: '1 policy and 1 database: the policies suffice, and allow nothing else.\n', stderr: '',
  });
});

test('what is missing is 1, and said with the role and the database that need it', () => {
  expect(run(policy(LISTS))).toEqual({
    status: 1,
    stdout: [
      'Not allowed',
      '',
      '  login: database orders (Teleport role dev)',
      '    Teleport needs it to log in to RDS, Aurora and RDS Proxy databases with IAM',
      '    authentication',
      '      allow  rds-db:connect',
      '      on     arn:aws:rds-db:eu-west-1:123456789012:dbuser:',
      '               db-ABCDEFGHIJKL01234/reader',
      '      why    no statement allows rds-db:connect',
      '',
      '1 policy and 1 database: 1 need is not allowed.',
      '',
    ].join('\n'),
    stderr: 'these policies do not suffice\n',
  });
});

test('Markdown has a table', () => {
  expect(run(policy(LISTS), '--format', 'markdown').stdout).toBe([
    '## Not allowed',
    '',
    '| for | what | on | if | why not |',
    '|---|---|---|---|---|',
    '| **login: database orders (Teleport role dev)**<br>Teleport needs it to log in to RDS, Aurora and RDS Proxy databases with IAM authentication '
      + '| `rds-db:connect` | `arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-ABCDEFGHIJKL01234/reader` |  | no statement allows rds-db:connect |',
    '',
    '1 policy and 1 database: 1 need is not allowed.',
    '',
  ].join('\n'));
});

test('what nothing needs is 1 too, and JSON has it as data', () => {
  const { status, stdout, stderr } = run(policy(LISTS, CONNECT, { Action: 's3:*', Resource: '*' }), '--format', 'json');
  expect({ status, stderr }).toEqual({ status: 1, stderr: 'these policies allow what nothing needs\n' });
  expect(JSON.parse(stdout)).toEqual({
    suffices: false,
    missing: [],
    wider: [{ in: expect.stringMatching(/policy\.json, statement 3$/), actions: ['s3:*'], resources: ['*'], conditions: [], needed: [] }],
    databases: 1,
    policies: [expect.stringMatching(/policy\.json$/)],
  });
});

test('a Sid cannot turn the output round', () => {
  const { stdout } = run(policy(LISTS, CONNECT, { Sid: 'x\u202ey', Action: 's3:*', Resource: '*' }));
  expect(stdout).toContain('policy.json, statement 3 (x\\u202ey)\n');
  expect(stdout).not.toContain('\u202e');
});

test('a file that is no policy is 1, and wrong use is 2: neither has output', () => {
  expect(run('not json')).toMatchObject({
    status: 1, stdout: '', stderr: expect.stringMatching(/policy\.json: is not JSON: a list or an object must stand here\n$/),
  });
  expect(run(policy(LISTS), '--format', 'html')).toMatchObject({
    status: 2, stdout: '', stderr: expect.stringMatching(/^error: option '--format <format>' argument 'html' is invalid\. /),
  });
});
