import { Duration } from 'aws-cdk-lib';
import { SecretStore } from '../secret-store';

/** What RDS databases and RDS proxies speak: `protocol` in Teleport's configuration. All other types of database speak one protocol only. */
export enum DatabaseProtocol {
  /** PostgreSQL: `postgres` in Teleport. */
  POSTGRES = 'postgres',
  /** MySQL and MariaDB: `mysql` in Teleport. */
  MYSQL = 'mysql',
  /** Microsoft SQL Server, behind an RDS Proxy only: `sqlserver` in Teleport. */
  SQLSERVER = 'sqlserver',
}

/** How Teleport checks the certificate of a database: `mode` of `tls`. */
export enum DatabaseTlsMode {
  /** The certificate and the host name. */
  VERIFY_FULL = 'verify-full',
  /** The certificate, whatever the host name. */
  VERIFY_CA = 'verify-ca',
  /** Nothing: for tests only. */
  INSECURE = 'insecure',
}

/** How Teleport connects to a database with TLS. */
export interface DatabaseTls {
  /**
   * What Teleport checks.
   *
   * @default DatabaseTlsMode.VERIFY_FULL
   */
  readonly mode?: DatabaseTlsMode;
  /**
   * The host name in the certificate, if it is not that of the endpoint.
   *
   * @default - the host of the endpoint
   */
  readonly serverName?: string;
  /**
   * The certificate of the authority, in PEM: for resources of kind `db`. Throws in `teleport.yaml`, which takes a file.
   *
   * @default - Teleport downloads that of AWS
   */
  readonly caCertificate?: string;
  /**
   * The path of a file with the certificate of the authority, on the disk of the agent: for `teleport.yaml`. Throws for resources of kind
   * `db`.
   *
   * @default - Teleport downloads that of AWS
   */
  readonly caCertificateFile?: string;
}

/** A label whose value is what a command prints. */
export interface DynamicLabel {
  /** The command and its arguments, which the agent runs. */
  readonly command: string[];
  /** How often it runs. At least a second. */
  readonly period: Duration;
}

/**
 * How Teleport registers a database: what its configuration says beyond the permissions. Used for the configuration only, and needed only
 * for what cannot be known: a database that the app defines knows where it is and what it speaks.
 *
 * @see https://goteleport.com/docs/reference/agent-services/database-access-reference/configuration/
 */
export interface DatabaseRegistration {
  /**
   * The name of the database in Teleport, which its users type: a letter first, then letters, digits and hyphens, no hyphen last.
   *
   * @default - the identifier of the database, the id of the construct, `dynamodb` or `keyspaces`; asked for where there is none of them
   */
  readonly name?: string;
  /**
   * The labels of the database in Teleport, by which roles and the `resources` of a Database Service select it. Keys of letters, digits and
   * `/._:*-`.
   *
   * @default - none
   */
  readonly labels?: { [key: string]: string };
  /**
   * The protocol of an RDS database or RDS Proxy. Throws if the engine of the construct is another one.
   *
   * @default - that of the engine; asked for where it cannot be known
   */
  readonly protocol?: DatabaseProtocol;
  /**
   * The host name of the endpoint, without a port.
   *
   * @default - that of the construct; asked for where it cannot be known, not needed for DynamoDB and Keyspaces
   */
  readonly host?: string;
  /**
   * The port of the endpoint.
   *
   * @default - that of the construct, or the usual one of the database
   */
  readonly port?: number;
  /**
   * Where Teleport keeps the passwords of managed users of this database: one of the `secretStores` of the declaration. Databases that
   * share managed users have to share it.
   *
   * @default - the one of the declaration, if its `manageUsersOf` names the type; asked for if there are several
   */
  readonly secretStore?: SecretStore;
  /**
   * What Teleport shows beside the name.
   *
   * @default - none
   */
  readonly description?: string;
  /**
   * Labels whose values are what commands on the agent print.
   *
   * @default - none
   */
  readonly dynamicLabels?: { [key: string]: DynamicLabel };
  /**
   * How Teleport checks the certificate of the database.
   *
   * @default - in full, against the authority of AWS
   */
  readonly tls?: DatabaseTls;
  /**
   * The database user as which Teleport creates and drops users (automatic user provisioning): RDS instances, Aurora writers and Redshift
   * clusters only.
   *
   * It must be among the database users, and so must the users that Teleport creates, because it logs in as them: a pattern such as `*`.
   *
   * @default - Teleport creates no users
   */
  readonly adminUser?: string;
  /**
   * The database that the admin user logs in to.
   *
   * @default - the default of Teleport; required for MySQL and MariaDB
   */
  readonly adminDefaultDatabase?: string;
}
