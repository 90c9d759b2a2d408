import * as redshift from 'aws-cdk-lib/aws-redshift';
import { DatabaseRegionOptions, DatabaseRegionsOptions, TeleportDatabase, TeleportDatabaseOptions } from './database';
import { DatabaseType } from './database-type';
import { AssumedRole } from '../roles/assumed-role';
import { refOf } from './private/check-construct';
import { checkRoles, commonFacts } from './private/common-facts';
import { DatabaseFacts } from './private/database-facts';
import { DatabaseWhere, endpointAt, inRegion, inRegions, whereIs } from './private/database-location';
import { OF_DATABASE, OF_REGION, OF_REGIONS } from './private/known-options';
import { checkName, checkNames } from '../private/checks/check-names';
import { invalid, verbatim } from '../private/checks/invalid';
import { Known, knownOptions } from '../private/checks/known-options';
import { Names } from '../private/types/operation';

/** Options for connecting to a Redshift cluster, as database users, as roles or as both. */
export interface RedshiftDatabaseOptions extends TeleportDatabaseOptions {
  /**
   * The database users that Teleport can get temporary credentials for. `*` matches any characters; a single `*` matches every user. They
   * must exist, unless Teleport creates them (automatic user provisioning: name Teleport's admin user too). Up to 127 printable characters
   * each, without spaces and `/:?"\`.
   *
   * @default - none: Teleport connects as roles only, and at least one is required
   */
  readonly databaseUsers?: string[];
  /**
   * The databases in the cluster that these users can open. Required with database users, and refused without them, because a role's own
   * policy says what the role can open. `*` matches any characters; a single `*` matches every database. The same characters as in database
   * users.
   *
   * @default - none: Teleport connects as roles only
   */
  readonly databaseNames?: string[];
  /**
   * The roles that Teleport connects as (`role/<name>` in Teleport). Teleport assumes each of them.
   *
   * @default - none: Teleport connects as database users only, and at least one is required
   */
  readonly databaseRoles?: AssumedRole[];
}

/** Options for connecting to a Redshift cluster that the app does not define. */
export interface ImportedRedshiftDatabaseOptions extends RedshiftDatabaseOptions, DatabaseRegionOptions {}

/** Options for connecting to every Redshift cluster. */
export interface AnyRedshiftDatabaseOptions extends RedshiftDatabaseOptions, DatabaseRegionsOptions {}

const OPTIONS: Known<RedshiftDatabaseOptions> = { ...OF_DATABASE, databaseUsers: true, databaseNames: true, databaseRoles: true };
const IMPORTED: Known<ImportedRedshiftDatabaseOptions> = { ...OPTIONS, ...OF_REGION };
const ANY: Known<AnyRedshiftDatabaseOptions> = { ...OPTIONS, ...OF_REGIONS };

/**
 * A Redshift cluster that Teleport connects to with temporary credentials (`redshift:GetClusterCredentials`), or as a role.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/mgmt/generating-iam-credentials-role-permissions.html
 *
 * @example
 * const warehouse = RedshiftDatabase.fromClusterIdentifier('warehouse', { databaseUsers: ['analyst'], databaseNames: ['sales'] });
 */
export class RedshiftDatabase extends TeleportDatabase {
  /**
   * A cluster that the app defines.
   *
   * @param cluster the resource `AWS::Redshift::Cluster`.
   */
  public static fromCluster(cluster: redshift.CfnCluster, options: RedshiftDatabaseOptions): RedshiftDatabase {
    return new RedshiftDatabase(refOf(DatabaseType.REDSHIFT, cluster), knownOptions('options', options, OPTIONS),
      whereIs(cluster, () => endpointAt(cluster.attrEndpointAddress, cluster.attrEndpointPort)));
  }

  /**
   * A cluster by its identifier.
   *
   * @param clusterIdentifier 1 to 63 lower-case letters, digits and single hyphens. Must start with a letter and not end with a hyphen.
   *   Throws otherwise.
   */
  public static fromClusterIdentifier(clusterIdentifier: string, options: ImportedRedshiftDatabaseOptions): RedshiftDatabase {
    const given = knownOptions('options', options, IMPORTED);
    return new RedshiftDatabase(checkName('clusterIdentifier', 'clusterIdentifier', clusterIdentifier), given, inRegion(given));
  }

  /** Every Redshift cluster in the account. */
  public static any(options: AnyRedshiftDatabaseOptions): RedshiftDatabase {
    const given = knownOptions('options', options, ANY);
    return new RedshiftDatabase('*', given, inRegions(given));
  }

  /** @internal */
  public readonly _facts: DatabaseFacts;
  /** @internal */
  protected readonly _brand = 'redshift';

  private constructor(
    private readonly name: string,
    options: RedshiftDatabaseOptions,
    where: DatabaseWhere,
  ) {
    super();
    const common = commonFacts(name, options, where);
    const { databaseUsers, databaseRoles } = options;
    if (databaseUsers === undefined && databaseRoles === undefined) {
      throw invalid('databaseUsers', 'be given, or \'databaseRoles\'', verbatim('neither'), 'name the users or roles to connect as');
    }
    const names = namesOf(options);
    this._facts = {
      ...common,
      types: [DatabaseType.REDSHIFT],
      names: { clusterIdentifier: [name], ...names },
      databaseUsers: names.databaseUser,
      databaseRoles: databaseRoles === undefined ? undefined : checkRoles(databaseRoles),
    };
  }

  /** The identifier of the cluster, or `*` for every cluster. */
  public get clusterIdentifier(): string {
    return this.name;
  }
}

/** The names that database users need. Roles need none. */
function namesOf({ databaseUsers, databaseNames }: RedshiftDatabaseOptions): Names {
  if ((databaseUsers === undefined) !== (databaseNames === undefined)) {
    throw invalid('databaseNames', 'be given with \'databaseUsers\', and only then', databaseNames,
      'name what these users open, [\'*\'] for all; a role\'s own policy says what the role opens');
  }
  return databaseUsers === undefined || databaseNames === undefined ? {} : {
    databaseUser: checkNames('databaseUser', 'databaseUsers', databaseUsers),
    databaseName: checkNames('databaseName', 'databaseNames', databaseNames),
  };
}
