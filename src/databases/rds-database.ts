import { Arn, ArnFormat, Token } from 'aws-cdk-lib';
import * as rds from 'aws-cdk-lib/aws-rds';
import { DatabaseRegionOptions, DatabaseRegionsOptions, TeleportDatabase, TeleportDatabaseOptions } from './database';
import { DatabaseType } from '../database-type';
import { DatabaseFacts, Identifiers } from './private/database-facts';
import { DatabaseWhere, endpointAt, inRegion, inRegions, whereIs } from './private/database-location';
import { checkName, checkNames } from '../private/checks/check-names';

/** Options for connecting to an RDS instance, Aurora cluster or RDS Proxy. */
export interface RdsDatabaseOptions extends TeleportDatabaseOptions {
  /**
   * The database users that Teleport may connect as, at least one. `*` stands for any characters, alone for all users.
   * Teleport's admin user for automatic user provisioning has to be among them. Up to 127 printable characters each, without space
   * and `/:?"\`.
   *
   * The database has to know each of them as a user with IAM authentication: `GRANT rds_iam TO <user>` in PostgreSQL,
   * `IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS'` in MySQL.
   *
   * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.DBAccounts.html
   */
  readonly databaseUsers: string[];
}

/** Options for connecting to an RDS instance, Aurora cluster or RDS Proxy that the app does not define. */
export interface ImportedRdsDatabaseOptions extends RdsDatabaseOptions, DatabaseRegionOptions {}

/** Options for connecting to any RDS instance, Aurora cluster and RDS Proxy. */
export interface AnyRdsDatabaseOptions extends RdsDatabaseOptions, DatabaseRegionsOptions {}

const TYPES: { readonly [prefix: string]: DatabaseType } = { db: DatabaseType.RDS, cluster: DatabaseType.AURORA, prx: DatabaseType.RDS_PROXY };
const ALL_TYPES = Object.values(TYPES);

/**
 * An RDS instance, Aurora cluster or RDS Proxy that Teleport connects to with IAM authentication (`rds-db:connect`).
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html
 */
export class RdsDatabase extends TeleportDatabase {
  /**
   * An RDS instance. Warns at synth if the app defines it without `iamAuthentication`.
   *
   * Throws if an imported one lacks its `instanceResourceId` (`db-...`).
   */
  public static fromInstance(instance: rds.IDatabaseInstance, options: RdsDatabaseOptions): RdsDatabase {
    if (instance.instanceResourceId === undefined) {
      throw new Error(`'instance' ${instance.node.path} is imported without its 'instanceResourceId' (db-...), by which IAM knows it; `
        + 'give it when importing, or use RdsDatabase.fromResourceId()');
    }
    const resourceId = checkName('resourceId', 'instanceResourceId', instance.instanceResourceId);
    return new RdsDatabase([DatabaseType.RDS], resourceId, options,
      whereIs(instance, () => endpointAt(instance.dbInstanceEndpointAddress, instance.dbInstanceEndpointPort), instance.engine?.engineType),
      { rds: { instance_id: instance.instanceIdentifier, resource_id: resourceId } });
  }

  /**
   * An Aurora cluster, or a Multi-AZ DB cluster. Warns at synth if the app defines it without `iamAuthentication`.
   *
   * Throws if an imported one lacks its `clusterResourceIdentifier` (`cluster-...`).
   */
  public static fromCluster(cluster: rds.IDatabaseCluster, options: RdsDatabaseOptions): RdsDatabase {
    const resourceId = checkName('resourceId', 'clusterResourceIdentifier', cluster.clusterResourceIdentifier);
    return new RdsDatabase([DatabaseType.AURORA], resourceId, options,
      whereIs(cluster, () => endpointAt(cluster.clusterEndpoint.hostname, cluster.clusterEndpoint.port), cluster.engine?.engineType),
      { rds: { cluster_id: cluster.clusterIdentifier, resource_id: resourceId } });
  }

  /** An RDS Proxy: its resource ID (`prx-...`) is the last part of its ARN. */
  public static fromProxy(proxy: rds.IDatabaseProxy, options: RdsDatabaseOptions): RdsDatabase {
    const { region, account, resourceName = '' } = Arn.split(proxy.dbProxyArn, ArnFormat.COLON_RESOURCE_NAME);
    const resourceId = checkName('resourceId', 'dbProxyArn', resourceName);
    const where = whereIs(proxy, () => ({ host: proxy.endpoint }), engineOf(proxy));
    // CDK takes an imported proxy for one of the stack that imports it, whatever its ARN says
    const place = Token.isUnresolved(proxy.dbProxyArn) ? {} : { ...inRegion(region), account };
    const identifiers = { rdsproxy: { name: proxy.dbProxyName, resource_id: resourceId } };
    return new RdsDatabase([DatabaseType.RDS_PROXY], resourceId, options, { ...where, ...place }, identifiers);
  }

  /**
   * Any of them, by its AWS resource ID: `db-...` (instance), `cluster-...` (Aurora) or `prx-...` (proxy).
   *
   * @param resourceId as the Configuration tab of the RDS console shows it, such as `db-ABCDEFGHIJKL01234`. Not the name of the
   *   database. At most 34 characters. Throws otherwise.
   */
  public static fromResourceId(resourceId: string, options: ImportedRdsDatabaseOptions): RdsDatabase {
    checkName('resourceId', 'resourceId', resourceId);
    if (Token.isUnresolved(resourceId)) {
      return new RdsDatabase(ALL_TYPES, resourceId, options, inRegion(options.region));
    }
    const type = TYPES[resourceId.split('-')[0]];
    const block = type === DatabaseType.RDS_PROXY ? 'rdsproxy' : 'rds';
    return new RdsDatabase([type], resourceId, options, inRegion(options.region), { [block]: { resource_id: resourceId } });
  }

  /** Every RDS instance, Aurora cluster and RDS Proxy of the account. */
  public static any(options: AnyRdsDatabaseOptions): RdsDatabase {
    return new RdsDatabase(ALL_TYPES, '*', options, inRegions(options));
  }

  /** @internal */
  public readonly _facts: DatabaseFacts;
  /** @internal */
  protected readonly _kind = 'rds';

  private constructor(
    types: DatabaseType[],
    /** The AWS resource ID, or `*` for every database. */
    public readonly resourceId: string,
    options: RdsDatabaseOptions,
    where: DatabaseWhere,
    identifiers?: Identifiers,
  ) {
    super();
    this._facts = {
      label: where.construct?.node.path ?? resourceId,
      types,
      names: {
        resourceId: [resourceId],
        databaseUser: checkNames('databaseUser', 'databaseUsers', options.databaseUsers),
      },
      assumedRole: options.assumedRole,
      registration: options.registration,
      identifiers,
      ...where,
    };
  }
}

/** What the proxy speaks, if the app defines it. */
function engineOf({ node }: rds.IDatabaseProxy): string | undefined {
  return node.defaultChild instanceof rds.CfnDBProxy ? node.defaultChild.engineFamily.toLowerCase() : undefined;
}
