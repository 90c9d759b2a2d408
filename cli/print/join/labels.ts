import { createContext, Script } from 'node:vm';
import type { Conditions, Database } from '../model';

/** Whether labels select a database. */
export type Selects = (database: Pick<Database, 'labels' | 'dynamicLabels'>) => boolean;

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

/** `*` matches any characters, and nothing else is special. */
function glob(value: string): (text: string) => boolean {
  const pieces = value.split('*').map((piece) => piece.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  const pattern = new RegExp(`^${pieces.join('.*')}$`);
  return (text) => pattern.test(text);
}

/** What Go's regular expressions and JavaScript's have in common, with the same meaning. */
const COMMON = /^(?!.*(?:\(\?(?!:)|\[\[?:|\[\^?\]))(?:[^\\]|\\[dDwW\W_])*$/s;
const MILLISECONDS = 1000;
const sandbox = createContext({ pattern: '', text: '' });
const script = new Script('new RegExp(pattern).test(text)');

/** JavaScript, unlike Go, may take for ever on an expression, so it has a second. */
function expression(pattern: string, refuse: (expression: string) => Error): (text: string) => boolean {
  const known = new Map<string, boolean>();
  const decide = (text: string): boolean => {
    try {
      Object.assign(sandbox, { pattern, text });
      return script.runInContext(sandbox, { timeout: MILLISECONDS }) as boolean;
    } catch {
      throw refuse(pattern);
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
