import { conditionsHold, Documents, isAllowed, Request, Statement } from './evaluator';

/** A statement of a role's trust policy as IAM gets it. */
export interface TrustStatement {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Principal: { readonly AWS?: string | string[]; readonly Service?: string | string[]; readonly Federated?: string | string[] };
  readonly Condition?: Statement['Condition'];
}
export interface TrustPolicy {
  readonly Version: string;
  readonly Statement: TrustStatement[];
}

/** A role or user that wants to become another role, with the values of condition keys. */
export interface Attempt {
  readonly principal: string;
  readonly own: Documents;
  readonly action: string;
  readonly role: string;
  readonly context: Request['context'];
}

/**
 * Whether a role or user may assume a role: our own reading of IAM's documentation, cross-checked with iam-simulate. The role must trust it, and its own
 * policies must allow it, unless the trust names the role or user itself and both are in one account.
 */
export function mayAssume(trust: TrustPolicy, { principal, own, action, role, context }: Attempt): boolean {
  const speaking = trust.Statement.filter(({ Action, Condition = {} }) => [Action].flat().includes(action) && conditionsHold(Condition, context));
  const namedBy = (effect: string, names: readonly string[]) => speaking
    .some(({ Effect, Principal }) => Effect === effect && [Principal.AWS ?? []].flat().some((name) => names.includes(principalOf(name))));
  const [partition, account] = [principal.split(':')[1], accountOf(principal)];
  const whole = `arn:${partition}:iam::${account}:root`;
  if (namedBy('Deny', [principal, whole])) {
    return false;
  }
  const isEnough = namedBy('Allow', [principal]) && account === accountOf(role);
  return isEnough || (namedBy('Allow', [principal, whole]) && isAllowed(own, { action, resource: role, context }));
}

const accountOf = (arn: string) => arn.split(':')[4];

/** An account or a single role or user. Anything else is an error, never a guess. */
function principalOf(name: string): string {
  if (!/^arn:[a-z-]+:iam::\d{12}:(root|(role|user)\/[^*?]+)$/.test(name)) {
    throw new Error(`the evaluator does not know the principal ${name}`);
  }
  return name;
}
