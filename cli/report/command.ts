import { Command, Option } from 'commander';
import { printableLines } from '../printable';
import { Problem } from '../problem';
import { Comparison } from './compare/change';
import { compare } from './compare/compare';
import { comparisonMarkdown } from './compare/markdown';
import { comparisonText } from './compare/text';
import { reportOf, reportOfAny } from './model/build';
import { Report } from './model/report';
import { page } from './render/html/page';
import { markdown } from './render/markdown';
import { paperOf } from './render/paper';
import { text } from './render/text';

type Format = 'text' | 'markdown' | 'html' | 'json';
type Renderers<T> = { readonly [format in Format]?: (content: T) => string };

const REPORT: Renderers<Report> = {
  text: (report) => text(report, paperOf(process.stdout, process.env)),
  markdown,
  html: page,
  json: inJson,
};
const COMPARISON: Renderers<Comparison> = {
  text: (comparison) => comparisonText(comparison, paperOf(process.stdout, process.env)),
  markdown: comparisonMarkdown,
  json: inJson,
};

interface Options {
  readonly format: Format;
  readonly compare?: true;
  readonly exitCode?: true;
  readonly acceptUndecided?: true;
}

/** `report [cdk.out]`: what the policies of this library in a cloud assembly allow, and why. */
export function reportCommand(): Command {
  return new Command('report')
    .description('Show what the policies of this library in a cloud assembly allow, on what, if what, and why; and how full they are.')
    .argument('[folders...]', 'the cloud assembly (default: "cdk.out"); with --compare, the old one and the new one')
    .addOption(new Option('--format <format>', 'the format of the output').choices(Object.keys(REPORT)).default('text'))
    .option('--compare', 'show what changed between two assemblies: first what allows more, last what allows less')
    .option('--exit-code', 'with --compare, exit with 1 instead of 0 if something allows more than before')
    .option('--accept-undecided', 'with --exit-code, do not count what cannot be decided, such as the content of a policy of another app')
    .addHelpText('before', 'The shortest useful call, after \'cdk synth\':\n\n  npx cdk-teleport-database-access report\n')
    .action((folders: string[], options: Options) => (options.compare ? showComparison : showReport)(folders, options));
}

function showReport(folders: readonly string[], { format, exitCode, acceptUndecided }: Options): void {
  if (folders.length > 1 || exitCode || acceptUndecided) {
    const what = exitCode ? '--exit-code is' : acceptUndecided ? '--accept-undecided is' : 'two folders are';
    throw new Problem(`${what} of use with --compare only; add it, or name one folder`, 2);
  }
  show(REPORT, reportOf(folders[0] ?? 'cdk.out'), format);
}

function showComparison(folders: readonly string[], { format, exitCode, acceptUndecided }: Options): void {
  if (acceptUndecided && !exitCode) {
    throw new Problem('--accept-undecided is of use with --exit-code only; add it', 2);
  }
  if (folders.length !== 2) {
    throw new Problem(`--compare must have two folders, the old assembly and the new one; got ${folders.length}`, 2);
  }
  const [before, after] = folders.map(reportOfAny);
  if (before.stacks.length + after.stacks.length === 0) {
    throw new Problem(`neither ${folders.join(' nor ')} has a policy of this library; name assemblies of an app that has one`);
  }
  const comparison = compare(before, after);
  show(COMPARISON, comparison, format);
  if (!exitCode) {
    return;
  }
  if (comparison.changes.some(({ effect }) => effect === 'more')) {
    throw new Problem(`${folders[1]} allows more than ${folders[0]}`);
  }
  if (!acceptUndecided && comparison.changes.some(({ effect }) => effect === 'undecided')) {
    throw new Problem(`${folders[1]} may allow more than ${folders[0]}: what cannot be decided counts as more, `
      + 'unless you add --accept-undecided');
  }
}

function show<T>(renderers: Renderers<T>, content: T, format: Format): void {
  const render = renderers[format];
  if (render === undefined) {
    throw new Problem(`'--format' of a comparison must be ${Object.keys(renderers).join(', ')}; got ${format}`, 2);
  }
  process.stdout.write(render(content));
}

function inJson(content: unknown): string {
  return printableLines(`${JSON.stringify(content, undefined, 2)}\n`);
}
