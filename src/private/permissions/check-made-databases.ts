import { TeleportDatabase } from '../../databases/database';
import { checkMade } from '../checks/check-lists';

/** Databases of any type, or of the class that `isMade` tells and `maker` names. */
export function checkDatabases(
  databases: unknown[], maker = 'RdsDatabase and the like', isMade: (value: unknown) => value is TeleportDatabase = isDatabase,
): TeleportDatabase[] {
  return checkMade('databases', databases, isMade, maker);
}

const isDatabase = (value: unknown) => value instanceof TeleportDatabase;
