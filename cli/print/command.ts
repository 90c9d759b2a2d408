import { Command, Option } from 'commander';
import { Format, FORMATS } from './format/formats';
import { agreed, identity, keyedLists, keyedTexts, ruled } from './options';
import { Progress } from './progress';
import { programIn } from './run';
import { RULES } from '../../src/private/aws/text-rules';
import { printableLines } from '../printable';

const EXAMPLE = `The shortest useful call:

  tctl get db,roles > export.yaml
  npx cdk-teleport-database-access print export.yaml
`;

interface Flags {
  readonly as?: string;
  readonly account?: string;
  readonly partition?: string;
  readonly region?: string;
  readonly inline?: boolean;
  readonly documented?: boolean;
  readonly policyName?: string;
  readonly format: Format;
  readonly resourceId?: readonly string[];
  readonly databaseUsers?: readonly string[];
  readonly trait?: readonly string[];
  readonly context?: readonly string[];
}

const collect = (value: string, before: readonly string[] = []): string[] => [...before, value];

/** `print <files>`: the policy that Teleport's own resources amount to. */
export function printCommand(): Command {
  return new Command('print')
    .description('Print the IAM policies of a Teleport agent, from what Teleport itself knows: what some of its roles may ask for, '
      + 'and nothing else.')
    .argument('<files...>', 'output of tctl get db, db_server, roles or discovery_config, and teleport.yaml; - is standard input')
    .option('--as <identity>', 'role/NAME or user/NAME that gets the policy')
    .option('--account <id>', 'the account whose policy is printed')
    .option('--partition <name>', 'aws, aws-cn or aws-us-gov, if no region tells it')
    .option('--region <name>', 'the region of databases that name none')
    .option('--inline', 'one inline policy instead of managed policies')
    .option('--documented', 'wider, as Teleport\'s documentation has it')
    .option('--policy-name <name>', 'the name of the policy')
    .option('--resource-id <database=id>', 'what AWS calls a database, such as db-ABC; can be repeated', collect)
    .option('--database-users <database=users>', 'whom Teleport logs in as, where roles say *; can be repeated', collect)
    .option('--trait <trait=values>', 'the values of a trait, such as internal.db_users=reader,writer; can be repeated', collect)
    .option('--context <key=value>', 'context of CDK, such as a quota that a message names; can be repeated', collect)
    .addOption(new Option('--format <format>', 'the format of the output').choices(FORMATS).default('json'))
    .addHelpText('before', EXAMPLE)
    .action(async (files: string[], { as, resourceId, databaseUsers, trait, context, format, ...flags }: Flags) => {
      const progress = new Progress(process.stderr);
      const who = identity(as);
      const options = {
        ...flags,
        as: who,
        account: agreed('--account', ruled('--account', flags.account, RULES.account), who?.account),
        region: ruled('--region', flags.region, RULES.region),
        partition: agreed('--partition', flags.partition, who?.partition),
        mustBeNamed: format !== 'json' || flags.inline,
        ids: keyedTexts('--resource-id', resourceId),
        users: keyedLists('--database-users', databaseUsers),
        traits: keyedLists('--trait', trait),
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
