import { Stack, Token, TokenComparison } from 'aws-cdk-lib';
import { Identity } from './identity';

/** Whether CDK gives a nameless role its name, because the template of this stack cannot refer to it. */
export function isNamedFor({ account, region }: Stack, { resource, isNamedIfNeeded }: Identity): boolean {
  if (resource === undefined || isNamedIfNeeded !== true) {
    return false;
  }
  const own = Stack.of(resource);
  const isAnother = (one: string, other: string) => Token.compareStrings(one, other) === TokenComparison.DIFFERENT;
  return isAnother(own.account, account) || isAnother(own.region, region);
}
