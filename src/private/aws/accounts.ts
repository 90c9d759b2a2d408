import { Token, TokenComparison } from 'aws-cdk-lib';

/** False as long as one of them is not known. */
export function isAnotherAccount(one: string, other: string): boolean {
  return Token.compareStrings(one, other) === TokenComparison.DIFFERENT;
}

/** Whether only one of them is known, so that nobody can say whether they are the same. */
export function areNotCompared(one: string, other: string): boolean {
  return Token.compareStrings(one, other) === TokenComparison.ONE_UNRESOLVED;
}
