/** A function of CloudFormation, such as `{ 'Fn::Join': ['', [...]] }`, or a `Ref`. */
export interface Call {
  readonly name: string;
  readonly argument: unknown;
  /** The argument as a list, as most functions have one. */
  readonly args: readonly unknown[];
}

/** The function that a value of a template calls. Undefined for anything else. */
export function functionOf(value: unknown): Call | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return undefined;
  }
  const [[name, argument] = ['', undefined], ...others] = entriesOf(value);
  return others.length === 0 && /^(?:Ref$|Fn::.)/.test(name) ? { name, argument, args: [argument].flat() } : undefined;
}

/**
 * Whether a template has a text there: a literal, or what a function gives. CDK leaves out what is nothing or empty, and with it a whole
 * condition or key.
 */
export function isText(value: unknown): boolean {
  return typeof value === 'object' ? functionOf(value) !== undefined : value !== undefined;
}

/** What to make of each kind of value in a template, from the inside out. */
export interface Fold<T> {
  /** A string, number or boolean, or nothing. */
  literal(value: unknown): T;
  list(items: readonly T[]): T;
  object(entries: readonly (readonly [key: string, item: T])[]): T;
  /** `inner` folds an argument, if it is to be folded. */
  call(call: Call, inner: (value: unknown) => T): T;
}

/** Walks through a value of a template, however deep. */
export function fold<T>(value: unknown, to: Fold<T>): T {
  const inner = (item: unknown): T => fold(item, to);
  if (Array.isArray(value)) {
    return to.list(value.map(inner));
  }
  if (typeof value !== 'object' || value === null) {
    return to.literal(value);
  }
  const call = functionOf(value);
  return call === undefined ? to.object(entriesOf(value).map(([key, item]) => [key, inner(item)])) : to.call(call, inner);
}

/** What is undefined is in no template. */
const entriesOf = (value: object): [string, unknown][] => Object.entries(value).filter(([, item]) => item !== undefined);

/** Makes the same value again. */
export const COPY: Fold<unknown> = {
  literal: (value) => value,
  list: (items) => items,
  object: (entries) => Object.fromEntries(entries),
  call: ({ name, argument }, inner) => ({ [name]: inner(argument) }),
};
