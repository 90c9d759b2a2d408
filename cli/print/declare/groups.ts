/** Something that concerns a type in a region. */
export interface Item {
  readonly region: string;
  readonly type: string;
}

export interface Group {
  readonly regions: readonly string[];
  readonly types: readonly string[];
}

/** As few groups as have exactly these types in these regions: regions with the same types are together. */
export function grouped(items: readonly Item[]): Group[] {
  const byRegion = new Map<string, Set<string>>();
  for (const { region, type } of items) {
    byRegion.set(region, (byRegion.get(region) ?? new Set()).add(type));
  }
  const groups = new Map<string, { regions: string[]; types: string[] }>();
  for (const [region, types] of byRegion) {
    const key = [...types].sort().join();
    const group = groups.get(key) ?? { regions: [], types: [...types] };
    groups.set(key, { ...group, regions: [...group.regions, region] });
  }
  return [...groups.values()];
}
