import * as redshift from 'aws-cdk-lib/aws-redshift';
import { AssumedRole } from '../assumed-role';
import { DatabaseRegionOptions, DatabaseRegionsOptions, TeleportDatabase, TeleportDatabaseOptions } from './database';
import { DatabaseType } from '../database-type';
import { DatabaseFacts } from './private/database-facts';
import { DatabaseWhere, endpointAt, inRegion, inRegions, whereIs } from './private/database-location';
import { checkName, checkNames } from '../private/checks/check-names';

/** Options for connecting to a Redshift cluster. */
export interface RedshiftDatabaseOptions extends TeleportDatabaseOptions {
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
  readonly databaseRoles?: AssumedRole[];
}

/** Options for connecting to a Redshift cluster that the app does not define. */
export interface ImportedRedshiftDatabaseOptions extends RedshiftDatabaseOptions, DatabaseRegionOptions {}

/** Options for connecting to any Redshift cluster. */
export interface AnyRedshiftDatabaseOptions extends RedshiftDatabaseOptions, DatabaseRegionsOptions {}

/**
 * A Redshift cluster that Teleport connects to with temporary credentials (`redshift:GetClusterCredentials`).
 *
 * @see https://docs.aws.amazon.com/redshift/latest/mgmt/generating-iam-credentials-role-permissions.html
 */
export class RedshiftDatabase extends TeleportDatabase {
  /** A cluster that the app defines. */
  public static fromCluster(cluster: redshift.CfnCluster, options: RedshiftDatabaseOptions): RedshiftDatabase {
    return new RedshiftDatabase(cluster.ref, options, whereIs(cluster, () => endpointAt(cluster.attrEndpointAddress, cluster.attrEndpointPort)));
  }

  /**
   * A cluster by its identifier.
   *
   * @param clusterIdentifier 1 to 63 lower-case letters, digits and single hyphens, a letter first and no hyphen last. Throws otherwise.
   */
  public static fromClusterIdentifier(clusterIdentifier: string, options: ImportedRedshiftDatabaseOptions): RedshiftDatabase {
    return new RedshiftDatabase(checkName('clusterIdentifier', 'clusterIdentifier', clusterIdentifier), options, inRegion(options.region));
  }

  /** Every Redshift cluster of the account. */
  public static any(options: AnyRedshiftDatabaseOptions): RedshiftDatabase {
    return new RedshiftDatabase('*', options, inRegions(options));
  }

  /** @internal */
  public readonly _facts: DatabaseFacts;
  /** @internal */
  protected readonly _kind = 'redshift';

  private constructor(
    /** The identifier of the cluster, or `*` for every cluster. */
    public readonly clusterIdentifier: string,
    options: RedshiftDatabaseOptions,
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
      databaseRoles: options.databaseRoles,
      ...where,
    };
  }
}
