import { Token } from 'aws-cdk-lib';
import * as rds from 'aws-cdk-lib/aws-rds';
import { DatabaseRegionOptions, DatabaseRegionsOptions, TeleportDatabase, TeleportDatabaseOptions } from './database';
import { DatabaseType } from './database-type';
import { commonFacts } from './private/common-facts';
import { DatabaseFacts, Identifiers } from './private/database-facts';
import { DatabaseWhere, inRegion, inRegions } from './private/database-location';
import { OF_DATABASE, OF_REGION, OF_REGIONS } from './private/known-options';
import { clusterOf, instanceOf, proxyOf } from './private/rds-constructs';
import { checkName, checkNames } from '../private/checks/check-names';
import { Known, knownOptions } from '../private/checks/known-options';
import { isNotLookedUp } from '../private/tokens/partial-text';
import { DatabaseKind, isNameOf, typesOf } from '../private/types';

/** Options for connecting to an RDS instance, Aurora cluster or RDS Proxy. */
export interface RdsDatabaseOptions extends TeleportDatabaseOptions {
  /**
   * The database users that Teleport can connect as. At least one. `*` matches any characters; a single `*` matches every user. Up to 127
   * printable characters each, without spaces and `/:?"\`.
   *
   * Each must exist in the database as a user with IAM authentication: `GRANT rds_iam TO <user>` in PostgreSQL,
   * `IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS'` in MySQL. For automatic user provisioning, name Teleport's admin user too.
   *
   * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.DBAccounts.html
   */
  readonly databaseUsers: string[];
}

/** Options for connecting to an RDS instance, Aurora cluster or RDS Proxy that the app does not define. */
export interface ImportedRdsDatabaseOptions extends RdsDatabaseOptions, DatabaseRegionOptions {}

/** Options for connecting to every RDS instance, Aurora cluster and RDS Proxy. */
export interface AnyRdsDatabaseOptions extends RdsDatabaseOptions, DatabaseRegionsOptions {}

const OPTIONS: Known<RdsDatabaseOptions> = { ...OF_DATABASE, databaseUsers: true };
const IMPORTED: Known<ImportedRdsDatabaseOptions> = { ...OPTIONS, ...OF_REGION };
const ANY: Known<AnyRdsDatabaseOptions> = { ...OPTIONS, ...OF_REGIONS };

const { RDS, AURORA, RDS_PROXY } = DatabaseType;
const TYPES = typesOf('RdsDatabase');

/**
 * An RDS instance, Aurora cluster or RDS Proxy that Teleport connects to with IAM authentication (`rds-db:connect`).
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html
 *
 * @example
 * declare const orders: rds.DatabaseInstance;
 *
 * const one = RdsDatabase.fromInstance(orders, { databaseUsers: ['reader'] });
 * const byResourceId = RdsDatabase.fromResourceId('db-ABCDEFGHIJKL01234', { databaseUsers: ['reader'] });
 * const all = RdsDatabase.any({ databaseUsers: ['reader'] });
 */
export class RdsDatabase extends TeleportDatabase {
  /**
   * An RDS instance. Warns at synthesis if the app defines it without IAM authentication.
   *
   * Throws for an engine without IAM authentication (Oracle, SQL Server), and for an import without a resource ID (`db-...`). `fromLookup`
   * finds the resource ID.
   *
   * @param instance the instance, defined in the app, imported with its resource ID, or found by `fromLookup`.
   */
  public static fromInstance(instance: rds.IDatabaseInstance, options: RdsDatabaseOptions): RdsDatabase {
    const { resourceId, where } = instanceOf(instance);
    const given = knownOptions('options', options, OPTIONS);
    return new RdsDatabase([RDS], resourceId, given, where, { instance_id: instance.instanceIdentifier });
  }

  /**
   * An Aurora cluster or Multi-AZ DB cluster. Warns at synthesis if the app defines it without IAM authentication.
   *
   * Throws for a cluster that is imported without its resource ID (`cluster-...`).
   *
   * @param cluster the cluster, defined in the app or imported with its resource ID.
   */
  public static fromCluster(cluster: rds.IDatabaseCluster, options: RdsDatabaseOptions): RdsDatabase {
    const { resourceId, where } = clusterOf(cluster);
    const given = knownOptions('options', options, OPTIONS);
    return new RdsDatabase([AURORA], resourceId, given, where, { cluster_id: cluster.clusterIdentifier });
  }

  /**
   * An RDS Proxy. Its resource ID (`prx-...`) is the last part of its ARN. Warns at synthesis if the app defines it without IAM
   * authentication.
   *
   * @param proxy the proxy, defined in the app or imported.
   */
  public static fromProxy(proxy: rds.IDatabaseProxy, options: RdsDatabaseOptions): RdsDatabase {
    const { resourceId, where } = proxyOf(proxy);
    return new RdsDatabase([RDS_PROXY], resourceId, knownOptions('options', options, OPTIONS), where, { name: proxy.dbProxyName });
  }

  /**
   * Any of these by its AWS resource ID: `db-...` (instance), `cluster-...` (Aurora) or `prx-...` (proxy).
   *
   * @param resourceId the resource ID that the Configuration tab of the RDS console shows, such as `db-ABCDEFGHIJKL01234`, and not the name
   *   of the database. At most 34 characters. Throws otherwise.
   */
  public static fromResourceId(resourceId: string, options: ImportedRdsDatabaseOptions): RdsDatabase {
    checkName('resourceId', 'resourceId', resourceId);
    const given = knownOptions('options', options, IMPORTED);
    const isKnown = !Token.isUnresolved(resourceId) && !isNotLookedUp(resourceId);
    const types = isKnown ? TYPES.filter((type) => isNameOf(type, 'resourceId', resourceId)) : TYPES;
    return new RdsDatabase(types, resourceId, given, inRegion(given));
  }

  /** Every RDS instance, Aurora cluster and RDS Proxy in the account. */
  public static any(options: AnyRdsDatabaseOptions): RdsDatabase {
    const given = knownOptions('options', options, ANY);
    return new RdsDatabase(TYPES, '*', given, inRegions(given));
  }

  /** @internal */
  public readonly _facts: DatabaseFacts;
  /** @internal */
  protected readonly _brand = 'rds';

  private constructor(
    types: readonly DatabaseKind[],
    private readonly name: string,
    options: RdsDatabaseOptions,
    where: DatabaseWhere,
    identifiers?: Identifiers,
  ) {
    super();
    const common = commonFacts(name, options, where);
    const databaseUsers = checkNames('databaseUser', 'databaseUsers', options.databaseUsers, common.label);
    this._facts = {
      ...common,
      types,
      names: { resourceId: [name], databaseUser: databaseUsers },
      databaseUsers,
      identifiers,
    };
  }

  /** The AWS resource ID, or `*` for every database. */
  public get resourceId(): string {
    return this.name;
  }
}
