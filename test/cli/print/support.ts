import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Format } from '../../../cli/print/format/formats';
import { outputOf } from '../../../cli/print/output';
import { Progress } from '../../../cli/print/progress';
import { PrintOptions, programIn } from '../../../cli/print/run';

const NOTHING: PrintOptions = { ids: new Map(), users: new Map(), traits: new Map() };

const SILENT = new Progress({ write: () => undefined });

/** Files with these contents, by their names. */
export function filesWith(contents: { readonly [name: string]: string | Uint8Array }): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'print-test-'));
  return Object.entries(contents).map(([name, content]) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  });
}

export interface Result {
  readonly text: string;
  readonly notes: readonly string[];
}

/** What the command prints for one file. */
export async function print(yaml: string, options: Partial<PrintOptions> = {}, format: Format = 'json'): Promise<Result> {
  const { program, remarks } = await programIn(filesWith({ 'export.yaml': yaml }), { ...NOTHING, ...options }, SILENT);
  return { text: outputOf(program, format, remarks), notes: remarks.lines };
}

/** The statements of the only policy that is printed. */
export async function statementsFor(yaml: string, options: Partial<PrintOptions> = {}): Promise<object[]> {
  return JSON.parse((await print(yaml, options)).text).Statement;
}

/** The message for input that is refused. Without the folder of its file. */
export async function refusal(yaml: string, options: Partial<PrintOptions> = {}): Promise<string> {
  const result = await print(yaml, options).then(({ text }) => text, (error: Error) => error);
  return result instanceof Error ? result.message.replace(/\S*\/(?=export\.yaml)/g, '') : `printed ${result}`;
}

/** The same for files. */
export async function refusalOf(files: string[]): Promise<string> {
  const result = await programIn(files, NOTHING, SILENT).then(() => 'no refusal', (error: Error) => error.message);
  return result.replace(/\S*\/(?=export\.yaml)/g, '');
}
