import { AssumedRole } from '../assumed-role';
import { DatabaseConnectOptions, DatabaseLocationOptions } from './database';

/** As whom Teleport connects to a database whose users are IAM roles. */
export interface RoleUserOptions extends DatabaseConnectOptions {
  /** The roles that Teleport connects as, at least one: each assumed by Teleport, and allowed whatever the application allows it. */
  readonly databaseUsers: AssumedRole[];
}

/** As whom Teleport connects to a database whose users are IAM roles, and where it is. */
export interface RoleUserLocationOptions extends RoleUserOptions, DatabaseLocationOptions {}
