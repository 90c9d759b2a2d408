import * as elasticache from 'aws-cdk-lib/aws-elasticache';
import { DatabaseRegionOptions, DatabaseRegionsOptions, TeleportDatabase, TeleportDatabaseOptions } from './database';
import { DatabaseType } from './database-type';
import { refOf } from './private/check-construct';
import { checkCacheUsers, commonFacts } from './private/common-facts';
import { DatabaseFacts, Endpoint } from './private/database-facts';
import { DatabaseWhere, endpointAt, inRegion, inRegions, whereIs } from './private/database-location';
import { OF_DATABASE, OF_REGION, OF_REGIONS } from './private/known-options';
import { checkName } from '../private/checks/check-names';
import { Known, knownOptions } from '../private/checks/known-options';
import { DatabaseKind, namesOf, typesOf } from '../private/types';

/** Options for connecting to an ElastiCache database. */
export interface ElastiCacheDatabaseOptions extends TeleportDatabaseOptions {
  /**
   * The IDs of the ElastiCache users with IAM authentication that Teleport can connect as. `*` matches any characters; a single `*` matches
   * every user. Up to 40 letters, digits and hyphens each, starting with a letter. The ID and the name of such a user must be equal.
   *
   * IAM cannot pair users with databases: an identity can connect to every ElastiCache database in its policies as every ElastiCache user
   * in them.
   *
   * @default - none: Teleport connects only as users whose passwords it manages, and the policy must allow that for the type
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html
   */
  readonly databaseUsers?: string[];
}

/** Options for connecting to an ElastiCache database that the app does not define. */
export interface ImportedElastiCacheDatabaseOptions extends ElastiCacheDatabaseOptions, DatabaseRegionOptions {}

/** Options for connecting to every ElastiCache database. */
export interface AnyElastiCacheDatabaseOptions extends ElastiCacheDatabaseOptions, DatabaseRegionsOptions {}

const OPTIONS: Known<ElastiCacheDatabaseOptions> = { ...OF_DATABASE, databaseUsers: true };
const IMPORTED: Known<ImportedElastiCacheDatabaseOptions> = { ...OPTIONS, ...OF_REGION };
const ANY: Known<AnyElastiCacheDatabaseOptions> = { ...OPTIONS, ...OF_REGIONS };

const { ELASTICACHE, ELASTICACHE_SERVERLESS } = DatabaseType;

/**
 * An ElastiCache replication group or serverless cache (Redis OSS or Valkey). Teleport connects to it with IAM authentication
 * (`elasticache:Connect`, version 7 or later), or, if it is a replication group, as users whose passwords it manages.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html
 *
 * @example
 * const sessions = ElastiCacheDatabase.fromReplicationGroupId('sessions', { databaseUsers: ['app'] });
 */
export class ElastiCacheDatabase extends TeleportDatabase {
  /**
   * A replication group that the app defines.
   *
   * @param replicationGroup the resource `AWS::ElastiCache::ReplicationGroup`.
   */
  public static fromReplicationGroup(
    replicationGroup: elasticache.CfnReplicationGroup, options: ElastiCacheDatabaseOptions = {},
  ): ElastiCacheDatabase {
    const groupId = refOf(ELASTICACHE, replicationGroup);
    return new ElastiCacheDatabase(groupId, [ELASTICACHE], knownOptions('options', options, OPTIONS),
      whereIs(replicationGroup, () => endpointOf(replicationGroup)));
  }

  /**
   * A replication group by its ID.
   *
   * @param replicationGroupId up to 40 lower-case letters, digits and single hyphens. Must start with a letter and not end with a hyphen.
   *   Throws otherwise.
   */
  public static fromReplicationGroupId(replicationGroupId: string, options: ImportedElastiCacheDatabaseOptions = {}): ElastiCacheDatabase {
    checkName('replicationGroupId', 'replicationGroupId', replicationGroupId);
    const given = knownOptions('options', options, IMPORTED);
    return new ElastiCacheDatabase(replicationGroupId, [ELASTICACHE], given, inRegion(given));
  }

  /**
   * A serverless cache that the app defines. Needs `databaseUsers`, because Teleport manages no users of serverless caches; the policy
   * throws otherwise.
   *
   * @param serverlessCache the resource `AWS::ElastiCache::ServerlessCache`.
   */
  public static fromServerlessCache(
    serverlessCache: elasticache.CfnServerlessCache, options: ElastiCacheDatabaseOptions,
  ): ElastiCacheDatabase {
    const cacheName = refOf(ELASTICACHE_SERVERLESS, serverlessCache);
    return new ElastiCacheDatabase(cacheName, [ELASTICACHE_SERVERLESS], knownOptions('options', options, OPTIONS),
      whereIs(serverlessCache, () => endpointAt(serverlessCache.attrEndpointAddress, serverlessCache.attrEndpointPort)));
  }

  /**
   * A serverless cache by its name. Needs `databaseUsers`, because Teleport manages no users of serverless caches; the policy throws
   * otherwise.
   *
   * @param serverlessCacheName up to 40 lower-case letters, digits and single hyphens. Must start with a letter and not end with a hyphen.
   *   Throws otherwise.
   */
  public static fromServerlessCacheName(serverlessCacheName: string, options: ImportedElastiCacheDatabaseOptions): ElastiCacheDatabase {
    checkName('serverlessCacheName', 'serverlessCacheName', serverlessCacheName);
    const given = knownOptions('options', options, IMPORTED);
    return new ElastiCacheDatabase(serverlessCacheName, [ELASTICACHE_SERVERLESS], given, inRegion(given));
  }

  /** Every replication group and serverless cache in the account. */
  public static any(options: AnyElastiCacheDatabaseOptions = {}): ElastiCacheDatabase {
    const given = knownOptions('options', options, ANY);
    return new ElastiCacheDatabase('*', typesOf('ElastiCacheDatabase'), given, inRegions(given));
  }

  /** @internal */
  public readonly _facts: DatabaseFacts;
  /** @internal */
  protected readonly _brand = 'elasticache';

  private constructor(
    private readonly name: string,
    types: readonly DatabaseKind[],
    options: ElastiCacheDatabaseOptions,
    where: DatabaseWhere,
  ) {
    super();
    const common = commonFacts(name, options, where);
    const databaseUsers = checkCacheUsers('elastiCacheUser', options.databaseUsers);
    this._facts = {
      ...common,
      types,
      names: { ...namesOf(types, name), elastiCacheUser: databaseUsers },
      databaseUsers,
    };
  }

  /** The ID of the replication group, the name of the serverless cache, or `*` for all of them. */
  public get cacheName(): string {
    return this.name;
  }
}

/** With cluster mode on, only a configuration endpoint exists. With it off, only a primary endpoint does. */
function endpointOf(group: elasticache.CfnReplicationGroup): Endpoint {
  const { clusterMode, numNodeGroups = 1, cacheParameterGroupName = '' } = group;
  const isClustered = clusterMode === 'enabled' || numNodeGroups > 1 || /\.cluster\.on$/.test(cacheParameterGroupName);
  return isClustered
    ? endpointAt(group.attrConfigurationEndPointAddress, group.attrConfigurationEndPointPort)
    : endpointAt(group.attrPrimaryEndPointAddress, group.attrPrimaryEndPointPort);
}
