import { DatabaseFacts } from './private/database-facts';

/** Where the databases of a pattern are. */
export interface DatabasePatternOptions {
  /**
   * The regions of the databases, such as `eu-west-1`; `['*']` for all. All of one partition, that of the stack.
   *
   * @default - the region of the stack
   */
  readonly regions?: string[];
}

/** Where a database is that the app does not define. */
export interface DatabaseLocationOptions {
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
}
