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
  const old = bySubject(older);
  bySubject(newer);
  const named = newer.map((holding): Pair => {
    const { subject } = holding;
    const one = old.get(subject);
    return { subject, before: one && mayBeOneAccount(one, holding) ? one : undefined, after: holding };
  });
  const pairs = [isNamesake, isSameResource].reduce((some, isOne) => moved(some, older, isOne), named);
  const found = new Set(pairs.map((pair) => pair.before));
  const gone = older.filter((holding) => !found.has(holding)).map((holding): Pair => ({ subject: holding.subject, before: holding }));
  return [...pairs, ...gone].filter(({ before: was, after: is }) => was?.isOurs || is?.isOurs || is?.mayBeAnybody);
}

/** With those that nobody is yet. */
function moved(pairs: readonly Pair[], older: readonly Holding[], isOne: (one: Holding, other: Holding) => boolean): Pair[] {
  const found = new Set(pairs.map(({ before }) => before));
  const missing = older.filter((holding) => !found.has(holding));
  return pairs.map((pair): Pair => pair.before ? pair : { ...pair, before: missing.find((one) => isOne(one, pair.after!)) });
}

const isNamesake = (one: Holding, other: Holding) =>
  one.kind === other.kind && one.nameInAws !== undefined && one.nameInAws === other.nameInAws && mayBeOneAccount(one, other);

/** One that has another name now. */
const isSameResource = (one: Holding, other: Holding) =>
  one.kind === other.kind && one.place !== undefined && one.place === other.place && mayBeOneAccount(one, other);

const mayBeOneAccount = (one: Holding, other: Holding) =>
  one.account === undefined || other.account === undefined || one.account === other.account;

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
