import { TeleportDatabase } from '../../databases/database';
import { checkMade } from '../checks/check-lists';
import { OF_DATABASES } from '../checks/makers';

/** Databases of any type. */
export function checkDatabases(databases: unknown[], prop = 'databases'): TeleportDatabase[] {
  return checkMade(prop, databases, TeleportDatabase, OF_DATABASES);
}
