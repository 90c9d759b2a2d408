import { Stage, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** An account, as far as the app knows it: an unknown one is the same within a stage, and two stages may be for two accounts. */
export interface Place {
  readonly account?: string;
  readonly stage: string;
}

export function placeOf(scope: IConstruct, account: string): Place {
  return { account: Token.isUnresolved(account) ? undefined : account, stage: Stage.of(scope)?.node.path ?? '' };
}

/** Whether both may be one account. */
export function isSamePlace(one: Place, other: Place): boolean {
  return one.account === undefined || other.account === undefined ? one.stage === other.stage : one.account === other.account;
}

/** What tells a place from others. */
export const keyOfPlace = ({ account, stage }: Place): string => account ?? `of ${stage}`;
