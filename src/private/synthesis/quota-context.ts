import { IConstruct } from 'constructs';
import { invalid } from '../checks/invalid';

/** A quota that AWS raises on request. It is told by context, because no API of CDK knows the quotas of an account. */
export interface RaisableQuota {
  readonly context: string;
  readonly usual: number;
  readonly most: number;
}

export function quotaIn({ node }: IConstruct, { context, usual, most }: RaisableQuota): number {
  const quota: unknown = node.tryGetContext(context) ?? usual;
  const number = Number(quota);
  if (!Number.isInteger(number) || number < 1 || number > most) {
    throw invalid(context, `be a whole number from 1 to ${most}`, quota, 'set the context to the quota of the account, or leave it out');
  }
  return number;
}
