import { documentDb } from './documentdb';
import { dynamoDb } from './dynamodb';
import { elasticache } from './elasticache';
import { elastiCacheServerless } from './elasticache-serverless';
import { keyspaces } from './keyspaces';
import { memorydb } from './memorydb';
import { opensearch } from './opensearch';
import { DatabaseEntry } from './operation';
import { aurora, rds, rdsProxy } from './rds';
import { redshift } from './redshift';
import { redshiftServerless } from './redshift-serverless';
import { DatabaseType } from '../../databases/database-type';

/** What Teleport can discover, and what it reaches by a role alone. */
export type DatabaseKind = DatabaseType | 'dynamodb' | 'keyspaces';

/** What Teleport does with every type of database. A new member of the enum does not compile without its entry. */
export const CATALOGUE: Readonly<Record<DatabaseKind, DatabaseEntry>> = {
  [DatabaseType.RDS]: rds,
  [DatabaseType.AURORA]: aurora,
  [DatabaseType.RDS_PROXY]: rdsProxy,
  [DatabaseType.REDSHIFT]: redshift,
  [DatabaseType.REDSHIFT_SERVERLESS]: redshiftServerless,
  [DatabaseType.ELASTICACHE]: elasticache,
  [DatabaseType.ELASTICACHE_SERVERLESS]: elastiCacheServerless,
  [DatabaseType.MEMORYDB]: memorydb,
  [DatabaseType.OPENSEARCH]: opensearch,
  [DatabaseType.DOCUMENTDB]: documentDb,
  dynamodb: dynamoDb,
  keyspaces,
};
