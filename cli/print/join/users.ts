import type { Login } from './login';
import { matches } from '../../../src/private/aws/matches';
import { isRole, isRoleName, namesAreRoles, usersHaveNames } from '../kinds';
import type { Database, Role } from '../model';
import { listed, Remarks } from '../remarks';

type Users = Pick<Login, 'users' | 'answered'>;

/** What is needed to know whom a role means. */
export interface Meant {
  readonly role: Role;
  /** Those that it allows and does not deny. */
  readonly users: readonly string[];
  /** A database that it opens and whose users have names of their own. */
  readonly named: () => string | undefined;
}

/** Whom a role lets log in to a database. */
export function usersAt(database: Database, { role, users, named }: Meant, answer: readonly string[] | undefined, remarks: Remarks): Users {
  const { name, adminUser } = database;
  const answered = without(answer ?? [], role.deny.users);
  if (role.createsUsers && adminUser !== undefined) {
    // with automatic user provisioning, the holders of a role log in under their own names, which no file has
    if (answer === undefined) {
      remarks.ask(`database ${name}: role ${role.name} creates its users, named after the users of Teleport; `
        + `name them with --database-users ${name}=USER,... (* matches any characters)`, `users of ${name}`);
    }
    noteShortened(database, answer ?? [], remarks);
    return { users: [adminUser], answered: answer ?? [] };
  }
  const unclear = unclearRoles(database, users, named);
  if (unclear.length > 0 && answer === undefined) {
    const other = named() ?? '';
    remarks.ask(`database ${name}: role ${role.name} opens it as ${listed(unclear)}, which would be roles of AWS, and opens ${other} too, `
      + `which has users of such names; name the roles with --database-users ${name}=role/NAME,... (nothing after the = for none)`,
    `roles of ${name}`);
  }
  const isReplaced = answer !== undefined && (users.includes('*') || unclear.length > 0);
  const known = isReplaced ? users.filter((user) => user !== '*' && !unclear.includes(user)) : users;
  if (isReplaced && !users.includes('*')) {
    noteUseless(name, answered.filter((user) => isRole(database.kind, user) && !unclear.some((one) => isSame(one, user))), remarks);
  }
  if (isReplaced) {
    noteMeant(database, answered, remarks);
  }
  noteEvery(database, role, known, remarks);
  noteDenied(role, 'db_users', isReplaced ? [...known, ...answered] : known, role.deny.users, remarks);
  return { users: known, answered: isReplaced ? answered : [] };
}

/** Names without `role/` that a role of Teleport has for other databases, or for this one, and only who wrote it knows for which. */
function unclearRoles({ kind }: Database, users: readonly string[], named: Meant['named']): readonly string[] {
  const bare = namesAreRoles(kind) ? users.filter((user) => user !== '*' && isRoleName(user) && !user.includes('/')) : [];
  return bare.length > 0 && named() !== undefined ? bare : [];
}

const isSame = (name: string, role: string): boolean => role.replace(/^(?:arn:[^/]*:)?role\//, '') === name;

function noteMeant({ kind, name }: Database, answered: readonly string[], remarks: Remarks): void {
  const bare = namesAreRoles(kind) ? answered.filter((user) => !user.includes('/')) : [];
  if (bare.length > 0) {
    remarks.noteOf(name, `--database-users names ${listed(bare)} for `, ', whose users are roles: the policy assumes roles of these names');
  }
}

function noteUseless(database: string, roles: readonly string[], remarks: Remarks): void {
  if (roles.length > 0) {
    remarks.noteOf(database, `--database-users names ${listed(roles)} for `, ', and db_users of no role does, '
      + 'so Teleport lets nobody log in as that');
  }
}

/** The longest name that Teleport gives to a user of MySQL. MariaDB, which speaks the same protocol, takes longer ones. */
const LONGEST = 32;

/** Teleport creates users of MySQL with longer names under a hash, and logs in as that. */
function noteShortened({ name, protocol }: Database, answer: readonly string[], remarks: Remarks): void {
  const isLong = answer.some((user) => user.includes('*') || user.length > LONGEST);
  if (protocol === 'mysql' && isLong && !answer.some((user) => matches(user, 'tp-a'))) {
    const start = `users of MySQL with names of more than ${LONGEST} characters are created as tp-<hash>; if there are some, add tp-* for `;
    remarks.noteOf(name, start, '');
  }
}

export const without = (allowed: readonly string[], denied: readonly string[]): readonly string[] =>
  denied.includes('*') ? [] : allowed.filter((one) => !denied.includes(one));

function noteEvery({ kind, isOnlyRead }: Database, { name, deny }: Role, users: readonly string[], remarks: Remarks): void {
  if (users.includes('*') && deny.users.length === 0 && usersHaveNames(kind) && !isOnlyRead) {
    remarks.note(`role ${name} allows every database user, and so does the policy; `
      + '--database-users \'*=USER,...\' names them for all databases');
  }
}

/** IAM has no exceptions from a pattern. */
export function noteDenied(
  { name }: Role, key: 'db_users' | 'db_names', allowed: readonly string[], denied: readonly string[], remarks: Remarks,
): void {
  const patterns = allowed.filter((one) => one.includes('*'));
  const caught = denied.filter((one) => patterns.some((pattern) => matches(pattern, one)));
  if (caught.length > 0) {
    const allowing = patterns.includes('*') ? 'every one' : listed(patterns);
    remarks.note(`role ${name} allows ${allowing} of ${key} but ${listed(caught)}, which IAM cannot express: `
      + 'the policy allows them too, and Teleport denies them');
  }
}
