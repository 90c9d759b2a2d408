import { DatabaseRegionOptions, DatabaseRolesOptions, TeleportDatabase } from './database';
import { checkRoles, commonFacts } from './private/common-facts';
import { DatabaseFacts } from './private/database-facts';
import { inRegion } from './private/database-location';
import { OF_REGION, OF_ROLES } from './private/known-options';
import { Known, knownOptions } from '../private/checks/known-options';

/** Options for connecting to DynamoDB. */
export interface DynamoDbDatabaseOptions extends DatabaseRolesOptions, DatabaseRegionOptions {}

const OPTIONS: Known<DynamoDbDatabaseOptions> = { ...OF_ROLES, ...OF_REGION };

/**
 * DynamoDB in a region. Teleport connects to it as a role; the application decides what the role can do, such as `dynamodb:*` on some
 * tables.
 *
 * Teleport sends the session tags of the role when it assumes it for this database.
 *
 * @see https://goteleport.com/docs/enroll-resources/database-access/enrollment/aws/aws-dynamodb/
 *
 * @example
 * declare const reader: iam.Role;
 *
 * const tables = DynamoDbDatabase.of({ databaseRoles: [AssumedRole.fromRole(reader)], registration: { name: 'orders-tables' } });
 */
export class DynamoDbDatabase extends TeleportDatabase {
  /** All tables that the roles can use. Teleport registers DynamoDB once for each account and region. */
  public static of(options: DynamoDbDatabaseOptions): DynamoDbDatabase {
    return new DynamoDbDatabase(knownOptions('options', options, OPTIONS));
  }

  /** @internal */
  public readonly _facts: DatabaseFacts;
  /** @internal */
  protected readonly _brand = 'dynamodb';
  private readonly given?: string;

  private constructor(options: DynamoDbDatabaseOptions) {
    super();
    this._facts = {
      ...commonFacts('DynamoDB', options, inRegion(options)),
      types: ['dynamodb'],
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
