import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import setUp, { tearDown } from './global-setup';

const ROOT = join(__dirname, '..', '..');

test('after a failure, jest --bail leaves the temporary folder as it was', () => {
  const top = mkdtempSync(join(tmpdir(), 'top-'));
  const folder = join(top, 'a', 'b'); // two levels down: a teardown that deletes too much deletes nothing else
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'of-somebody-else'), '');

  const log = join(top, 'log'); // only when it writes to files does jest get as far as the second teardown
  const { status } = spawnSync(process.execPath, [
    join(ROOT, 'node_modules/jest/bin/jest.js'), '--bail', '--runInBand', '--reporters', 'default', '--testMatch', '**/fails-on-purpose.ts',
  ], { cwd: ROOT, stdio: ['ignore', openSync(log, 'a'), openSync(log, 'a')], env: { ...process.env, TMPDIR: folder } });

  expect(readFileSync(log, 'utf8')).toContain('1 failed, 1 total');
  expect(status).toBe(1);
  expect(existsSync(folder)).toBe(true);
  expect(readdirSync(folder)).toContain('of-somebody-else');
  expect(readdirSync(folder).filter((name) => name.startsWith('cdk-teleport-'))).toEqual([]);
  rmSync(top, { recursive: true });
});

describe('in one process', () => {
  const before = process.env.TMPDIR!;
  afterEach(() => { process.env.TMPDIR = before; });

  test('each run has a folder, and a second teardown deletes nothing', () => {
    for (const _ of ['one run', 'another']) {
      setUp();
      const folder = process.env.TMPDIR!;
      expect(existsSync(folder)).toBe(true);
      tearDown();
      expect([existsSync(folder), existsSync(before), process.env.TMPDIR]).toEqual([false, true, before]);
      tearDown();
      expect([existsSync(before), process.env.TMPDIR]).toEqual([true, before]);
    }
  });

  test('what TMPDIR says in the meantime is not deleted', () => {
    setUp();
    process.env.TMPDIR = before;
    tearDown();
    expect(existsSync(before)).toBe(true);
  });

  test('where TMPDIR was not set, it is not set afterwards', () => {
    delete process.env.TMPDIR;
    setUp();
    tearDown();
    expect('TMPDIR' in process.env).toBe(false);
  });
});
