import { TeleportDatabase } from './database';
import { checkList } from '../private/checks/checks';
import { DatabaseFacts, inRegion } from './private/database-facts';
import { RoleUserLocationOptions } from './role-user-options';

/**
 * Keyspaces in a region, which Teleport connects to as a role: what the role may do (`cassandra:*` of some tables) is up to the application.
 *
 * @see https://goteleport.com/docs/enroll-resources/database-access/enroll-aws-databases/aws-cassandra-keyspaces/
 */
export class KeyspacesDatabase extends TeleportDatabase {
  /** All keyspaces that the roles may use: Teleport registers Keyspaces once for an account and region. */
  public static of(options: RoleUserLocationOptions): KeyspacesDatabase {
    return new KeyspacesDatabase(options);
  }

  /** @internal */
  public readonly _facts: DatabaseFacts;
  /** The region, if it is not the one of the stack. */
  public readonly keyspacesRegion?: string;

  private constructor(options: RoleUserLocationOptions) {
    super();
    this.keyspacesRegion = options.region;
    this._facts = {
      label: 'Keyspaces',
      types: ['keyspaces'],
      names: {},
      roleUsers: checkList('databaseUsers', options.databaseUsers, 'name the roles that Teleport connects as'),
      assumedRole: options.assumedRole,
      registration: options.registration,
      ...inRegion(options.region),
    };
  }
}
