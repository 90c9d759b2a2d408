import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { TeleportPolicyOptions, TeleportPolicyProps } from './policy';
import { SelfGrant } from './self-grant';
import { DatabaseType } from '../databases/database-type';
import { SecretStore } from '../databases/secret-store';
import { checkList } from '../private/checks/check-lists';
import { invalid, verbatim } from '../private/checks/invalid';
import { Known, knownOptions } from '../private/checks/known-options';
import { defining } from '../private/checks/validation-error';
import { checkShapes, hintsOn } from '../private/permissions/check-declaration';
import { contentOf } from '../private/permissions/declared-content';
import { OF_DISCOVERY } from '../private/permissions/known-props';
import { PolicyBase } from '../private/writing/policy-base';

/** Where Teleport discovers databases, and what else it may do with them. */
export interface TeleportDiscoveryOptions extends TeleportPolicyOptions {
  /**
   * The regions to discover in, such as `eu-west-1`, in the stack's partition (`regions` in Teleport's matcher). A single `*` means every
   * region.
   *
   * @default - the stack's region
   */
  readonly regions?: string[];
  /**
   * The tags of the databases to discover, each with the values that it may have (`tags` in Teleport's matcher). Keys of up to 128, values
   * of up to 256 letters, digits, spaces and `_.:/=+-@`. `*` in a value matches any characters. Throws for a regular expression, because
   * IAM has none.
   *
   * IAM cannot limit lists by tags. The tags limit which databases Teleport can modify.
   *
   * @default - every database: the key `*` with the value `*`
   */
  readonly databaseTags?: { [key: string]: string[] };
  /**
   * Lets Teleport turn on IAM authentication (`rds:ModifyDBInstance`, `rds:ModifyDBCluster`) in the databases that the tags select.
   * Teleport applies the change immediately, with all other pending modifications of the database.
   *
   * Teleport's Database Service makes these calls, and never its Discovery Service. Where each has a role of its own, give this option to
   * the `TeleportDatabaseAccess` of the Database Service, with the same types, regions and tags.
   *
   * Without RDS and Aurora among the types to discover, it applies to the single RDS instances and Aurora clusters of
   * `TeleportDatabaseAccess` instead, by their names. Throws if there is none, and for one of which only the resource ID is known.
   *
   * @default false
   */
  readonly allowDatabaseModification?: boolean;
  /**
   * The types of database whose users Teleport manages: `ELASTICACHE` or `MEMORYDB`. Teleport changes the passwords of users with the tag
   * `teleport.dev/managed` and keeps the passwords in the secret stores. The same AWS calls can change the access strings of these users,
   * which IAM cannot prevent.
   *
   * @default - none
   */
  readonly manageUsersOf?: DatabaseType[];
  /**
   * Where Teleport keeps these passwords. Discovered databases always use `SecretStore.DEFAULT`, so it is added for them. A store that no
   * registered database can use is left out of the policy, with a warning.
   *
   * @default - `SecretStore.DEFAULT` if users are managed
   */
  readonly secretStores?: SecretStore[];
  /**
   * Lets Teleport grant itself access to what it discovers, by editing its own inline policies. Throws together with an inline policy, and
   * if Teleport grants itself access to none of the types to discover.
   *
   * @default - not allowed, and not needed since Teleport 16: name the databases in a connect policy instead
   */
  readonly selfGrant?: SelfGrant;
}

/** Properties of a `TeleportDatabaseDiscoveryPolicy`. */
export interface TeleportDatabaseDiscoveryPolicyProps extends TeleportDiscoveryOptions, TeleportPolicyProps {
  /** The types of database to discover (`types` in Teleport's matcher). At least one. */
  readonly databaseTypes: DatabaseType[];
}

const PROPS: Known<TeleportDatabaseDiscoveryPolicyProps> = { ...OF_DISCOVERY, databaseTypes: true };

/**
 * Lets Teleport discover databases, in its Discovery Service or in a Database Service that discovers databases itself.
 *
 * It does not let Teleport connect to them. For that, use `TeleportRdsConnectPolicy`, `TeleportRedshiftConnectPolicy` or
 * `TeleportDatabaseAccess`.
 *
 * @see https://goteleport.com/docs/enroll-resources/database-access/reference/aws/
 *
 * @example
 * declare const agentRole: iam.Role;
 *
 * new TeleportDatabaseDiscoveryPolicy(this, 'Discovery', {
 *   target: agentRole,
 *   databaseTypes: [DatabaseType.RDS, DatabaseType.AURORA],
 *   databaseTags: { 'teleport-env': ['prod'] },
 * });
 */
export class TeleportDatabaseDiscoveryPolicy extends PolicyBase {
  constructor(scope: Construct, id: string, props: TeleportDatabaseDiscoveryPolicyProps) {
    const given = defining(scope, id, () => checkDiscovery(knownOptions('props', props, PROPS)));
    super(scope, id, given, defining(scope, id, () => contentOf(Stack.of(scope), given)));
  }
}

function checkDiscovery(props: TeleportDatabaseDiscoveryPolicyProps): TeleportDatabaseDiscoveryPolicyProps {
  const { databaseTypes, manageUsersOf = [], secretStores } = props;
  checkList('databaseTypes', databaseTypes, 'name the types that Teleport discovers', hintsOn('databaseTypes'));
  checkShapes(props);
  const stray = manageUsersOf.find((type) => !databaseTypes.includes(type));
  if (stray !== undefined) {
    throw invalid('manageUsersOf', 'name types among \'databaseTypes\'', stray, 'use TeleportManagedUsersPolicy for registered databases');
  }
  if (secretStores !== undefined && manageUsersOf.length === 0) {
    throw invalid('secretStores', 'be used with \'manageUsersOf\', because they keep the passwords of managed users',
      verbatim('no \'manageUsersOf\''), 'name the types, or leave it out');
  }
  return props;
}
