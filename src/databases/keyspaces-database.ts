import { DatabaseRegionOptions, DatabaseRolesOptions, TeleportDatabase } from './database';
import { checkRoles, commonFacts } from './private/common-facts';
import { DatabaseFacts } from './private/database-facts';
import { inRegion } from './private/database-location';
import { OF_REGION, OF_ROLES } from './private/known-options';
import { Known, knownOptions } from '../private/checks/known-options';

/** Options for connecting to Keyspaces. */
export interface KeyspacesDatabaseOptions extends DatabaseRolesOptions, DatabaseRegionOptions {}

const OPTIONS: Known<KeyspacesDatabaseOptions> = { ...OF_ROLES, ...OF_REGION };

/**
 * Keyspaces in a region. Teleport connects to it as a role; the application decides what the role can do, such as `cassandra:*` on some
 * tables.
 *
 * @see https://goteleport.com/docs/enroll-resources/database-access/enrollment/aws/aws-cassandra-keyspaces/
 *
 * @example
 * declare const reader: iam.Role;
 *
 * const keyspaces = KeyspacesDatabase.of({ databaseRoles: [AssumedRole.fromRole(reader)], registration: { name: 'events' } });
 */
export class KeyspacesDatabase extends TeleportDatabase {
  /** All keyspaces that the roles can use. Teleport registers Keyspaces once for each account and region. */
  public static of(options: KeyspacesDatabaseOptions): KeyspacesDatabase {
    return new KeyspacesDatabase(knownOptions('options', options, OPTIONS));
  }

  /** @internal */
  public readonly _facts: DatabaseFacts;
  /** @internal */
  protected readonly _brand = 'keyspaces';
  private readonly given?: string;

  private constructor(options: KeyspacesDatabaseOptions) {
    super();
    this._facts = {
      ...commonFacts('Keyspaces', options, inRegion(options)),
      types: ['keyspaces'],
      names: {},
      databaseRoles: checkRoles(options.databaseRoles),
    };
    this.given = options.region;
  }

  /** The region, if it is not the stack's. */
  public get region(): string | undefined {
    return this.given;
  }
}
