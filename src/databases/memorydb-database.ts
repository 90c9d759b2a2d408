import * as memorydb from 'aws-cdk-lib/aws-memorydb';
import { DatabaseRegionOptions, DatabaseRegionsOptions, TeleportDatabase, TeleportDatabaseOptions } from './database';
import { DatabaseType } from '../database-type';
import { DatabaseFacts } from './private/database-facts';
import { DatabaseWhere, endpointAt, inRegion, inRegions, whereIs } from './private/database-location';
import { checkName, checkNames } from '../private/checks/check-names';

/** Options for connecting to a MemoryDB cluster. */
export interface MemoryDbDatabaseOptions extends TeleportDatabaseOptions {
  /**
   * The MemoryDB users with IAM authentication that Teleport may connect as, at least one. `*` stands for any characters, alone for all users. Up to 40
   * letters, digits and hyphens, a letter first.
   *
   * IAM cannot pair users with clusters: one identity may connect as every user named in any of its values to every MemoryDB cluster named in any.
   *
   * @see https://docs.aws.amazon.com/memorydb/latest/devguide/auth-iam.html
   */
  readonly databaseUsers: string[];
}

/** Options for connecting to a MemoryDB cluster that the app does not define. */
export interface ImportedMemoryDbDatabaseOptions extends MemoryDbDatabaseOptions, DatabaseRegionOptions {}

/** Options for connecting to any MemoryDB cluster. */
export interface AnyMemoryDbDatabaseOptions extends MemoryDbDatabaseOptions, DatabaseRegionsOptions {}

/**
 * A MemoryDB cluster (engine 7 or later) that Teleport connects to with IAM authentication (`memorydb:Connect`). Users with passwords that Teleport
 * manages need `manageUsersOf` instead.
 *
 * @see https://docs.aws.amazon.com/memorydb/latest/devguide/auth-iam.html
 */
export class MemoryDbDatabase extends TeleportDatabase {
  /** A cluster of the app. */
  public static fromCluster(cluster: memorydb.CfnCluster, options: MemoryDbDatabaseOptions): MemoryDbDatabase {
    return new MemoryDbDatabase(cluster.ref, options, whereIs(cluster, () => endpointAt(cluster.attrClusterEndpointAddress, cluster.port ?? '6379')));
  }

  /**
   * A cluster by its name.
   *
   * @param clusterName up to 40 lower-case letters, digits and single hyphens, a letter first and no hyphen last. Throws otherwise.
   */
  public static fromClusterName(clusterName: string, options: ImportedMemoryDbDatabaseOptions): MemoryDbDatabase {
    return new MemoryDbDatabase(checkName('memoryDbClusterName', 'clusterName', clusterName), options, inRegion(options.region));
  }

  /** Every MemoryDB cluster of the account. */
  public static any(options: AnyMemoryDbDatabaseOptions): MemoryDbDatabase {
    return new MemoryDbDatabase('*', options, inRegions(options));
  }

  /** @internal */
  public readonly _facts: DatabaseFacts;
  /** @internal */
  protected readonly _kind = 'memorydb';

  private constructor(
    /** The name of the cluster, or `*` for every cluster. */
    public readonly clusterName: string,
    options: MemoryDbDatabaseOptions,
    where: DatabaseWhere,
  ) {
    super();
    this._facts = {
      label: where.construct?.node.path ?? clusterName,
      types: [DatabaseType.MEMORYDB],
      names: { memoryDbClusterName: [clusterName], memoryDbUser: checkNames('memoryDbUser', 'databaseUsers', options.databaseUsers) },
      assumedRole: options.assumedRole,
      registration: options.registration,
      identifiers: { memorydb: { cluster_name: clusterName } },
      ...where,
    };
  }
}
