import { Change, Comparison, Effect } from './change';
import { compareGrants } from './compare-grants';
import { compareHeld, sidesOf } from './compare-held';
import { grantsOf } from './grant';
import { grouped } from './group';
import { judgeOf } from './judge';
import { macroChanges } from './macros';
import { Pair, pairsOf } from './pairs';
import { Meter } from '../../iam/text';
import { samePlaces } from '../assembly/same-places';
import { Template } from '../assembly/template';
import { Ruling } from '../attached/rules';
import { ReportOfAssembly } from '../model/build';

const ORDER: readonly Effect[] = ['more', 'undecided', 'same', 'less'];
/** Half a minute or so. What is left then is not decided. */
const MOST_WORK = 10_000_000;

/** What a change of an app means for what its agents may do: what widens comes first. */
export function compare(before: ReportOfAssembly, after: ReportOfAssembly): Comparison {
  const [older, newer] = samePlaces(before.templates, after.templates);
  const meter = new Meter(MOST_WORK);
  const changes = [...changesOf(older, newer, false, meter), ...macroChanges(older, newer)];
  const known = new Set(changes.map(withoutConditions));
  const byDefault = [...older, ...newer].some(decides)
    ? changesOf(older, newer, true, meter).filter((change) => !known.has(withoutConditions(change))) : [];
  const all = [...changes, ...byDefault];
  return { changes: ORDER.flatMap((effect) => all.filter((change) => change.effect === effect)) };
}

/** Whether the defaults of parameters may decide something in a template. CDK's own condition is about regions. */
const decides = ({ mappings, conditions }: Template) =>
  Object.keys(mappings).length > 0 || Object.keys(conditions).some((name) => name !== 'CDKMetadataAvailable');

/** Equal for a change that is one for any parameters, and for the defaults too. */
const withoutConditions = ({ effect, subject, what, permission }: Change) =>
  JSON.stringify([effect, subject, what, permission?.effect, permission?.actions, permission?.resources]);

function changesOf(before: readonly Template[], after: readonly Template[], takesDefaults: boolean, meter: Meter): Change[] {
  return pairsOf(before, after, takesDefaults).flatMap((pair) => changesOfPair(pair, meter));
}

function changesOfPair({ subject, before, after }: Pair, meter: Meter): Change[] {
  const how = before === undefined ? 'added' : 'removed';
  if ((before ?? after)!.kind === undefined && !(before && after)) {
    return [{ effect: 'same', kind: `policy ${how}`, subject }];
  }
  const policies = changesOfRulings(subject, 'other policy', before, after, meter);
  const boundary = compareBoundaries(subject, before, after, meter);
  const [inPolicies, inBoundary] = [policies, boundary].map((changes) => new Set(changes.map(contentOf)));
  const changes = [
    ...before && after ? [] : [{ effect: before ? 'less' : 'more', kind: `identity ${how}`, subject } as const],
    ...compareHeld(subject, 'trust', before?.trust ?? [], after?.trust ?? [], meter),
    ...policies.filter(({ permission }) => permission === undefined),
    ...boundary.filter((change) => !inPolicies.has(contentOf(change))),
    ...policies.filter(({ permission }) => permission !== undefined)
      .map((change) => inBoundary.has(contentOf(change)) ? { ...change, inBoundary: true as const } : change),
  ];
  if (after?.mayBeAnybody && !after.isOurs && !before?.isOurs) {
    const wider = changes.filter(({ effect }) => effect === 'more' || effect === 'undecided');
    return wider.map((change) => ({ ...change, effect: 'undecided' }));
  }
  return after ? changes : changes.map((change) => ({ ...change, effect: 'less' }));
}

/** Equal for the same change, be it one of the policies or of the boundary. */
const contentOf = ({ effect, kind, permission }: Change) => JSON.stringify([effect, kind, permission]);

interface Held { readonly rulings: readonly Ruling[]; readonly boundary?: { readonly name: string; readonly rulings: readonly Ruling[] } }

/** What came and went of policies, by what it does to all that is allowed. */
function changesOfRulings(subject: string, thing: string, before: Held | undefined, after: Held | undefined, meter: Meter): Change[] {
  const [was, is] = sidesOf(before, after);
  const judge = judgeOf(was, is, meter);
  const [old, now] = [before, after].map((held) => held?.rulings ?? []);
  return [
    ...compareHeld(subject, thing, old, now, meter, judge),
    ...grouped(compareGrants(grantsOf(old), grantsOf(now), judge), subject),
  ];
}

function compareBoundaries(subject: string, was: Held | undefined, is: Held | undefined, meter: Meter): Change[] {
  const [before, after] = [was?.boundary, is?.boundary];
  if (before && after) {
    const changes = changesOfRulings(`permissions boundary of ${subject}`, 'permissions boundary', before, after, meter);
    return changes.map((change) => change.kind.startsWith('permissions boundary') ? { ...change, subject } : change);
  }
  return [
    ...after ? [{ effect: 'less', kind: 'permissions boundary put on', subject, what: after.name } as const] : [],
    ...before ? [{ effect: 'more', kind: 'permissions boundary taken off', subject, what: before.name } as const] : [],
  ];
}
