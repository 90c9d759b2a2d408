import { Need, Purpose, Whose } from './model';
import type { TeleportDatabase } from '../../src';
import { connect } from '../../src/private/permissions/connect';
import { published } from '../../src/private/permissions/permission';
import { CATALOGUE, DatabaseKind } from '../../src/private/types';
import { assumeRoles, tagSessions } from '../../src/private/types/iam';
import { Operation } from '../../src/private/types/operation';
import { manageSecrets, useKeys } from '../../src/private/types/secrets';
import { Context } from '../print/declare/context';
import { databaseValues } from '../print/declare/database-values';
import { loginsOf } from '../print/declare/logins';
import { isManaged } from '../print/declare/managed-users';
import type { Share } from '../print/declare/share';
import { Evaluated, literally, valueOf } from '../print/evaluate';
import type { Opened } from '../print/join/opened';
import type { Kind, Matcher } from '../print/model';

type Entry = Omit<Whose, 'roles'> & { readonly role?: string };

const METADATA = new Set(Object.values(CATALOGUE).flatMap(({ operations: { metadata = [] } }) => metadata.map(({ sid }) => sid)));

/** Which databases and matchers need what: by ARN, by region, and by action alone. */
export class Needers {
  private readonly found = new Map<string, Map<string, Entry>>();
  private readonly known = new Map<string, readonly Whose[]>();

  constructor(share: Share, private readonly context: Context, private readonly evaluated: Evaluated) {
    share.own.forEach((opened) => this.addOwn(opened));
    share.behind.forEach(({ database, logins }) => logins.forEach(({ role }) =>
      this.addRole(database.route?.arn, { purpose: 'login', database: database.name, role })));
    share.ownMatchers.forEach((matcher) => this.addMatcher(matcher));
    share.otherMatchers.forEach((matcher) => this.addRole(matcher.route?.arn, { purpose: 'discovery', matcher: matcher.place.toString() }));
  }

  /** Whoever needs this, each once. The same list for the same needers. */
  public of({ actions: [action], resources: [resource], region = '' }: Need): readonly Whose[] {
    const key = [`${action} ${resource}`, `${action} in ${region}`, action].find((one) => this.found.has(one)) ?? action;
    const known = this.known.get(key) ?? merged([...this.found.get(key)?.values() ?? []]);
    this.known.set(key, known);
    return known;
  }

  private addOwn(opened: Opened): void {
    const { database, logins } = opened;
    const region = this.context.regionOf(database);
    logins.forEach((login) => {
      const values = databaseValues({ database, logins: [login] }, this.context)
        .map((code) => valueOf(code, this.evaluated.scope) as TeleportDatabase);
      const options = { asDocumented: false, withMetadata: true };
      connect(this.evaluated.stack, values, options).map(published).forEach(({ sid = '', actions, resources }) => {
        const purpose = METADATA.has(sid) ? 'discovery' : 'login';
        const on = literally(this.evaluated.stack.resolve(resources), this.context.partition) as string[];
        on.forEach((resource) => this.add(actions, resource === '*' ? undefined : resource, region, {
          purpose, database: database.name, role: login.role,
        }));
      });
      loginsOf({ database, logins: [login] }, this.context).otherRoles
        .forEach((arn) => this.addRole(arn, { purpose: 'login', database: database.name, role: login.role }));
      if (isManaged(database) && isKind(database.kind)) {
        const operations = [...CATALOGUE[database.kind].operations.manageUsers ?? [], manageSecrets, useKeys];
        this.addOperations(operations, region, { purpose: 'rotation', database: database.name, role: login.role });
      }
    });
    if (database.isOnlyRead && isKind(database.kind)) {
      this.addOperations(CATALOGUE[database.kind].operations.discover ?? [], region, { purpose: 'discovery', database: database.name });
    }
  }

  private addMatcher({ types, regions, place }: Matcher): void {
    const entries = Object.values(CATALOGUE).filter(({ teleport: { matcher } }) => matcher !== undefined && types.includes(matcher));
    const operations = entries.flatMap(({ operations: { discover = [], metadata = [] } }) => [...discover, ...metadata]);
    regions.forEach((region) => this.addOperations(operations, region, { purpose: 'discovery', matcher: place.toString() }));
  }

  private addRole(arn: string | undefined, entry: Entry): void {
    [assumeRoles, tagSessions].forEach(({ actions }) => this.add(actions, arn, '', entry));
  }

  private addOperations(operations: readonly Operation[], region: string, entry: Entry): void {
    operations.forEach(({ actions }) => this.add(actions, undefined, region, entry));
  }

  private add(actions: readonly string[], resource: string | undefined, region: string, entry: Entry): void {
    const id = JSON.stringify(entry);
    for (const action of actions) {
      for (const key of resource === undefined ? [`${action} in ${region}`, action] : [`${action} ${resource}`]) {
        const own = this.found.get(key) ?? new Map<string, Entry>();
        this.found.set(key, own.set(id, entry));
      }
    }
  }
}

const isKind = (kind: Kind): kind is DatabaseKind => Object.hasOwn(CATALOGUE, kind);

const ORDER: readonly Purpose[] = ['login', 'discovery', 'rotation'];

/** A database once for each purpose, with all roles that open it. */
function merged(entries: readonly Entry[]): Whose[] {
  const byName = new Map<string, Entry[]>();
  entries.forEach((entry) => {
    const key = JSON.stringify([entry.purpose, entry.database, entry.matcher]);
    byName.set(key, [...byName.get(key) ?? [], entry]);
  });
  const all = [...byName.values()].map((same): Whose => {
    const [{ purpose, database, matcher }] = same;
    return { purpose, database, matcher, roles: [...new Set(same.flatMap(({ role }) => role ?? []))] };
  });
  return ORDER.flatMap((purpose) => all.filter((one) => one.purpose === purpose));
}
