import * as docdb from 'aws-cdk-lib/aws-docdb';
import { DatabaseRegionOptions, DatabaseRolesOptions, TeleportDatabase } from './database';
import { DatabaseType } from './database-type';
import { checkConstruct, checkImported, checkResource } from './private/check-construct';
import { checkRoles, commonFacts } from './private/common-facts';
import { DatabaseFacts } from './private/database-facts';
import { DatabaseWhere, endpointAt, inRegion, whereIs } from './private/database-location';
import { OF_REGION, OF_ROLES } from './private/known-options';
import { checkName } from '../private/checks/check-names';
import { Known, knownOptions } from '../private/checks/known-options';

/** Options for connecting to a DocumentDB cluster. */
export interface DocumentDbDatabaseOptions extends DatabaseRolesOptions {}

/** Options for connecting to a DocumentDB cluster that the app does not define. */
export interface ImportedDocumentDbDatabaseOptions extends DocumentDbDatabaseOptions, DatabaseRegionOptions {}

const CLUSTER = 'a cluster such as a docdb.DatabaseCluster';
const OPTIONS: Known<DocumentDbDatabaseOptions> = OF_ROLES;
const IMPORTED: Known<ImportedDocumentDbDatabaseOptions> = { ...OPTIONS, ...OF_REGION };

/**
 * A DocumentDB cluster that Teleport connects to as a role. The role must exist in DocumentDB as a user with the mechanism `MONGODB-AWS`.
 *
 * @see https://goteleport.com/docs/enroll-resources/database-access/enrollment/aws/aws-docdb/
 *
 * @example
 * declare const reader: iam.Role;
 *
 * const catalog = DocumentDbDatabase.fromClusterIdentifier('catalog', { databaseRoles: [AssumedRole.fromRole(reader)] });
 */
export class DocumentDbDatabase extends TeleportDatabase {
  /**
   * A cluster that the app defines or imports.
   *
   * @param cluster the cluster, defined in the app or imported with its identifier.
   */
  public static fromCluster(cluster: docdb.IDatabaseCluster, options: DocumentDbDatabaseOptions): DocumentDbDatabase {
    checkConstruct('cluster', cluster, CLUSTER, 'use DocumentDbDatabase.fromClusterIdentifier()');
    checkResource('cluster', cluster, CLUSTER, DatabaseType.DOCUMENTDB);
    checkImported('cluster', cluster, CLUSTER, 'clusterIdentifier');
    checkName('clusterIdentifier', 'clusterIdentifier', cluster.clusterIdentifier);
    return new DocumentDbDatabase(cluster.clusterIdentifier, knownOptions('options', options, OPTIONS),
      whereIs(cluster, () => endpointAt(cluster.clusterEndpoint.hostname, cluster.clusterEndpoint.port)));
  }

  /**
   * A cluster by its identifier.
   *
   * @param clusterIdentifier 1 to 63 lower-case letters, digits and single hyphens. Must start with a letter and not end with a hyphen.
   *   Throws otherwise.
   */
  public static fromClusterIdentifier(clusterIdentifier: string, options: ImportedDocumentDbDatabaseOptions): DocumentDbDatabase {
    checkName('clusterIdentifier', 'clusterIdentifier', clusterIdentifier);
    const given = knownOptions('options', options, IMPORTED);
    return new DocumentDbDatabase(clusterIdentifier, given, inRegion(given));
  }

  /** @internal */
  public readonly _facts: DatabaseFacts;
  /** @internal */
  protected readonly _brand = 'documentdb';

  private constructor(
    private readonly name: string,
    options: DocumentDbDatabaseOptions,
    where: DatabaseWhere,
  ) {
    super();
    this._facts = {
      ...commonFacts(name, options, where),
      types: [DatabaseType.DOCUMENTDB],
      names: { clusterIdentifier: [name] },
      databaseRoles: checkRoles(options.databaseRoles),
    };
  }

  /** The identifier of the cluster. */
  public get clusterIdentifier(): string {
    return this.name;
  }
}
