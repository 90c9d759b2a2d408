import { AssumedRole } from '../assumed-role';
import { DatabaseRegistration } from './database-registration';
import { DatabaseFacts } from './private/database-facts';

/** Options for connecting to a database of any type. */
export interface TeleportDatabaseOptions {
  /**
   * The role that Teleport assumes to reach the database, in its account: `assume_role_arn` in Teleport's configuration. The policy then lets
   * Teleport assume it and nothing more: what it takes to read and connect belongs to that role.
   *
   * @default - Teleport reaches the database as its own identity, in its own account
   */
  readonly assumedRole?: AssumedRole;
  /**
   * How Teleport registers the database. Only for Teleport's configuration, such as `dbServiceYaml()` of `TeleportDatabaseAccess`; permissions do not need
   * it. Throws for a pattern, which Teleport cannot register.
   *
   * @default - what the app knows of the database
   */
  readonly registration?: DatabaseRegistration;
}

/** Options for connecting to a database whose users are IAM roles. */
export interface DatabaseRolesOptions extends TeleportDatabaseOptions {
  /** The roles that Teleport connects as, at least one. Teleport assumes each of them; what a role may do is up to the application. */
  readonly databaseRoles: AssumedRole[];
}

/** Where the databases of a pattern are. */
export interface DatabaseRegionsOptions {
  /**
   * The regions of the databases, such as `eu-west-1`. `*` alone stands for all; others have to be of the stack's partition.
   *
   * @default - the region of the stack
   */
  readonly regions?: string[];
}

/** Where a database is that the app does not define. */
export interface DatabaseRegionOptions {
  /**
   * The region of the database, such as `eu-west-1`, in the partition of the stack.
   *
   * @default - the region of the stack
   */
  readonly region?: string;
}

/**
 * A database that Teleport connects to, or a pattern of databases: a value of `RdsDatabase`, `RedshiftDatabase`, ...
 *
 * It says which database, as which database users, and where.
 */
export abstract class TeleportDatabase {
  /** @internal */
  public abstract readonly _facts: DatabaseFacts;
  /**
   * Keeps the classes apart: TypeScript compares classes by their members, and some of these have the same ones.
   * @internal
   */
  protected abstract readonly _kind: string;
}
