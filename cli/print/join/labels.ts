import { createContext, Script } from 'node:vm';
import type { Conditions, Database } from '../model';

/** Whether labels select a database. */
export type Selects = (database: Pick<Database, 'labels' | 'dynamicLabels'>) => boolean;

/** The database with the labels that each agent sees. */
export const sightingsOf = <Seen extends Pick<Database, 'labels' | 'otherLabels' | 'dynamicLabels'>>(database: Seen): readonly Seen[] =>
  [database, ...(database.otherLabels ?? []).map((labels) => ({ ...database, labels }))];

/** As Teleport selects: every key must have one of its values; no keys select nothing. `refuse` says which expression is not understood. */
export function selecting(labels: Conditions['labels'], refuse: (expression: string) => Error): Selects {
  if (labels.length === 0) {
    return () => false;
  }
  if (labels.some(([key, values]) => key === '*' && values.includes('*'))) {
    return () => true;
  }
  const tests = labels.map(([key, values]) => [key, values.includes('*'), testsOf(values, refuse)] as const);
  return (database) => tests.every(([key, isAny, matches]) => {
    const value = database.labels.get(key);
    return isAny ? value !== undefined || database.dynamicLabels.includes(key) : value !== undefined && matches(value);
  });
}

function testsOf(values: readonly string[], refuse: (expression: string) => Error): (value: string) => boolean {
  const exact = new Set(values.filter((value) => !value.includes('*') && !isExpression(value)));
  const patterns = values.filter((value) => !exact.has(value))
    .map((value) => isExpression(value) ? expression(value, refuse) : glob(value));
  return (value) => exact.has(value) || patterns.some((matches) => matches(value));
}

const isExpression = (value: string): boolean => value.startsWith('^') && value.endsWith('$');

/** `*` matches any characters, and nothing else is special. Each piece is taken where it comes first, so nothing is tried again. */
function glob(value: string): (text: string) => boolean {
  const pieces = value.split('*');
  const [first, last] = [pieces[0], pieces[pieces.length - 1]];
  return (text) => {
    let from = first.length;
    const found = pieces.slice(1, -1).every((piece) => {
      const at = text.indexOf(piece, from);
      from = at + piece.length;
      return at !== -1;
    });
    return found && text.startsWith(first) && text.length - last.length >= from && text.endsWith(last);
  };
}

/** What Go's regular expressions and JavaScript's have in common, with the same meaning. */
const COMMON = /^(?!.*(?:\(\?(?!:)|\[\[?:|\[\^?\]))(?:[^\\]|\\[dDwW\W_])*$/s;
const MILLISECONDS = 1000;
/** Longer than any expression takes that does not try again and again. */
const USUAL = 20;
const PATIENCE = 3 * MILLISECONDS;
const sandbox = createContext({ pattern: '', text: '' });
const script = new Script('new RegExp(pattern).test(text)');

/** JavaScript, unlike Go, may take for ever on an expression, so it has a second for a text, and a few for all that are slow. */
function expression(pattern: string, refuse: (expression: string) => Error): (text: string) => boolean {
  const known = new Map<string, boolean>();
  let left = PATIENCE;
  const decide = (text: string): boolean => {
    const start = performance.now();
    try {
      Object.assign(sandbox, { pattern, text });
      return script.runInContext(sandbox, { timeout: Math.max(1, Math.ceil(Math.min(left, MILLISECONDS))) }) as boolean;
    } catch {
      throw refuse(pattern);
    } finally {
      const took = performance.now() - start;
      left -= took > USUAL ? took : 0;
    }
  };
  if (!COMMON.test(pattern)) {
    throw refuse(pattern);
  }
  decide(''); // whether it is one at all
  return (text) => {
    const found = known.get(text) ?? decide(text);
    known.set(text, found);
    return found;
  };
}
