import { Token } from 'aws-cdk-lib';
import { dataOf } from './document-content';
import { checkLiteral } from '../../checks/deployment-values';
import { invalid, verbatim } from '../../checks/invalid';
import { functionOf } from '../../tokens/intrinsic';

/** Of a key in YAML that has its value on the same line. */
const LONGEST_KEY = 1024;

type Data = { readonly [key: string]: unknown };

/** Keys of a user, as Teleport reads them. Another call may replace what an earlier one gave. */
export function additionsTo(earlier: Data, given: unknown): Data {
  if (!isMap(given)) {
    throw invalid('overrides', 'be an object of keys and values', given);
  }
  return merged(earlier, dataOf(checked(given, [], [])) as Data, [], (_, later) => later);
}

/** A document with further keys. A list of resources gets them in each. What the library derived stays as it is. */
export function documentWith(derived: unknown, additions: Data): unknown {
  return Array.isArray(derived)
    ? derived.map((resource) => documentWith(resource, additions))
    : merged(derived as Data, additions, [], unchanged);
}

/** So that nobody changes what was checked. For plain data only, as jsii needs to write into instances. */
export function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
}

function merged(base: Data, further: Data, path: readonly string[], chosen: typeof unchanged): Data {
  const changed = Object.entries(further).map(([key, later]) => {
    const here = [...path, key];
    const earlier = Object.hasOwn(base, key) ? base[key] : undefined;
    const both = isMap(earlier) && isMap(later) ? merged(earlier, later, here, chosen) : chosen(earlier, later, here);
    return [key, earlier === undefined ? later : both];
  });
  return Object.fromEntries([...Object.entries(base), ...changed]);
}

function unchanged(earlier: unknown, later: unknown, path: readonly string[]): unknown {
  if (earlier !== undefined && JSON.stringify(earlier) !== JSON.stringify(later)) {
    throw invalid(path.join('.'), 'be left out of \'overrides\', because the document derives it from the policies and the options', later,
      'change those instead');
  }
  return later;
}

/** Data that JSON has, too. */
function checked(value: unknown, path: readonly string[], within: readonly unknown[]): unknown {
  const prop = path.join('.');
  if (within.includes(value)) {
    throw invalid(prop, 'not contain itself', verbatim('a circle'));
  }
  if (Array.isArray(value) && !Token.isUnresolved(value)) {
    value.forEach((item, index) => checked(item ?? null, [...path, String(index)], [...within, value]));
  } else if (isMap(value)) {
    Object.entries(value).forEach(([key, item]) => {
      checkKey(key);
      return item === undefined || checked(item, [...path, key], [...within, value]);
    });
  } else if (!isScalar(value)) {
    throw invalid(prop, 'be a text, a number, true, false, a list or a map', verbatim(nameOf(value)),
      'give a token as a text, such as Token.asString()');
  }
  return value;
}

function checkKey(key: string): void {
  if (key === '' || Token.isUnresolved(key)) {
    throw invalid('overrides', 'have literal keys', key);
  }
  if (JSON.stringify(key).length > LONGEST_KEY) {
    throw invalid('overrides', `have keys of at most ${LONGEST_KEY} characters, quotes included, because a longer one is no YAML`, key);
  }
  checkLiteral(key);
}

/** Neither of a class nor a function of CloudFormation, which nothing would hold against the rules for texts. */
function isMap(value: unknown): value is Data {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || functionOf(value) !== undefined) {
    return false;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null; // also of another realm, as in a test runner
}

const isScalar = (value: unknown): boolean => typeof value === 'string' || typeof value === 'boolean'
  || typeof value === 'number' && Number.isFinite(value) && !Token.isUnresolved(value);

function nameOf(value: unknown): string {
  if (Token.isUnresolved(value) || functionOf(value) !== undefined) {
    return 'a token';
  }
  return typeof value === 'object' && value !== null ? `an object of ${value.constructor.name}` : String(value);
}
