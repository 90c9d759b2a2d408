import * as opensearch from 'aws-cdk-lib/aws-opensearchservice';
import { DatabaseRegionOptions, DatabaseRolesOptions, TeleportDatabase } from './database';
import { DatabaseType } from '../database-type';
import { DatabaseFacts } from './private/database-facts';
import { DatabaseWhere, inRegion, whereIs } from './private/database-location';
import { checkList } from '../private/checks/check-lists';
import { checkName } from '../private/checks/check-names';

/** Options for connecting to an OpenSearch Service domain. */
export interface OpenSearchDatabaseOptions extends DatabaseRolesOptions {}

/** Options for connecting to an OpenSearch Service domain that the app does not define. */
export interface ImportedOpenSearchDatabaseOptions extends OpenSearchDatabaseOptions, DatabaseRegionOptions {}

/**
 * An OpenSearch Service domain that Teleport connects to as a role: the role needs `es:ESHttp*` on the domain.
 *
 * @see https://goteleport.com/docs/enroll-resources/database-access/enroll-aws-databases/aws-opensearch/
 */
export class OpenSearchDatabase extends TeleportDatabase {
  /** A domain of the app, or an imported one. */
  public static fromDomain(domain: opensearch.IDomain, options: OpenSearchDatabaseOptions): OpenSearchDatabase {
    return new OpenSearchDatabase(checkName('domainName', 'domainName', domain.domainName), options,
      whereIs(domain, () => ({ host: domain.domainEndpoint })));
  }

  /**
   * A domain by its name.
   *
   * @param domainName 3 to 28 lower-case letters, digits and hyphens, a letter first. Throws otherwise.
   */
  public static fromDomainName(domainName: string, options: ImportedOpenSearchDatabaseOptions): OpenSearchDatabase {
    return new OpenSearchDatabase(checkName('domainName', 'domainName', domainName), options, inRegion(options.region));
  }

  /** @internal */
  public readonly _facts: DatabaseFacts;
  /** @internal */
  protected readonly _kind = 'opensearch';

  private constructor(
    /** The name of the domain. */
    public readonly domainName: string,
    options: OpenSearchDatabaseOptions,
    where: DatabaseWhere,
  ) {
    super();
    this._facts = {
      label: where.construct?.node.path ?? domainName,
      types: [DatabaseType.OPENSEARCH],
      names: { domainName: [domainName] },
      databaseRoles: checkList('databaseRoles', options.databaseRoles, 'name the roles that Teleport connects as'),
      assumedRole: options.assumedRole,
      registration: options.registration,
      identifiers: { opensearch: { domain_name: domainName } },
      ...where,
    };
  }
}
