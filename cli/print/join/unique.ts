import { Problem } from '../../problem';
import type { Database, Role } from '../model';

/**
 * Each database once. Several documents may speak of one: the registration, and what each Database Service found out about it.
 * What one does not say, another may; they must not differ.
 */
export function uniqueDatabases(all: readonly Database[]): Database[] {
  const known = new Map<string, Database>();
  for (const database of all) {
    const other = known.get(database.name);
    known.set(database.name, other === undefined ? database : merged(other, database));
  }
  return [...known.values()];
}

function merged(one: Database, other: Database): Database {
  const { place, labels, otherLabels, managedUsers, dynamicLabels, ...facts } = other;
  const fact = Object.entries(facts).find(([name, value]) => !isSame(Reflect.get(one, name), value))?.[0];
  // a command may give another output on another host
  const label = [...labels].find(([key, value]) =>
    !isTeleports(key) && !dynamicLabels.includes(key) && !isSame(one.labels.get(key), value))?.[0];
  const differing = fact ?? (label && `the label ${label}`);
  if (differing !== undefined) {
    throw new Problem(`${place.toString()}: the database ${one.name} differs in ${differing} from ${one.place.toString()}`);
  }
  return {
    ...one,
    ...Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)),
    ...sightings(one, other),
    dynamicLabels: [...new Set([...one.dynamicLabels, ...dynamicLabels])],
    managedUsers: [...new Set([...one.managedUsers, ...managedUsers])],
  };
}

type Labels = Database['labels'];
type Sightings = Pick<Database, 'labels' | 'otherLabels'>;

/** Labels that are Teleport's own: where a database comes from, and what was found out about it. */
const isTeleports = (key: string): boolean => /^teleport\.(?:dev|internal)\//.test(key) || key === 'engine-version';

/** Agents that have one database from different sources see it with different labels of Teleport, and roles select by those too. */
function sightings(one: Sightings, other: Sightings): Sightings {
  const seen = [one.labels, ...one.otherLabels ?? []];
  const same = seen.findIndex((labels) => [...other.labels].every(([key, value]) => !isTeleports(key) || isSame(labels.get(key), value)));
  const all = same === -1 ? [...seen, other.labels] : seen.map((labels, index) => index === same ? both(other.labels, labels) : labels);
  const users = new Map(all.flatMap((labels) => [...labels].filter(([key]) => !isTeleports(key))).reverse());
  const [labels, ...otherLabels] = all.map((each) => both(users, each));
  return { labels, otherLabels: otherLabels.length === 0 ? undefined : otherLabels };
}

const both = (one: Labels, other: Labels): Labels => new Map([...one, ...other]);

const isSame = (one: unknown, other: unknown): boolean =>
  one === undefined || other === undefined || JSON.stringify(one) === JSON.stringify(other);

/** Each role once. */
export function uniqueRoles(all: readonly Role[]): Role[] {
  const known = new Map<string, Role>();
  const contentOf = ({ place, ...content }: Role) => JSON.stringify(content);
  for (const role of all) {
    const other = known.get(role.name) ?? role;
    if (contentOf(other) !== contentOf(role)) {
      throw new Problem(`${role.place.toString()}: the role ${role.name} differs from ${other.place.toString()}`);
    }
    known.set(role.name, other);
  }
  return [...known.values()];
}
