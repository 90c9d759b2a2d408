// `npx projen test:deploy`: what goes wrong outside of our code gives one sentence and an exit code, and leaves neither processes nor files behind.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { AddressInfo, createServer } from 'node:net';
import { delimiter, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startEmulator } from './emulator';
import { step } from './step';
import { command, removeFolder, run, start, temporaryFolder } from './teardown';

const ROOT = resolve(__dirname, '../..');
const DEPLOY_LOCAL = ['--import', 'tsx', 'scripts/deploy-local.ts'];
const FAILED = '  FAILED  an emulated AWS account starts on this machine\n';

command(async () => {
  await step('an emulated AWS account starts on this machine', async () => (await startEmulator()).stop());
  console.log('\nWhat goes wrong');

  await step('says that python3 is missing', () => inFolder(async (folder) => {
    const { code, output } = await deployLocal(folder, { PATH: pathTo(folder, { openssl: installed('openssl') }) });
    assert.equal(output, `${FAILED}python3 is needed, and could not be started (spawn python3 ENOENT); install it, or add it to the PATH\n`);
    assert.equal(code, 1);
  }));

  await step('says that python3 is too old', () => inFolder(async (folder) => {
    writeFileSync(join(folder, 'old'), '#!/bin/sh\necho 3.9.18 /usr; exit 1', { mode: 0o755 });
    const { code, output } = await deployLocal(folder, { PATH: pathTo(folder, { openssl: installed('openssl'), python3: join(folder, 'old') }) });
    assert.equal(output, `${FAILED}python3 has to be Python 3.10 or newer; got 3.9.18\n`);
    assert.equal(code, 1);
  }));

  await step('says that openssl is missing', () => inFolder(async (folder) => {
    const python = await run('python3', ['-c', 'import sys; print(sys.executable)']);
    const { code, output } = await deployLocal(folder, { PATH: pathTo(folder, { python3: python.output.trim() }) });
    assert.equal(output, `${FAILED}openssl is needed, and could not be started (spawn openssl ENOENT); install it, or add it to the PATH\n`);
    assert.equal(code, 1);
  }));

  await step('says that the emulator cannot be installed', () => inFolder(async (folder) => {
    const { code, output } = await deployLocal(folder, { EMULATOR_CACHE: join(folder, 'cache'), PIP_NO_INDEX: '1', PIP_FIND_LINKS: '' });
    assert.match(output, /^Installing the emulator from PyPI, once \.\.\.\n {2}FAILED .*\nthe emulator could not be installed from PyPI, which has to be reachable once: ERROR: .*\n$/);
    assert.equal(code, 1);
  }));

  await step('says that the port is taken', () => inFolder(async (folder) => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const { code, output } = await deployLocal(folder, { EMULATOR_PORT: String(port) });
    server.close();
    assert.equal(output, `${FAILED}port ${port} is taken; set EMULATOR_PORT to a free one, or unset it to have one found\n`);
    assert.equal(code, 1);
  }));

  await step('stops at Ctrl-C while the emulator is installed', () => inFolder(async (folder) => {
    const { code, output } = await interrupted(folder, 'SIGINT', 'Installing the emulator', { EMULATOR_CACHE: join(folder, 'cache') });
    assert.match(output, /\nstopped by SIGINT: its processes and temporary files are gone\n$/);
    assert.equal(code, 130);
  }));

  await step('stops at Ctrl-C while the CDK CLI is at work', () => inFolder(async (folder) => {
    const { code, output } = await interrupted(folder, 'SIGINT', 'ok  cdk bootstrap');
    assert.match(output, /\nstopped by SIGINT: its processes and temporary files are gone\n$/);
    assert.equal(code, 130);
  }));

  await step('stops when it is told to by SIGTERM', () => inFolder(async (folder) => {
    const { code } = await interrupted(folder, 'SIGTERM', 'ok  an emulated AWS account starts');
    assert.equal(code, 143);
  }));
});

/** Everything temporary goes into a folder that has to be empty, and named by no process, afterwards. */
async function inFolder(check: (folder: string) => Promise<void>): Promise<void> {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'tmp'));
  await check(folder);
  const cache = join(folder, 'cache');
  assert.deepEqual(readdirSync(join(folder, 'tmp')).filter((name) => !name.startsWith('tsx-')), []);
  assert.deepEqual(existsSync(cache) ? readdirSync(cache) : [], []);
  await wait(100); // until those that were killed are gone
  assert.deepEqual(processesOf(folder), []);
  removeFolder(folder);
}

async function deployLocal(folder: string, env: NodeJS.ProcessEnv) {
  return run(process.execPath, DEPLOY_LOCAL, { ...process.env, ...env, TMPDIR: join(folder, 'tmp') }, ROOT);
}

/** Sends a signal a moment after a line was printed. */
async function interrupted(folder: string, signal: NodeJS.Signals, after: string, env: NodeJS.ProcessEnv = {}) {
  const child = start(process.execPath, DEPLOY_LOCAL, { ...process.env, ...env, TMPDIR: join(folder, 'tmp') }, ROOT);
  const ended = once(child, 'close');
  let output = '';
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.on('data', (data) => output += data);
  }
  while (!output.includes(after)) {
    assert.equal(child.exitCode, null, output);
    await wait(20);
  }
  await wait(700);
  const running = processesOf(folder);
  assert.ok(process.platform !== 'linux' || running.some((line) => /python|aws-cdk/.test(line)), 'nothing runs that could be left behind');
  child.kill(signal);
  const [code] = await ended;
  return { code, output };
}

function installed(file: string): string {
  return process.env.PATH!.split(delimiter).map((folder) => join(folder, file)).find(existsSync)!;
}

/** A PATH with nothing but these programs. */
function pathTo(folder: string, programs: { readonly [name: string]: string }): string {
  const path = join(folder, 'path');
  mkdirSync(path);
  Object.entries(programs).forEach(([name, file]) => symlinkSync(file, join(path, name)));
  return path;
}

/** The command lines of those that inherited it in their environment, which only Linux tells. */
function processesOf(folder: string): string[] {
  if (process.platform !== 'linux') {
    console.log('      (only on Linux it is seen which processes are left)');
    return [];
  }
  return readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/environ`, 'utf8').includes(folder);
    } catch {
      return false; // it has ended, or is somebody else's
    }
  }).map((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
}
