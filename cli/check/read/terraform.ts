import { isCalled } from './account-details';
import { Json, listAt, textAt } from './json';
import { Plan, Planned, planOf } from './plan';
import { boundaryOf, byArn, HOLDERS, holderOf, policyOf, unknown } from './planned-policy';
import { documentPolicy } from './policy-document';
import { statementsOf } from './statement';
import type { Identity } from '../../print/declare/viewpoint';
import { listed } from '../../print/remarks';
import { Problem } from '../../problem';
import type { GivenPolicy } from '../model';
import type { Read } from './policies';

const INLINE = ['aws_iam_role_policy', 'aws_iam_user_policy'];
const ATTACHMENTS = ['aws_iam_role_policy_attachment', 'aws_iam_user_policy_attachment'];
const MANY = 'aws_iam_policy_attachment';

/** A policy of a plan, and who has it: names, or addresses of what has no name yet. */
interface Held {
  readonly policy: GivenPolicy;
  /** Undefined for a policy that the plan attaches to nobody. */
  readonly holder?: string;
}

/** The output of `terraform show -json`: what one role or user has after apply. */
export function ofPlan(name: string, value: Json, as: Identity | undefined): Read {
  const plan = planOf(name, value);
  const held = plan.resources.flatMap((one) => heldBy(name, one, plan));
  if (held.length === 0) {
    const documents = plan.documents.filter(isOfIdentity).map((one) => documentPolicy(`${name}, ${one.address}`, one));
    if (documents.length === 0) {
      throw new Problem(`${name}: the plan has no policy of IAM`);
    }
    return { policies: documents };
  }
  const holders = [...new Set(held.flatMap(({ holder }) => holder ?? []))];
  const holder = chosen(name, holders, as);
  const policies = held.filter((one) => holders.length === 0 || one.holder === holder).map(({ policy }) => policy);
  return { policies, ...boundaryOf(name, holder, plan) };
}

/** Documents with principals are the trust of roles, or belong to resources. */
const isOfIdentity = ({ values }: Planned) => !listAt(values, 'statement').some((statement) => listAt(statement, 'principals').length > 0);

function chosen(name: string, holders: readonly string[], as: Identity | undefined): string | undefined {
  const found = as === undefined ? holders : holders.filter((one) => isCalled(one, as.name));
  if (found.length > 1) {
    throw new Problem(`${name}: the plan has policies of several identities; say whose with --as role/NAME: ${listed(found)}`, 2);
  }
  if (found.length === 0 && holders.length > 0) {
    throw new Problem(`${name}: the plan has no policy of ${as?.name ?? 'anybody'}; it has those of ${listed(holders)}`, 2);
  }
  return found[0];
}

function heldBy(name: string, one: Planned, plan: Plan): Held[] {
  const { type, values, address } = one;
  const called = `${name}, ${address}`;
  if (INLINE.includes(type)) {
    return [{ policy: policyOf(called, one, plan), holder: ownerOf(one, type === 'aws_iam_user_policy' ? 'user' : 'role', plan) }];
  }
  if (type === 'aws_iam_policy') {
    return isAttached(one, plan) ? [] : [{ policy: policyOf(called, one, plan) }];
  }
  if (ATTACHMENTS.includes(type)) {
    return [{ policy: attached(called, one, plan), holder: ownerOf(one, type.includes('_user_') ? 'user' : 'role', plan) }];
  }
  if (type === MANY) {
    const owners = [...listAt(values, 'roles'), ...listAt(values, 'users')].filter((owner) => typeof owner === 'string');
    return [...owners, ...owners.length === 0 ? [address] : []].map((holder) => ({ policy: attached(called, one, plan), holder }));
  }
  return HOLDERS.includes(type) ? ofHolder(name, one, plan) : [];
}

/** The inline policies in a role, and the managed policies that it names itself. */
function ofHolder(name: string, one: Planned, plan: Plan): Held[] {
  const holder = holderOf(one);
  const inline = listAt(one.values, 'inline_policy').filter((policy) => textAt(policy, 'name') !== undefined || textAt(policy, 'policy'));
  const arns = listAt(one.values, 'managed_policy_arns').filter((arn) => typeof arn === 'string');
  return [
    ...inline.map((policy, index) => {
      const called = `${name}, ${one.address}.${textAt(policy, 'name') ?? `inline_policy[${index}]`}`;
      const text = textAt(policy, 'policy');
      return { holder, policy: text === undefined ? unknown(called) : { name: called, statements: statementsOf(called, text) } };
    }),
    ...arns.map((arn) => ({ holder, policy: byArn(name, arn, plan) })),
  ];
}


function ownerOf(one: Planned, key: 'role' | 'user', plan: Plan): string {
  const named = textAt(one.values, key);
  const referred = plan.referred(one, key).filter(({ type }) => HOLDERS.includes(type));
  return named ?? (referred.length === 1 ? holderOf(referred[0]) : one.address);
}

function attached(called: string, one: Planned, plan: Plan): GivenPolicy {
  const arn = textAt(one.values, 'policy_arn');
  const referred = plan.referred(one, 'policy_arn').filter(({ type }) => type === 'aws_iam_policy');
  return arn !== undefined ? byArn(called.split(', ')[0], arn, plan)
    : referred.length === 1 ? policyOf(`${called.split(', ')[0]}, ${referred[0].address}`, referred[0], plan) : unknown(called);
}

function isAttached(policy: Planned, plan: Plan): boolean {
  const arn = textAt(policy.values, 'arn');
  return plan.resources.some((one) => (ATTACHMENTS.includes(one.type) || one.type === MANY)
    && ((arn !== undefined && textAt(one.values, 'policy_arn') === arn) || plan.referred(one, 'policy_arn').includes(policy)));
}
