import { needInWords, NEEDED, verdictOf, widerInWords } from './words';
import { heading, Paper, ruleLines, sentence } from '../../report/render/paper';
import { labelled, wrap } from '../../terminal';
import type { Missing, Outcome, Wider } from '../model';

/** For somebody at a terminal. */
export function outcomeText(outcome: Outcome, paper: Paper): string {
  const { missing, wider } = outcome;
  const sections = [
    ...missing.length === 0 ? [] : [...heading('Not allowed', paper), ...missing.flatMap((one) => missingLines(one, paper)), ''],
    ...wider.length === 0 ? []
      : [...heading('Allowed, and nothing needs it', paper), ...wider.flatMap((one) => widerLines(one, paper)), ''],
    ...wrap(`${verdictOf(outcome)}.`, paper.width),
  ];
  return `${sections.join('\n')}\n`;
}

function missingLines(missing: Missing, paper: Paper): string[] {
  return [
    '',
    ...heading(needInWords(missing), paper, 2),
    ...sentence(`Teleport needs it to ${missing.reason}`, paper, 4),
    ...ruleLines({ effect: 'Allow', ...missing }, paper),
    ...missing.why.flatMap((why) => part('why', why, paper)),
  ];
}

function widerLines(wider: Wider, paper: Paper): string[] {
  return [
    '',
    ...heading(wider.in, paper, 2),
    ...sentence(widerInWords(wider), paper, 4),
    ...ruleLines({ effect: 'Allow', ...wider }, paper),
    ...wider.needed.length === 0 ? [] : [`      ${NEEDED}:`, ...wider.needed.flatMap((one) => part('', one, paper))],
  ];
}

const part = (label: string, value: string, { width }: Paper) => labelled(label, value, { indent: 6, width, gap: 7 });
