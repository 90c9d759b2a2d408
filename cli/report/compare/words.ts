import { Change, Comparison, Effect } from './change';
import { Condition } from '../model/report';
import { conditionInWords } from '../model/words';

export const NO_CHANGE = 'Nothing changed in what the policies of this library allow, and to whom.';

const TITLES: readonly { readonly effect: Effect; readonly title: string }[] = [
  { effect: 'more', title: 'Allows more' },
  { effect: 'undecided', title: 'Cannot be decided, and counts as more' },
  { effect: 'same', title: 'Allows the same, in other words' },
  { effect: 'less', title: 'Allows less' },
];

export interface OfSubject { readonly subject: string; readonly changes: readonly Change[] }
interface Section { readonly title: string; readonly subjects: readonly OfSubject[] }

/** The changes by effect and subject, with their headings. */
export function sectionsOf({ changes }: Comparison): Section[] {
  const sections = TITLES.map(({ effect, title }) => {
    const own = changes.filter((change) => change.effect === effect);
    return { title, subjects: bySubject(own) };
  });
  return sections.filter(({ subjects }) => subjects.length > 0);
}

function bySubject(changes: readonly Change[]): OfSubject[] {
  const subjects = [...new Set(changes.map(({ subject }) => subject))];
  return subjects.map((subject) => ({ subject, changes: changes.filter((change) => change.subject === subject) }));
}

/** `Condition changed: was aws:RequestedRegion is eu-west-1`. */
export function changeInWords({ kind, what, permission }: Change): string {
  const { dropped = [], added = [] } = permission ?? {};
  const isChange = dropped.length > 0 && added.length > 0;
  const detail = what ?? (isChange ? `was ${allOf(dropped)}, is now ${allOf(added)}` : allOf([...dropped, ...added]));
  return `${kind[0].toUpperCase()}${kind.slice(1)}${detail && `: ${detail}`}`;
}

const allOf = (conditions: readonly Condition[]) => conditions.map(conditionInWords).join(' and ');
