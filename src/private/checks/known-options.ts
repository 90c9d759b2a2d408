import { checkOptions } from './check-lists';
import { invalid, verbatim } from './invalid';
import { nearestOption } from './near-names';
import { checkCopy } from './second-copy';

/** The names of the options of a struct. The compiler refuses a list that lacks one. */
export type Known<T> = { readonly [option in keyof Required<T>]: true };

/** The names that options had and that mean nothing, by the copy of the options. */
const unknown = new WeakMap<object, readonly string[]>();

/**
 * A copy of the options, so that nobody changes them after they were checked.
 *
 * An option that is nearly known is an error, because it would be ignored in silence. Every other unknown one is remembered for a warning:
 * constructs pass the props of their own on. Only own keys with values count, so objects with methods and symbols are taken.
 */
export function knownOptions<T extends object>(prop: string, options: T | undefined, known: Known<T>): T {
  const given = checkOptions(prop, options === undefined ? {} as T : options);
  const names = Object.keys(known) as (keyof T & string)[];
  const prefix = prop === 'options' || prop === 'props' ? '' : `${prop}.`;
  const others = Object.keys(given).filter((name) => !Object.hasOwn(known, name) && Reflect.get(given, name) !== undefined);
  others.forEach((name) => checkIsFar(prefix, name, given, names));
  const copy = Object.fromEntries(names.flatMap((name) => given[name] === undefined ? [] : [[name, given[name]]])) as T;
  Object.entries(copy).forEach(([name, value]) => checkCopy(`${prefix}${name}`, value));
  if (others.length > 0) {
    unknown.set(copy, others.map((name) => `${prefix}${name}`));
  }
  return copy;
}

/** What the options had that means nothing: all of these options together. */
export const unknownIn = (...options: readonly (object | undefined)[]): readonly string[] =>
  options.flatMap((one) => one === undefined ? [] : unknown.get(one) ?? []);

/** Units of an organization, in the words of AWS and of Teleport. */
const UNITS = new RegExp(['^(?:aws|excluded?|included?|allowed)?(?:organi[sz]ation(?:al)?units?|ous?|orgunits?|units?)(?:ids?)?$',
  '^(?:principal)?orgpaths?$', '^(?:include|exclude)d?$'].join('|'));

function checkIsFar(prefix: string, name: string, options: object, known: readonly string[]): void {
  if (known.includes('organizationId') && UNITS.test(name.toLowerCase().replace(/[^a-z]/g, ''))) {
    throw invalid(`${prefix}${name}`,
      'be left out, because no option narrows an organization to its units, and all its accounts would be let in',
      verbatim('an unknown name'), 'name the accounts instead');
  }
  const near = nearestOption(name, options, known);
  if (near !== undefined) {
    throw invalid(`${prefix}${name}`, 'be the name of an option, because one that is not known would be ignored',
      verbatim('an unknown name'), `did you mean '${prefix}${near}'?`);
  }
}
