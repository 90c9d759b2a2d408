import { Problem } from '../../problem';
import { isRole, isRoleName, isUserName, usersAreRoles } from '../kinds';
import type { Database, Matcher } from '../model';
import { listed } from '../remarks';

interface AboutDatabases {
  readonly ids: ReadonlyMap<string, string>;
  readonly users: ReadonlyMap<string, readonly string[]>;
  readonly region?: string;
}

/** In place of a name: every database that is not named. */
export const ALL = '*';

/** What the user says is about databases of AWS in the files, and contradicts none of them. */
export function checkAnswers({ ids, users }: AboutDatabases, databases: readonly Database[]): void {
  const known = new Map(databases.map((database) => [database.name, database]));
  for (const [option, names] of [['--resource-id', ids], ['--database-users', users]] as const) {
    const stray = [...names.keys()].find((name) => !known.has(name) && !(names === users && name === ALL));
    if (stray !== undefined) {
      throw new Problem(`${option} names ${JSON.stringify(stray)}, and no file has such a database of AWS`, 2);
    }
  }
  checkUsers(users, databases);
  for (const [name, id] of ids) {
    const { id: own = id, place } = known.get(name)!;
    if (own !== id) {
      throw new Problem(`--resource-id says that ${name} is ${id}, and ${String(place)} says ${own}; `
        + 'leave the option out, or mend the file', 2);
    }
  }
}

type UsersByName = AboutDatabases['users'];

/** Whom the user names for a database. Of what is for all, those that its type can have: without any, nothing is said of it. */
export function answerFor(database: Database, users: UsersByName): readonly string[] | undefined {
  const all = users.get(ALL);
  const fitting = all?.filter((user) => whyNot(database, user) === undefined);
  return users.get(database.name) ?? (fitting?.length === 0 && all?.length !== 0 ? undefined : fitting);
}

function checkUsers(users: UsersByName, databases: readonly Database[]): void {
  const known = new Map(databases.map((database) => [database.name, database]));
  for (const [name, user] of [...users].flatMap(([key, all]) => all.map((one) => [key, one] as const))) {
    const database = known.get(name);
    const why = database === undefined ? whyOfNone(databases, user) : whyNot(database, user);
    if (why !== undefined) {
      throw new Problem(`--database-users names ${JSON.stringify(user)} for ${name === ALL ? 'all databases' : name}, ${why}`, 2);
    }
  }
}

function whyOfNone(databases: readonly Database[], user: string): string | undefined {
  const reasons = databases.map((database) => whyNot(database, user));
  return reasons.includes(undefined) ? undefined : reasons[0];
}

/** Why a user that is named is none of a database. */
function whyNot({ kind, account, isOnlyRead }: Database, user: string): string | undefined {
  if (isRole(kind, user) || usersAreRoles(kind)) {
    const isOther = account !== undefined && user.startsWith('arn:') && !user.includes(`:${account}:`);
    return !isRoleName(user) ? 'and its users are roles, each of which must be named (role/NAME)'
      : isOther ? `and its users are roles of its account, ${account}` : undefined;
  }
  return isOnlyRead || isUserName(kind, user) ? undefined : `and ${kind} has no users of such names`;
}

/** A region is for what names none: where everything names its own, another one is a mistake. */
export function checkRegion({ region }: AboutDatabases, databases: readonly Database[], matchers: readonly Matcher[]): void {
  const looked = matchers.flatMap((matcher) => matcher.regions.filter((one) => one !== ALL));
  const all = [...databases.map((database) => database.region), ...looked];
  if (region !== undefined && all.length > 0 && !all.includes(undefined) && !all.includes(region)) {
    const named = listed([...new Set(all)].map(String));
    throw new Problem('--region must be left out, because the files and their hosts name the region of each database: '
      + `${named}; got ${JSON.stringify(region)}`, 2);
  }
}
