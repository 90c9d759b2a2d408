import * as redshift from 'aws-cdk-lib/aws-redshift';
import { AssumedRole } from '../assumed-role';
import { DatabaseConnectOptions, DatabaseLocationOptions, DatabasePatternOptions, TeleportDatabase } from './database';
import { DatabaseType } from '../database-type';
import { checkName, checkNames } from '../private/checks/checks';
import { DatabaseFacts, DatabaseWhere, endpointAt, inRegion, inRegions, whereIs } from './private/database-facts';

/** As whom Teleport connects to a Redshift cluster. */
export interface RedshiftConnectOptions extends DatabaseConnectOptions {
  /**
   * The database users that Teleport may get temporary credentials of, at least one. `*` stands for any characters, alone for
   * all users. They have to exist: Teleport does not create them. Up to 127 printable characters each, without space and `/:?"\`.
   */
  readonly databaseUsers: string[];
  /** The databases in the cluster, at least one. `*` stands for any characters, alone for all. The same characters. */
  readonly databaseNames: string[];
  /**
   * Database users that are roles (`role/<name>` in Teleport), which Teleport assumes.
   *
   * @default - none
   */
  readonly databaseUserRoles?: AssumedRole[];
}

/** As whom Teleport connects to a Redshift cluster that the app does not define, and where it is. */
export interface RedshiftClusterOptions extends RedshiftConnectOptions, DatabaseLocationOptions {}

/** As whom Teleport connects to Redshift clusters, and where they are. */
export interface RedshiftPatternOptions extends RedshiftConnectOptions, DatabasePatternOptions {}

/**
 * A Redshift cluster that Teleport connects to with temporary credentials (`redshift:GetClusterCredentials`).
 *
 * @see https://docs.aws.amazon.com/redshift/latest/mgmt/generating-iam-credentials-role-permissions.html
 */
export class RedshiftDatabase extends TeleportDatabase {
  /** A cluster that the app defines. */
  public static fromCluster(cluster: redshift.CfnCluster, options: RedshiftConnectOptions): RedshiftDatabase {
    return new RedshiftDatabase(cluster.ref, options, whereIs(cluster, () => endpointAt(cluster.attrEndpointAddress, cluster.attrEndpointPort)));
  }

  /**
   * A cluster by its identifier.
   *
   * @param clusterIdentifier 1 to 63 lower-case letters, digits and single hyphens, a letter first and no hyphen last. Throws otherwise.
   */
  public static fromClusterIdentifier(clusterIdentifier: string, options: RedshiftClusterOptions): RedshiftDatabase {
    return new RedshiftDatabase(checkName('clusterIdentifier', 'clusterIdentifier', clusterIdentifier), options, inRegion(options.region));
  }

  /** Every Redshift cluster of the account. */
  public static any(options: RedshiftPatternOptions): RedshiftDatabase {
    return new RedshiftDatabase('*', options, inRegions(options));
  }

  /** @internal */
  public readonly _facts: DatabaseFacts;

  private constructor(
    /** The identifier of the cluster, or `*` for every cluster. */
    public readonly clusterIdentifier: string,
    options: RedshiftConnectOptions,
    where: DatabaseWhere,
  ) {
    super();
    this._facts = {
      label: where.construct?.node.path ?? clusterIdentifier,
      types: [DatabaseType.REDSHIFT],
      names: {
        clusterIdentifier: [clusterIdentifier],
        databaseUser: checkNames('databaseUser', 'databaseUsers', options.databaseUsers),
        databaseName: checkNames('databaseName', 'databaseNames', options.databaseNames),
      },
      assumedRole: options.assumedRole,
      registration: options.registration,
      identifiers: { redshift: { cluster_id: clusterIdentifier } },
      roleUsers: options.databaseUserRoles,
      ...where,
    };
  }
}
