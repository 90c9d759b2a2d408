import { Stack, Token } from 'aws-cdk-lib';
import { DatabaseFacts } from '../../databases/private/database-facts';
import type { AssumedRole } from '../../roles/assumed-role';
import { invalid, verbatim } from '../checks/invalid';
import { arnFor } from '../permissions/assume-roles';
import { usersAreRoles } from '../types';

/** A role to assume, as the template of the agent can write it. */
export interface RoleToAssume {
  /** What messages call it. */
  readonly label: string;
  readonly arn: string;
  /** The account of its ARN. */
  readonly account: string;
  readonly externalId?: string;
  readonly sessionTags?: { readonly [key: string]: string };
}

export function roleOf(stack: Stack, assumed: AssumedRole): RoleToAssume {
  if (assumed.organizationId !== undefined) {
    throw invalid('assumedRole', 'be a role of one account for Teleport\'s configuration, which has no wildcard for accounts',
      verbatim(assumed._identity.label), 'use RemoteDatabases.inAccounts(), or AssumedRole.fromRole()');
  }
  return written(stack, assumed);
}

/** The role of the same name and path in another account. */
export function sameRoleIn(account: string, stack: Stack, assumed: AssumedRole): RoleToAssume {
  const role = written(stack, assumed);
  const [head, name] = role.arn.split(/:iam::.*?:(?=role\/)/);
  if (name === undefined || Token.isUnresolved(name)) {
    throw invalid('assumedRole', 'have a literal name, because it has the same one in every account', verbatim(role.label),
      'give it a \'roleName\'');
  }
  return { ...role, label: `${role.label} in ${account}`, arn: `${head}:iam::${account}:${name}`, account };
}

function written(stack: Stack, { _identity: identity, externalId, sessionTags }: AssumedRole): RoleToAssume {
  return { label: identity.label, arn: arnFor(stack, 'assumedRole', identity).text, account: identity.account, externalId, sessionTags };
}

/** What Teleport sends when it assumes roles for a database: one external id and one set of tags. */
export interface AssumeRoleOptions {
  readonly external_id?: string;
  readonly session_tags?: { readonly [key: string]: string };
}

export function assumeRoleOptionsOf(facts: DatabaseFacts, assumed: RoleToAssume | undefined): AssumeRoleOptions {
  return { external_id: externalIdOf(facts, assumed), session_tags: sessionTagsOf(facts, assumed) };
}

function externalIdOf({ label, types, databaseRoles = [] }: DatabaseFacts, assumed: RoleToAssume | undefined): string | undefined {
  const users = [...new Set(databaseRoles.map(({ externalId }) => externalId))];
  if (assumed !== undefined) {
    const [user] = users.filter((externalId) => externalId !== undefined);
    if (user !== undefined) {
      throw invalid('databaseRoles',
        `have no external id behind an 'assumedRole', because Teleport sends one to the first role only, for ${label}`,
        verbatim(`${JSON.stringify(user)} behind ${JSON.stringify(assumed.externalId ?? 'none')}`), 'leave that of the users out');
    }
    return assumed.externalId;
  }
  if (users.length > 1) {
    throw invalid('databaseRoles', `share one external id, because Teleport has one for a database, for ${label}`,
      verbatim(users.map((externalId) => JSON.stringify(externalId ?? 'none')).join(' and ')),
      'register the database twice under different names');
  }
  const [externalId] = users;
  if (externalId !== undefined && !types.every(usersAreRoles)) {
    throw invalid('databaseRoles', `have no external id for ${label}, because Teleport refuses one without a role to assume for this type`,
      externalId, 'leave it out, or reach the database through an \'assumedRole\'');
  }
  return externalId;
}

function sessionTagsOf({ label, databaseRoles = [] }: DatabaseFacts, assumed: RoleToAssume | undefined): AssumeRoleOptions['session_tags'] {
  const roles = assumed?.sessionTags === undefined ? databaseRoles : [assumed, ...databaseRoles];
  const tags = new Set(roles.map(({ sessionTags }) => JSON.stringify(Object.entries(sessionTags ?? {}).sort())));
  if (tags.size > 1) {
    throw invalid('sessionTags', `be the same for all roles of ${label}, because Teleport has them once for a database`,
      verbatim(roles.map(({ sessionTags }) => JSON.stringify(sessionTags ?? 'none')).join(' and ')),
      'register the database twice under different names');
  }
  return roles[0]?.sessionTags;
}
