import { Stack, Token } from 'aws-cdk-lib';
import { accountOfRoles } from '../../databases/private/account-of-roles';
import { DatabaseFacts } from '../../databases/private/database-facts';
import type { AssumedRole } from '../../roles/assumed-role';
import { isAnotherAccount } from '../aws/accounts';
import { anotherPartition, isOfAnotherPartition } from '../checks/check-arns';
import { invalid, verbatim } from '../checks/invalid';
import { KnownArn, knownArn } from '../tokens/known-arn';

/** Throws for a database that is known to be elsewhere. Only one that comes from a construct says where it is. */
export function checkDatabase(stack: Stack, facts: DatabaseFacts): void {
  const { account, importedBy } = facts;
  const wrong = wrongDatabase(stack, facts, { account, partition: importedBy && knownArn(importedBy).partition });
  if (wrong !== undefined) {
    throw wrong;
  }
}

/** Why a database cannot be reached from this stack. IAM logins do not cross accounts, so one of another account needs a role there. */
export function wrongDatabase(
  stack: Stack, { label, assumedRole, regions = [] }: DatabaseFacts, { account, partition, region }: KnownArn,
): Error | undefined {
  if (isOfAnotherPartition({ partition }, stack)) {
    return anotherPartition('databases', `${label} in ${partition}`, stack);
  }
  if (account !== undefined && assumedRole !== undefined) {
    return wrongRole(assumedRole, label, account);
  }
  if (account !== undefined && isAnotherAccount(account, stack.account)) {
    const expected = `be in the account of the stack, ${stack.account}, because IAM logins do not cross accounts`;
    return invalid('databases', expected, verbatim(`${label} in ${account}`), 'give it the role there that Teleport assumes '
      + `('assumedRole': AssumedRole.fromRole() of a role in ${account}), which has a policy of its own`);
  }
  const isThere = region === undefined || regions.some((one) => one === region || Token.isUnresolved(one));
  return isThere ? undefined : invalid('databases', `be in ${regions.join(', ')}, where the policy allows to connect to ${label}`,
    verbatim(region), 'import it by an ARN that is no token, or into a stack of that region');
}

/** Throws for roles that cannot be users of the database: it is in their account, or Teleport makes other ARNs of them. */
export function checkUsers({ account: own }: Stack, facts: DatabaseFacts): void {
  const { label, databaseRoles = [], databaseUsers, assumedRole, account } = facts;
  const ofRoles = accountOfRoles(databaseRoles);
  const reached = assumedRole === undefined || assumedRole.organizationId !== undefined ? undefined : assumedRole._identity.account;
  const where = reached ?? account ?? (databaseUsers === undefined ? undefined : own); // as users, the agent logs in to its own account
  if (ofRoles !== undefined && where !== undefined && isAnotherAccount(ofRoles, where)) {
    throw notOfAccount(label, where, ofRoles);
  }
}

export const notOfAccount = (label: string, account: string, got: string): Error =>
  invalid('databaseRoles', `be roles of the account of ${label}, ${account}, because Teleport takes them for roles of that account`,
    verbatim(`roles of ${got}`), 'name roles of the account of the database, or the database of the other account');

/** Whether a database is known to be in another account, because its users are. What the agent reads in its own says nothing of it. */
export function isElsewhere({ account }: Stack, { databaseRoles = [] }: DatabaseFacts): boolean {
  const ofRoles = accountOfRoles(databaseRoles);
  return ofRoles !== undefined && isAnotherAccount(ofRoles, account);
}

function wrongRole({ _identity: role, organizationId }: AssumedRole, label: string, account: string): Error | undefined {
  return organizationId === undefined && isAnotherAccount(account, role.account)
    ? invalid('assumedRole', 'be in the account of the database', verbatim(`${role.arn.text} for ${label} in ${account}`))
    : undefined;
}
