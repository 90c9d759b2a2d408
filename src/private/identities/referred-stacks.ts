import { Stack } from 'aws-cdk-lib';

const referred = new WeakMap<Stack, Set<Stack>>();

/** The policies of one stack refer to roles of another. */
export function noteReference(from: Stack, to: Stack): void {
  referred.set(from, (referred.get(from) ?? new Set()).add(to));
}

/** Whether one stack's policies refer to roles of another. Then the other must not refer back. */
export const refersTo = (from: Stack, to: Stack): boolean => from !== to && (referred.get(from)?.has(to) ?? false);
