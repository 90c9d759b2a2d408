/** Wildcards are letters of their own, and so is `${Role.Arn}`, which only the deployment knows. All others are one character. */
export const STAR = '*any text';
export const ANY = '?any character';
/** Within a part of an ARN. */
export const STAR_IN_PART = '*no colon';
export const ANY_IN_PART = '?no colon';

export interface Pattern {
  readonly text: string;
  readonly letters: readonly string[];
  /** What it begins with, in lower case, up to the first wildcard. What is not known equals itself, so it belongs to that. */
  readonly prefix: string;
  /** Small letters match capitals too. */
  readonly anyCase: boolean;
  /** Without wildcards. */
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

const SPECIAL = /[*?]|\$\{|\{\{/;

export function patternOf(text: string, { anyCase = false, exact = false, arn = false, open = false }: Reading = {}): Pattern {
  if (!SPECIAL.test(text) && !arn && !open) {
    return new Plain(text, anyCase);
  }
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

/** Text that only itself matches. Whoever asks for its letters gets them: of tens of thousands, nobody does for most. */
class Plain implements Pattern {
  public readonly isPlain = true;
  public readonly hasUnknown = false;
  public readonly prefix: string;
  private split?: readonly string[];

  constructor(public readonly text: string, public readonly anyCase: boolean) {
    this.prefix = text.toLowerCase();
  }

  public get letters(): readonly string[] {
    return this.split ??= (this.anyCase ? this.prefix : this.text).split('');
  }
}

function made(text: string, written: readonly string[], anyCase: boolean): Pattern {
  const letters = written.filter((letter, index) => letter !== STAR || written[index - 1] !== STAR);
  const end = letters.findIndex((letter) => letter.length > 1 && !isUnknown(letter));
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
