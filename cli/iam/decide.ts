import { canAllBe, Literal, Mode, negated } from './literal';
import { Demands } from './statement';
import { Exhausted, Meter } from './text';

/** All that decides what an identity may do, or who may become it. */
export interface Side {
  readonly policies: readonly Demands[];
  /** The permissions boundary. */
  readonly boundary?: readonly Demands[];
}

export type Verdict = 'no' | 'yes' | 'undecided';

/** What is known of a request so far. */
type Known = ReadonlyMap<string, readonly Literal[]>;
type Next = (known: Known) => boolean;

/** Whether a request that demands this is allowed by the first side and not by the second. */
export function exceeds(demands: readonly Literal[], side: Side, other: Side, meter: Meter): Verdict {
  return decided((mode) => {
    const known = all(new Map(), demands, mode);
    return known !== undefined && allowed(known, side, mode, (after) => refused(after, other, mode));
  }, meter);
}

/** Whether a request that demands this is denied by the second side, neither denied by the first nor allowed by the second. */
export function unguarded(demands: readonly Literal[], side: Side, other: Side, meter: Meter): Verdict {
  return decided((mode) => {
    const known = all(new Map(), demands, mode);
    return known !== undefined && avoided(known, of(side.policies, 'Deny'), mode, (undenied) =>
      of(other.policies, 'Deny').some(({ demands: denied }) => {
        const matched = all(undenied, denied, mode);
        return matched !== undefined && avoided(matched, of(other.policies, 'Allow'), mode, () => true);
      }));
  }, meter);
}

/** First without assuming anything about what is not known, then with it. */
function decided(search: (mode: Mode) => boolean, meter: Meter): Verdict {
  try {
    return search({ meter, assumes: false }) ? 'yes' : search({ meter, assumes: true }) ? 'undecided' : 'no';
  } catch (error) {
    if (error instanceof Exhausted) {
      return 'undecided';
    }
    throw error;
  }
}

/** Most requests are known by less. */
const FEW = 20;

const of = (statements: readonly Demands[] = [], effect: Demands['effect']) => statements.filter((one) => one.effect === effect);

/** Goes on with requests that a side allows. */
function allowed(known: Known, { policies, boundary }: Side, mode: Mode, next: Next): boolean {
  const some = (statements: readonly Demands[], from: Known, then: Next) => of(statements, 'Allow').some(({ demands }) => {
    const more = all(from, demands, mode);
    return more !== undefined && then(more);
  });
  const undenied: Next = (from) => avoided(from, of([...policies, ...boundary ?? []], 'Deny'), mode, next);
  return some(policies, known, (from) => boundary === undefined ? undenied(from) : some(boundary, from, undenied));
}

/** Whether a side does not allow one of these requests: it denies it, or nothing allows it, or the boundary does not. */
function refused(known: Known, { policies, boundary }: Side, mode: Mode): boolean {
  return avoided(known, of(policies, 'Allow'), mode, () => true)
    || of([...policies, ...boundary ?? []], 'Deny').some(({ demands }) => all(known, demands, mode) !== undefined)
    || (boundary !== undefined && avoided(known, of(boundary, 'Allow'), mode, () => true));
}

/** Goes on with requests to which no statement applies. */
function avoided(known: Known, statements: readonly Demands[], mode: Mode, next: Next): boolean {
  const near = statements.filter(({ demands }) => all(known, demands, mode) !== undefined);
  let fewest: { readonly statement: Demands; readonly ways: readonly Known[] } | undefined;
  for (const statement of near) {
    const ways = statement.demands.flatMap((literal) => all(known, [negated(literal)], mode) ?? []);
    if (fewest === undefined || ways.length < fewest.ways.length) {
      fewest = { statement, ways };
    }
    if (ways.length === 0) {
      return false;
    }
  }
  return fewest === undefined ? next(known)
    : fewest.ways.some((way) => avoided(way, near.filter((one) => one !== fewest!.statement), mode, next));
}

/** With more that is known, or undefined if no request is so. */
function all(known: Known, literals: readonly Literal[], mode: Mode): Known | undefined {
  mode.meter.spend(known.size < FEW ? 0 : known.size); // to copy thousands is work
  const more = new Map(known);
  for (const literal of literals) {
    mode.meter.spend(1);
    const own = [...more.get(literal.about) ?? [], literal];
    if (!canAllBe(own, mode)) {
      return undefined;
    }
    more.set(literal.about, own);
  }
  return more;
}
