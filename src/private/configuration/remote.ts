import type { ITeleportPolicy } from '../../policies/policy';
import type { AssumedRole } from '../../roles/assumed-role';
import type { Declaration } from '../permissions/declaration';

/** What is behind a role that the agent assumes: declared by a policy of this app, or here. */
export interface Remote {
  readonly assumedRole: AssumedRole;
  /** The policy of that role. */
  readonly policy?: ITeleportPolicy;
  /** What is there, where this app does not define the policy. */
  readonly declaration?: Declaration;
  /** The options that it was declared with, if not by a policy. */
  readonly options?: object;
  /** The accounts that have the role; absent: the one of its ARN. */
  readonly accounts?: readonly string[];
}
