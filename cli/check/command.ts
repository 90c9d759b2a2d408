import { Command, Option } from 'commander';
import type { Outcome } from './model';
import { sorted } from './read/files';
import { outcomeMarkdown } from './show/markdown';
import { outcomeText } from './show/text';
import { complaintOf } from './show/words';
import { collect, ExportFlags, exportOptions, withExportFlags } from '../print/flags';
import { Progress } from '../print/progress';
import { programIn } from '../print/run';
import { printableLines } from '../printable';
import { Problem } from '../problem';
import { paperOf } from '../report/render/paper';

const EXAMPLE = `The shortest useful call:

  tctl get db,roles > export.yaml
  aws iam get-role-policy --role-name teleport-agent --policy-name databases > policy.json
  npx cdk-teleport-database-access check export.yaml policy.json
`;

const SHOW = {
  text: (outcome: Outcome) => outcomeText(outcome, paperOf(process.stdout, process.env)),
  markdown: outcomeMarkdown,
  json: (outcome: Outcome) => printableLines(`${JSON.stringify({ suffices: isEnough(outcome), ...outcome }, undefined, 2)}\n`),
};

interface Flags extends ExportFlags {
  readonly terraform?: readonly string[];
  readonly boundary?: readonly string[];
  readonly format: keyof typeof SHOW;
}

/** `check <files>`: whether the policies that somebody has suffice for what Teleport knows, and allow nothing else. */
export function checkCommand(): Command {
  const command = new Command('check')
    .description('Check whether existing IAM policies of a Teleport agent suffice for what Teleport knows, and allow nothing else.')
    .argument('<files...>', 'what print reads, and all policies of the agent, in any order: policies of IAM, what aws iam '
      + 'get-policy-version, get-role-policy or get-account-authorization-details prints, or plans of Terraform as JSON');
  return withExportFlags(command)
    .option('--terraform <plan>', 'what terraform show -json prints of a plan; can be repeated', collect)
    .option('--boundary <file>', 'the permissions boundary of the agent, in a file like those of its policies', collect)
    .addOption(new Option('--format <format>', 'the format of the output').choices(Object.keys(SHOW)).default('text'))
    .addHelpText('before', EXAMPLE)
    .action(async (all: string[], { terraform: plans = [], boundary: boundaries = [], format, ...flags }: Flags) => {
      const outcome = await outcomeOf({ all, plans, boundaries }, flags);
      process.stdout.write(SHOW[format](outcome));
      if (!isEnough(outcome)) {
        throw new Problem(complaintOf(outcome));
      }
    });
}

/** Whether nothing is missing, and nothing wider. */
const isEnough = ({ missing, wider }: Outcome): boolean => missing.length + wider.length === 0;

/** What the command says, as data. */
async function outcomeOf(files: Parameters<typeof sorted>[0], flags: ExportFlags): Promise<Outcome> {
  const progress = new Progress(process.stderr);
  const options = exportOptions(flags);
  try {
    const { exports, given } = await sorted(files, options.as);
    const printed = await programIn(exports, options, progress);
    progress.say('checking');
    const { checked } = await import('./run.js'); // loads CDK, which takes most of a second
    const outcome = checked(given, printed, options);
    progress.end();
    printed.remarks.lines.forEach((line) => process.stderr.write(`${line}\n`));
    return outcome;
  } finally {
    progress.end();
  }
}
