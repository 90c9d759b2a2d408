import { elasticache } from './elasticache';
import { memorydb } from './memorydb';
import { DatabaseEntry } from './operation';
import { aurora, rds, rdsProxy } from './rds';
import { redshift } from './redshift';
import { DatabaseType } from '../../database-type';

/** What Teleport does with every type of database. A new member of the enum does not compile without its entry. */
export const CATALOGUE: Readonly<Record<DatabaseType, DatabaseEntry>> = {
  [DatabaseType.RDS]: rds,
  [DatabaseType.AURORA]: aurora,
  [DatabaseType.RDS_PROXY]: rdsProxy,
  [DatabaseType.REDSHIFT]: redshift,
  [DatabaseType.ELASTICACHE]: elasticache,
  [DatabaseType.MEMORYDB]: memorydb,
};
