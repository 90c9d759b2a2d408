import * as memorydb from 'aws-cdk-lib/aws-memorydb';
import { DatabaseRegionOptions, DatabaseRegionsOptions, TeleportDatabase, TeleportDatabaseOptions } from './database';
import { DatabaseType } from './database-type';
import { refOf } from './private/check-construct';
import { checkCacheUsers, commonFacts } from './private/common-facts';
import { DatabaseFacts } from './private/database-facts';
import { DatabaseWhere, endpointAt, inRegion, inRegions, whereIs } from './private/database-location';
import { OF_DATABASE, OF_REGION, OF_REGIONS } from './private/known-options';
import { checkName } from '../private/checks/check-names';
import { Known, knownOptions } from '../private/checks/known-options';

/** Options for connecting to a MemoryDB cluster. */
export interface MemoryDbDatabaseOptions extends TeleportDatabaseOptions {
  /**
   * The MemoryDB users with IAM authentication that Teleport can connect as. `*` matches any characters; a single `*` matches every user.
   * Up to 40 letters, digits and hyphens each, starting with a letter.
   *
   * IAM cannot pair users with clusters: an identity can connect to every MemoryDB cluster in its policies as every MemoryDB user in them.
   *
   * @default - none: Teleport connects only as users whose passwords it manages, and the policy must allow that for the type
   * @see https://docs.aws.amazon.com/memorydb/latest/devguide/auth-iam.html
   */
  readonly databaseUsers?: string[];
}

/** Options for connecting to a MemoryDB cluster that the app does not define. */
export interface ImportedMemoryDbDatabaseOptions extends MemoryDbDatabaseOptions, DatabaseRegionOptions {}

/** Options for connecting to every MemoryDB cluster. */
export interface AnyMemoryDbDatabaseOptions extends MemoryDbDatabaseOptions, DatabaseRegionsOptions {}

const OPTIONS: Known<MemoryDbDatabaseOptions> = { ...OF_DATABASE, databaseUsers: true };
const IMPORTED: Known<ImportedMemoryDbDatabaseOptions> = { ...OPTIONS, ...OF_REGION };
const ANY: Known<AnyMemoryDbDatabaseOptions> = { ...OPTIONS, ...OF_REGIONS };

/**
 * A MemoryDB cluster. Teleport connects to it with IAM authentication (`memorydb:Connect`, engine version 7 or later), or as users whose
 * passwords it manages.
 *
 * @see https://docs.aws.amazon.com/memorydb/latest/devguide/auth-iam.html
 *
 * @example
 * const ledger = MemoryDbDatabase.fromClusterName('ledger', { databaseUsers: ['app'] });
 */
export class MemoryDbDatabase extends TeleportDatabase {
  /**
   * A cluster that the app defines.
   *
   * @param cluster the resource `AWS::MemoryDB::Cluster`.
   */
  public static fromCluster(cluster: memorydb.CfnCluster, options: MemoryDbDatabaseOptions = {}): MemoryDbDatabase {
    return new MemoryDbDatabase(refOf(DatabaseType.MEMORYDB, cluster), knownOptions('options', options, OPTIONS),
      whereIs(cluster, () => endpointAt(cluster.attrClusterEndpointAddress, cluster.port ?? '6379')));
  }

  /**
   * A cluster by its name.
   *
   * @param clusterName up to 40 lower-case letters, digits and single hyphens. Must start with a letter and not end with a hyphen. Throws
   *   otherwise.
   */
  public static fromClusterName(clusterName: string, options: ImportedMemoryDbDatabaseOptions = {}): MemoryDbDatabase {
    const given = knownOptions('options', options, IMPORTED);
    return new MemoryDbDatabase(checkName('memoryDbClusterName', 'clusterName', clusterName), given, inRegion(given));
  }

  /** Every MemoryDB cluster in the account. */
  public static any(options: AnyMemoryDbDatabaseOptions = {}): MemoryDbDatabase {
    const given = knownOptions('options', options, ANY);
    return new MemoryDbDatabase('*', given, inRegions(given));
  }

  /** @internal */
  public readonly _facts: DatabaseFacts;
  /** @internal */
  protected readonly _brand = 'memorydb';

  private constructor(
    private readonly name: string,
    options: MemoryDbDatabaseOptions,
    where: DatabaseWhere,
  ) {
    super();
    const common = commonFacts(name, options, where);
    const databaseUsers = checkCacheUsers('memoryDbUser', options.databaseUsers);
    this._facts = {
      ...common,
      types: [DatabaseType.MEMORYDB],
      names: { memoryDbClusterName: [name], memoryDbUser: databaseUsers },
      databaseUsers,
    };
  }

  /** The name of the cluster, or `*` for every cluster. */
  public get clusterName(): string {
    return this.name;
  }
}
