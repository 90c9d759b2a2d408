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

/**
 * How Teleport registers a database: what its configuration says beyond the permissions. Used for the configuration only, and needed only for what
 * cannot be known: a database that the app defines knows where it is and what it speaks.
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
   * The labels of the database in Teleport, by which roles and the `resources` of a Database Service select it. Keys of letters, digits and `/._:*-`.
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
   * Where Teleport keeps the passwords of managed users of this database: one of the `secretStores` of the declaration. Databases that share
   * managed users have to share it.
   *
   * @default - the one of the declaration, if its `manageUsersOf` names the type; asked for if there are several
   */
  readonly secretStore?: SecretStore;
}
