import { Token } from 'aws-cdk-lib';
import { invalid, verbatim } from '../../private/checks/invalid';
import { isPseudoParameter } from '../../private/tokens/partial-text';
import type { AssumedRole } from '../../roles/assumed-role';

/**
 * The account of a database whose users are these roles. Teleport makes their ARNs with the account of the database, and refuses others.
 * Undefined as long as nothing but their stacks says it. A role of an organization is in every account.
 */
export function accountOfRoles(roles: readonly AssumedRole[]): string | undefined {
  const [inArn] = roles.filter(({ _identity: { account }, organizationId }) => organizationId === undefined && !isPseudoParameter(account));
  return (known(roles)[0] ?? inArn)?._identity.account;
}

/** Throws for roles of several accounts, because a database is in one. */
export function checkOneAccount(roles: readonly AssumedRole[]): void {
  const [first, ...others] = known(roles);
  const stray = others.find(({ _identity: { account } }) => account !== first._identity.account);
  if (stray !== undefined) {
    const labelOf = ({ _identity: { label, account } }: AssumedRole) => `${label} in ${account}`;
    throw invalid('databaseRoles', 'be roles of one account, because Teleport takes them for roles of the account of the database',
      verbatim(`${labelOf(first)} and ${labelOf(stray)}`), 'declare a database for each account');
  }
}

const known = (roles: readonly AssumedRole[]) =>
  roles.filter(({ _identity: { account }, organizationId }) => organizationId === undefined && !Token.isUnresolved(account));
