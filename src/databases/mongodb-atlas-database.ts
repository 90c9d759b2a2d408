import { Token } from 'aws-cdk-lib';
import { DatabaseRolesOptions, TeleportDatabase } from './database';
import { checkRoles, commonFacts } from './private/common-facts';
import { DatabaseFacts } from './private/database-facts';
import { OF_ROLES } from './private/known-options';
import { Known, knownOptions } from '../private/checks/known-options';

/** Options for connecting to MongoDB Atlas. */
export interface MongoDbAtlasDatabaseOptions extends DatabaseRolesOptions {}

const KNOWN: Known<MongoDbAtlasDatabaseOptions> = { ...OF_ROLES };

/**
 * A cluster of MongoDB Atlas that Teleport connects to as a role. The role must exist in Atlas as a database user with AWS IAM.
 *
 * Teleport's configuration needs `registration.host`, such as `cluster0.abcd123.mongodb.net`, which Atlas shows as part of the connection
 * string. Teleport calls the cluster by its first part. It takes no port and no region.
 *
 * @see https://goteleport.com/docs/enroll-resources/database-access/enrollment/managed/mongodb-atlas/
 *
 * @example
 * declare const reader: iam.Role;
 *
 * const atlas = MongoDbAtlasDatabase.of({
 *   databaseRoles: [AssumedRole.fromRole(reader)],
 *   registration: { name: 'events', host: 'cluster0.abcd123.mongodb.net' },
 * });
 */
export class MongoDbAtlasDatabase extends TeleportDatabase {
  /** A cluster, whose host is in `registration.host`. Teleport assumes the roles and makes no other call to AWS. */
  public static of(options: MongoDbAtlasDatabaseOptions): MongoDbAtlasDatabase {
    return new MongoDbAtlasDatabase(knownOptions('options', options, KNOWN));
  }

  /** @internal */
  public readonly _facts: DatabaseFacts;
  /** @internal */
  protected readonly _brand = 'mongodb-atlas';
  private readonly given?: string;

  private constructor(options: MongoDbAtlasDatabaseOptions) {
    super();
    const { databaseRoles, registration: { host } = {} } = options;
    this._facts = {
      ...commonFacts('MongoDB Atlas', options, {}),
      types: ['mongodb-atlas'],
      names: {},
      databaseRoles: checkRoles(databaseRoles),
      identifiers: typeof host !== 'string' || Token.isUnresolved(host) ? undefined : { name: host.split('.')[0] },
    };
    this.given = host;
  }

  /** The host of the cluster, if it is given. */
  public get host(): string | undefined {
    return this.given;
  }
}
