import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

/** The command as one file, in a folder in which aws-cdk-lib cannot be found. */
export function bundledCommand(): string {
  const outfile = join(mkdtempSync(join(tmpdir(), 'command-')), 'command.js');
  const entry = join(__dirname, '..', '..', 'cli', 'main.ts');
  buildSync({ entryPoints: [entry], outfile, bundle: true, platform: 'node', external: ['aws-cdk-lib', 'constructs'], logLevel: 'error' });
  return outfile;
}

interface Result { status: number | null; stdout: string; stderr: string }

/** What a user of a shell sees. */
export function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Result {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], { encoding: 'utf8', env: { ...process.env, ...env } });
  return { status, stdout, stderr };
}
