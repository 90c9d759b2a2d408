import { Problem } from '../../problem';
import type { Database, Matcher } from '../model';
import { listed } from '../remarks';

interface AboutDatabases {
  readonly ids: ReadonlyMap<string, string>;
  readonly users: ReadonlyMap<string, readonly string[]>;
  readonly region?: string;
}

/** What the user says is about databases of AWS in the files, and contradicts none of them. */
export function checkAnswers({ ids, users }: AboutDatabases, databases: readonly Database[]): void {
  const known = new Map(databases.map((database) => [database.name, database]));
  for (const [option, names] of [['--resource-id', ids], ['--database-users', users]] as const) {
    const stray = [...names.keys()].find((name) => !known.has(name));
    if (stray !== undefined) {
      throw new Problem(`${option} names ${JSON.stringify(stray)}, and no file has such a database of AWS`, 2);
    }
  }
  for (const [name, id] of ids) {
    const { id: own = id, place } = known.get(name)!;
    if (own !== id) {
      throw new Problem(`--resource-id says that ${name} is ${id}, and ${String(place)} says ${own}; `
        + 'leave the option out, or mend the file', 2);
    }
  }
}

/** A region is for what names none: where everything names its own, another one is a mistake. */
export function checkRegion({ region }: AboutDatabases, databases: readonly Database[], matchers: readonly Matcher[]): void {
  const all = [...databases.map((database) => database.region), ...matchers.flatMap((matcher) => matcher.regions)];
  if (region !== undefined && all.length > 0 && !all.includes(undefined) && !all.includes(region)) {
    const named = listed([...new Set(all)].map(String));
    throw new Problem('--region must be left out, because the files and their hosts name the region of each database: '
      + `${named}; got ${JSON.stringify(region)}`, 2);
  }
}
