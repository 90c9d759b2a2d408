import * as redshiftserverless from 'aws-cdk-lib/aws-redshiftserverless';
import { TeleportDatabase } from './database';
import { DatabaseType } from '../database-type';
import { checkList, checkName } from '../private/checks/checks';
import { DatabaseFacts, DatabaseWhere, endpointAt, inRegion, whereIs } from './private/database-facts';
import { RoleUserLocationOptions, RoleUserOptions } from './role-user-options';

/**
 * A Redshift Serverless workgroup that Teleport connects to as a role: the role needs `redshift-serverless:GetCredentials` on the workgroup.
 *
 * @see https://goteleport.com/docs/enroll-resources/database-access/enroll-aws-databases/redshift-serverless/
 */
export class RedshiftServerlessDatabase extends TeleportDatabase {
  /** A workgroup of the app. */
  public static fromWorkgroup(workgroup: redshiftserverless.CfnWorkgroup, options: RoleUserOptions): RedshiftServerlessDatabase {
    return new RedshiftServerlessDatabase(workgroup.ref, options,
      whereIs(workgroup, () => endpointAt(workgroup.attrWorkgroupEndpointAddress, workgroup.attrWorkgroupEndpointPort)));
  }

  /**
   * A workgroup by its name.
   *
   * @param workgroupName 3 to 64 lower-case letters, digits and hyphens. Throws otherwise.
   */
  public static fromWorkgroupName(workgroupName: string, options: RoleUserLocationOptions): RedshiftServerlessDatabase {
    return new RedshiftServerlessDatabase(checkName('workgroupName', 'workgroupName', workgroupName), options, inRegion(options.region));
  }

  /** @internal */
  public readonly _facts: DatabaseFacts;

  private constructor(
    /** The name of the workgroup. */
    public readonly workgroupName: string,
    options: RoleUserOptions,
    where: DatabaseWhere,
  ) {
    super();
    this._facts = {
      label: where.construct?.node.path ?? workgroupName,
      types: [DatabaseType.REDSHIFT_SERVERLESS],
      names: { workgroupName: [workgroupName] },
      roleUsers: checkList('databaseUsers', options.databaseUsers, 'name the roles that Teleport connects as'),
      assumedRole: options.assumedRole,
      registration: options.registration,
      identifiers: { redshift_serverless: { workgroup_name: workgroupName } },
      ...where,
    };
  }
}
