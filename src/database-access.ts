import { Stack } from 'aws-cdk-lib';
import { IConnectable } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { AssumedRole } from './assumed-role';
import { TeleportDiscoveryOptions } from './database-discovery-policy';
import { DatabaseType } from './database-type';
import { TeleportDatabase } from './databases/database';
import { openSecurityGroups } from './private/configuration/security-groups';
import { onUnconnectable } from './private/permissions/advice';
import { contentOf } from './private/permissions/declared-content';
import { PolicyBase } from './private/policies/policy-base';

/** Properties of a `TeleportDatabaseAccess`: at least one of `databaseTypes`, `databases`, `assumedRoles`, `manageUsersOf` and `secretStores`. */
export interface TeleportDatabaseAccessProps extends TeleportDiscoveryOptions {
  /**
   * The types of database to discover: `types` of Teleport's matcher.
   *
   * @default - Teleport discovers nothing, or its Discovery Service does with a role of its own
   */
  readonly databaseTypes?: DatabaseType[];
  /**
   * The databases to connect to, whether registered by hand or discovered, with what Teleport reads of registered ones. In the order given: one
   * more at the end changes the last policy only.
   *
   * @default - none
   */
  readonly databases?: TeleportDatabase[];
  /**
   * Roles that Teleport assumes: to open other accounts, or because they are the users of databases that it discovers. Those of single databases can be named there.
   *
   * @default - none
   */
  readonly assumedRoles?: AssumedRole[];
}

/**
 * Everything that a Teleport agent needs for its AWS databases, from one declaration: discovers, connects, manages users, packed into as few
 * managed policies as IAM's limits allow.
 *
 * @see https://goteleport.com/docs/reference/agent-services/database-access-reference/aws/
 */
export class TeleportDatabaseAccess extends PolicyBase {
  constructor(scope: Construct, id: string, props: TeleportDatabaseAccessProps) {
    checkAccess(props);
    const stack = Stack.of(scope);
    const content = contentOf(stack, props);
    const declaration = { ...props, assumedRoles: props.assumedRoles ?? [] }; // the whole list: the configuration cannot name another
    super(scope, id, props, { ...content, declaration, warnings: [...content.warnings, ...onUnconnectable(stack, props)] });
  }

  /**
   * Opens the security groups of the databases that are constructs of the app to the agent, on the port of the database. Warns, by name, about
   * single databases that it cannot open, such as imported ones without a security group and lower-level (L1) constructs.
   *
   * @param connectable what the agent runs as: an instance, a service or a security group
   */
  public allowDefaultPortFrom(connectable: IConnectable): void {
    openSecurityGroups(this, this._declaration, connectable);
  }
}

function checkAccess({ databaseTypes, databases, assumedRoles, manageUsersOf, secretStores }: TeleportDatabaseAccessProps): void {
  if ([databaseTypes, databases, assumedRoles, manageUsersOf, secretStores].every((asked) => asked === undefined)) {
    throw new Error('this access asks for nothing; name \'databaseTypes\', \'databases\', \'assumedRoles\', \'manageUsersOf\' or \'secretStores\'');
  }
}
