import { Duration } from 'aws-cdk-lib';
import { SecretStore } from './secret-store';
import { DatabaseTls } from './tls';

/** The protocol of an RDS database or RDS Proxy (`protocol` in Teleport's configuration). Other types of database have only one. */
export enum DatabaseProtocol {
  /** PostgreSQL: `postgres` in Teleport. */
  POSTGRES = 'postgres',
  /** MySQL and MariaDB: `mysql` in Teleport. */
  MYSQL = 'mysql',
  /** Microsoft SQL Server, behind an RDS Proxy only: `sqlserver` in Teleport. */
  SQLSERVER = 'sqlserver',
}

/** A label whose value is the output of a command. */
export interface DynamicLabel {
  /** The command and its arguments, which the agent runs. */
  readonly command: string[];
  /** How often it runs. At least a second. */
  readonly period: Duration;
}

/**
 * How Teleport registers a database. Only for Teleport's configuration, and only needed for what the app does not know.
 *
 * A database that the app defines knows its endpoint and protocol.
 *
 * @see https://goteleport.com/docs/enroll-resources/database-access/reference/configuration/
 */
export interface DatabaseRegistration {
  /**
   * The name of the database in Teleport, which users type. Letters, digits and hyphens. Must start with a letter and not end with a
   * hyphen.
   *
   * @default - the identifier of the database, the ID of the construct, `dynamodb` or `keyspaces`; required if there is none of them
   */
  readonly name?: string;
  /**
   * The labels of the database in Teleport. Roles and Database Services select databases by their labels. Keys of letters, digits and
   * `/._:*-`. Throws for a key of more than `1022` characters, which is no YAML, and for `teleport.dev/origin`, which Teleport writes
   * itself.
   *
   * @default - none
   */
  readonly labels?: { [key: string]: string };
  /**
   * The protocol of an RDS database or RDS Proxy. Throws if the construct's engine has another protocol.
   *
   * @default - the protocol of the engine; required if it cannot be inferred
   */
  readonly protocol?: DatabaseProtocol;
  /**
   * The host name of the endpoint, without a port.
   *
   * @default - the host name of the construct; required if it cannot be inferred, except for DynamoDB and Keyspaces, which have none
   */
  readonly host?: string;
  /**
   * The port of the endpoint.
   *
   * @default - the port of the construct, or the usual port of the database
   */
  readonly port?: number;
  /**
   * Where Teleport keeps the passwords of this database's managed users. Must be among the secret stores of the policy. Databases that
   * share managed users must share the store.
   *
   * @default - the store of the policy, if the policy manages users of this type; required if the policy has several stores
   */
  readonly secretStore?: SecretStore;
  /**
   * The description that Teleport shows next to the name.
   *
   * @default - none
   */
  readonly description?: string;
  /**
   * Labels whose values are the output of commands that the agent runs.
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
   * The admin user with which Teleport creates and drops database users (automatic user provisioning). Throws for anything other than RDS
   * instances, Aurora writers and Redshift clusters.
   *
   * The database users must include it. They must also include the users that Teleport creates, because Teleport logs in as them: use a
   * pattern such as `*`.
   *
   * @default - Teleport creates no users
   */
  readonly adminUser?: string;
  /**
   * The database that the admin user logs in to.
   *
   * @default - Teleport's default; required for MySQL and MariaDB
   */
  readonly adminDefaultDatabase?: string;
}
