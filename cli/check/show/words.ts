import { countInWords } from '../../report/model/words';
import type { Missing, Outcome, Purpose, Whose, Wider } from '../model';

const PURPOSES: { readonly [purpose in Purpose]: string } = {
  login: 'login', discovery: 'discovery and metadata', rotation: 'rotation of managed passwords',
};
/** Of databases that need the same, these are named. */
const NAMED = 10;

/** `login to orders, for the Teleport role dev`. */
export function needInWords({ purpose, whose }: Missing): string {
  const [first, ...more] = whose.slice(0, NAMED).map(whoseInWords);
  const rest = whose.length - NAMED;
  const all = first === undefined ? '' : `: ${[first, ...more].join('; ')}${rest > 0 ? `; and ${rest} more` : ''}`;
  return `${PURPOSES[purpose]}${all}`;
}

function whoseInWords({ database, roles, matcher }: Whose): string {
  const names = roles.length === 0 ? '' : ` (Teleport ${roles.length === 1 ? 'role' : 'roles'} ${roles.join(', ')})`;
  return database === undefined ? `the matcher in ${matcher ?? 'the export'}` : `database ${database}${names}`;
}

export const widerInWords = ({ undecided, why = '' }: Wider) => undecided ? `cannot be decided: it ${why}` : 'nothing needs it';

export const NEEDED = 'needed of it';

/** Why the exit code is 1. */
export function complaintOf({ missing, wider }: Outcome): string {
  const found = [...missing.length === 0 ? [] : ['do not suffice'], ...wider.length === 0 ? [] : ['allow what nothing needs']];
  return `these policies ${found.join(', and ')}`;
}

/** The whole in a sentence, without its full stop. */
export function verdictOf({ missing, wider, databases, policies }: Outcome): string {
  const of = `${countInWords(policies.length, 'policy', 'policies')} and ${countInWords(databases, 'database', 'databases')}`;
  const found = [
    ...missing.length === 0 ? [] : [`${countInWords(missing.length, 'need is', 'needs are')} not allowed`],
    ...wider.length === 0 ? [] : [`${countInWords(wider.length, 'permission is', 'permissions are')} wider than any need`],
  ];
  return `${of}: ${found.length === 0 ? 'the policies suffice, and allow nothing else' : found.join(', ')}`;
}
