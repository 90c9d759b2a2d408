import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { db, role } from './exports';
import { filesWith } from './support';
import { lint } from '../../support/document-lint';
import { bundledCommand } from '../bundled';

const ROOT = join(__dirname, '..', '..', '..');
const FILES = db('rds') + db('redshift', { name: 'two' }) + db('memorydb', { name: 'three', more: 'secret_store: { key_prefix: mine }' }) + role('reader');

const COMMAND = bundledCommand();

/** The command, as the shell runs it: in one file, much as it is published, with the aws-cdk-lib of this folder. */
function run(args: string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, 'print', ...args], {
    input, encoding: 'utf8', env: { ...process.env, NODE_PATH: join(ROOT, 'node_modules') },
  });
  return { status, stdout, stderr };
}

test('standard input is a file too, and what there is to say is no output', () => {
  const { status, stdout, stderr } = run(['-'], FILES + db('aurora', { name: 'closed', labels: 'env: none' }));
  expect({ status, stderr }).toEqual({ status: 0, stderr: 'note: left out, because no role opens them: closed\n' });
  expect(lint('ManagedPolicy', stdout)).toEqual([]);
});

test('the help shows the shortest useful call', () => {
  const { status, stdout } = run(['--help']);
  expect(status).toBe(0);
  expect(stdout).toContain('  tctl get db,roles > export.yaml\n  npx cdk-teleport-database-access print export.yaml\n');
});

test('what is found wrong is 1, and wrong use is 2: neither has output', () => {
  const [file] = filesWith({ 'export.yaml': FILES });
  expect(run([file, '--account', '210987654321'])).toMatchObject({ status: 1, stdout: '', stderr: expect.stringMatching(/^nothing to allow: what roles open is not in 210987654321; give the account of the agent: --account 123456789012\n/) });
  expect(run(['-'], 'kind: [')).toMatchObject({ status: 1, stdout: '', stderr: expect.stringMatching(/^standard input:1 \(document 1\): is not YAML/) });
  expect(run([file, '--as', 'group/x'])).toEqual({ status: 2, stdout: '', stderr: '--as must be role/NAME or user/NAME; got "group/x"\n' });
  expect(run([file, '--format', 'terraform'])).toEqual({
    status: 2, stdout: '', stderr: 'this output names whoever gets the policy: give --as role/NAME or --as user/NAME\n',
  });
});
