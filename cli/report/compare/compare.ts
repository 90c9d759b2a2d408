import { Change, Comparison, Effect } from './change';
import { compareGrants } from './compare-grants';
import { grantsOf } from './grant';
import { grouped } from './group';
import { Problem } from '../../problem';
import { Identity, Policy, Report, Trust } from '../model/report';
import { identityInWords, titleInWords, trustInWords } from '../model/words';

const ORDER: readonly Effect[] = ['more', 'same', 'less'];

/** What a change of an app means for what its agents may do: what widens comes first. */
export function compare(before: Report, after: Report): Comparison {
  const [older, newer] = [subjectsOf(before), subjectsOf(after)];
  const changes = [...new Set([...newer.keys(), ...older.keys()])].flatMap((name) => changesOf(name, older.get(name), newer.get(name)));
  return { changes: ORDER.flatMap((effect) => changes.filter((change) => change.effect === effect)) };
}

/** Somebody with policies, or a policy that nobody has. */
interface Subject extends Partial<Identity> { readonly policies: readonly Policy[] }

function subjectsOf({ stacks }: Report): Map<string, Subject> {
  const subjects = new Map<string, Subject>();
  for (const { name, identities, unattached } of stacks) {
    identities.forEach((identity) => add(subjects, `${identityInWords(identity)} in stack ${name}`, identity));
    unattached.forEach((policy) => add(subjects, `${titleInWords(policy)} in stack ${name}, attached to nobody`, { policies: [policy] }));
  }
  return subjects;
}

/** Of two with one name, nobody could say which became which. */
function add(subjects: Map<string, Subject>, name: string, subject: Subject): void {
  if (subjects.has(name)) {
    throw new Problem(`a folder has ${name} twice; compare one cloud assembly at a time`);
  }
  subjects.set(name, subject);
}

function changesOf(subject: string, before: Subject | undefined, after: Subject | undefined): Change[] {
  const how = before === undefined ? 'added' : 'removed';
  if ((before ?? after)!.kind === undefined && !(before && after)) {
    return [{ effect: 'same', kind: `policy ${how}`, subject }];
  }
  const permissions = grouped(compareGrants(grantsOf(before?.policies ?? []), grantsOf(after?.policies ?? [])), subject);
  const boundary = compareBoundaries(subject, before?.boundary, after?.boundary);
  const [inPolicies, inBoundary] = [permissions, boundary].map((changes) => new Set(changes.map(contentOf)));
  return [
    ...before && after ? [] : [{ effect: before ? 'less' : 'more', kind: `identity ${how}`, subject } as const],
    ...compareTrust(subject, before?.trust, after?.trust),
    ...compareLists(subject, 'other policy', before?.otherPolicies, after?.otherPolicies),
    ...boundary.filter((change) => !inPolicies.has(contentOf(change))),
    ...permissions.map((change) => inBoundary.has(contentOf(change)) ? { ...change, inBoundary: true as const } : change),
  ];
}

/** Equal for the same change, be it one of the policies or of the boundary. */
const contentOf = ({ effect, kind, permission }: Change) => JSON.stringify([effect, kind, permission]);

function compareBoundaries(subject: string, before: Identity['boundary'], after: Identity['boundary']): Change[] {
  const of = `permissions boundary of ${subject}`;
  if (typeof before === 'object' && typeof after === 'object') {
    return grouped(compareGrants(grantsOf([before]), grantsOf([after])), of);
  }
  const nameIn = (boundary: Policy | string) => typeof boundary === 'string' ? boundary : boundary.name;
  const [was, is] = [before, after].map((boundary) => boundary && nameIn(boundary));
  if (was === is && typeof before === typeof after) {
    return [];
  }
  return [
    ...is ? [{ effect: was ? 'more' : 'less', kind: 'permissions boundary put on', subject, what: is } as const] : [],
    ...was ? [{ effect: 'more', kind: 'permissions boundary taken off', subject, what: was } as const] : [],
  ];
}

function compareTrust(subject: string, before: readonly Trust[] = [], after: readonly Trust[] = []): Change[] {
  const [allowed, denied] = (['Allow', 'Deny'] as const).map((effect) => {
    const inWords = (trust: readonly Trust[]) => trust.filter((one) => one.effect === effect).map((one) => trustInWords(one).join(' '));
    return compareLists(subject, 'trust', inWords(before), inWords(after));
  });
  return [...allowed, ...denied.map((change): Change => ({ ...change, effect: change.effect === 'more' ? 'less' : 'more' }))];
}

function compareLists(subject: string, thing: string, before: readonly string[] = [], after: readonly string[] = []): Change[] {
  return [
    ...after.filter((one) => !before.includes(one)).map((what): Change => ({ effect: 'more', kind: `${thing} added`, subject, what })),
    ...before.filter((one) => !after.includes(one)).map((what): Change => ({ effect: 'less', kind: `${thing} lost`, subject, what })),
  ];
}
