import { labelled, wrap } from '../../terminal';
import { Rule, Statement } from '../model/report';
import { conditionInWords } from '../model/words';

/** What text is written on. */
export interface Paper {
  readonly width: number;
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
}

/** A terminal has a width, and colors unless NO_COLOR is set: https://no-color.org. A pipe and a file have neither. */
export function paperOf({ isTTY, columns }: { isTTY?: boolean; columns?: number }, { NO_COLOR }: { NO_COLOR?: string }): Paper {
  const styled = isTTY === true && !NO_COLOR;
  const style = (code: number) => (line: string) => styled ? `\u001b[${code}m${line}\u001b[0m` : line;
  return { width: Math.min(Math.max(columns ?? 80, 40), 120), bold: style(1), dim: style(2) };
}

export function heading(line: string, { width, bold }: Paper, indent = 0): string[] {
  return wrap(line, width - indent).map((part) => ' '.repeat(indent) + bold(part));
}

export function sentence(line: string, { width, dim }: Paper, indent: number): string[] {
  return wrap(line, width - indent).map((part) => ' '.repeat(indent) + dim(part));
}

/** What is allowed, on what, and if what. */
export function ruleLines(rule: Rule & Pick<Statement, 'resources'>, { width }: Paper): string[] {
  const { effect, actions, resources, conditions } = rule;
  const part = (label: string, value: string) => labelled(label, value, { indent: 6, width, gap: 7 });
  return [
    ...part(effect === 'Deny' ? 'deny' : 'allow', actions.join(', ')),
    ...resources.flatMap((resource, index) => part(index === 0 ? 'on' : '', resource)),
    ...conditions.flatMap((condition, index) => part(index === 0 ? 'if' : 'and', conditionInWords(condition))),
  ];
}
