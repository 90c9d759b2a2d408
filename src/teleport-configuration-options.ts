import { Duration } from 'aws-cdk-lib';

/** How Teleport discovers databases. */
export interface TeleportMatcherOptions {
  /**
   * The external id that Teleport sends to the database users that are roles, of discovered Redshift Serverless, OpenSearch and DocumentDB
   * databases: `external_id` without a role to assume. One of those of the assumed roles.
   *
   * @default - none
   */
  readonly databaseUserExternalId?: string;
}

/** What the section `db_service` says beyond the declaration. */
export interface DbServiceOptions extends TeleportMatcherOptions {
  /**
   * The labels of databases that others register and this service opens: `resources` in `db_service`. Each label with its values; `*` with
   * the value `*` means all databases.
   *
   * @default - those of what the declaration leaves to others; required for patterns of types that are not discovered
   */
  readonly resourceLabels?: { [key: string]: string[] };
  /**
   * Whether this service discovers the declared types itself: `aws` in `db_service`. Turn it off if a Discovery Service does.
   *
   * @default - true, unless the same agent runs a Discovery Service
   */
  readonly discoverDatabases?: boolean;
  /**
   * Whether this section lists the single databases: `databases` in `db_service`. Turn it off if they are registered as resources.
   *
   * @default true
   */
  readonly listDatabases?: boolean;
}

/** What the section `discovery_service` says beyond the declaration. */
export interface DiscoveryServiceOptions extends TeleportMatcherOptions {
  /**
   * The group of Discovery Services that look for the same databases: `discovery_group`. Throws if two agents of the app look for different
   * ones in one group, because each would delete what only the other finds.
   */
  readonly discoveryGroup: string;
  /**
   * How often Teleport looks for databases: `poll_interval`. At least a second.
   *
   * @default - every five minutes
   */
  readonly pollInterval?: Duration;
}

/** What a whole `teleport.yaml` says beyond the declaration. */
export interface TeleportYamlOptions extends DbServiceOptions {
  /** The address of the Teleport cluster: host and port without a protocol, such as `example.teleport.sh:443`. */
  readonly proxyServer: string;
  /** The name of the join token. It is no secret: the token admits the agent's IAM identity only. */
  readonly joinToken: string;
  /**
   * Makes the agent run a Discovery Service of this group, which registers what it finds in the cluster for all Database Services.
   *
   * @default - no Discovery Service: the Database Service discovers for itself
   */
  readonly discoveryGroup?: string;
  /**
   * How often the Discovery Service looks for databases: `poll_interval`. At least a second.
   *
   * @default - every five minutes
   */
  readonly pollInterval?: Duration;
}

/** What the values of the Helm chart say beyond the declaration. */
export interface HelmValuesOptions extends TeleportYamlOptions {
  /**
   * Whether the cluster is Teleport Cloud or Teleport Enterprise, which needs another image: `enterprise`.
   *
   * @default - the default of the chart
   */
  readonly enterprise?: boolean;
  /**
   * The name of the Kubernetes service account that the chart creates. The trust of the agent's role, or its Pod Identity association,
   * names the same.
   *
   * @default teleport-agent
   */
  readonly serviceAccountName?: string;
  /**
   * Whether EKS Pod Identity gives the agent its role. Otherwise, the service account is annotated with the role (IAM roles for service
   * accounts).
   *
   * @default false
   */
  readonly podIdentity?: boolean;
}

/** What a join token says beyond the declaration. */
export interface JoinTokenOptions {
  /** The name of the token: letters, digits and `_.@-`. */
  readonly name: string;
  /**
   * Lets the role of this name join from every account of an AWS organization, such as `o-abcdef1234`.
   *
   * @default - the account of the role only
   */
  readonly organizationId?: string;
  /**
   * The name of the AWS OIDC integration through which Teleport asks AWS Organizations. Its role needs `organizations:DescribeAccount`.
   *
   * @default - the credentials of Teleport's Auth Service, which Teleport Cloud does not have
   */
  readonly integration?: string;
}

/** What a resource of kind `discovery_config` says beyond the declaration. */
export interface DiscoveryConfigOptions extends TeleportMatcherOptions {
  /** The name of the resource: letters, digits and `_.@-`. */
  readonly name: string;
  /** The `discovery_group` of the Discovery Services that follow it: `cloud-discovery-group` for that of Teleport Cloud. */
  readonly discoveryGroup: string;
  /**
   * The name of the AWS OIDC integration whose role discovers.
   *
   * @default - the credentials of the Discovery Service, which Teleport Cloud does not have
   */
  readonly integration?: string;
}

/** What an integration says beyond the declaration. */
export interface IntegrationOptions {
  /** The name of the integration: letters, digits and `_.@-`. */
  readonly name: string;
}

/** What a role in Teleport says beyond the declaration. */
export interface RoleOptions {
  /** The name of the role: letters, digits and `_.@-`. */
  readonly name: string;
  /**
   * The labels of the databases that the holders of the role may open.
   *
   * @default - those of the registrations and the tags of discovery; required if they do not select exactly the databases that are declared
   */
  readonly databaseLabels?: { [key: string]: string[] };
  /**
   * The databases inside PostgreSQL and DocumentDB that the holders of the role may open. `*` alone means all.
   *
   * @default - the database names of the declaration; required where it has none
   */
  readonly databaseNames?: string[];
}
