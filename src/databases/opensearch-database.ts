import * as opensearch from 'aws-cdk-lib/aws-opensearchservice';
import { DatabaseRegionOptions, DatabaseRolesOptions, TeleportDatabase } from './database';
import { DatabaseType } from '../database-type';
import { checkConstruct } from './private/check-construct';
import { checkRoles, commonFacts } from './private/common-facts';
import { DatabaseFacts } from './private/database-facts';
import { accordingTo, DatabaseWhere, inRegion, whereIs } from './private/database-location';
import { optionsOf } from '../private/checks/check-lists';
import { checkName } from '../private/checks/check-names';

/** Options for connecting to an OpenSearch Service domain. */
export interface OpenSearchDatabaseOptions extends DatabaseRolesOptions {}

/** Options for connecting to an OpenSearch Service domain that the app does not define. */
export interface ImportedOpenSearchDatabaseOptions extends OpenSearchDatabaseOptions, DatabaseRegionOptions {}

/**
 * An OpenSearch Service domain that Teleport connects to as a role. The role needs `es:ESHttp*` on the domain.
 *
 * @see https://goteleport.com/docs/enroll-resources/database-access/enrollment/aws/aws-opensearch/
 */
export class OpenSearchDatabase extends TeleportDatabase {
  /** A domain that the app defines or imports. */
  public static fromDomain(domain: opensearch.IDomain, options: OpenSearchDatabaseOptions): OpenSearchDatabase {
    checkConstruct('domain', domain, 'a domain such as an opensearchservice.Domain', 'use OpenSearchDatabase.fromDomainName()');
    checkName('domainName', 'domainName', domain.domainName);
    const where = whereIs(domain, () => ({ host: domain.domainEndpoint }));
    return new OpenSearchDatabase(domain.domainName, options, { ...where, ...accordingTo(domain, domain.domainArn) });
  }

  /**
   * A domain by its name.
   *
   * @param domainName 3 to 28 lower-case letters, digits and hyphens, starting with a letter. Throws otherwise.
   */
  public static fromDomainName(domainName: string, options: ImportedOpenSearchDatabaseOptions): OpenSearchDatabase {
    return new OpenSearchDatabase(checkName('domainName', 'domainName', domainName), options, inRegion(options));
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
      ...commonFacts(domainName, options, where),
      types: [DatabaseType.OPENSEARCH],
      names: { domainName: [domainName] },
      databaseRoles: checkRoles(optionsOf(options).databaseRoles),
      identifiers: { opensearch: { domain_name: domainName } },
    };
  }
}
