import { TeleportMatcherOptions } from './options';

/** Options for a join token, beyond what the policies declare. */
export interface TeleportJoinTokenOptions {
  /** The name of the token: letters, digits and `_.@-`. */
  readonly name: string;
  /**
   * Whether a Discovery Service of the agent joins with this token. It does if `teleportYaml()` or `helmValues()` has a `discoveryGroup`.
   * Without a group, the Database Service discovers by itself.
   *
   * Throws for `true` if the policies find nothing, and for `false` if they only find.
   *
   * @default - only if the policies let the agent find databases and open none, because then it runs nothing else
   */
  readonly runsDiscoveryService?: boolean;
  /**
   * Lets the role of the same name join from every account of the AWS organization with this ID, such as `o-abcdef1234`. Throws for a user,
   * and for a role without a literal name.
   *
   * Throws without a `teleportVersion` of `18.7.0` or later, because an older Auth Service and an older `tctl` drop the organization
   * without a word, and then a role of that name may join from any AWS account.
   *
   * @default - only from the role's account
   */
  readonly organizationId?: string;
  /**
   * The name of the AWS OIDC integration through which Teleport asks AWS Organizations. Its role needs `organizations:DescribeAccount`.
   *
   * @default - the credentials of Teleport's Auth Service, which Teleport Cloud does not have
   */
  readonly integration?: string;
}

/** Options for a resource of kind `discovery_config`, beyond what the policies declare. */
export interface TeleportDiscoveryConfigOptions extends TeleportMatcherOptions {
  /** The name of the resource: letters, digits and `_.@-`. */
  readonly name: string;
  /** The group of the Discovery Services that follow it (`discovery_group`). Teleport Cloud's own is `cloud-discovery-group`. */
  readonly discoveryGroup: string;
  /**
   * The name of the AWS OIDC integration whose role Teleport discovers as.
   *
   * @default - the credentials of the Discovery Service, which Teleport Cloud does not have
   */
  readonly integration?: string;
}

/** Options for an integration. */
export interface TeleportIntegrationOptions {
  /** The name of the integration: letters, digits and `_.@-`. */
  readonly name: string;
}

/** Options for a role in Teleport, beyond what the policies declare. */
export interface TeleportRoleOptions {
  /** The name of the role: letters, digits and `_.@-`. */
  readonly name: string;
  /**
   * The labels of the databases that the holders of the role may open.
   *
   * @default - the labels of the registrations and the tags of discovery; required if they do not select exactly the declared databases
   */
  readonly databaseLabels?: { [key: string]: string[] };
  /**
   * The database users that the holders of the role may log in as, beside the declared ones: names, or a single `*` for all. For users
   * whose passwords Teleport manages, which no policy names. Throws if every database declares users or roles itself.
   *
   * @default - the declared database users and roles alone; required if there are none
   */
  readonly databaseUsers?: string[];
  /**
   * The databases inside PostgreSQL and DocumentDB that the holders of the role may open. A single `*` means every database. Throws for any
   * other pattern.
   *
   * @default - the declared database names; required if there are none
   */
  readonly databaseNames?: string[];
}
