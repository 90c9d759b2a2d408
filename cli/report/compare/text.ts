import { Change, Comparison } from './change';
import { changeInWords, NO_CHANGE, OfSubject, sectionsOf } from './words';
import { wrap } from '../../terminal';
import { heading, Paper, ruleLines, sentence } from '../render/paper';

/** For a reviewer at a terminal. */
export function comparisonText(comparison: Comparison, paper: Paper): string {
  const sections = sectionsOf(comparison).map(({ title, subjects }) => [
    ...heading(title, paper),
    ...subjects.flatMap((group) => subjectLines(group, paper)),
  ].join('\n'));
  return `${sections.length > 0 ? sections.join('\n\n') : wrap(NO_CHANGE, paper.width).join('\n')}\n`;
}

function subjectLines({ subject, changes }: OfSubject, paper: Paper): string[] {
  return ['', ...heading(subject, paper, 2), ...changes.flatMap((change) => changeLines(change, paper))];
}

function changeLines(change: Change, paper: Paper): string[] {
  const { permission, inBoundary } = change;
  const title = heading(changeInWords(change), paper, 4);
  return permission === undefined ? title : [
    '',
    ...title,
    ...sentence(permission.reason, paper, 4),
    ...ruleLines(permission, paper),
    ...inBoundary ? ['      also in its permissions boundary'] : [],
  ];
}
