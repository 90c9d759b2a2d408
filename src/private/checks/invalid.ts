import { Token } from 'aws-cdk-lib';
import { ValidationError } from './validation-error';

/** Text that a message shows as it is, where a value would be quoted. */
class Verbatim {
  constructor(public readonly text: string) {}
}

/** Text for `got`, such as the path of a construct and its account. */
export const verbatim = (text: string): Verbatim => new Verbatim(text);

/**
 * An error that says what is wrong and what to do:
 * `'regions' must name AWS regions such as eu-west-1; got "us-east"; leave it out for ...`.
 */
export function invalid(prop: string, expected: string, got: unknown, fix?: string): Error {
  return new ValidationError(`'${prop}' must ${expected}; got ${shown(got)}${fix === undefined ? '' : `; ${fix}`}`);
}

/** An error that no single prop causes: `later grants need 7000 characters, ...; grant less, or to a policy of your own`. */
export const problem = (what: string, fix: string): Error => new ValidationError(`${what}; ${fix}`);

/** Errors of several constructs, as CDK shows what its own validation finds. */
export const validationFailed = (messages: readonly string[]): Error =>
  new ValidationError(`Validation failed with the following errors:\n  ${messages.join('\n  ')}`);

/** A list in a sentence: `RDS instances, Aurora writers and Redshift clusters`. */
export const listOf = (texts: readonly string[]): string => texts.join(', ').replace(/, ([^,]*)$/, ' and $1');

/** A value as a message shows it. */
export function shown(value: unknown): string {
  if (value instanceof Verbatim) {
    return value.text;
  }
  if (typeof value === 'number' && Token.isUnresolved(value)) {
    return 'a number that is a token';
  }
  if (typeof value === 'function') {
    return `${Object.hasOwn(value, 'prototype') ? 'the class' : 'the function'} ${value.name || 'without a name'}`;
  }
  const visible = (key: string, inner: unknown) => key.startsWith('_') ? undefined : pathOf(inner) ?? published(inner);
  return pathOf(value) ?? JSON.stringify(value, visible) ?? String(value);
}

/** JSON would follow a construct around the whole tree. */
function pathOf(value: unknown): string | undefined {
  return typeof value === 'object' && value !== null && 'node' in value
    ? (value.node as { readonly path?: string } | undefined)?.path ?? 'a construct'
    : undefined;
}

/** What a value of this library shows, which keeps it where nobody changes it. Of all others, what they have. */
function published(value: unknown): unknown {
  const prototype: unknown = typeof value === 'object' && value !== null ? Object.getPrototypeOf(value) : undefined;
  const shows = Object.entries(Object.getOwnPropertyDescriptors(prototype ?? {}))
    .filter(([name, { get }]) => get !== undefined && name !== '__proto__');
  return shows.length === 0 ? value : Object.fromEntries(shows.map(([name]) => [name, Reflect.get(Object(value), name)]));
}
