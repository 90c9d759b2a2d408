import { Condition, Rule } from '../model/report';

/** Whether an identity may do more than before, perhaps more, the same in other words, or less. */
export type Effect = 'more' | 'undecided' | 'same' | 'less';

export interface Change {
  readonly effect: Effect;
  /** Such as `permission added`. */
  readonly kind: string;
  /** Whose change it is, such as `Role Agent in stack Teleport`. */
  readonly subject: string;
  /** What was added or lost, if it is no permission: who is trusted, the name of a policy. */
  readonly what?: string;
  readonly permission?: ChangedPermission;
  /** Its permissions boundary changed in the same way. */
  readonly inBoundary?: true;
}

export interface ChangedPermission extends Rule {
  readonly resources: readonly string[];
  /** A sentence without its full stop. */
  readonly reason: string;
  /** Conditions that it had and has no more. */
  readonly dropped?: readonly Condition[];
  /** Those that it has now and had not. */
  readonly added?: readonly Condition[];
}

/** All that widens, then the rest: `--format json` is this. */
export interface Comparison {
  readonly changes: readonly Change[];
}
