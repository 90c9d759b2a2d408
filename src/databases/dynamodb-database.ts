import { DatabaseRegionOptions, DatabaseRolesOptions, TeleportDatabase } from './database';
import { DatabaseFacts } from './private/database-facts';
import { inRegion } from './private/database-location';
import { checkList } from '../private/checks/check-lists';

/** Options for connecting to DynamoDB. */
export interface DynamoDbDatabaseOptions extends DatabaseRolesOptions, DatabaseRegionOptions {}

/**
 * DynamoDB in a region, which Teleport connects to as a role: what the role may do (`dynamodb:*` of some tables) is up to the application.
 *
 * Session tags of the role are what Teleport sends for this database.
 *
 * @see https://goteleport.com/docs/enroll-resources/database-access/enroll-aws-databases/aws-dynamodb/
 */
export class DynamoDbDatabase extends TeleportDatabase {
  /** All tables that the roles may use: Teleport registers DynamoDB once for an account and region. */
  public static of(options: DynamoDbDatabaseOptions): DynamoDbDatabase {
    return new DynamoDbDatabase(options);
  }

  /** @internal */
  public readonly _facts: DatabaseFacts;
  /** @internal */
  protected readonly _kind = 'dynamodb';
  /** The region, if it is not the one of the stack. */
  public readonly region?: string;

  private constructor(options: DynamoDbDatabaseOptions) {
    super();
    this.region = options.region;
    this._facts = {
      label: 'DynamoDB',
      types: ['dynamodb'],
      names: {},
      databaseRoles: checkList('databaseRoles', options.databaseRoles, 'name the roles that Teleport connects as'),
      assumedRole: options.assumedRole,
      registration: options.registration,
      ...inRegion(options.region),
    };
  }
}
