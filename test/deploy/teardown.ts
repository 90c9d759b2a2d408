import { ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Something that the person in front of the screen can mend: shown as one sentence, without a stack trace. */
export class Failure extends Error {}

export interface Outcome {
  readonly code: number;
  /** Both streams, in the order in which they came. */
  readonly output: string;
}

const processes = new Set<ChildProcess>();
const folders = new Set<string>();

/** Whatever happens, and nothing of it waits: a signal may come while something else is waited for. */
process.on('exit', () => {
  processes.forEach(stop);
  folders.forEach(removeFolder);
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    console.error(`\nstopped by ${signal}: its processes and temporary files are gone`);
    process.exit(128 + constants.signals[signal]);
  });
}

/** Runs a whole command: ends with exit code 1 and one sentence if something is missing. */
export function command(main: () => Promise<void>): void {
  main().then(() => process.exit(), (error) => {
    console.error(error instanceof Failure ? error.message : error);
    process.exit(1);
  });
}

export function temporaryFolder(parent = tmpdir()): string {
  const folder = mkdtempSync(join(parent, 'teleport-deploy-'));
  folders.add(folder);
  return folder;
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  folders.delete(folder);
}

/** In a process group of its own, so that what it starts ends with it, and so that Ctrl-C reaches it through us only. */
export function start(file: string, args: readonly string[], env: NodeJS.ProcessEnv, cwd?: string): ChildProcess {
  const child = spawn(file, args, { env, cwd, detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
  processes.add(child);
  child.once('close', () => processes.delete(child));
  return child;
}

/** By its process id, never by a name. */
export function stop(child: ChildProcess): void {
  try {
    process.kill(-child.pid!, 'SIGKILL');
  } catch {
    // it has ended, or was never started
  }
}

export async function run(file: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env, cwd?: string): Promise<Outcome> {
  const child = start(file, args, env, cwd);
  child.stdin!.end();
  let output = '';
  child.stdout!.on('data', (data) => output += data);
  child.stderr!.on('data', (data) => output += data);
  return new Promise((resolve, reject) => {
    child.once('error', ({ message }) => reject(new Failure(`${file} is needed, and could not be started (${message}); install it, or add it to the PATH`)));
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
