import { Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { invalid, verbatim } from './invalid';
import { Maker } from './makers';
import { ClassOf, isOf, madeByAnotherCopy } from './second-copy';

interface ListHints {
  readonly example?: string;
  /** Which values there are. */
  readonly values?: string;
}

/** A list that is known and not empty. */
export function checkList<T extends readonly unknown[]>(prop: string, list: T, fix: string, { example, values }: ListHints = {}): T {
  // a token list that is spread into a list is still a token list
  if (Array.isArray(list) ? list.some((item) => typeof item === 'string' && Token.isUnresolved([item])) : Token.isUnresolved(list)) {
    throw invalid(prop, 'be a list whose length is known', verbatim('a token list'),
      'give a list of strings, each of which may be a token');
  }
  if (!Array.isArray(list)) {
    const isMissing = list === undefined || list === null;
    throw invalid(prop, example === undefined ? 'be a list' : `be a list such as ${example}`, list,
      isMissing ? undefined : 'a single one is a list too: [ ... ]');
  }
  if (list.length === 0) {
    throw invalid(prop, 'not be empty', list, fix);
  }
  // an environment variable that is not set leaves undefined in the list
  const items = Array.from(list);
  if (items.some((item) => item === undefined || item === null)) {
    throw invalid(prop, 'be a list of values', items.map((item) => String(item)), values);
  }
  return list;
}

/** Options, which callers without types may pass as null or as text. */
export function checkOptions<T extends object>(prop: string, options: T): T {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw invalid(prop, 'be an object', options);
  }
  checkNoNull(options);
  return options;
}

/** Null, which other languages and JSON pass for nothing, could mean all or none. */
export function checkNoNull(props: object): void {
  const prop = Object.keys(props).find((key) => props[key as keyof typeof props] === null);
  if (prop !== undefined) {
    throw invalid(prop, 'have a value', null, 'leave it out for the default');
  }
}

/** Values that a class of this library made and checked. TypeScript accepts any object with the same attributes. */
export function checkMade<T>(prop: string, values: unknown[], type: ClassOf<T>, { maker, fix }: Maker): T[] {
  return values.map((value) => {
    if (isOf(type, value)) {
      return value;
    }
    throw madeByAnotherCopy(prop, type, value) ?? invalid(prop, `contain values made by ${maker}`, describedIn(value), fix);
  });
}

/** A construct has a path, and a text says what it was meant to be. */
function describedIn(value: unknown): unknown {
  if (Construct.isConstruct(value) || typeof value !== 'object' || value === null) {
    return value;
  }
  const { name } = value.constructor;
  return verbatim(name === 'Object' ? 'another object' : `an object of ${name}`);
}

/** A string such as 'false', from the context or an environment variable, would count as true. */
export function checkFlag(prop: string, flag: boolean | undefined): void {
  if (flag !== undefined && typeof flag !== 'boolean') {
    throw invalid(prop, 'be true or false', flag);
  }
}
