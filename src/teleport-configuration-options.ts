import { Duration } from 'aws-cdk-lib';
import { ITeleportPolicy } from './policy';

/** What every part of Teleport's configuration can say of other accounts. */
export interface TeleportConfigurationOptions {
  /**
   * What the agent reaches through `assumedRoles`: policies of this app whose targets are such roles. Their types, regions, tags and databases are
   * written with the role to assume and its external id. Their stacks need an `env` with account and region.
   *
   * @default - none: single databases can name their `assumedRole`
   */
  readonly otherAccounts?: ITeleportPolicy[];
}

/** How Teleport discovers databases. */
export interface TeleportMatcherOptions extends TeleportConfigurationOptions {
  /**
   * The external id that Teleport sends to the database users that are roles, of discovered Redshift Serverless, OpenSearch and DocumentDB
   * databases: `external_id` without a role to assume. One of those of `assumedRoles`.
   *
   * @default - none
   */
  readonly databaseUserExternalId?: string;
}

/** What the section `db_service` says beyond the declaration. */
export interface DbServiceOptions extends TeleportMatcherOptions {
  /**
   * The labels of further databases that this service opens: registered by a Discovery Service, or as resources. `resources` in `db_service`; each label
   * with its values, `*` with the value `*` for all.
   *
   * @default - none; needed for patterns such as `RdsDatabase.any()` of types that this service does not discover itself
   */
  readonly resourceLabels?: { [key: string]: string[] };
  /**
   * Whether this service discovers the `databaseTypes` itself: `aws` in `db_service`. Turn it off if a Discovery Service does.
   *
   * @default true
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
  /** What tells one set of Discovery Services from another: `discovery_group`. */
  readonly discoveryGroup: string;
  /**
   * How often Teleport looks for databases: `poll_interval`.
   *
   * @default - every five minutes
   */
  readonly pollInterval?: Duration;
}

/** What a resource of kind `discovery_config` says beyond the declaration. */
export interface DiscoveryConfigOptions extends TeleportMatcherOptions {
  /** The name of the resource: letters, digits and `_.@-`. */
  readonly name: string;
  /** The `discovery_group` of the Discovery Services that follow it. */
  readonly discoveryGroup: string;
}

/** What resources of kind `db` say beyond the declaration. */
export interface DbResourcesOptions extends TeleportConfigurationOptions {}
