import { Change } from './change';
import { GrantChange } from './compare-grants';
import { conditionsKey } from './grant';

/** Changes that differ in their action or resource alone become one. */
export function grouped(changes: readonly GrantChange[], subject: string): Change[] {
  const byResource = collect(changes, (change) => `${sameness(change)} ${change.grant.resource}`).map((group) => ({
    change: group[0], actions: [...new Set(group.map(({ grant }) => grant.action))], resource: group[0].grant.resource,
  }));
  return collect(byResource, ({ change, actions }) => `${sameness(change)} ${actions.join()}`).map((group) => {
    const [{ change: { effect, kind, grant: { effect: rule, conditions, reason }, dropped, added }, actions }] = group;
    const resources = group.map(({ resource }) => resource);
    return { effect, kind, subject, permission: { effect: rule, actions, resources, conditions, reason, dropped, added } };
  });
}

function sameness({ effect, kind, grant, dropped = [], added = [] }: GrantChange): string {
  return [effect, kind, grant.effect, grant.reason, ...[grant.conditions, dropped, added].map(conditionsKey)].join('\n');
}

function collect<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    group === undefined ? groups.set(keyOf(item), [item]) : group.push(item);
  }
  return [...groups.values()];
}
