import { IConstruct } from 'constructs';
import { withoutSidsAndConditions } from './as-documented';
import { KeysInUse } from './check-keys';
import { copyOf, Declaration } from './declaration';
import { Permission } from './permission';
import type { AssumedRole } from '../../roles/assumed-role';
import { Warning } from '../checks/warnings/warning';

/** Permissions in the order of Teleport's reference. Those to edit oneself come between the two. */
export interface ContentParts {
  /** What does not grow with the number of databases. */
  readonly fixed: readonly Permission[];
  /** What does: it comes last, so one more database changes the last policy only. */
  readonly perDatabase: readonly Permission[];
}

/** What a policy is to contain. */
export interface PolicyContent extends ContentParts {
  /** What it follows from. Teleport's configuration follows from it too. */
  readonly declaration: Declaration;
  /** What the boundary of `SelfGrant.BOUNDED` contains: the same, and what Teleport may grant itself. */
  readonly boundary?: ContentParts;
  /** What the user should know of the declaration. */
  readonly warnings: readonly Warning[];
  /** The keys of the passwords that Teleport keeps. */
  readonly keys?: KeysInUse;
  /** The constructs behind the databases with users who log in by IAM, where there are some. */
  readonly constructs: readonly IConstruct[];
  /** The roles that Teleport becomes, for any reason. */
  readonly assumedRoles: readonly AssumedRole[];
}

/** With a declaration that stays as it is, whatever the app does with its lists and tags. */
export const settled = (content: PolicyContent): PolicyContent => ({ ...content, declaration: copyOf(content.declaration) });

/** The permissions as they are written: with `asDocumented`, as Teleport's reference page writes them. */
export function assembled({ fixed, perDatabase }: ContentParts, selfGrants: readonly Permission[], asDocumented = false): Permission[] {
  const all = [...fixed, ...selfGrants, ...perDatabase];
  return asDocumented ? all.map(withoutSidsAndConditions) : all;
}
