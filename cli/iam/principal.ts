import { Pattern, patternOf } from './pattern';

const PART = /(?:\$\{[^}]*\}|[^:])*/.source; // colons in ${AWS::Region} separate nothing
const ARN = new RegExp(`^${PART}:${PART}:${PART}:${PART}:(${PART}):(.*)$`, 's');

/** Who a principal is: an account is all in it, and a role is its sessions too. */
export function principalPatterns(type: string, value: string): Pattern[] {
  if (value === '*' && (type === '*' || type === 'AWS')) {
    return [patternOf('*')];
  }
  const one = (text: string, open = false) => patternOf(text, { exact: true, open });
  if (type !== 'AWS') {
    return [one(`${type} ${value}`)];
  }
  const [, account, resource = ''] = ARN.exec(value) ?? [];
  if (/^\d{12}$/.test(value) || resource === 'root') {
    return [one(`AWS ${account ?? value}:`, true)];
  }
  if (account === undefined) {
    return [one(`AWS ${value}`)];
  }
  const named = one(`AWS ${account}:${resource}`);
  return resource.startsWith('role/') ? [named, one(`AWS ${account}:assumed-role/${resource.split('/').pop()}/`, true)] : [named];
}
