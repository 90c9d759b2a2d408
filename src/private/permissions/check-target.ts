import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { onUnknownOptions } from './ignored-options';
import { PolicyContent } from './policy-content';
import { policyPath } from './policy-name';
import { TeleportPolicyProps } from '../../policies/policy';
import { SelfGrant } from '../../policies/self-grant';
import type { AssumedRole } from '../../roles/assumed-role';
import { isAnotherAccount } from '../aws/accounts';
import { TextRule } from '../aws/name-rules';
import { LONGEST } from '../aws/quotas';
import { checkSameApp } from '../checks/check-app';
import { checkPartitionOfArn } from '../checks/check-arns';
import { checkFlag, checkNoNull } from '../checks/check-lists';
import { checkHasManagedPolicies } from '../checks/customized-roles';
import { invalid, verbatim } from '../checks/invalid';
import { unboundedSelfGrant } from '../checks/warnings/policies';
import { warn } from '../checks/warnings/warning';
import { Identity, identityOf, isSameIdentity, TargetIdentity } from '../identities/identity';

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
export const NOT_RESERVED: TextRule = {
  prop: 'target',
  pattern: /^(?!.*:role\/(?:aws-service-role\/|aws-reserved\/|(?:[^:]*\/)?(?:AWSServiceRoleFor|AWSReservedSSO_)))/,
  maxLength: LONGEST.pathlessRoleArn + LONGEST.path,
  shape: 'a role that policies may be attached to, and not one that only AWS may change',
  examples: ['a'],
  isOptional: true, // `AWS::NoValue` is refused by the ARN rule already
};

function checkIsNotReserved(label: string, arn: string): void {
  if (!NOT_RESERVED.pattern.test(arn)) {
    throw invalid('target', 'be a role that policies may be attached to', verbatim(`${label}, which only AWS may change`),
      'give Teleport a role of its own');
  }
}

/** Warns of what the user should know of the declaration. */
export function warnOfTarget(
  scope: Construct, { label }: Identity, { declaration, warnings }: PolicyContent, props: TeleportPolicyProps,
): void {
  const unbounded = declaration.selfGrant === SelfGrant.UNBOUNDED ? [unboundedSelfGrant(label)] : [];
  [...onUnknownOptions(declaration, props), ...unbounded, ...warnings].forEach((warning) => warn(scope, warning));
}

/** Refuses constructs of another app. Assumed roles are checked where they are referenced, because named roles need no reference. */
function checkAllOfApp(scope: Construct, { target }: TeleportPolicyProps, { declaration, keys }: PolicyContent): void {
  checkSameApp('target', scope, target);
  declaration.databases?.forEach(({ _facts: { construct, assumedRole } }) =>
    checkSameApp('databases', scope, assumedRole === undefined ? construct : undefined)); // the role's own policy names what is behind it
  keys?.keys.forEach((key) => checkSameApp('encryptionKey', scope, key));
}
