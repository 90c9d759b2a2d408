import { Call, Code, filled } from './code';
import type { Context } from './context';
import { Logins, loginsOf, noteLeftOut } from './logins';
import { namesOf } from './users';
import { CATALOGUE, DatabaseKind } from '../../../src/private/types';
import type { Login } from '../join/login';
import type { Opened } from '../join/opened';
import type { Database } from '../model';
import type { Remarks } from '../remarks';

/** The values of a database: one, or one for each set of names that some of its users may open. Roles of other accounts are in none. */
export function databaseValues(opened: Opened, context: Context): Code[] {
  const { kind, name, place, isOnlyRead } = opened.database;
  if (isOnlyRead || !CATALOGUE[kind].teleport.isRegional) {
    return [];
  }
  const logins = loginsOf(opened, context);
  const all = logins.isAsked ? [{}] : optionsOf(opened.database, kind, logins, context);
  if (all.length + logins.otherRoles.length === 0) {
    noteLeftOut(opened.database, context);
  }
  const { class: valueClass, byName, name: takes } = CATALOGUE[kind].value;
  return all.map((options) => new Call(`${valueClass}.${byName}`, [
    ...takes === undefined ? [] : [idOf(opened.database, kind, context.remarks)],
    filled({ ...options, region: context.regionOf(opened.database) }),
  ], { name, place }));
}

/** Anything in place of what is asked for: nothing is printed then. */
const ASKED = 'asked';

function idOf({ id, name }: Database, kind: DatabaseKind, remarks: Remarks): string {
  if (id === undefined) {
    remarks.ask(CATALOGUE[kind].teleport.block?.isName === false
      ? `database ${name}: no file has the resource ID that IAM knows it by (the output of tctl get db_server may); `
        + `give it with --resource-id ${name}=db-..., cluster-... or prx-...`
      : `database ${name}: no file has its name in ${kind}; give it with --resource-id ${name}=NAME`);
  }
  return id ?? ASKED;
}

interface Options {
  readonly databaseUsers?: readonly string[];
  readonly databaseNames?: readonly string[];
  readonly databaseRoles?: readonly Code[];
}

function optionsOf(database: Database, kind: DatabaseKind, { named, ownRoles }: Logins, context: Context): Options[] {
  const databaseRoles = ownRoles.map((arn) => context.databaseRole(arn, database));
  if (CATALOGUE[kind].users.databaseName !== undefined) {
    return [...pairs(named.map(({ users, login }) => ({ users, names: namesOf(kind, login, context.remarks) }))),
      ...databaseRoles.length === 0 ? [] : [{ databaseRoles }]];
  }
  const { managedUsers, secretStore } = database;
  const databaseUsers = simple(named.flatMap(({ users }) => users)).filter((user) => !managedUsers.includes(user));
  const isManaged = secretStore !== undefined || managedUsers.length > 0;
  const isOpen = databaseUsers.length + databaseRoles.length > 0 || (isManaged && named.length > 0);
  return isOpen ? [{ databaseUsers, databaseRoles }] : [];
}

type Pair = Pick<Login, 'users' | 'names'>;

/** Redshift's users with the names that they open: those of the same names together. */
function pairs(all: readonly Pair[]): Options[] {
  const byNames = new Map<string, Pair[]>();
  for (const pair of all.filter(({ names }) => names.length > 0)) {
    const key = JSON.stringify([...simple(pair.names)].sort());
    byNames.set(key, [...byNames.get(key) ?? [], pair]);
  }
  return [...byNames.values()].map((same) => ({
    databaseUsers: simple(same.flatMap(({ users }) => users)),
    databaseNames: simple(same[0].names),
  }));
}

/** Each once, or every one. */
const simple = (names: readonly string[]): readonly string[] => names.includes('*') ? ['*'] : [...new Set(names)];
