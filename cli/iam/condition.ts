import { Literal, NumberRule } from './literal';
import { Pattern, patternOf } from './pattern';
import { PatternSet } from './pattern-set';

/** Patterns of a value, by operator in lower case. */
const TEXT: { readonly [operator: string]: (value: string) => Pattern | undefined } = {
  stringequals: (value) => patternOf(value, { exact: true }),
  stringequalsignorecase: (value) => patternOf(value, { exact: true, anyCase: true }),
  stringlike: (value) => patternOf(value),
  arnlike: (value) => patternOf(value, { arn: true }),
  arnequals: (value) => patternOf(value, { arn: true }),
  bool: (value) => patternOf(value, { exact: true, anyCase: true }),
  binaryequals: (value) => patternOf(value, { exact: true }),
  ipaddress: addresses,
};

const NUMBERS: { readonly [operator: string]: (value: number, than: number) => boolean } = {
  equals: (value, than) => value === than,
  lessthan: (value, than) => value < than,
  lessthanequals: (value, than) => value <= than,
  greaterthan: (value, than) => value > than,
  greaterthanequals: (value, than) => value >= than,
};

/** What a condition demands. Equal conditions that nobody can read, or that have no values, demand the same. */
export function conditionLiteral(operator: string, key: string, values: readonly string[]): Literal {
  const [, list = '', name, ifExists = ''] = /^(forallvalues:|foranyvalue:)?(.*?)(ifexists)?$/.exec(operator.toLowerCase())!;
  const isNot = /^(string|arn|binary|numeric|date)not|^notip/.test(name);
  const every = list === '' ? isNot : list === 'forallvalues:';
  const about = key.toLowerCase();
  const common = { isOptional: true, isNot, every, isList: list !== '', ifAbsent: every || ifExists !== '' };
  const is = isNot ? name.replace('not', '') : name;
  if (is === 'null' && values.length === 1 && /^(true|false)$/i.test(values[0])) {
    const isAbsent = values[0].toLowerCase() === 'true';
    const accepts = new PatternSet([patternOf('*')]);
    return { about: `context ${about}`, isOptional: true, accepts, isNot: isAbsent, every: isAbsent, ifAbsent: isAbsent };
  }
  if (Object.hasOwn(TEXT, is) && values.length > 0) {
    const patterns = values.map((value) => TEXT[is](value));
    if (patterns.every((pattern) => pattern !== undefined)) {
      return { ...common, about: `${is === 'ipaddress' ? 'address' : 'context'} ${about}`, accepts: new PatternSet(patterns as Pattern[]) };
    }
  }
  const accepts = list === '' && values.length > 0 ? numbers(is, values) : undefined;
  return accepts ? { ...common, about: `${is.slice(0, 4)} ${about}`, accepts }
    : { about: JSON.stringify([operator.toLowerCase(), about, [...values].sort()]), isNot: false, ifAbsent: false };
}

function numbers(operator: string, values: readonly string[]): NumberRule | undefined {
  const [, type, name = ''] = /^(numeric|date)(.*)$/.exec(operator) ?? [];
  const at = values.map((value) => /^-?[\d.]+$/.test(value) ? Number(value) : type === 'date' ? Date.parse(value) / 1000 : NaN);
  return !Object.hasOwn(NUMBERS, name) || at.some(Number.isNaN) ? undefined
    : { at, holds: (value) => at.some((than) => NUMBERS[name](value, than)) };
}

/** A range of addresses as the bits that they begin with. */
function addresses(range: string): Pattern | undefined {
  const [, address = '', length] = /^([\d.]+|[\da-f:.]+)(?:\/(\d+))?$/i.exec(range) ?? [];
  const bits = address.includes(':') ? bitsOf6(address) : bitsOf4(address);
  const kept = length === undefined ? bits?.length : Number(length);
  return bits === undefined || kept === undefined || kept > bits.length ? undefined
    : patternOf(`${bits.length}:${bits.slice(0, kept).padEnd(bits.length, '?')}`);
}

const inBits = (value: number, length: number) => value.toString(2).padStart(length, '0');

function bitsOf4(address: string): string | undefined {
  const parts = address.split('.').map(Number);
  return parts.length === 4 && parts.every((part) => part >= 0 && part < 256) ? parts.map((part) => inBits(part, 8)).join('') : undefined;
}

function bitsOf6(address: string): string | undefined {
  const [before, after, ...more] = address.split('::').map((half) => half === '' ? [] : half.split(':'));
  const missing = 8 - before.length - (after?.length ?? 0);
  const parts = after === undefined ? before : [...before, ...Array<string>(Math.max(missing, 0)).fill('0'), ...after];
  return more.length === 0 && parts.length === 8 && parts.every((part) => /^[\da-f]{1,4}$/i.test(part))
    ? parts.map((part) => inBits(parseInt(part, 16), 16)).join('') : undefined;
}
