import { Holder } from './identities';
import { PolicyReader, Said } from './own-policies';
import { Ruling } from './rules';
import { Scopes } from './scopes';
import { elementsOf } from '../resolve/elements';
import { resolvedText } from '../resolve/resolve';
import { Assumptions, Guard, worlds } from '../resolve/worlds';

const NO_LIMIT = { effect: 'Allow', actions: ['*'], resources: ['*'] } as const;

/** What a permissions boundary says, and what it is called. */
export interface Limits extends Said { readonly name: string }

/** The permissions boundary of an identity, in each case of what its template does not tell. */
export function limitsOf(holder: Holder, reader: PolicyReader, scopes: Scopes): Limits | undefined {
  const { template, defined } = holder;
  const value = defined?.resource.properties.PermissionsBoundary;
  const scopeOf = scopes.of(template, template);
  const cases = reader.existenceOf(holder, template).flatMap((guards) => elementsOf(value, scopeOf, guards));
  if (cases.length === 0) {
    return undefined;
  }
  const limits = cases.map(({ result, guards }) => reader.managed(result, template, template, guards));
  const policies = limits.flatMap((one) => one.policies);
  const without = reader.existenceOf(holder, template).flatMap((given) =>
    worlds((assumed) => cases.some(({ guards }) => hold(guards, assumed)), given)).filter(({ result }) => !result);
  return {
    name: policies[0]?.policy?.name ?? worlds((assumed) => resolvedText(cases[0].result, scopeOf(assumed)))[0].result,
    policies,
    rulings: [
      ...limits.flatMap(({ rulings }) => rulings),
      ...without.map(({ guards }): Ruling => ({ guards, reason: 'It has no permissions boundary', statement: NO_LIMIT })),
    ],
  };
}

const hold = (guards: readonly Guard[], assumed: Assumptions) => guards.every(({ operator, key, values: [value] }) =>
  operator === 'Stack' ? assumed.isTrue(key) === (value === 'true') : assumed.has(key, value) === (operator === 'Parameter'));
