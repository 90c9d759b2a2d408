import { Identity, Policy, Statement } from './report';

/** What a boundary has that no policy of its identity has: the rest is derived from these, and said once. */
export function beyondPolicies(boundary: Policy, { policies }: Identity): readonly Statement[] {
  const known = new Set(policies.flatMap(({ statements }) => statements).map(contentOf));
  return boundary.statements.filter((statement) => !known.has(contentOf(statement)));
}

/** Equal for statements that allow the same. */
function contentOf({ effect, actions, resources, conditions }: Statement): string {
  return JSON.stringify([effect, actions, resources, conditions]);
}
