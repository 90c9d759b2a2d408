import { DatabaseRegistration } from './registration';
import { AssumedRole } from '../roles/assumed-role';
import { DatabaseFacts } from './private/database-facts';

/** Options for connecting to a database of any type. */
export interface TeleportDatabaseOptions {
  /**
   * The role in the database's account that Teleport assumes to reach the database (`assume_role_arn` in Teleport's configuration). The
   * policy then lets Teleport assume that role and nothing more. Give the role itself what it needs to read and connect. Throws for a
   * pattern: list the role among the assumed roles of `TeleportDatabaseAccess` instead.
   *
   * @default - Teleport reaches the database as its own identity, in its own account
   */
  readonly assumedRole?: AssumedRole;
  /**
   * How Teleport registers the database. Only for Teleport's configuration (`TeleportAgentConfiguration`), because permissions do not need
   * it. Throws for a pattern, which Teleport cannot register.
   *
   * @default - what the app knows about the database
   */
  readonly registration?: DatabaseRegistration;
}

/** Options for connecting to a database whose users are IAM roles. */
export interface DatabaseRolesOptions extends TeleportDatabaseOptions {
  /** The roles that Teleport connects as. At least one. Teleport assumes each of them; the application decides what a role can do. */
  readonly databaseRoles: AssumedRole[];
}

/** Where the databases of a pattern are. */
export interface DatabaseRegionsOptions {
  /**
   * The regions of the databases, such as `eu-west-1`, in the stack's partition. A single `*` means every region.
   *
   * @default - the stack's region
   */
  readonly regions?: string[];
}

/** Where a database is that the app does not define. */
export interface DatabaseRegionOptions {
  /**
   * The region of the database, such as `eu-west-1`, in the stack's partition.
   *
   * @default - the stack's region
   */
  readonly region?: string;
}

/**
 * A database that Teleport connects to, or a pattern of databases, such as an `RdsDatabase` or a `RedshiftDatabase`.
 *
 * It says which database Teleport connects to, as which database users or roles, and where.
 *
 * @example
 * declare const agentRole: iam.Role;
 *
 * new TeleportDatabaseAccess(this, 'Access', {
 *   target: agentRole,
 *   databases: [
 *     RdsDatabase.any({ databaseUsers: ['reader'] }),
 *     MemoryDbDatabase.fromClusterName('ledger', { databaseUsers: ['app'] }),
 *   ],
 * });
 */
export abstract class TeleportDatabase {
  /** @internal */
  public abstract readonly _facts: DatabaseFacts;
  /**
   * Keeps the classes apart. TypeScript compares classes by their members, and some of them have the same.
   * @internal
   */
  protected abstract readonly _brand: string;
}
