import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Every app leaves a cloud assembly behind: in one folder, which the teardown takes away. */
export default function setUp(): void {
  process.env.TMPDIR = mkdtempSync(join(tmpdir(), 'cdk-teleport-'));
  // newer versions of aws-cdk-lib load a validator of 9 MB in every test file; validation.test.ts runs it once
  process.env.CDK_VALIDATION = 'false';
}
