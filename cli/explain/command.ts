import { isatty } from 'node:tty';
import { Command, Option } from 'commander';
import { answer } from './answer';
import { Denial } from './denial';
import { readDenials } from './read-denials';
import { readQuestions } from './read-questions';
import { Counted, textOf } from './text';
import { printableLines } from '../printable';
import { Problem } from '../problem';
import { standardInput } from '../terminal';

const LARGEST = 100_000_000;

interface Options {
  readonly format: 'text' | 'json';
}

/** `explain`: what a refusal in a message or a log means, and which option lifts it. */
export function explainCommand(): Command {
  return new Command('explain')
    .description('Explain why AWS refused something to Teleport, and which option gives it.')
    .argument('[message...]',
      'an AccessDenied message of AWS or Teleport, or an action such as rds:ModifyDBInstance; without it, standard input is read: a '
      + 'message or a whole log')
    .addOption(new Option('--format <format>', 'the format of the output').choices(['text', 'json']).default('text'))
    .addHelpText('before', 'The shortest useful call, on the machine of the agent:\n\n'
      + '  journalctl -u teleport | npx cdk-teleport-database-access explain\n')
    .action(async (words: string[], { format }: Options) => {
      process.stdout.write(`${explain(words.length === 0 ? await piped() : words.join(' '), format)}\n`);
    });
}

/** The answer to everything that a text says was refused. */
export function explain(text: string, format: Options['format']): string {
  if (text.trim() === '') {
    throw new Problem('there is nothing to explain: give a message as the argument, or a log on standard input', 2);
  }
  const counted = countedAnswers(text);
  if (counted.length === 0) {
    throw new Problem('no refusal was found in this text: it must have a message such as "User: ... is not authorized to perform: '
      + 'rds:DescribeDBInstances", whole and as AWS or Teleport wrote it, or be an action such as rds:ModifyDBInstance');
  }
  const plain = counted.map(({ answer: whole, times }) => ({ ...whole, times }));
  return format === 'json' ? printableLines(JSON.stringify(plain, undefined, 2)) : textOf(counted);
}

/** Each refusal once, in the order of its first appearance. */
function countedAnswers(text: string): Counted[] {
  const counts = new Map<string, { denial: Denial; times: number }>();
  const denials = readDenials(text);
  (denials.length === 0 ? readQuestions(text) : denials).forEach((denial) => {
    const key = JSON.stringify({ ...denial, principal: withoutSession(denial.principal) });
    const { denial: first, times } = counts.get(key) ?? { denial, times: 0 };
    counts.set(key, { denial: first, times: times + 1 });
  });
  return [...counts.values()].map(({ denial, times }) => ({ answer: answer(denial), times }));
}

/** Each agent of a fleet, and each start of one, has a session of its own. */
const withoutSession = (principal = '') => principal.replace(/(:assumed-role\/[^/]+)\/.*$/, '$1');

/** The whole log, or nothing from a terminal, where nobody knows that something is to be typed. */
async function piped(): Promise<string> {
  return isatty(0) ? '' : (await standardInput((size, part) => {
    if (size > LARGEST) {
      throw new Problem('the log has more than 100 MB: give a part of it, such as the lines that grep finds with "not authorized"', 2);
    }
    if (part.includes(0)) {
      throw new Problem('standard input is no text: it has bytes that are zero', 2);
    }
  })).toString('utf8');
}
