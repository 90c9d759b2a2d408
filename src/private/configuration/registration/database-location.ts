import { accountOfRoles } from '../../../databases/private/account-of-roles';
import { DatabaseFacts } from '../../../databases/private/database-facts';
import { isAnotherAccount } from '../../aws/accounts';
import { partitionOf } from '../../aws/partition';
import { RULES } from '../../aws/text-rules';
import { isOfAnotherPartition } from '../../checks/check-arns';
import { follows } from '../../checks/check-names';
import { invalid, verbatim } from '../../checks/invalid';
import { notOfAccount } from '../../permissions/check-databases';
import { knownArn } from '../../tokens/known-arn';
import { CATALOGUE } from '../../types';
import { RoleToAssume, roleOf } from '../assumed-role';
import type { Reachable } from '../sources';

/** Where a database is, and through which role the agent reaches it. */
export interface DatabaseLocation {
  readonly role?: RoleToAssume;
  /** Absent for types that AWS does not offer. */
  readonly region?: string;
  readonly account: string;
}

export function locationOf(source: Reachable, facts: DatabaseFacts): DatabaseLocation {
  const role = roleTo(source, facts);
  const region = regionOf(source, facts);
  const account = accountOf(source, facts, role);
  checkRolePartition(facts.label, role, region);
  return { role, region, account };
}

/** Teleport assumes one role to reach a database. */
function roleTo({ viaRole, agentStack }: Reachable, { assumedRole, label }: DatabaseFacts): RoleToAssume | undefined {
  if (viaRole !== undefined && assumedRole !== undefined) {
    throw invalid('assumedRole', `be left out for ${label} behind ${viaRole.label}, because Teleport assumes one role to reach a database`,
      verbatim(assumedRole._identity.label));
  }
  return viaRole ?? (assumedRole && roleOf(agentStack, assumedRole));
}

function regionOf({ region: only, label: source }: Reachable, { regions, label, types }: DatabaseFacts): string | undefined {
  if (!types.some((type) => CATALOGUE[type].teleport.isRegional)) {
    return undefined;
  }
  const [region = only] = regions ?? [];
  if (region === undefined) {
    throw invalid('region', `be given for ${label}, because there are several regions in ${source}`, verbatim('nothing'),
      'add \'region\' to its options');
  }
  return region;
}

function accountOf(source: Reachable, facts: DatabaseFacts, role: RoleToAssume | undefined): string {
  const ofRoles = accountOfRoles(facts.databaseRoles ?? []);
  const account = role?.account ?? facts.account ?? ofRoles ?? source.account;
  if (facts.account !== undefined && isAnotherAccount(facts.account, account)) {
    throw invalid('databases', `be in the account of the role that reaches them, ${account}`,
      verbatim(`${facts.label} in ${facts.account}`));
  }
  if (ofRoles !== undefined && isAnotherAccount(ofRoles, account)) {
    throw notOfAccount(facts.label, account, ofRoles);
  }
  if (!follows(RULES.account, account)) {
    throw invalid('account', `have 12 digits for ${facts.label}`, account, 'give its stack an \'env\' with an account');
  }
  return account;
}

function checkRolePartition(label: string, role: RoleToAssume | undefined, region?: string): void {
  if (role !== undefined && region !== undefined && isOfAnotherPartition(knownArn(role.arn), { region })) {
    throw invalid('assumedRole', `be in ${partitionOf(region)}, the partition of ${label} in ${region}`, role.arn);
  }
}
