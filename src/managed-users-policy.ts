import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { DatabaseType } from './database-type';
import { TeleportPolicyProps } from './policy';
import { checkList } from './private/checks/check-lists';
import { checkTypes, hasManagedUsers } from './private/declaration/check-types';
import { contentOf } from './private/permissions/declared-content';
import { PolicyBase } from './private/policies/policy-base';
import { SecretStore } from './secret-store';

/** Properties of a `TeleportManagedUsersPolicy`. */
export interface TeleportManagedUsersPolicyProps extends TeleportPolicyProps {
  /** The types of database, `ELASTICACHE` or `MEMORYDB`, of which Teleport manages users, at least one. */
  readonly databaseTypes: DatabaseType[];
  /**
   * The regions of the databases, such as `eu-west-1`. `*` alone stands for all; others have to be of the stack's partition.
   *
   * @default - the region of the stack
   */
  readonly regions?: string[];
  /**
   * Where the passwords are kept: the whole list, as `secret_store` of the registered databases has it.
   *
   * @default - `SecretStore.DEFAULT`
   */
  readonly secretStores?: SecretStore[];
}

/**
 * Lets Teleport manage the passwords of ElastiCache and MemoryDB users that carry the tag `teleport.dev/managed`, for databases that are registered
 * by hand. For discovered ones, `TeleportDatabaseDiscoveryPolicy` has `manageUsersOf`.
 *
 * @see https://goteleport.com/docs/reference/agent-services/database-access-reference/aws/
 */
export class TeleportManagedUsersPolicy extends PolicyBase {
  constructor(scope: Construct, id: string, props: TeleportManagedUsersPolicyProps) {
    const { databaseTypes, regions, secretStores, asDocumented } = props;
    checkList('databaseTypes', databaseTypes, 'name the types of which Teleport manages users');
    checkTypes('databaseTypes', databaseTypes, hasManagedUsers);
    super(scope, id, props, contentOf(Stack.of(scope), { manageUsersOf: databaseTypes, regions, secretStores, asDocumented }));
  }
}
