import { advanced, covers, matches, settled } from './matching';
import { ANY, ANY_IN_PART, loosened, Pattern, patternOf, STAR, STAR_IN_PART } from './pattern';
import { PatternSet } from './pattern-set';

/** Work that is left. It throws when there is none, so that no input takes for ever. */
export class Meter {
  constructor(private left = 20_000_000) {}

  public spend(work: number): void {
    this.left -= work;
    if (this.left < 0) {
      throw new Exhausted();
    }
  }
}

export class Exhausted extends Error {}

const ANYTHING = new PatternSet([patternOf('*')]);
/** A character that no pattern has. */
const OTHER = '\uffff';

/** Whether some text matches a pattern of each of the first, and none of the others. */
export function someText(wanted: readonly PatternSet[], unwanted: readonly PatternSet[], meter: Meter): boolean {
  const [first, ...others] = [...wanted.length === 0 ? [ANYTHING] : wanted]
    .sort((one, other) => one.specificity === other.specificity ? one.all.length - other.all.length : other.specificity - one.specificity);
  return first.all.some((pattern) => {
    const near = others.map((set) => set.near(pattern));
    const against = unwanted.flatMap((set) => set.near(pattern));
    meter.spend(1 + against.length + near.reduce((sum, { length }) => sum + length, 0));
    if (near.some(({ length }) => length === 0) || against.some((one) => covers(one, pattern))) {
      return false;
    }
    const open = near.filter((set) => !set.some((one) => covers(one, pattern)));
    return against.length + open.length === 0
      || examplesOf(pattern).some((letters) => isExample(letters, open, against))
      || searched([[pattern], ...open], against, meter);
  });
}

/** The same, where what is not known may be anything. */
export function maybeSomeText(wanted: readonly PatternSet[], unwanted: readonly PatternSet[], meter: Meter): boolean {
  if (someText(wanted, unwanted, meter)) {
    return true;
  }
  const known = unwanted.map(({ all }) => new PatternSet(all.filter(({ hasUnknown }) => !hasUnknown)));
  return wanted.length > 1 && wanted.some(({ all }) => all.some(({ hasUnknown }) => hasUnknown))
    && wanted.every((set) => someText([set], unwanted, meter))
    && someText(wanted.map(({ all }) => new PatternSet(all.map(loosened))), known, meter);
}

/** Texts that a pattern matches: with nothing and with something unusual in place of its wildcards. */
function examplesOf({ letters }: Pattern): string[][] {
  const filled = (star: string[]) => letters.flatMap((letter) =>
    letter === STAR || letter === STAR_IN_PART ? star : letter === ANY || letter === ANY_IN_PART ? OTHER : letter);
  return [filled([OTHER]), filled([])];
}

const isExample = (letters: readonly string[], open: readonly Pattern[][], against: readonly Pattern[]) =>
  open.every((set) => set.some((one) => matches(one, letters))) && !against.some((one) => matches(one, letters));

type Places = readonly ReadonlySet<number>[];

/** Walks through all patterns at once, letter by letter. */
function searched(wanted: readonly (readonly Pattern[])[], unwanted: readonly Pattern[], meter: Meter): boolean {
  const patterns = [...wanted.flat(), ...unwanted];
  const owners = [...wanted.flatMap((set, index) => set.map(() => index)), ...unwanted.map(() => -1)];
  const isAlive = (places: Places) => wanted.every((_, index) => places.some(({ size }, at) => owners[at] === index && size > 0));
  const isDone = (places: Places) => {
    const ended = places.map((own, at) => own.has(patterns[at].letters.length));
    const isEnded = (owner: number) => ended.some((end, at) => end && owners[at] === owner);
    return wanted.every((_, index) => isEnded(index)) && !isEnded(-1);
  };
  const queue: Places[] = [patterns.map((pattern) => settled(pattern, [0]))];
  const seen = new Set([keyOf(queue[0])]);
  for (let places = queue.pop(); places !== undefined; places = queue.pop()) {
    if (isDone(places)) {
      return true;
    }
    for (const letter of nextLetters(patterns, places)) {
      const next = places.map((own, at) => own.size === 0 ? own : advanced(patterns[at], own, letter));
      meter.spend(next.reduce((sum, { size }) => sum + size, 1));
      const key = keyOf(next);
      if (isAlive(next) && !seen.has(key)) {
        seen.add(key);
        queue.push(next);
      }
    }
  }
  return false;
}

const keyOf = (places: Places) => places.map((own) => [...own].sort((one, other) => one - other).join()).join(';');

/** Each letter that these places tell from others, and one that they do not. */
function nextLetters(patterns: readonly Pattern[], places: Places): Set<string> {
  const letters = new Set([OTHER]);
  places.forEach((own, at) => own.forEach((place) => {
    const letter = patterns[at].letters[place];
    if (letter === STAR_IN_PART || letter === ANY_IN_PART) {
      letters.add(':');
    } else if (letter !== undefined && letter !== STAR && letter !== ANY) {
      letters.add(letter);
      if (patterns[at].anyCase && letter.length === 1) {
        letters.add(letter.toUpperCase());
      }
    }
  }));
  return letters;
}
