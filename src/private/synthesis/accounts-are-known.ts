import { Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { SynthesisRule, warningsOn } from './synthesis-rule';
import { areNotCompared } from '../aws/accounts';
import { accountNotCompared, roleAccountNotCompared } from '../checks/warnings/policies';
import { Warning } from '../checks/warnings/warning';
import { Identity } from '../identities/identity';

/** The account of an identity is known where that of the stack is. */
export const accountsAreKnown: SynthesisRule = (app) => [
  ...app.each('policy', ({ identity, content: { assumedRoles } }, scope) =>
    warningsOn(scope, [...ofTarget(scope, identity), ...assumedRoles.flatMap(({ _identity }) => ofAssumed(scope, _identity))])),
  ...app.each('appliedBoundary', ({ identity }, scope) => warningsOn(scope, ofTarget(scope, identity))),
];

/** Where only one of the two accounts is known, nobody can say whether they are the same. */
function ofTarget(scope: IConstruct, { account, label }: Identity): Warning[] {
  const own = Stack.of(scope).account;
  if (!areNotCompared(account, own)) {
    return [];
  }
  return [Token.isUnresolved(own) ? accountNotCompared(label, 'the stack') : accountNotCompared('the stack', label)];
}

/** If a role's stack has no account, the policy names a role of this stack's account. */
function ofAssumed(scope: IConstruct, { account, label }: Identity): Warning[] {
  const own = Stack.of(scope).account;
  return Token.isUnresolved(account) && !Token.isUnresolved(own) ? [roleAccountNotCompared(label, own)] : [];
}
