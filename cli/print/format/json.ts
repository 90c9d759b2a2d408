import type { Policy } from './policies';

/** The documents, one after the other, each for a policy of its own. */
export function json(policies: readonly Policy[]): string {
  return policies.map(({ statements }) => `${JSON.stringify({ Version: '2012-10-17', Statement: statements }, undefined, 2)}\n`).join('');
}
