import type { RoleToAssume } from './assumed-role';
import { DatabaseFacts } from '../../databases/private/database-facts';
import { invalid, verbatim } from '../checks/invalid';
import { usersAreRoles } from '../types';

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
