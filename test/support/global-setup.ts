import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What the run under way changed. Nothing is deleted that does not stand here: TMPDIR may be anybody's. */
let run: { readonly folder: string; readonly before?: string } | undefined;

/** Every app leaves a cloud assembly behind: all of them in one folder, which the teardown deletes. */
export default function setUp(): void {
  run = { folder: mkdtempSync(join(tmpdir(), 'cdk-teleport-')), before: process.env.TMPDIR };
  process.env.TMPDIR = run.folder;
  // newer versions of aws-cdk-lib load a validator of 9 MB in every test file; validation.test.ts runs it once
  process.env.CDK_VALIDATION = 'false';
  process.env.CDK_DISABLE_STACK_TRACE = '1'; // which constructs and tokens take of themselves, and no test reads
}

/** jest calls this twice after `--bail`, and mutation testing has thousands of runs in one process. */
export function tearDown(): void {
  if (run === undefined) {
    return;
  }
  rmSync(run.folder, { recursive: true, force: true });
  if (run.before === undefined) {
    delete process.env.TMPDIR;
  } else {
    process.env.TMPDIR = run.before;
  }
  run = undefined;
}
