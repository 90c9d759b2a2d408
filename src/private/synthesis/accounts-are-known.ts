import { Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { SynthesisRule, warningsOn } from './synthesis-rule';
import { areNotCompared } from '../aws/accounts';
import { accountNotCompared, accountOfArnNotCompared, roleAccountNotCompared } from '../checks/warnings/accounts';
import { Warning } from '../checks/warnings/warning';
import { Identity } from '../identities/identity';
import { possibleValues } from '../tokens/possible-values';
import { resolvedValue } from '../tokens/resolved-value';

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
  const isInArn = !Token.isUnresolved(own) && !isOfStack(scope, account);
  return isInArn && isLiteral(scope, account) ? []
    : [Token.isUnresolved(own) ? accountNotCompared(label, 'the stack') : accountNotCompared('the stack', label, isInArn)];
}

/** If a role's stack has no account, the policy names a role of this stack's account. If its ARN has none, nobody knows whose. */
function ofAssumed(scope: IConstruct, { account, label }: Identity): Warning[] {
  const own = Stack.of(scope).account;
  if (!areNotCompared(account, own) || Token.isUnresolved(own)) {
    return [];
  }
  return isOfStack(scope, account) ? [roleAccountNotCompared(label, own)]
    : isLiteral(scope, account) ? [] : [accountOfArnNotCompared(label)];
}

/** Whether an account is that of whatever stack the template is deployed to. */
const isOfStack = (scope: IConstruct, account: string): boolean =>
  JSON.stringify(Stack.of(scope).resolve(account)).includes('AWS::AccountId');

/** Whether a token turns out to be an account that the app tells. */
function isLiteral(scope: IConstruct, account: string): boolean {
  const resolved = resolvedValue(scope, account);
  return possibleValues(resolved.value, resolved).every((text) => text.every((piece) => typeof piece === 'string'));
}
