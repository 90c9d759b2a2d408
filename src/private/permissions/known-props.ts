import type { TeleportPolicyProps } from '../../policies/policy';
import type { Known } from '../checks/known-options';

/** The names of the properties that all policies have. */
export const OF_POLICY: Known<TeleportPolicyProps> = {
  target: true,
  inline: true,
  policyName: true,
  path: true,
  asDocumented: true,
};

/** Those of policies that discover databases. */
export const OF_DISCOVERY = {
  ...OF_POLICY,
  regions: true,
  databaseTags: true,
  allowDatabaseModification: true,
  manageUsersOf: true,
  secretStores: true,
  selfGrant: true,
} as const;
