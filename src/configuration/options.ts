import { Duration } from 'aws-cdk-lib';

/** How Teleport discovers databases, beyond what the policies declare. */
export interface TeleportMatcherOptions {
  /**
   * The external ID that Teleport sends when it assumes a role that is the user of a discovered Redshift Serverless, OpenSearch or
   * DocumentDB database (`external_id` without a role to assume). Must be the external ID of an assumed role.
   *
   * @default - none; required if every role that can be such a user has an external ID
   */
  readonly databaseUserExternalId?: string;
}

/** Options for the section `db_service`, beyond what the policies declare. */
export interface TeleportDbServiceOptions extends TeleportMatcherOptions {
  /**
   * The labels of databases that others register and this service opens (`resources` in `db_service`), each with its values. The label `*`
   * with the value `*` means every database.
   *
   * @default - the labels of the declared databases that others register; required for patterns of types that are not discovered
   */
  readonly resourceLabels?: { [key: string]: string[] };
  /**
   * Whether this service discovers the declared types itself (`aws` in `db_service`). Turn it off if a Discovery Service does.
   *
   * @default - true, unless the same agent runs a Discovery Service
   */
  readonly discoverDatabases?: boolean;
  /**
   * Whether this section lists the single databases (`databases` in `db_service`). Turn it off if they are registered as resources.
   *
   * @default true
   */
  readonly listDatabases?: boolean;
}

/** Options for the section `discovery_service`, beyond what the policies declare. */
export interface TeleportDiscoveryServiceOptions extends TeleportMatcherOptions {
  /**
   * The group of Discovery Services that look for the same databases (`discovery_group`). Throws if two agents of the app look for
   * different databases in one group, because each would delete what only the other finds.
   */
  readonly discoveryGroup: string;
  /**
   * How often Teleport looks for databases (`poll_interval`). At least one second.
   *
   * @default - every five minutes
   */
  readonly pollInterval?: Duration;
}

/** Options for a complete `teleport.yaml`, beyond what the policies declare. */
export interface TeleportYamlOptions extends TeleportDbServiceOptions {
  /** The address of the Teleport cluster: a host and a port without a protocol, such as `example.teleport.sh:443`. */
  readonly proxyServer: string;
  /**
   * The name of the join token: letters, digits and `_.@-`. It is not a secret, because the token admits only the agent's IAM identity.
   */
  readonly joinTokenName: string;
  /**
   * Makes the agent run a Discovery Service of this group. It registers what it finds in the cluster, for all Database Services.
   *
   * @default - no Discovery Service: the Database Service discovers databases itself; required if the policies let the agent only find them
   */
  readonly discoveryGroup?: string;
  /**
   * How often the Discovery Service looks for databases (`poll_interval`). At least one second. Throws without a group.
   *
   * @default - every five minutes
   */
  readonly pollInterval?: Duration;
}

/** Options for the values of the Helm chart, beyond what the policies declare. */
export interface TeleportHelmValuesOptions extends TeleportYamlOptions {
  /**
   * Whether the cluster is Teleport Cloud or Teleport Enterprise, which needs another image (`enterprise` in the chart).
   *
   * @default - the chart's default
   */
  readonly enterprise?: boolean;
  /**
   * The name of the Kubernetes service account that the chart creates. The trust policy of the agent's role, or its Pod Identity
   * association, must have the same name. Lower-case letters, digits and hyphens.
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
