import { Answer, Verdict } from './answer';
import { printable } from '../printable';
import { wrap } from '../terminal';

/** An answer, and how often the text has its refusal. */
export interface Counted {
  readonly answer: Answer;
  readonly times: number;
}

const WIDTH = 80;

const VERDICTS: { readonly [verdict in Verdict]: string } = {
  give: 'Teleport needs it.',
  otherResource: 'Teleport calls it, but not on this resource.',
  refuse: 'Do not give it.',
  elsewhere: 'No option gives it: it belongs to somebody else.',
  notTeleport: 'Teleport does not call it.',
  unnamed: 'The message names no permission.',
};

const RULE = `\n\n${'-'.repeat(WIDTH)}\n\n`;

/** All answers, for people. */
export function textOf(counted: readonly Counted[]): string {
  return counted.map(({ answer, times }) => [...headOf(answer, times), '', ...bodyOf(answer)].map(printable).join('\n')).join(RULE);
}

function headOf({ action, resource, principal, policy, policyArn, explicit, asked }: Answer, times: number): string[] {
  const denying = explicit ? `${/^[aeiou]/.test(policy ?? '') ? 'an' : 'a'} ${policy ?? 'policy'} denies it` : undefined;
  const refusal = denying ?? (policy === undefined ? undefined : `no ${policy} allows it`);
  const rows = [
    [asked ? 'action' : 'denied', action ?? 'something'], ['on', resource], ['to', principal], ['because', refusal], ['policy', policyArn],
  ];
  const shown = rows.flatMap(([name, value]) => value === undefined ? [] : [`${`${name}:`.padEnd(9)}${value}`]);
  return times === 1 ? shown : [...shown, `${'times:'.padEnd(9)}${times}`];
}

function bodyOf({ verdict, neededTo, without, options, advice }: Answer): string[] {
  return [
    ...wrap(VERDICTS[verdict], WIDTH),
    ...neededTo.flatMap((reason) => item(`to ${reason}`)),
    ...without.length === 0 ? [] : ['Without it:', ...without.flatMap(item)],
    ...advice.flatMap((paragraph) => ['', ...wrap(paragraph, WIDTH)]),
    ...options.length === 0 ? [] : ['', options.length === 1
      ? 'This option of TeleportDatabaseAccess gives it:' : 'One of these options of TeleportDatabaseAccess gives it:'],
    ...options.flatMap((option) => ['', ...option.map((line) => `    ${line},`)]),
  ];
}

/** What a list has, a line each, and what is continued below it. */
const item = (text: string) => wrap(text, WIDTH - 2).map((line, index) => `${index === 0 ? '- ' : '  '}${line}`);
