import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import type { Program } from './declare/code';
import { evaluated, literally } from './evaluate';
import type { Template } from './format/policies';
import type { Remarks } from './remarks';
import { Problem } from '../problem';

/** What the library makes of a program. */
export function synthesized(program: Program, remarks: Remarks): Template {
  const outdir = mkdtempSync(join(tmpdir(), 'print-'));
  try {
    const { app, stack } = evaluated(program, outdir);
    const artifact = app.synth().getStackArtifact(stack.artifactId);
    warningsIn(artifact).forEach((warning) => remarks.note(warning));
    return literally(artifact.template, program.partition) as Template;
  } catch (error) {
    throw remarks.beside(error instanceof Problem ? error : new Problem(withoutHead((error as Error).message)));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** CDK counts the errors of a synthesis, and names the construct before each: the app itself. */
const withoutHead = (message: string): string =>
  message.replace(/^Validation failed with the following errors:\s*/, '').replace(/^\s*\[[^\]\n]*\] /gm, '');

/** Discovery without a login is no surprise here: what no role opens is named already. */
function warningsIn({ messages }: CloudFormationStackArtifact): string[] {
  return messages.filter(({ level }) => String(level) === 'warning').map(({ entry }) => String(entry.data))
    .filter((text) => !text.includes('discoveredButNotConnectable'))
    .map((text) => text.split(' To acknowledge: ')[0]);
}
