import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { DatabaseType } from './database-type';
import { TeleportPolicyProps } from './policy';
import { checkList } from './private/checks/check-lists';
import { invalid, words } from './private/checks/invalid';
import { contentOf } from './private/permissions/declared-content';
import { PolicyBase } from './private/policies/policy-base';
import { SecretStore } from './secret-store';
import { SelfGrant } from './self-grant';

/** Where Teleport discovers databases, and what it may do besides finding them. */
export interface TeleportDiscoveryOptions extends TeleportPolicyProps {
  /**
   * The regions to discover in, such as `eu-west-1`: `regions` of Teleport's matcher. `*` alone stands for all; others have to be of the stack's
   * partition.
   *
   * @default - the region of the stack
   */
  readonly regions?: string[];
  /**
   * The tags of the databases to discover, each with the values that it may have: `tags` of Teleport's matcher. AWS cannot limit lists by tags:
   * they limit what Teleport may modify. `*` in a value stands for any characters; regular expressions are refused, as IAM has none.
   * Keys of up to 128, values of up to 256 letters, digits, spaces and `_.:/=+-@`.
   *
   * @default - all databases, `*` with the value `*`
   */
  readonly databaseTags?: { [key: string]: string[] };
  /**
   * Lets Teleport turn on IAM authentication (`rds:ModifyDBInstance`, `rds:ModifyDBCluster`). It does so at once, which also applies all other
   * pending changes of the database. Throws if no type of `databaseTypes` can be modified.
   *
   * @default false
   */
  readonly allowDatabaseModification?: boolean;
  /**
   * The types of database, `ELASTICACHE` or `MEMORYDB`, of which Teleport changes the passwords of users that carry the tag `teleport.dev/managed`,
   * and keeps them in `secretStores`. The same AWS calls change the access strings of these users, which
   * IAM cannot prevent.
   *
   * @default - none
   */
  readonly manageUsersOf?: DatabaseType[];
  /**
   * Where these passwords are kept. Discovered databases always use `SecretStore.DEFAULT`: it is added for them.
   *
   * @default - `SecretStore.DEFAULT` if users are managed
   */
  readonly secretStores?: SecretStore[];
  /**
   * Lets Teleport grant itself access to what it discovers, by editing its own inline policies. Not possible together with `inline`. Throws if
   * Teleport does so for no type of `databaseTypes`.
   *
   * @default - not allowed, and not needed since Teleport 16: name the databases in a connect policy instead
   */
  readonly selfGrant?: SelfGrant;
}

/** Properties of a `TeleportDatabaseDiscoveryPolicy`. */
export interface TeleportDatabaseDiscoveryPolicyProps extends TeleportDiscoveryOptions {
  /** The types of database to discover, at least one: `types` of Teleport's matcher. */
  readonly databaseTypes: DatabaseType[];
}

/**
 * Lets Teleport discover databases: what its Discovery Service needs, or a Database Service that discovers by itself.
 *
 * It does not let Teleport connect to them: that is `TeleportRdsConnectPolicy`, `TeleportRedshiftConnectPolicy` or `TeleportDatabaseAccess`.
 *
 * @see https://goteleport.com/docs/reference/agent-services/database-access-reference/aws/
 */
export class TeleportDatabaseDiscoveryPolicy extends PolicyBase {
  constructor(scope: Construct, id: string, props: TeleportDatabaseDiscoveryPolicyProps) {
    checkDiscovery(props);
    super(scope, id, props, contentOf(Stack.of(scope), props));
  }
}

function checkDiscovery({ databaseTypes, manageUsersOf = [], secretStores }: TeleportDatabaseDiscoveryPolicyProps): void {
  checkList('databaseTypes', databaseTypes, 'name the types that Teleport discovers');
  const stray = manageUsersOf.find((type) => !databaseTypes.includes(type));
  if (stray !== undefined) {
    throw invalid('manageUsersOf', 'name types among \'databaseTypes\'', stray, 'use TeleportManagedUsersPolicy for registered databases');
  }
  if (secretStores !== undefined && manageUsersOf.length === 0) {
    throw invalid('secretStores', 'be used with \'manageUsersOf\', whose passwords they keep', words('no \'manageUsersOf\''), 'name the types, or leave it out');
  }
}
