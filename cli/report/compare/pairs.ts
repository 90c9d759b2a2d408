import { Problem } from '../../problem';
import { Template } from '../assembly/template';
import { Holding, holdingsIn } from '../attached/holdings';

/** What one identity had and has, or one policy that nobody has. At least one of the two is there. */
export interface Pair {
  readonly subject: string;
  readonly before?: Holding;
  readonly after?: Holding;
}

/** Everybody who has or had something of this library. One with another place is known by the name in AWS. */
export function pairsOf(before: readonly Template[], after: readonly Template[], takesDefaults: boolean): Pair[] {
  const [older, newer] = [before, after].map((templates) => holdingsIn(templates, takesDefaults));
  const [old, now] = [older, newer].map(bySubject);
  const pairs: Pair[] = newer.map((holding) => ({ subject: holding.subject, before: old.get(holding.subject), after: holding }));
  const missing = older.filter(({ subject }) => !now.has(subject));
  const moved = pairs.map((pair): Pair => pair.before ? pair : { ...pair, before: missing.find((one) => isOne(one, pair.after!)) });
  const found = new Set(moved.map((pair) => pair.before));
  const gone = missing.filter((holding) => !found.has(holding)).map((holding): Pair => ({ subject: holding.subject, before: holding }));
  return [...moved, ...gone].filter(({ before: was, after: is }) => was?.isOurs || is?.isOurs || is?.mayBeAnybody);
}

const isOne = (one: Holding, other: Holding) => one.kind === other.kind && one.nameInAws !== undefined && one.nameInAws === other.nameInAws
  && (one.account === undefined || other.account === undefined || one.account === other.account);

/** Of two with one name, nobody could say which became which. */
function bySubject(holdings: readonly Holding[]): Map<string, Holding> {
  const found = new Map<string, Holding>();
  for (const holding of holdings) {
    const { subject, isOurs } = holding;
    if (found.has(subject) && (isOurs || found.get(subject)!.isOurs)) {
      throw new Problem(`a folder has ${subject} twice; compare one cloud assembly at a time`);
    }
    found.set(subject, holding);
  }
  return found;
}
