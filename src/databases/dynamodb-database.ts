import { TeleportDatabase } from './database';
import { checkList } from '../private/checks/checks';
import { DatabaseFacts, inRegion } from './private/database-facts';
import { RoleUserLocationOptions } from './role-user-options';

/**
 * DynamoDB in a region, which Teleport connects to as a role: what the role may do (`dynamodb:*` of some tables) is up to the application.
 *
 * Session tags of the role are what Teleport sends for this database.
 *
 * @see https://goteleport.com/docs/enroll-resources/database-access/enroll-aws-databases/aws-dynamodb/
 */
export class DynamoDbDatabase extends TeleportDatabase {
  /** All tables that the roles may use: Teleport registers DynamoDB once for an account and region. */
  public static of(options: RoleUserLocationOptions): DynamoDbDatabase {
    return new DynamoDbDatabase(options);
  }

  /** @internal */
  public readonly _facts: DatabaseFacts;
  /** The region, if it is not the one of the stack. */
  public readonly dynamoDbRegion?: string;

  private constructor(options: RoleUserLocationOptions) {
    super();
    this.dynamoDbRegion = options.region;
    this._facts = {
      label: 'DynamoDB',
      types: ['dynamodb'],
      names: {},
      roleUsers: checkList('databaseUsers', options.databaseUsers, 'name the roles that Teleport connects as'),
      assumedRole: options.assumedRole,
      registration: options.registration,
      ...inRegion(options.region),
    };
  }
}
