import { Stage, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** The account of a construct. Unresolved accounts count as equal within one Stage and as different across Stages. */
export interface AccountScope {
  /** Undefined if only the deployment knows it. */
  readonly account?: string;
  readonly stage: string;
}

export function accountScopeOf(scope: IConstruct, account: string): AccountScope {
  return { account: Token.isUnresolved(account) ? undefined : account, stage: Stage.of(scope)?.node.path ?? '' };
}

/** Whether both count as one account. */
export function isSameAccount(one: AccountScope, other: AccountScope): boolean {
  return one.account === undefined || other.account === undefined ? one.stage === other.stage : one.account === other.account;
}

/** A text that is equal for accounts that count as one, if both are known or both are not. */
export const accountKey = ({ account, stage }: AccountScope): string => account ?? `of ${stage}`;
