import type { AssumedRole } from '../../assumed-role';
import { CATALOGUE } from '../catalogue';
import { DatabaseFacts } from '../../databases/private/database-facts';

/** What Teleport sends when it assumes a role for a database: it has one of each for all roles. */
export interface Session {
  readonly external_id?: string;
  readonly session_tags?: { readonly [key: string]: string };
}

export function sessionOf(facts: DatabaseFacts, assumed: AssumedRole | undefined): Session {
  return { external_id: externalIdOf(facts, assumed), session_tags: sessionTagsOf(facts, assumed) };
}

function externalIdOf({ label, types, databaseRoles = [] }: DatabaseFacts, assumed: AssumedRole | undefined): string | undefined {
  const users = [...new Set(databaseRoles.map(({ externalId }) => externalId))];
  if (assumed !== undefined) {
    const [user] = users.filter((externalId) => externalId !== undefined);
    if (user !== undefined) {
      throw new Error(`'databaseRoles' of ${label} cannot have an external id behind an 'assumedRole', got ${JSON.stringify(user)} behind ${JSON.stringify(assumed.externalId ?? 'none')}: `
        + 'Teleport sends one to the first role only; leave that of the users out');
    }
    return assumed.externalId;
  }
  if (users.length > 1) {
    throw new Error(`'databaseRoles' of ${label} have to share one external id, got ${users.map((externalId) => JSON.stringify(externalId ?? 'none')).join(' and ')}: `
      + 'Teleport has one for a database; register it twice under different names');
  }
  const [externalId] = users;
  if (externalId !== undefined && !types.every((type) => CATALOGUE[type].usersAreRoles)) {
    throw new Error(`'databaseRoles' of ${label} cannot have an external id, got ${JSON.stringify(externalId)}: Teleport refuses one without a role to assume for this type; `
      + 'leave it out, or reach the database through an \'assumedRole\'');
  }
  return externalId;
}

function sessionTagsOf({ label, databaseRoles = [] }: DatabaseFacts, assumed: AssumedRole | undefined): Session['session_tags'] {
  const roles = assumed?.sessionTags === undefined ? databaseRoles : [assumed, ...databaseRoles];
  const tags = new Set(roles.map(({ sessionTags }) => JSON.stringify(Object.entries(sessionTags ?? {}).sort())));
  if (tags.size > 1) {
    throw new Error(`the roles of ${label} have to share their session tags, got ${roles.map(({ sessionTags }) => JSON.stringify(sessionTags ?? 'none')).join(' and ')}: `
      + 'Teleport has them once for a database; register it twice under different names');
  }
  return roles[0]?.sessionTags;
}
