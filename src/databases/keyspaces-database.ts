import { DatabaseRegionOptions, DatabaseRolesOptions, TeleportDatabase } from './database';
import { DatabaseFacts } from './private/database-facts';
import { inRegion } from './private/database-location';
import { checkList } from '../private/checks/check-lists';

/** Options for connecting to Keyspaces. */
export interface KeyspacesDatabaseOptions extends DatabaseRolesOptions, DatabaseRegionOptions {}

/**
 * Keyspaces in a region, which Teleport connects to as a role: what the role may do (`cassandra:*` of some tables) is up to the application.
 *
 * @see https://goteleport.com/docs/enroll-resources/database-access/enroll-aws-databases/aws-cassandra-keyspaces/
 */
export class KeyspacesDatabase extends TeleportDatabase {
  /** All keyspaces that the roles may use: Teleport registers Keyspaces once for an account and region. */
  public static of(options: KeyspacesDatabaseOptions): KeyspacesDatabase {
    return new KeyspacesDatabase(options);
  }

  /** @internal */
  public readonly _facts: DatabaseFacts;
  /** @internal */
  protected readonly _kind = 'keyspaces';
  /** The region, if it is not the one of the stack. */
  public readonly region?: string;

  private constructor(options: KeyspacesDatabaseOptions) {
    super();
    this.region = options.region;
    this._facts = {
      label: 'Keyspaces',
      types: ['keyspaces'],
      names: {},
      databaseRoles: checkList('databaseRoles', options.databaseRoles, 'name the roles that Teleport connects as'),
      assumedRole: options.assumedRole,
      registration: options.registration,
      ...inRegion(options.region),
    };
  }
}
