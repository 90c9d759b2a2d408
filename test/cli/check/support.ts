import type { Outcome } from '../../../cli/check/model';
import { sorted } from '../../../cli/check/read/files';
import { checked } from '../../../cli/check/run';
import { ExportFlags, exportOptions } from '../../../cli/print/flags';
import { Progress } from '../../../cli/print/progress';
import { programIn } from '../../../cli/print/run';
import { filesWith } from '../print/support';

export interface Statement {
  readonly Sid?: string;
  readonly Effect?: string;
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: object;
}

/** A policy of these statements, which allow unless they say otherwise. */
export const policy = (...statements: readonly Statement[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements.map((one) => ({ Effect: 'Allow', ...one })) });

export interface Inputs {
  readonly policies?: readonly string[];
  readonly plan?: string;
  readonly boundary?: string;
  readonly flags?: ExportFlags;
}

/** What the command finds. Without the folders of its files. */
export async function check(yaml: string, { policies = [], plan, boundary, flags = {} }: Inputs): Promise<Outcome> {
  const named = Object.fromEntries(policies.map((text, index) => [`policy${index + 1}.json`, text]));
  const files = (content: { [name: string]: string }) => Object.keys(content).length === 0 ? [] : filesWith(content);
  const options = exportOptions(flags);
  const { exports, given } = await sorted({
    all: files({ 'export.yaml': yaml, ...named }),
    plans: plan === undefined ? [] : files({ 'plan.json': plan }),
    boundaries: boundary === undefined ? [] : files({ 'boundary.json': boundary }),
  }, options.as);
  const outcome = checked(given, await programIn(exports, options, SILENT), options);
  return JSON.parse(withoutFolders(JSON.stringify(outcome)));
}

const SILENT = new Progress({ write: () => undefined });

const withoutFolders = (text: string) => text.replace(/[^\s",(]*\/(?=(?:policy\d|export|plan|boundary)\.)/g, '');

/** The message for input that is refused. */
export async function refusal(yaml: string, inputs: Inputs): Promise<string> {
  const result = await check(yaml, inputs).then(() => 'no refusal', (error: Error) => error.message);
  return withoutFolders(result);
}

/** What is missing and wider, a line each. */
export async function found(yaml: string, inputs: Inputs): Promise<{ missing: string[]; why: string[]; wider: string[] }> {
  const { missing, wider } = await check(yaml, inputs);
  const line = ({ actions, resources }: { readonly actions: readonly string[]; readonly resources: readonly string[] }) =>
    `${actions.join()} on ${resources.join()}`;
  return { missing: missing.map(line), why: missing.flatMap(({ why }) => why), wider: wider.map(line) };
}
