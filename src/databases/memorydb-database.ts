import * as memorydb from 'aws-cdk-lib/aws-memorydb';
import { DatabaseConnectOptions, DatabaseLocationOptions, DatabasePatternOptions, TeleportDatabase } from './database';
import { DatabaseType } from '../database-type';
import { checkName, checkNames } from '../private/checks/checks';
import { DatabaseFacts, DatabaseWhere, endpointAt, inRegion, inRegions, whereIs } from './private/database-facts';

/** As whom Teleport connects to a MemoryDB cluster. */
export interface MemoryDbConnectOptions extends DatabaseConnectOptions {
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

/** As whom Teleport connects to a MemoryDB cluster that the app does not define, and where it is. */
export interface MemoryDbClusterOptions extends MemoryDbConnectOptions, DatabaseLocationOptions {}

/** As whom Teleport connects to MemoryDB clusters, and where they are. */
export interface MemoryDbPatternOptions extends MemoryDbConnectOptions, DatabasePatternOptions {}

/**
 * A MemoryDB cluster (engine 7 or later) that Teleport connects to with IAM authentication (`memorydb:Connect`). Users with passwords that Teleport
 * manages need `manageUsersOf` instead.
 *
 * @see https://docs.aws.amazon.com/memorydb/latest/devguide/auth-iam.html
 */
export class MemoryDbDatabase extends TeleportDatabase {
  /** A cluster of the app. */
  public static fromCluster(cluster: memorydb.CfnCluster, options: MemoryDbConnectOptions): MemoryDbDatabase {
    return new MemoryDbDatabase(cluster.ref, options, whereIs(cluster, () => endpointAt(cluster.attrClusterEndpointAddress, cluster.port ?? '6379')));
  }

  /**
   * A cluster by its name.
   *
   * @param clusterName up to 40 lower-case letters, digits and single hyphens, a letter first and no hyphen last. Throws otherwise.
   */
  public static fromClusterName(clusterName: string, options: MemoryDbClusterOptions): MemoryDbDatabase {
    return new MemoryDbDatabase(checkName('memoryDbClusterName', 'clusterName', clusterName), options, inRegion(options.region));
  }

  /** Every MemoryDB cluster of the account. */
  public static any(options: MemoryDbPatternOptions): MemoryDbDatabase {
    return new MemoryDbDatabase('*', options, inRegions(options));
  }

  /** @internal */
  public readonly _facts: DatabaseFacts;

  private constructor(
    /** The name of the cluster, or `*` for every cluster. */
    public readonly clusterName: string,
    options: MemoryDbConnectOptions,
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
