import { Condition, Identity, Policy, Quota, Stack, Statement, Trust } from './report';

const IS: { readonly [operator: string]: string } = {
  StringEquals: 'is',
  StringLike: 'is like',
  StringNotEquals: 'is not',
  StringNotLike: 'is not like',
  ArnEquals: 'is like',
  ArnLike: 'is like',
  Bool: 'is',
};
const KINDS = { managed: 'Managed policy', inline: 'Inline policy', boundary: 'Permissions boundary' };

/** Of policies without the library's description or Sids. */
export const NOT_SEEN = 'which this report does not look into';
export const UNATTACHED = 'Attached to nobody in this assembly';

export function stackInWords({ name, account, region }: Stack): string {
  const place = [...account ? [`account ${account}`] : [], ...region ? [`region ${region}`] : []].join(', ');
  return `Stack ${name}${place && ` (${place})`}`;
}

export const identityInWords = ({ kind, name }: Pick<Identity, 'kind' | 'name'>) => `${kind[0].toUpperCase()}${kind.slice(1)} ${name}`;

export const titleInWords = ({ kind, name }: Policy) => `${KINDS[kind]} ${name}`;

/** The title, when it exists, and how full it is. */
export function policyInWords(policy: Policy): string {
  const { onlyIf, quota } = policy;
  const only = onlyIf === undefined ? '' : `, only if the template's condition ${onlyIf} is true`;
  return `${titleInWords(policy)}${only}${quota ? `: ${quotaInWords(quota)}` : ''}`;
}

/** Why a statement is there, as a sentence without its full stop. */
export function reasonInWords({ origin, reason }: Pick<Statement, 'origin' | 'reason'>): string {
  return origin === 'app' ? 'Added by the app, not by this library' : `Teleport needs it to ${reason}`;
}

/** The principals, and a line for each condition. */
export function trustInWords({ effect, principals, actions, conditions }: Trust): string[] {
  const who = `${effect === 'Deny' ? 'not ' : ''}${principals.join(' or ')}`;
  const calls = actions.join() === 'sts:AssumeRole' ? '' : ` with ${actions.join(', ')}`;
  return [`${who}${calls}`, ...conditions.map((condition, index) => `${index === 0 ? 'if' : 'and'} ${conditionInWords(condition)}`)];
}

/** `aws:RequestedRegion is eu-west-1 or eu-central-1`. */
export function conditionInWords({ operator, key, values }: Condition): string {
  const text = values.join(' or ');
  if (operator === 'Stack') {
    return `the template's condition ${key} is ${text}`;
  }
  if (operator.startsWith('Parameter')) {
    return `the template's parameter ${key} is ${operator === 'Parameter' ? '' : 'not '}${text}`;
  }
  if (operator === 'Null' && /^(true|false)$/.test(text)) {
    return `${key} is ${text === 'true' ? 'absent' : 'present'}`;
  }
  return Object.hasOwn(IS, operator) ? `${key} ${IS[operator]} ${text}` : `${operator} ${key}: ${text}`;
}

/** `1,367 of 6,144 characters`. */
export const quotaInWords = ({ used, limit, unit }: Quota) => `${numberInWords(used)} of ${numberInWords(limit)} ${unit}`;
export const countInWords = (count: number, one: string, many: string) => `${numberInWords(count)} ${count === 1 ? one : many}`;

const numberInWords = (number: number) => number.toLocaleString('en-US');
