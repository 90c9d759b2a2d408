// `npx projen test`: the unit tests, and at the same time the linter and the compiler, which say what they found when the tests are done.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';

const { resolve } = createRequire(__filename);

/** A command of Node, and what it printed unless it shares this process's output. */
function run(stdio: 'inherit' | 'pipe', script: string, ...args: string[]): Promise<{ failed: boolean; output: string }> {
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', stdio, stdio] });
  const output: Buffer[] = [];
  [child.stdout, child.stderr].forEach((stream) => stream?.on('data', (data: Buffer) => output.push(data)));
  return new Promise((done) => child.on('close', (code) => done({ failed: code !== 0, output: Buffer.concat(output).toString() })));
}

async function test(args: string[]): Promise<void> {
  const projen = resolve('projen/bin/projen');
  const others = ['eslint', 'typecheck'].map((task) => run('pipe', projen, task));
  const jest = await run('inherit', resolve('jest/bin/jest'), '--ci', ...args);
  const results = [jest, ...await Promise.all(others)];
  results.forEach(({ output }) => process.stdout.write(output));
  process.exitCode = results.some(({ failed }) => failed) ? 1 : 0;
}

void test(process.argv.slice(2));
