import { aurora } from './aurora';
import { documentDb } from './documentdb';
import { dynamoDb } from './dynamodb';
import { elasticache } from './elasticache';
import { elastiCacheServerless } from './elasticache-serverless';
import { DatabaseFixture } from './fixture';
import { keyspaces } from './keyspaces';
import { memorydb } from './memorydb';
import { mongoDbAtlas } from './mongodb-atlas';
import { opensearch } from './opensearch';
import { rds } from './rds';
import { rdsProxy } from './rds-proxy';
import { redshift } from './redshift';
import { redshiftServerless } from './redshift-serverless';
import { DatabaseType } from '../../../src';

/** Every type of database, with its documents and calls: a new member of the enum does not compile without. */
const FIXTURES: Readonly<Record<DatabaseType | 'dynamodb' | 'keyspaces' | 'mongodb-atlas', DatabaseFixture>> = {
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
  'dynamodb': dynamoDb,
  keyspaces,
  'mongodb-atlas': mongoDbAtlas,
};

export const DATABASES = Object.entries(FIXTURES).map(([type, fixture]) => ({ type, ...fixture }));
