import { ANYTHING, Permission } from './permission';
import { Operation } from '../types/operation';

/** An operation on what Teleport's reference page has it on. */
export function documentedForm(operation: Operation): Operation {
  const { resources, documentedResources = resources } = operation;
  return { ...operation, resources: documentedResources === 'everything' ? undefined : documentedResources };
}

/** All operations on a type of database in one statement, as the page has them. */
export function documentedStatement(operations: readonly Operation[]): Permission {
  const documented = operations.filter(({ undocumented }) => !undocumented);
  return {
    reason: [...new Set(documented.map(({ reason }) => reason))].join('; '),
    actions: [...new Set(documented.flatMap(({ actions }) => actions))],
    resources: [ANYTHING],
  };
}

/**
 * The page has neither Sids nor conditions.
 *
 * It has no roles to assume and no boundary of its own either, so permissions on identities keep their conditions.
 */
export function withoutSidsAndConditions(permission: Permission): Permission {
  return { ...permission, sid: undefined, conditions: permission.identities === undefined ? undefined : permission.conditions };
}
