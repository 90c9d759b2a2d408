import { Stack } from 'aws-cdk-lib';
import { Opened, registeredWithAdmin, taggedWithAdmin, WithCreatedUsers } from './created-users';
import { SynthesisRule, warningsOn } from './synthesis-rule';
import { covers, matches } from '../aws/matches';
import {
  adminUserNotAllowed, createdUsersNotAllowed, createdUsersShortened, remoteUsersNotAllowed,
} from '../checks/warnings/created-users';
import { Warning } from '../checks/warnings/warning';

/** Teleport logs in as the admin user and as the users that it creates. Their names are not known at synthesis: only a pattern has them. */
export const createdUsersLogIn: SynthesisRule = (app) => {
  let known: WithCreatedUsers[] | undefined;
  return app.each('policy', ({ identity, content: { declaration } }, scope) => {
    const own = openedBy(declaration, Stack.of(scope));
    if (own.length === 0) {
      return [];
    }
    known ??= taggedWithAdmin(app.constructs);
    const created = [...own.flatMap(registeredWithAdmin), ...known.filter((one) => !one.isLeftOut(declaration))]
      .filter((one) => own.some((opened) => one.isIn(opened)));
    const all = created.length === 0 ? [] : app.ofIdentity('policy', scope, identity)
      .flatMap((noted) => openedBy(noted.subject.content.declaration, Stack.of(noted.scope)));
    return warningsOn(scope, warningsOf(created.map((database) => ({
      ...database, users: all.filter((opened) => database.isIn(opened)).flatMap(usersOf),
    }))));
  });
};

const openedBy = ({ databases = [] }: { readonly databases?: readonly { readonly _facts: Opened['facts'] }[] }, stack: Stack): Opened[] =>
  databases.filter(({ _facts: { databaseUsers } }) => databaseUsers !== undefined).map(({ _facts: facts }) => ({ facts, stack }));

const usersOf = ({ facts: { databaseUsers = [] }, stack }: Opened): string[] => databaseUsers.map((user) => String(stack.resolve(user)));

type Database = WithCreatedUsers & { readonly users: readonly string[] };

function warningsOf(databases: readonly Database[]): Warning[] {
  const without = (some: readonly Database[], isThere: (user: string, database: Database) => boolean) =>
    some.filter((database) => !database.users.some((user) => isThere(user, database)));
  const refused = without(databases, (user, { adminUser }) => adminUser === undefined || matches(user, adminUser));
  const closed = without(databases, (user) => user.includes('*') && !SHORT.test(user) && !REMOTE.test(user));
  const open = databases.filter((database) => !closed.includes(database));
  const long = without(open.filter(({ protocol }) => protocol === 'mysql'), (user) => SHORT.test(user) || covers(user, 'tp-*'));
  const remote = without(open, (user) => REMOTE.test(user) || covers(user, 'remote-*'));
  const named = (some: readonly Database[], warning: (labels: readonly string[]) => Warning) =>
    some.length === 0 ? [] : [warning([...new Set(some.map(({ label }) => label))])];
  return [
    ...refused.map(({ label, adminUser = '' }) => adminUserNotAllowed(label, adminUser)),
    ...named(closed, createdUsersNotAllowed), ...named(long, createdUsersShortened), ...named(remote, remoteUsersNotAllowed),
  ];
}

/** Patterns of names that Teleport makes of the names of its users, and of no others. */
const SHORT = /^tp-.*\*/;
const REMOTE = /^remote-.*\*/;
