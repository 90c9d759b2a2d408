import { Denied, Row } from './table/row';

const HEAD = ['An agent that is asked to can', 'by', 'but it cannot', 'unless it is asked to'];

/** The table as `docs/security.md` shows it. */
export function markdownOf(table: readonly Row[]): string {
  return [line(HEAD), line(HEAD.map(() => '---')), ...table.flatMap((row) => row.cannot.map((denied, index) => line(cells(row, denied, index === 0))))].join('\n');
}

function cells({ can, calls }: Row, { but, unless = [] }: Denied, isFirst: boolean): string[] {
  const actions = [...new Set(calls.flatMap(({ actions: names }) => names.split(' ')))].map((name) => `\`${name.replace('{kind}', '(Role,User)')}\``);
  return [isFirst ? `**${can}**` : '', isFirst ? actions.join(' ') : '', but, unless.join(', ')];
}

const line = (columns: readonly string[]) => `| ${columns.join(' | ')} |`;
