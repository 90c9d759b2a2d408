import { Token } from 'aws-cdk-lib';
import * as opensearch from 'aws-cdk-lib/aws-opensearchservice';
import { DatabaseRegionOptions, DatabaseRolesOptions, TeleportDatabase } from './database';
import { DatabaseType } from './database-type';
import { checkConstruct, checkImported, checkResource } from './private/check-construct';
import { checkRoles, commonFacts } from './private/common-facts';
import { DatabaseFacts } from './private/database-facts';
import { accordingTo, DatabaseWhere, inRegion, whereIs } from './private/database-location';
import { OF_REGION, OF_ROLES } from './private/known-options';
import { ANY_REGION } from '../private/aws/text-rules';
import { checkName } from '../private/checks/check-names';
import { invalid, verbatim } from '../private/checks/invalid';
import { Known, knownOptions } from '../private/checks/known-options';

/** Options for connecting to an OpenSearch Service domain. */
export interface OpenSearchDatabaseOptions extends DatabaseRolesOptions {}

/** Options for connecting to an OpenSearch Service domain that the app does not define. */
export interface ImportedOpenSearchDatabaseOptions extends OpenSearchDatabaseOptions, DatabaseRegionOptions {}

const DOMAIN = 'a domain such as an opensearchservice.Domain';
const OPTIONS: Known<OpenSearchDatabaseOptions> = OF_ROLES;
const IMPORTED: Known<ImportedOpenSearchDatabaseOptions> = { ...OPTIONS, ...OF_REGION };

/**
 * An OpenSearch Service domain that Teleport connects to as a role. The role needs `es:ESHttp*` on the domain.
 *
 * @see https://goteleport.com/docs/enroll-resources/database-access/enrollment/aws/aws-opensearch/
 *
 * @example
 * declare const reader: iam.Role;
 *
 * const search = OpenSearchDatabase.fromDomainName('logs', { databaseRoles: [AssumedRole.fromRole(reader)] });
 */
export class OpenSearchDatabase extends TeleportDatabase {
  /**
   * A domain that the app defines or imports.
   *
   * @param domain the domain, defined in the app or imported by its ARN or endpoint.
   */
  public static fromDomain(domain: opensearch.IDomain, options: OpenSearchDatabaseOptions): OpenSearchDatabase {
    checkConstruct('domain', domain, DOMAIN, 'use OpenSearchDatabase.fromDomainName()');
    checkResource('domain', domain, DOMAIN, DatabaseType.OPENSEARCH, ['AWS::Elasticsearch::Domain']);
    checkImported('domain', domain, DOMAIN, 'domainName');
    checkName('domainName', 'domainName', domain.domainName);
    const where = { ...whereIs(domain, () => ({ host: domain.domainEndpoint })), ...accordingTo(domain, domain.domainArn) };
    checkRegionOf(domain, where);
    return new OpenSearchDatabase(domain.domainName, knownOptions('options', options, OPTIONS), where);
  }

  /**
   * A domain by its name.
   *
   * @param domainName 3 to 28 lower-case letters, digits and hyphens, starting with a letter. Throws otherwise.
   */
  public static fromDomainName(domainName: string, options: ImportedOpenSearchDatabaseOptions): OpenSearchDatabase {
    const given = knownOptions('options', options, IMPORTED);
    return new OpenSearchDatabase(checkName('domainName', 'domainName', domainName), given, inRegion(given));
  }

  /** @internal */
  public readonly _facts: DatabaseFacts;
  /** @internal */
  protected readonly _brand = 'opensearch';

  private constructor(
    private readonly name: string,
    options: OpenSearchDatabaseOptions,
    where: DatabaseWhere,
  ) {
    super();
    this._facts = {
      ...commonFacts(name, options, where),
      types: [DatabaseType.OPENSEARCH],
      names: { domainName: [name] },
      databaseRoles: checkRoles(options.databaseRoles),
    };
  }

  /** The name of the domain. */
  public get domainName(): string {
    return this.name;
  }
}

const IN_ENDPOINT = new RegExp(`\\.(?:(?<region>${ANY_REGION})\\.es\\.amazonaws\\.com(?:\\.cn)?|aos\\.(?<dual>${ANY_REGION})\\.on\\.aws)$`);

/** CDK takes a domain that is imported by its endpoint for one in the region of the stack. */
function checkRegionOf({ domainArn, domainEndpoint, node }: opensearch.IDomain, { regions: [taken = ''] = [] }: DatabaseWhere): void {
  const { region, dual } = IN_ENDPOINT.exec(domainEndpoint)?.groups ?? {};
  const known = region ?? dual ?? taken;
  if (known !== taken && !Token.isUnresolved(taken)) {
    if (!Token.isUnresolved(domainArn)) {
      throw invalid('domain', `have an endpoint in ${taken}, the region of its ARN`, verbatim(`${node.path} in ${known}`),
        'correct the ARN or the endpoint, whichever is of another domain');
    }
    throw invalid('domain', `have an endpoint in ${taken}, where CDK takes it to be`, verbatim(`${node.path} in ${known}`),
      'import it by its ARN with opensearchservice.Domain.fromDomainAttributes()');
  }
}
