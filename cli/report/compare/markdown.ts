import { Change, Comparison } from './change';
import { changeInWords, NO_CHANGE, OfSubject, sectionsOf } from './words';
import { ruleCells } from '../render/markdown';
import { plain, table } from '../render/markdown-text';

/** For a comment on a pull request. */
export function comparisonMarkdown(comparison: Comparison): string {
  const sections = sectionsOf(comparison).flatMap(({ title, subjects }) => [`## ${title}`, '', ...subjects.flatMap(subjectLines)]);
  return `${sections.length > 0 ? sections.join('\n').trimEnd() : NO_CHANGE}\n`;
}

function subjectLines({ subject, changes }: OfSubject): string[] {
  const facts = changes.filter(({ permission }) => permission === undefined);
  return [
    `### ${plain(subject)}`,
    '',
    ...facts.map((change) => `- ${plain(changeInWords(change))}`),
    ...facts.length > 0 ? [''] : [],
    ...table(['change', 'what', 'on', 'if'], changes.flatMap(cellsOf)),
  ];
}

function cellsOf(change: Change): string[][] {
  const { permission, inBoundary } = change;
  return permission === undefined ? [] : [[
    `**${plain(changeInWords(change))}**${inBoundary ? ', also in its permissions boundary' : ''}<br>${plain(permission.reason)}`,
    ...ruleCells(permission),
  ]];
}
