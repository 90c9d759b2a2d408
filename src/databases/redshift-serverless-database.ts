import * as redshiftserverless from 'aws-cdk-lib/aws-redshiftserverless';
import { DatabaseRegionOptions, DatabaseRolesOptions, TeleportDatabase } from './database';
import { DatabaseType } from './database-type';
import { refOf } from './private/check-construct';
import { checkRoles, commonFacts } from './private/common-facts';
import { DatabaseFacts } from './private/database-facts';
import { DatabaseWhere, endpointAt, inRegion, whereIs } from './private/database-location';
import { OF_REGION, OF_ROLES } from './private/known-options';
import { checkName } from '../private/checks/check-names';
import { Known, knownOptions } from '../private/checks/known-options';

/** Options for connecting to a Redshift Serverless workgroup. */
export interface RedshiftServerlessDatabaseOptions extends DatabaseRolesOptions {}

/** Options for connecting to a Redshift Serverless workgroup that the app does not define. */
export interface ImportedRedshiftServerlessDatabaseOptions extends RedshiftServerlessDatabaseOptions, DatabaseRegionOptions {}

const OPTIONS: Known<RedshiftServerlessDatabaseOptions> = OF_ROLES;
const IMPORTED: Known<ImportedRedshiftServerlessDatabaseOptions> = { ...OPTIONS, ...OF_REGION };

/**
 * A Redshift Serverless workgroup that Teleport connects to as a role. The role needs `redshift-serverless:GetCredentials` on the
 * workgroup.
 *
 * @see https://goteleport.com/docs/enroll-resources/database-access/enrollment/aws/redshift-serverless/
 *
 * @example
 * declare const analyst: iam.Role;
 *
 * const sales = RedshiftServerlessDatabase.fromWorkgroupName('sales', { databaseRoles: [AssumedRole.fromRole(analyst)] });
 */
export class RedshiftServerlessDatabase extends TeleportDatabase {
  /**
   * A workgroup that the app defines.
   *
   * @param workgroup the resource `AWS::RedshiftServerless::Workgroup`.
   */
  public static fromWorkgroup(
    workgroup: redshiftserverless.CfnWorkgroup, options: RedshiftServerlessDatabaseOptions,
  ): RedshiftServerlessDatabase {
    const name = refOf(DatabaseType.REDSHIFT_SERVERLESS, workgroup);
    return new RedshiftServerlessDatabase(name, knownOptions('options', options, OPTIONS),
      whereIs(workgroup, () => endpointAt(workgroup.attrWorkgroupEndpointAddress, workgroup.attrWorkgroupEndpointPort)));
  }

  /**
   * A workgroup by its name.
   *
   * @param workgroupName 3 to 64 lower-case letters, digits and hyphens. Throws otherwise.
   */
  public static fromWorkgroupName(workgroupName: string, options: ImportedRedshiftServerlessDatabaseOptions): RedshiftServerlessDatabase {
    const given = knownOptions('options', options, IMPORTED);
    return new RedshiftServerlessDatabase(checkName('workgroupName', 'workgroupName', workgroupName), given, inRegion(given));
  }

  /** @internal */
  public readonly _facts: DatabaseFacts;
  /** @internal */
  protected readonly _brand = 'redshift-serverless';

  private constructor(
    private readonly name: string,
    options: RedshiftServerlessDatabaseOptions,
    where: DatabaseWhere,
  ) {
    super();
    this._facts = {
      ...commonFacts(name, options, where),
      types: [DatabaseType.REDSHIFT_SERVERLESS],
      names: { workgroupName: [name] },
      databaseRoles: checkRoles(options.databaseRoles),
    };
  }

  /** The name of the workgroup. */
  public get workgroupName(): string {
    return this.name;
  }
}
