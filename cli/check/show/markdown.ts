import { needInWords, NEEDED, verdictOf, widerInWords } from './words';
import { conditionInWords } from '../../report/model/words';
import { code, lines, plain, table } from '../../report/render/markdown-text';
import type { Outcome, Wider } from '../model';

/** For a comment on a pull request. */
export function outcomeMarkdown(outcome: Outcome): string {
  const { missing, wider } = outcome;
  const allowed = ({ actions, resources, conditions }: Pick<Wider, 'actions' | 'resources' | 'conditions'>) =>
    [lines(actions.map(code)), lines(resources.map(code)), lines(conditions.map((one) => plain(conditionInWords(one))))];
  const sections = [
    ...missing.length === 0 ? [] : ['## Not allowed', '', ...table(['for', 'what', 'on', 'if', 'why not'], missing.map((one) => [
      `**${plain(needInWords(one))}**<br>Teleport needs it to ${plain(one.reason)}`, ...allowed(one), lines(one.why.map(plain)),
    ]))],
    ...wider.length === 0 ? [] : ['## Allowed, and nothing needs it', '', ...table(['in', 'what', 'on', 'if', NEEDED], wider.map((one) => [
      `**${plain(one.in)}**<br>${plain(widerInWords(one))}`, ...allowed(one), lines(one.needed.map(code)),
    ]))],
  ];
  return `${[...sections, `${plain(verdictOf(outcome))}.`].join('\n')}\n`;
}
