import { TeleportDatabase } from '../../databases/database';
import { checkMade } from '../checks/check-lists';

interface Expected {
  readonly prop?: string;
  readonly maker?: string;
  readonly isMade?: (value: unknown) => value is TeleportDatabase;
}

/** Databases of any type, or of the class that `isMade` tells and `maker` names. */
export function checkDatabases(
  databases: unknown[], { prop = 'databases', maker = 'RdsDatabase and the like', isMade = isDatabase }: Expected = {},
): TeleportDatabase[] {
  return checkMade(prop, databases, isMade, maker);
}

const isDatabase = (value: unknown) => value instanceof TeleportDatabase;
