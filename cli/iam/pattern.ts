/** Wildcards are letters of their own, and so is `${Role.Arn}`, which only the deployment knows. All others are one character. */
export const STAR = '*any text';
export const ANY = '?any character';
/** Within a part of an ARN. */
export const STAR_IN_PART = '*no colon';
export const ANY_IN_PART = '?no colon';

export interface Pattern {
  readonly text: string;
  readonly letters: readonly string[];
  /** What it begins with, in lower case, up to the first letter that is no character. */
  readonly prefix: string;
  /** Small letters match capitals too. */
  readonly anyCase: boolean;
  readonly isPlain: boolean;
  readonly hasUnknown: boolean;
}

interface Reading {
  readonly anyCase?: boolean;
  /** `*` and `?` are themselves. */
  readonly exact?: boolean;
  /** Wildcards end at colons, but for those in the sixth part. */
  readonly arn?: boolean;
  /** Whatever follows matches. */
  readonly open?: boolean;
}

const UNKNOWN = /\$\{[^}]*\}|\{\{resolve:[^}]*\}\}|[^]/g;
const PARTS_OF_ARN = 6;

export function patternOf(text: string, { anyCase = false, exact = false, arn = false, open = false }: Reading = {}): Pattern {
  let colons = 0;
  const read = (text.match(UNKNOWN) ?? []).map((letter) => {
    const inPart = arn && colons < PARTS_OF_ARN - 1;
    colons += letter === ':' ? 1 : 0;
    if (letter === '*' || letter === '?') {
      return exact ? letter : letter === '*' ? inPart ? STAR_IN_PART : STAR : inPart ? ANY_IN_PART : ANY;
    }
    return anyCase && letter.length === 1 ? letter.toLowerCase() : letter;
  });
  // a text that is no ARN matches none
  return made(text, arn && colons < PARTS_OF_ARN - 1 ? [`\${${text}}`] : [...read, ...open ? [STAR] : []], anyCase);
}

function made(text: string, written: readonly string[], anyCase: boolean): Pattern {
  const letters = written.filter((letter, index) => letter !== STAR || written[index - 1] !== STAR);
  const end = letters.findIndex((letter) => letter.length > 1);
  return {
    text,
    letters,
    prefix: letters.slice(0, end === -1 ? undefined : end).join('').toLowerCase(),
    anyCase,
    isPlain: end === -1,
    hasUnknown: letters.some(isUnknown),
  };
}

export const isUnknown = (letter: string) => letter.length > 1 && /^[${]/.test(letter);

/** The same with anything in place of what is not known. */
export function loosened(pattern: Pattern): Pattern {
  return made(pattern.text, pattern.letters.map((letter) => isUnknown(letter) ? STAR : letter), pattern.anyCase);
}

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

export function advanced(pattern: Pattern, places: ReadonlySet<number>, letter: string): Set<number> {
  const read = pattern.anyCase && letter.length === 1 ? letter.toLowerCase() : letter;
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
  let places = settled(pattern, [0]);
  for (let index = 0; index < letters.length && places.size > 0; index += 1) {
    places = advanced(pattern, places, letters[index]);
  }
  return places.has(pattern.letters.length);
}

export function covers(pattern: Pattern, other: Pattern): boolean {
  return (pattern.anyCase || !other.anyCase) && matches(pattern, other.letters);
}
