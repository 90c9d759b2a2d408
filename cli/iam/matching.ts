import { ANY, ANY_IN_PART, Pattern, STAR, STAR_IN_PART } from './pattern';

const WITHOUT_COLONS = /^\$\{AWS::(AccountId|Region|Partition)\}$/;

/** Whether a letter of a pattern matches a letter of a text, or all that a letter of another pattern matches. */
export function accepts(letter: string, other: string): boolean {
  switch (letter) {
    case STAR: return true;
    case ANY: return other.length === 1 || other === ANY || other === ANY_IN_PART;
    case STAR_IN_PART:
      return (other.length === 1 && other !== ':') || other === ANY_IN_PART || other === STAR_IN_PART || WITHOUT_COLONS.test(other);
    case ANY_IN_PART: return (other.length === 1 && other !== ':') || other === ANY_IN_PART;
    default: return letter === other;
  }
}

const isStar = (letter: string | undefined) => letter === STAR || letter === STAR_IN_PART;

/** Places in a pattern from which the rest has to match: a star may also be done. */
export function settled({ letters }: Pattern, places: Iterable<number>): Set<number> {
  const all = new Set<number>();
  for (let place of places) {
    all.add(place);
    for (; isStar(letters[place]); place += 1) {
      all.add(place + 1);
    }
  }
  return all;
}

const asRead = ({ anyCase }: Pattern, letter: string) => anyCase && letter.length === 1 ? letter.toLowerCase() : letter;

export function advanced(pattern: Pattern, places: ReadonlySet<number>, letter: string): Set<number> {
  const read = asRead(pattern, letter);
  const next: number[] = [];
  for (const place of places) {
    const own = pattern.letters[place];
    if (own !== undefined && accepts(own, read)) {
      next.push(isStar(own) ? place : place + 1);
    }
  }
  return settled(pattern, next);
}

/** Whether a pattern matches all that these letters do. A pattern may do so without it being said. */
export function matches(pattern: Pattern, letters: readonly string[]): boolean {
  if (pattern.isPlain) { // a tenth of the work, and nearly all patterns are
    return pattern.letters.length === letters.length && letters.every((letter, at) => asRead(pattern, letter) === pattern.letters[at]);
  }
  let places = settled(pattern, [0]);
  for (let index = 0; index < letters.length && places.size > 0; index += 1) {
    places = advanced(pattern, places, letters[index]);
  }
  return places.has(pattern.letters.length);
}

export function covers(pattern: Pattern, other: Pattern): boolean {
  return (pattern.anyCase || !other.anyCase) && matches(pattern, other.letters);
}
