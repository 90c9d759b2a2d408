import * as elasticache from 'aws-cdk-lib/aws-elasticache';
import { DatabaseRegionOptions, DatabaseRegionsOptions, TeleportDatabase, TeleportDatabaseOptions } from './database';
import { DatabaseType } from '../database-type';
import { DatabaseFacts, Endpoint } from './private/database-facts';
import { DatabaseWhere, endpointAt, inRegion, inRegions, whereIs } from './private/database-location';
import { Names } from '../private/catalogue/operation';
import { checkName, checkNames } from '../private/checks/check-names';

/** Options for connecting to an ElastiCache database. */
export interface ElastiCacheDatabaseOptions extends TeleportDatabaseOptions {
  /**
   * The ids of the ElastiCache users with IAM authentication that Teleport may connect as, at least one. `*` stands for any characters, alone for all
   * users. Their ids and names are equal, as IAM authentication demands. Up to 40 letters, digits and hyphens, a letter first.
   *
   * IAM cannot pair users with databases: one identity may connect as every user named in any of its values to every ElastiCache database named in any.
   *
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html
   */
  readonly databaseUsers: string[];
}

/** Options for connecting to an ElastiCache database that the app does not define. */
export interface ImportedElastiCacheDatabaseOptions extends ElastiCacheDatabaseOptions, DatabaseRegionOptions {}

/** Options for connecting to any ElastiCache database. */
export interface AnyElastiCacheDatabaseOptions extends ElastiCacheDatabaseOptions, DatabaseRegionsOptions {}

/**
 * An ElastiCache replication group (Redis OSS or Valkey, 7 or later) or serverless cache that Teleport connects to with IAM authentication
 * (`elasticache:Connect`). Users with passwords that Teleport manages need `manageUsersOf` instead.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html
 */
export class ElastiCacheDatabase extends TeleportDatabase {
  /** A replication group of the app. */
  public static fromReplicationGroup(replicationGroup: elasticache.CfnReplicationGroup, options: ElastiCacheDatabaseOptions): ElastiCacheDatabase {
    return ElastiCacheDatabase.replicationGroup(replicationGroup.ref, options,
      whereIs(replicationGroup, () => endpointOf(replicationGroup)));
  }

  /**
   * A replication group by its id.
   *
   * @param replicationGroupId up to 40 lower-case letters, digits and single hyphens, a letter first and no hyphen last. Throws otherwise.
   */
  public static fromReplicationGroupId(replicationGroupId: string, options: ImportedElastiCacheDatabaseOptions): ElastiCacheDatabase {
    return ElastiCacheDatabase.replicationGroup(checkName('replicationGroupId', 'replicationGroupId', replicationGroupId), options, inRegion(options.region));
  }

  /** A serverless cache of the app. */
  public static fromServerlessCache(serverlessCache: elasticache.CfnServerlessCache, options: ElastiCacheDatabaseOptions): ElastiCacheDatabase {
    return ElastiCacheDatabase.serverlessCache(serverlessCache.ref, options,
      whereIs(serverlessCache, () => endpointAt(serverlessCache.attrEndpointAddress, serverlessCache.attrEndpointPort)));
  }

  /**
   * A serverless cache by its name.
   *
   * @param serverlessCacheName up to 40 lower-case letters, digits and single hyphens, a letter first and no hyphen last. Throws otherwise.
   */
  public static fromServerlessCacheName(serverlessCacheName: string, options: ImportedElastiCacheDatabaseOptions): ElastiCacheDatabase {
    return ElastiCacheDatabase.serverlessCache(checkName('serverlessCacheName', 'serverlessCacheName', serverlessCacheName), options, inRegion(options.region));
  }

  /** Every replication group and serverless cache of the account. */
  public static any(options: AnyElastiCacheDatabaseOptions): ElastiCacheDatabase {
    const types = [DatabaseType.ELASTICACHE, DatabaseType.ELASTICACHE_SERVERLESS];
    return new ElastiCacheDatabase('*', types, { replicationGroupId: ['*'], serverlessCacheName: ['*'] }, options, inRegions(options));
  }

  private static replicationGroup(id: string, options: ElastiCacheDatabaseOptions, where: DatabaseWhere): ElastiCacheDatabase {
    return new ElastiCacheDatabase(id, [DatabaseType.ELASTICACHE], { replicationGroupId: [id] }, options, where);
  }

  private static serverlessCache(name: string, options: ElastiCacheDatabaseOptions, where: DatabaseWhere): ElastiCacheDatabase {
    return new ElastiCacheDatabase(name, [DatabaseType.ELASTICACHE_SERVERLESS], { serverlessCacheName: [name] }, options, where);
  }

  /** @internal */
  public readonly _facts: DatabaseFacts;
  /** @internal */
  protected readonly _kind = 'elasticache';

  private constructor(
    /** The id of the replication group, the name of the serverless cache, or `*` for every one. */
    public readonly cacheName: string,
    types: DatabaseType[],
    names: Names,
    options: ElastiCacheDatabaseOptions,
    where: DatabaseWhere,
  ) {
    super();
    this._facts = {
      label: where.construct?.node.path ?? cacheName,
      types,
      names: { ...names, elastiCacheUser: checkNames('elastiCacheUser', 'databaseUsers', options.databaseUsers) },
      assumedRole: options.assumedRole,
      registration: options.registration,
      identifiers: types[0] === DatabaseType.ELASTICACHE
        ? { elasticache: { replication_group_id: cacheName } }
        : { elasticache_serverless: { cache_name: cacheName } },
      ...where,
    };
  }
}

/** In cluster mode, only the configuration endpoint exists, otherwise only the primary one. */
function endpointOf(group: elasticache.CfnReplicationGroup): Endpoint {
  const isClustered = group.clusterMode === 'enabled' || (group.numNodeGroups ?? 1) > 1 || /\.cluster\.on$/.test(group.cacheParameterGroupName ?? '');
  return isClustered
    ? endpointAt(group.attrConfigurationEndPointAddress, group.attrConfigurationEndPointPort)
    : endpointAt(group.attrPrimaryEndPointAddress, group.attrPrimaryEndPointPort);
}
