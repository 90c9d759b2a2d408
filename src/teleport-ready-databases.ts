import { IAspect } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { checkReadyDatabases, Readiness } from './private/configuration/check-ready-databases';
import { isDiscoverable, makeReady } from './private/configuration/ready-databases';

/** Properties of `TeleportReadyDatabases`. */
export interface TeleportReadyDatabasesProps {
  /**
   * Tags for everything that Teleport can discover: those of the matcher, one value each.
   *
   * @default - none
   */
  readonly tags?: { [key: string]: string };
  /**
   * Turns on IAM authentication of RDS instances (MariaDB, MySQL and PostgreSQL) and of Aurora and Multi-AZ DB clusters. Clients with a
   * password
   * are not affected.
   *
   * @default true
   */
  readonly iamAuthentication?: boolean;
  /**
   * Makes RDS proxies require IAM authentication and TLS. Clients with a password can no longer connect through them.
   *
   * @default false
   */
  readonly iamAuthenticationOfProxies?: boolean;
  /**
   * The database user as which Teleport creates users (`teleport.dev/db-admin`), for RDS, Aurora and Redshift.
   *
   * @default - Teleport creates no users
   */
  readonly adminUser?: string;
  /**
   * The database that the admin user logs in to (`teleport.dev/db-admin-default-database`). Teleport needs it for MySQL and MariaDB.
   *
   * @default - the default of Teleport
   */
  readonly adminDefaultDatabase?: string;
}

/**
 * An aspect that makes the databases in a scope ready for Teleport: they have IAM authentication and the tags of the matcher from the
 * start.
 *
 * Teleport then never needs the permission to modify them, with which it also applies all their pending changes.
 *
 * @example
 * Aspects.of(this).add(new TeleportReadyDatabases({ tags: { 'teleport-env': 'prod' } }));
 */
export class TeleportReadyDatabases implements IAspect {
  private readonly props: Readiness;

  /** Throws for tags that AWS refuses, and for a default database without an admin user. */
  constructor(props: TeleportReadyDatabasesProps = {}) {
    this.props = checkReadyDatabases(props);
  }

  /** Called by CDK for every construct in the scope. */
  public visit(node: IConstruct): void {
    if (this.supports(node)) {
      this.applyTo(node);
    }
  }

  /** Whether a construct is a resource that this can make ready: what a mixin is asked for. */
  public supports(construct: IConstruct): boolean {
    return isDiscoverable(construct);
  }

  /** Makes one resource ready, as a mixin. */
  public applyTo(construct: IConstruct): void {
    makeReady(construct, this.props);
  }
}
