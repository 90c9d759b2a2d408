import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { TeleportDiscoveryOptions } from './discovery-policy';
import { TeleportPolicyProps } from './policy';
import { PolicyWithDatabases } from './policy-with-databases';
import { TeleportDatabase } from '../databases/database';
import { DatabaseType } from '../databases/database-type';
import { invalid, verbatim } from '../private/checks/invalid';
import { Known, knownOptions } from '../private/checks/known-options';
import { defining } from '../private/checks/validation-error';
import { onUnconnectable } from '../private/permissions/advice';
import { contentOf } from '../private/permissions/declared-content';
import { OF_DISCOVERY } from '../private/permissions/known-props';
import { AssumedRole } from '../roles/assumed-role';

/**
 * What a Teleport agent reaches.
 *
 * At least one of these is required: types to discover, databases, assumed roles, types with managed users, or secret stores.
 */
export interface TeleportDatabaseAccessOptions extends TeleportDiscoveryOptions {
  /**
   * The types of database to discover (`types` in Teleport's matcher).
   *
   * @default - none: this agent discovers nothing
   */
  readonly databaseTypes?: DatabaseType[];
  /**
   * The databases to connect to, whether registered by hand or discovered. The policies also allow what Teleport reads about registered
   * databases.
   *
   * Add new databases at the end: then only the last policy changes.
   *
   * @default - none
   */
  readonly databases?: TeleportDatabase[];
  /**
   * The roles that Teleport assumes, because they open other accounts or because they are the users of discovered databases. The roles of a
   * single database can be named with that database instead.
   *
   * @default - none
   */
  readonly assumedRoles?: AssumedRole[];
}

/** Properties of a `TeleportDatabaseAccess`. */
export interface TeleportDatabaseAccessProps extends TeleportDatabaseAccessOptions, TeleportPolicyProps {}

const PROPS: Known<TeleportDatabaseAccessProps> = { ...OF_DISCOVERY, databaseTypes: true, databases: true, assumedRoles: true };

/**
 * Everything that a Teleport agent needs for its AWS databases, from one declaration. It lets the agent discover databases, connect to them
 * and manage users, with as few managed policies as IAM's limits allow.
 *
 * @example
 * declare const agentRole: iam.Role;
 *
 * new TeleportDatabaseAccess(this, 'Access', {
 *   target: agentRole,
 *   databaseTypes: [DatabaseType.RDS, DatabaseType.AURORA],
 *   databases: [RdsDatabase.any({ databaseUsers: ['reader'] })],
 * });
 *
 * @see https://goteleport.com/docs/enroll-resources/database-access/reference/aws/
 */
export class TeleportDatabaseAccess extends PolicyWithDatabases {
  constructor(scope: Construct, id: string, props: TeleportDatabaseAccessProps) {
    const given = defining(scope, id, () => checkAccess(knownOptions('props', props, PROPS)));
    const stack = Stack.of(scope);
    const content = defining(scope, id, () => contentOf(stack, given));
    const declaration = { ...given, assumedRoles: given.assumedRoles ?? [] }; // the whole list: the configuration cannot name another
    super(scope, id, given, { ...content, declaration, warnings: [...content.warnings, ...onUnconnectable(stack, given)] });
  }
}

function checkAccess(props: TeleportDatabaseAccessProps): TeleportDatabaseAccessProps {
  const { databaseTypes, databases, assumedRoles, manageUsersOf, secretStores } = props;
  if ([databaseTypes, databases, assumedRoles, manageUsersOf, secretStores].every((asked) => asked === undefined)) {
    throw invalid('databaseTypes', 'be given, or \'databases\', \'assumedRoles\', \'manageUsersOf\' or \'secretStores\'',
      verbatim('none of them'), 'name what Teleport must reach');
  }
  return props;
}
