import { Stack, Stage } from 'aws-cdk-lib';
import { assumeRoles, tagSessions } from '../catalogue/iam';
import { Operation } from '../catalogue/operation';
import { checkMade } from '../checks/checks';
import { Identity, identityOf } from '../identities/identity';
import { Conditions, Permission } from './permission';
import { isAnotherAccount } from '../aws/arn-scope';
import { Sized, sized } from '../aws/sized-text';
import { AssumedRole, AssumedRoleOptions } from '../../assumed-role';

/** What Teleport needs to become these roles: exactly these, with exactly their external ids and session tags. */
export function assume(stack: Stack, roles: readonly AssumedRole[], asDocumented: boolean): Permission[] {
  checkMade('assumedRoles', roles, (role) => role instanceof AssumedRole, 'AssumedRole.fromRole()');
  return roles.flatMap((assumed) => {
    const identity = identityOf(assumed.role, 'assumedRoles');
    const resource = arnFor(stack, identity);
    const permission = ({ sid, reason, actions }: Operation, conditions: Conditions | undefined): Permission => asDocumented
      ? { reason, actions, resources: [resource], identities: [identity] }
      : { sid, reason, actions, resources: [resource], conditions, identities: [identity] };
    const tags = conditionsOfTags(assumed);
    return [
      permission(assumeRoles, conditionsOfSession(assumed)),
      ...tags === undefined ? [] : [permission(tagSessions, tags)],
    ];
  });
}

/** The external id, in the policy of the agent and in the trust of the role. */
export function conditionsOfSession({ externalId }: AssumedRoleOptions): Conditions | undefined {
  return externalId === undefined ? undefined : { StringEquals: { 'sts:ExternalId': [sized(externalId, 1224)] } };
}

/** Every session tag with its value, and no other. */
export function conditionsOfTags({ sessionTags = {} }: AssumedRoleOptions): Conditions | undefined {
  const keys = Object.keys(sessionTags);
  return keys.length === 0 ? undefined : {
    'StringEquals': Object.fromEntries(keys.map((key) => [`aws:RequestTag/${key}`, [sized(sessionTags[key], 256)]])),
    'ForAllValues:StringEquals': { 'aws:TagKeys': keys.map((key) => sized(key, 128)) },
  };
}

/** The ARN of a role, as the template of the agent can write it. */
export function arnFor(stack: Stack, identity: Identity): Sized {
  return identity.literalArn ?? referenceTo(identity, stack);
}

/** Within one account and stage a template may refer to the other. */
function referenceTo({ arn, account, label, resource }: Identity, stack: Stack): Sized {
  if (isAnotherAccount(account, stack.account) || Stage.of(resource ?? stack) !== Stage.of(stack)) {
    throw new Error(`'assumedRoles': ${label} is in another account or stage, whose template this one cannot refer to; give it a 'roleName'`);
  }
  return arn;
}
