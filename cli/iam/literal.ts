import { PatternSet } from './pattern-set';
import { maybeSomeText, Meter, someText } from './text';

/** What a statement demands of one part of a request, such as its action or the value of a condition key. */
export interface Literal {
  /** Equal for the same part of a request. */
  readonly about: string;
  /** Whether a request may be without it. */
  readonly isOptional?: boolean;
  /** What a request without it gets. */
  readonly ifAbsent: boolean;
  /** Patterns of text, or a rule for numbers. Absent for what is true or false, and nobody knows. */
  readonly accepts?: PatternSet | NumberRule;
  /** What is accepted must not be there. */
  readonly isNot: boolean;
  /** Of several values, every one counts, or some. */
  readonly every?: boolean;
  /** Of `ForAllValues` and `ForAnyValue`: there may be several. */
  readonly isList?: boolean;
  /** Whoever assumes this, or assumes anything about this, has decided nothing. */
  readonly undecided?: 'if true' | 'always';
}

export interface NumberRule {
  readonly holds: (value: number) => boolean;
  /** Numbers at which it changes. */
  readonly at: readonly number[];
}

/** True where the literal is false. */
export function negated(literal: Literal): Literal {
  return { ...literal, isNot: !literal.isNot, every: !literal.every, ifAbsent: !literal.ifAbsent };
}

export interface Mode {
  readonly meter: Meter;
  /** Whether what is not known may be assumed. */
  readonly assumes: boolean;
}

/** Whether a request can have all of these, which are about the same part of it. */
export function canAllBe(literals: readonly Literal[], { meter, assumes }: Mode): boolean {
  if (!assumes && literals.some(({ undecided, isNot }) => undecided === 'always' || (undecided === 'if true' && !isNot))) {
    return false;
  }
  if (literals[0].isOptional && literals.every(({ ifAbsent }) => ifAbsent)) {
    return true;
  }
  const { accepts } = literals[0];
  if (accepts === undefined) {
    return literals.every(({ isNot }) => isNot === literals[0].isNot);
  }
  const isText = (some: readonly Literal[]) => {
    const sets = (is: boolean) => some.filter(({ isNot }) => isNot === is).map((one) => one.accepts as PatternSet);
    return (assumes ? maybeSomeText : someText)(sets(false), sets(true), meter);
  };
  if (!(accepts instanceof PatternSet)) {
    return isNumber(literals);
  }
  if (!literals.some(({ isList }) => isList)) {
    return isText(literals);
  }
  const [all, some] = [true, false].map((is) => literals.filter(({ every = false }) => every === is));
  return some.length === 0 ? isText(all) : some.every((one) => isText([one, ...all]));
}

/** Tries a number at, between and beyond all that make a difference. */
function isNumber(literals: readonly Literal[]): boolean {
  const rules = literals.map(({ accepts, isNot }) => ({ rule: accepts as NumberRule, isNot }));
  const at = [...new Set(rules.flatMap(({ rule }) => rule.at))].sort((one, other) => one - other);
  const tried = [at[0] - 1, ...at.flatMap((value, index) => [value, (value + (at[index + 1] ?? value + 2)) / 2])];
  return tried.some((value) => rules.every(({ rule, isNot }) => rule.holds(value) !== isNot));
}
