import { Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { checkHasManagedPolicies } from './customized-roles';
import { policyPath } from './policy-name';
import { TeleportPolicyProps } from '../../policies/policy';
import { SelfGrant } from '../../policies/self-grant';
import type { AssumedRole } from '../../roles/assumed-role';
import { areNotCompared, isAnotherAccount } from '../aws/accounts';
import { TextRule } from '../aws/name-rules';
import { LONGEST } from '../aws/quotas';
import { checkPartitionOfArn } from '../checks/check-arns';
import { checkFlag, checkNoNull } from '../checks/check-lists';
import { invalid, verbatim } from '../checks/invalid';
import { accountNotCompared, roleAccountNotCompared, unboundedSelfGrant } from '../checks/warnings/policies';
import { warn } from '../checks/warnings/warning';
import { Identity, identityOf, isSameIdentity, TargetIdentity } from '../identities/identity';
import { PolicyContent } from '../permissions/policy-content';
import { checkAtSynth } from '../synthesis/check-tokens';
import { checkAllOfApp } from '../synthesis/same-app';

/** The identity of a policy, if the policy may be attached to it. */
export function checkTarget(scope: Construct, props: TeleportPolicyProps, content: PolicyContent): TargetIdentity {
  const { declaration, assumedRoles } = content;
  const { target, inline, asDocumented, path } = props;
  checkNoNull(props);
  checkFlag('inline', inline);
  checkFlag('asDocumented', asDocumented);
  const identity = identityOf(target);
  checkAllOfApp(scope, props, content);
  checkNotAssumed(identity, assumedRoles);
  checkMayBeAttached(scope, identity);
  if (identity.identityType === 'User' && !inline) {
    checkHasManagedPolicies(scope, identity.label);
  }
  policyPath(path);
  if (inline && path !== undefined) {
    throw invalid('path', 'be left out with \'inline\', because inline policies have none', path);
  }
  if (inline && declaration.selfGrant !== undefined) {
    throw invalid('inline', 'be left out with \'selfGrant\', because Teleport could overwrite the policy, '
      + 'and its own inline policies need the same space', inline);
  }
  return identity;
}

function checkNotAssumed(identity: Identity, assumedRoles: readonly AssumedRole[]): void {
  const itself = assumedRoles.find(({ _identity }) => isSameIdentity(identity, _identity));
  if (itself !== undefined) {
    throw invalid('assumedRoles', 'not contain the target itself', verbatim(itself._identity.label), 'remove it');
  }
}

/** Throws for an identity of another account, and for a role whose owner said that nothing may be attached to it. */
export function checkMayBeAttached(scope: Construct, { account, label, arn, isImmutable }: TargetIdentity): void {
  const own = Stack.of(scope).account;
  if (isAnotherAccount(account, own)) {
    throw invalid('target', `be in the account of the stack, ${own}`, verbatim(`${label} in ${account}`),
      `define the policy in a stack of account ${account}`);
  }
  checkIsNotReserved(label, arn.text);
  checkPartitionOfArn('target', label, arn.text, Stack.of(scope));
  if (isImmutable) {
    const got = verbatim(`${label}, which is immutable (by 'mutable: false' or withoutPolicyUpdates())`);
    throw invalid('target', 'be a role that policies may be attached to', got,
      'give the role without that mark');
  }
}

/** Only AWS changes roles of services (`AWSServiceRoleFor...`) and of permission sets (`AWSReservedSSO_...`). */
const NOT_RESERVED: TextRule = {
  prop: 'target',
  pattern: /^(?!.*:role\/(?:aws-service-role\/|aws-reserved\/|(?:[^:]*\/)?(?:AWSServiceRoleFor|AWSReservedSSO_)))/,
  maxLength: LONGEST.pathlessRoleArn + LONGEST.path,
  shape: 'a role that policies may be attached to, and not one that only AWS may change',
  examples: ['a'],
  isOptional: true, // what is nothing breaks the rule of all ARNs
};

function checkIsNotReserved(label: string, arn: string): void {
  if (!NOT_RESERVED.pattern.test(arn)) {
    throw invalid('target', 'be a role that policies may be attached to', verbatim(`${label}, which only AWS may change`),
      'give Teleport a role of its own');
  }
}

export function warnOfTarget(scope: Construct, identity: Identity, { declaration, warnings, assumedRoles }: PolicyContent): void {
  lookAtTarget(scope, identity);
  if (declaration.selfGrant === SelfGrant.UNBOUNDED) {
    warn(scope, unboundedSelfGrant(identity.label));
  }
  warnings.forEach((warning) => warn(scope, warning));
  assumedRoles.forEach(({ _identity }) => warnOfUnknownAccount(scope, _identity));
}

/** What is not known of an identity that a policy or boundary was put on. */
export function lookAtTarget(scope: Construct, identity: Identity): void {
  warnOfUncomparedAccount(scope, identity);
  checkAtSynth(scope, NOT_RESERVED, identity.arn.text);
}

/** Where only one of the two accounts is known, nobody can say whether they are the same. */
function warnOfUncomparedAccount(scope: Construct, { account, label }: Identity): void {
  const own = Stack.of(scope).account;
  if (areNotCompared(account, own)) {
    warn(scope, Token.isUnresolved(own) ? accountNotCompared(label, 'the stack') : accountNotCompared('the stack', label));
  }
}

/** If a role's stack has no account, the policy names a role of this stack's account. */
function warnOfUnknownAccount(scope: Construct, { account, label }: Identity): void {
  const own = Stack.of(scope).account;
  if (Token.isUnresolved(account) && !Token.isUnresolved(own)) {
    warn(scope, roleAccountNotCompared(label, own));
  }
}
