import * as docdb from 'aws-cdk-lib/aws-docdb';
import { DatabaseRegionOptions, DatabaseRolesOptions, TeleportDatabase } from './database';
import { DatabaseType } from '../database-type';
import { DatabaseFacts } from './private/database-facts';
import { DatabaseWhere, endpointAt, inRegion, whereIs } from './private/database-location';
import { checkList } from '../private/checks/check-lists';
import { checkName } from '../private/checks/check-names';

/** Options for connecting to a DocumentDB cluster. */
export interface DocumentDbDatabaseOptions extends DatabaseRolesOptions {}

/** Options for connecting to a DocumentDB cluster that the app does not define. */
export interface ImportedDocumentDbDatabaseOptions extends DocumentDbDatabaseOptions, DatabaseRegionOptions {}

/**
 * A DocumentDB cluster that Teleport connects to as a role, which DocumentDB knows as a user with the mechanism `MONGODB-AWS`.
 *
 * @see https://goteleport.com/docs/enroll-resources/database-access/enroll-aws-databases/aws-docdb/
 */
export class DocumentDbDatabase extends TeleportDatabase {
  /** A cluster of the app, or an imported one. */
  public static fromCluster(cluster: docdb.IDatabaseCluster, options: DocumentDbDatabaseOptions): DocumentDbDatabase {
    return new DocumentDbDatabase(checkName('clusterIdentifier', 'clusterIdentifier', cluster.clusterIdentifier), options,
      whereIs(cluster, () => endpointAt(cluster.clusterEndpoint.hostname, cluster.clusterEndpoint.port)));
  }

  /**
   * A cluster by its identifier.
   *
   * @param clusterIdentifier 1 to 63 lower-case letters, digits and single hyphens, a letter first and no hyphen last. Throws otherwise.
   */
  public static fromClusterIdentifier(clusterIdentifier: string, options: ImportedDocumentDbDatabaseOptions): DocumentDbDatabase {
    return new DocumentDbDatabase(checkName('clusterIdentifier', 'clusterIdentifier', clusterIdentifier), options, inRegion(options.region));
  }

  /** @internal */
  public readonly _facts: DatabaseFacts;
  /** @internal */
  protected readonly _kind = 'documentdb';

  private constructor(
    /** The identifier of the cluster. */
    public readonly clusterIdentifier: string,
    options: DocumentDbDatabaseOptions,
    where: DatabaseWhere,
  ) {
    super();
    this._facts = {
      label: where.construct?.node.path ?? clusterIdentifier,
      types: [DatabaseType.DOCUMENTDB],
      names: { clusterIdentifier: [clusterIdentifier] },
      databaseRoles: checkList('databaseRoles', options.databaseRoles, 'name the roles that Teleport connects as'),
      assumedRole: options.assumedRole,
      registration: options.registration,
      identifiers: { docdb: { cluster_id: clusterIdentifier } },
      ...where,
    };
  }
}
