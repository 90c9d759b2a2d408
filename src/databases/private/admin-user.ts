import { DatabaseFacts } from './database-facts';
import { CATALOGUE } from '../../private/types';

/** The label of a registered database, or the tag of a discovered one, by which Teleport knows its admin user. */
export const ADMIN_LABEL = 'teleport.dev/db-admin';

/** The admin user with which Teleport creates users of a registered database. The option counts before the label. */
export function adminUserIn({ types, registration }: DatabaseFacts): string | undefined {
  const areCreated = types.some((type) => CATALOGUE[type].users.createdIn !== undefined);
  return registration?.adminUser ?? (areCreated ? registration?.labels?.[ADMIN_LABEL] : undefined);
}
