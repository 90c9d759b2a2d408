import { aurora } from './aurora';
import { documentDb } from './documentdb';
import { dynamoDb } from './dynamodb';
import { elasticache } from './elasticache';
import { elastiCacheServerless } from './elasticache-serverless';
import { keyspaces } from './keyspaces';
import { memorydb } from './memorydb';
import { mongoDbAtlas } from './mongodb-atlas';
import { opensearch } from './opensearch';
import { Names } from './operation';
import { rds } from './rds';
import { rdsProxy } from './rds-proxy';
import { redshift } from './redshift';
import { redshiftServerless } from './redshift-serverless';
import { TypeOfDatabase } from './type';
import { DatabaseType } from '../../databases/database-type';
import { NameKind } from '../aws/name-rules';

/** What Teleport can discover, and what it reaches by a role alone. */
export type DatabaseKind = DatabaseType | 'dynamodb' | 'keyspaces' | 'mongodb-atlas';

/** The page of every type of database. A new member of the enum does not compile without its page. */
export const CATALOGUE: Readonly<Record<DatabaseKind, TypeOfDatabase>> = {
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

/** Every type, in the order of the catalogue. */
export const KINDS = Object.keys(CATALOGUE) as readonly DatabaseKind[];

/** Whether every user of a type is a role that Teleport assumes. */
export const usersAreRoles = (kind: DatabaseKind): boolean => CATALOGUE[kind].users.areRoles === 'all';

/** Whether a name is one that only databases of the type have, such as a resource ID that starts with `prx-`. */
export const isNameOf = (kind: DatabaseKind, place: NameKind, name: string): boolean =>
  (CATALOGUE[kind].users.every?.[place] ?? []).some((pattern) => name.startsWith(pattern.replace('*', '')));

/** What fills the place of the database in ARNs, for each of these types. */
export const namesOf = (kinds: readonly DatabaseKind[], name: string): Names =>
  Object.fromEntries(kinds.flatMap((kind) => CATALOGUE[kind].value.name ?? []).map((place) => [place, [name]]));

/** The types that one class of values declares. */
export const typesOf = (valueClass: string): DatabaseKind[] => KINDS.filter((kind) => CATALOGUE[kind].value.class === valueClass);

/** The types whose CloudFormation resource this is: none or one. */
export const typeOfResource = (resourceType: string): DatabaseKind | undefined =>
  KINDS.find((kind) => CATALOGUE[kind].resource?.type === resourceType);
