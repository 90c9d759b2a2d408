#!/usr/bin/env node
// The command of the package: `npx cdk-teleport-database-access report`. Arguments come in here, and exit codes go out.
import { Command, CommanderError } from 'commander';
import { version } from '../package.json';
import { checkCommand } from './check/command';
import { explainCommand } from './explain/command';
import { printCommand } from './print/command';
import { printableLines } from './printable';
import { Problem } from './problem';
import { reportCommand } from './report/command';

const VERBS: Command[] = [reportCommand(), printCommand(), checkCommand(), explainCommand()];

/** What the shell gets: 0, 1 for what was found wrong, 2 for wrong use. */
async function run(args: string[]): Promise<number> {
  const program = new Command('cdk-teleport-database-access')
    .description('The AWS permissions of Teleport\'s Database Service and Discovery Service. Never calls AWS.')
    .version(version)
    .showHelpAfterError()
    .configureOutput({ writeErr: (text) => process.stderr.write(printableLines(text)) })
    .exitOverride();
  VERBS.forEach((verb) => program.addCommand(verb.copyInheritedSettings(program)));
  try {
    await program.parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? 0 : 2; // commander said it already
    }
    if (error instanceof Problem) {
      process.stderr.write(`${printableLines(error.message)}\n`);
      return error.exitCode;
    }
    throw error;
  }
}

process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => process.exit(code === 'EPIPE' ? 0 : 1)); // `| head` has seen enough
void run(process.argv.slice(2)).then((code) => { process.exitCode = code; });
