import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { TeleportPolicyProps } from './policy';
import { DatabaseType } from '../databases/database-type';
import { SecretStore } from '../databases/secret-store';
import { checkList } from '../private/checks/check-lists';
import { Known, knownOptions } from '../private/checks/known-options';
import { defining } from '../private/checks/validation-error';
import { checkTypes, hasManagedUsers } from '../private/permissions/check-types';
import { contentOf } from '../private/permissions/declared-content';
import { OF_POLICY } from '../private/permissions/known-props';
import { PolicyBase } from '../private/writing/policy-base';

/** Properties of a `TeleportManagedUsersPolicy`. */
export interface TeleportManagedUsersPolicyProps extends TeleportPolicyProps {
  /** The types of database whose users Teleport manages: `ELASTICACHE` or `MEMORYDB`. At least one. */
  readonly manageUsersOf: DatabaseType[];
  /**
   * The regions of the databases, such as `eu-west-1`, in the stack's partition. A single `*` means every region.
   *
   * @default - the stack's region
   */
  readonly regions?: string[];
  /**
   * Where Teleport keeps the passwords. Name every store that the registered databases use (`secret_store` in Teleport's configuration).
   *
   * @default - `SecretStore.DEFAULT`
   */
  readonly secretStores?: SecretStore[];
}

const PROPS: Known<TeleportManagedUsersPolicyProps> = { ...OF_POLICY, manageUsersOf: true, regions: true, secretStores: true };

/**
 * Lets Teleport manage the passwords of ElastiCache and MemoryDB users with the tag `teleport.dev/managed`, for databases that are
 * registered by hand.
 *
 * For discovered databases, use the option of `TeleportDatabaseDiscoveryPolicy` for managed users.
 *
 * @see https://goteleport.com/docs/enroll-resources/database-access/reference/aws/
 *
 * @example
 * declare const agentRole: iam.Role;
 *
 * new TeleportManagedUsersPolicy(this, 'Users', { target: agentRole, manageUsersOf: [DatabaseType.ELASTICACHE, DatabaseType.MEMORYDB] });
 */
export class TeleportManagedUsersPolicy extends PolicyBase {
  constructor(scope: Construct, id: string, props: TeleportManagedUsersPolicyProps) {
    const given = defining(scope, id, () => knownOptions('props', props, PROPS));
    super(scope, id, given, defining(scope, id, () => {
      const { manageUsersOf, regions, secretStores, asDocumented } = given;
      checkList('manageUsersOf', manageUsersOf, 'name the types whose users Teleport manages');
      checkTypes('manageUsersOf', manageUsersOf, hasManagedUsers);
      return contentOf(Stack.of(scope), { manageUsersOf, regions, secretStores, asDocumented });
    }));
  }
}
