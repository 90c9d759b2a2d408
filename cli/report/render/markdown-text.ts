import { printable } from '../../printable';

/** Text that means nothing to Markdown, to HTML and to GitHub, which makes links of names. */
export function plain(text: string): string {
  return printable(text).replace(/[\\`*_[\]#~$!]/g, '\\$&').replace(/[<>&@]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A code span, with a fence that the text does not contain. */
export function code(text: string): string {
  const content = printable(text);
  const longest = Math.max(0, ...(content.match(/`+/g) ?? []).map(({ length }) => length));
  const [fence, gap] = ['`'.repeat(longest + 1), longest > 0 ? ' ' : ''];
  return `${fence}${gap}${content}${gap}${fence}`;
}

/** A table, or nothing if it has no rows. A pipe would end a cell, in a code span too. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return rows.length === 0 ? [] : [line(head), `|${head.map(() => '---|').join('')}`, ...rows.map(line), ''];
}

export const lines = (values: readonly string[]) => values.join('<br>');
