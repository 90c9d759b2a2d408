import { own, textAt } from './json';
import { Plan, Planned } from './plan';
import type { Read } from './policies';
import { documentPolicy } from './policy-document';
import { statementsOf } from './statement';
import type { GivenPolicy } from '../model';

const UNKNOWN = 'is known only after apply';
export const HOLDERS = ['aws_iam_role', 'aws_iam_user'];

export const unknown = (name: string, why = UNKNOWN): GivenPolicy => ({ name, statements: [], unknown: why });
export const holderOf = ({ values, address }: Planned): string => textAt(values, 'name') ?? address;

/** A policy's text, or the document that it refers to, as far as the plan knows it. */
export function policyOf(called: string, one: Planned, plan: Plan): GivenPolicy {
  const text = textAt(one.values, 'policy');
  if (text !== undefined) {
    return { name: called, statements: statementsOf(called, text) };
  }
  const documents = plan.referred(one, 'policy').filter(({ type }) => type === 'aws_iam_policy_document');
  return documents.length === 1 ? documentPolicy(called, documents[0]) : unknown(called);
}

export function byArn(name: string, arn: string, plan: Plan): GivenPolicy {
  const known = plan.resources.find(({ type, values }) => type === 'aws_iam_policy' && textAt(values, 'arn') === arn);
  return known !== undefined ? policyOf(`${name}, ${known.address}`, known, plan)
    : unknown(`${name}, ${arn}`, 'is attached, and its document is not in the plan');
}

export function boundaryOf(name: string, holder: string | undefined, plan: Plan): Partial<Read> {
  const role = plan.resources.find((one) => HOLDERS.includes(one.type) && holderOf(one) === holder);
  if (role === undefined) {
    return {};
  }
  const arn = textAt(role.values, 'permissions_boundary');
  const [referred] = plan.referred(role, 'permissions_boundary').filter(({ type }) => type === 'aws_iam_policy');
  const known = plan.resources.find(({ type, values }) => type === 'aws_iam_policy' && arn !== undefined && textAt(values, 'arn') === arn);
  const policy = known ?? referred;
  if (policy !== undefined) {
    return { boundary: [policyOf(`${name}, ${policy.address}`, policy, plan)] };
  }
  const isSet = arn !== undefined || own(role.unknown, 'permissions_boundary') === true;
  return isSet ? { unseenBoundary: arn ?? `that of ${role.address}` } : {};
}
