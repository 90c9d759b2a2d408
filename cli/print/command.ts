import { Command, Option } from 'commander';
import { collect, ExportFlags, exportOptions, withExportFlags } from './flags';
import { Format, FORMATS } from './format/formats';
import { keyedTexts } from './options';
import { Progress } from './progress';
import { programIn } from './run';
import { printableLines } from '../printable';

const EXAMPLE = `The shortest useful call:

  tctl get db,roles > export.yaml
  npx cdk-teleport-database-access print export.yaml
`;

interface Flags extends ExportFlags {
  readonly inline?: boolean;
  readonly documented?: boolean;
  readonly policyName?: string;
  readonly format: Format;
  readonly context?: readonly string[];
}

/** `print <files>`: the policy that Teleport's own resources amount to. */
export function printCommand(): Command {
  const command = new Command('print')
    .description('Print the IAM policies of a Teleport agent, from what Teleport itself knows: what some of its roles may ask for, '
      + 'and nothing else.')
    .argument('<files...>', 'output of tctl get db, db_server, roles or discovery_config, teleport.yaml, and values '
      + 'of the chart teleport-kube-agent; - is standard input');
  return withExportFlags(command)
    .option('--inline', 'one inline policy instead of managed policies')
    .option('--documented', 'wider, as Teleport\'s documentation has it')
    .option('--policy-name <name>', 'the name of the policy')
    .option('--context <key=value>', 'context of CDK, such as a quota that a message names; can be repeated', collect)
    .addOption(new Option('--format <format>', 'the format of the output').choices(FORMATS).default('json'))
    .addHelpText('before', EXAMPLE)
    .action(async (files: string[], { context, format, inline, documented, policyName, ...flags }: Flags) => {
      const progress = new Progress(process.stderr);
      const options = {
        ...exportOptions(flags),
        inline,
        documented,
        policyName,
        mustBeNamed: format !== 'json' || inline,
        context: keyedTexts('--context', context),
      };
      try {
        const { program, remarks } = await programIn(files, options, progress);
        progress.say('synthesizing');
        const { outputOf } = await import('./output.js'); // loads CDK, which takes most of a second
        const text = outputOf(program, format, remarks);
        progress.end();
        remarks.lines.forEach((line) => process.stderr.write(`${line}\n`));
        process.stdout.write(printableLines(text));
      } finally {
        progress.end();
      }
    });
}
