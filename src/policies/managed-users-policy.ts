import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { TeleportPolicyProps } from './policy';
import { DatabaseType } from '../databases/database-type';
import { SecretStore } from '../databases/secret-store';
import { checkList, checkOptions } from '../private/checks/check-lists';
import { checkTypes, hasManagedUsers } from '../private/permissions/check-types';
import { contentOf } from '../private/permissions/declared-content';
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

/**
 * Lets Teleport manage the passwords of ElastiCache and MemoryDB users with the tag `teleport.dev/managed`, for databases that are
 * registered by hand.
 *
 * For discovered databases, use the option of `TeleportDatabaseDiscoveryPolicy` for managed users.
 *
 * @see https://goteleport.com/docs/enroll-resources/database-access/reference/aws/
 */
export class TeleportManagedUsersPolicy extends PolicyBase {
  constructor(scope: Construct, id: string, props: TeleportManagedUsersPolicyProps) {
    const { manageUsersOf, regions, secretStores, asDocumented } = checkOptions('props', props);
    checkList('manageUsersOf', manageUsersOf, 'name the types whose users Teleport manages');
    checkTypes('manageUsersOf', manageUsersOf, hasManagedUsers);
    super(scope, id, props, contentOf(Stack.of(scope), { manageUsersOf, regions, secretStores, asDocumented }));
  }
}
