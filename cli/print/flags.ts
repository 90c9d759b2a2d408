import { Command } from 'commander';
import { agreed, identity, keyedLists, keyedTexts, ruled } from './options';
import type { PrintOptions } from './run';
import { RULES } from '../../src/private/aws/text-rules';

/** What every command that reads exports can be told. */
export interface ExportFlags {
  readonly as?: string;
  readonly account?: string;
  readonly partition?: string;
  readonly region?: string;
  readonly resourceId?: readonly string[];
  readonly databaseUsers?: readonly string[];
  readonly trait?: readonly string[];
}

export const collect = (value: string, before: readonly string[] = []): string[] => [...before, value];

/** The options of what no file says. */
export function withExportFlags(command: Command): Command {
  return command
    .option('--as <identity>', 'role/NAME or user/NAME that gets the policy')
    .option('--account <id>', 'the account whose policy is printed')
    .option('--partition <name>', 'aws, aws-cn or aws-us-gov, if no region tells it')
    .option('--region <name>', 'the region of databases that name none')
    .option('--resource-id <database=id>', 'what AWS calls a database, such as db-ABC; can be repeated', collect)
    .option('--database-users <database=users>', 'whom Teleport logs in as, where roles say * or create users, '
      + 'such as orders=*@example.com; of the database * for all; can be repeated', collect)
    .option('--trait <trait=values>', 'the values of a trait, such as internal.db_users=reader,writer; can be repeated', collect);
}

/** The same, read. */
export function exportOptions({ as, account, partition, region, resourceId, databaseUsers, trait }: ExportFlags): PrintOptions {
  const who = identity(as);
  return {
    as: who,
    account: agreed('--account', ruled('--account', account, RULES.account), who?.account),
    region: ruled('--region', region, RULES.region),
    partition: agreed('--partition', partition, who?.partition),
    ids: keyedTexts('--resource-id', resourceId),
    users: keyedLists('--database-users', databaseUsers),
    traits: keyedLists('--trait', trait),
  };
}
