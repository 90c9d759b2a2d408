import { IAspect } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { Known, knownOptions } from '../private/checks/known-options';
import { Warning, warn } from '../private/checks/warnings/warning';
import { checkReadyDatabases, ReadyDatabasesProps } from '../private/configuration/check-ready-databases';
import { isDiscoverable, prepare } from '../private/configuration/ready-databases';
import { onUnknownOptions } from '../private/permissions/ignored-options';

/** Properties of `TeleportReadyDatabases`. */
export interface TeleportReadyDatabasesProps {
  /**
   * The tags that Teleport's matcher looks for, one value each. They are added to everything that Teleport can discover.
   *
   * @default - none
   */
  readonly tags?: { [key: string]: string };
  /**
   * Turns on IAM authentication for RDS instances (MariaDB, MySQL and PostgreSQL) and for Aurora and Multi-AZ DB clusters. Clients with a
   * password are not affected. Replicas have the engine of their source. Warns about instances whose engine the app does not tell.
   *
   * @default true
   */
  readonly iamAuthentication?: boolean;
  /**
   * Makes RDS proxies require IAM authentication and TLS. Clients with a password can no longer connect through them, except to SQL Server.
   * Proxies that take it already stay as they are, such as those with `DefaultAuthScheme: IAM_AUTH`.
   *
   * @default false
   */
  readonly iamAuthenticationOfProxies?: boolean;
  /**
   * The admin user with which Teleport creates database users (`teleport.dev/db-admin`), in RDS, Aurora and Redshift.
   * Policies that open these databases must name it, and the users that Teleport creates by a pattern.
   *
   * @default - Teleport creates no users
   */
  readonly adminUser?: string;
  /**
   * The database that the admin user logs in to (`teleport.dev/db-admin-default-database`). Teleport needs it for MySQL and MariaDB.
   *
   * @default - Teleport's default
   */
  readonly adminDefaultDatabase?: string;
}

const PROPS: Known<TeleportReadyDatabasesProps> = {
  tags: true,
  iamAuthentication: true,
  iamAuthenticationOfProxies: true,
  adminUser: true,
  adminDefaultDatabase: true,
};

/**
 * An aspect that makes the databases in a scope ready for Teleport, with IAM authentication and the tags that Teleport looks for.
 *
 * Teleport then never needs the permission to modify them, which also lets it apply all their pending changes.
 *
 * @example
 * Aspects.of(this).add(new TeleportReadyDatabases({ tags: { 'teleport-env': 'prod' } }));
 */
export class TeleportReadyDatabases implements IAspect {
  private readonly props: ReadyDatabasesProps;
  /** Said once, where there is a construct to say it of. */
  private unknown: readonly Warning[];

  /** Throws for tags that AWS refuses, and for a default database without an admin user. */
  constructor(props: TeleportReadyDatabasesProps = {}) {
    const given = knownOptions('props', props, PROPS);
    this.props = checkReadyDatabases(given);
    this.unknown = onUnknownOptions({}, given);
  }

  /**
   * Called by CDK for every construct in the scope.
   *
   * @param node the construct that is visited.
   */
  public visit(node: IConstruct): void {
    if (this.supports(node)) {
      this.applyTo(node);
    }
  }

  /**
   * Whether this can make a construct ready. CDK calls it for mixins.
   *
   * @param construct the construct that may be made ready.
   */
  public supports(construct: IConstruct): boolean {
    return isDiscoverable(construct);
  }

  /**
   * Makes one resource ready, as a mixin.
   *
   * @param construct the resource, such as an RDS instance.
   */
  public applyTo(construct: IConstruct): void {
    this.unknown.forEach((warning) => warn(construct, warning));
    this.unknown = [];
    prepare(construct, this.props);
  }
}
