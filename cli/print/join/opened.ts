import { noteIdle } from './idle-answers';
import { Selects, selecting, sightingsOf } from './labels';
import type { Answers, Login, Logins } from './login';
import { withTraits } from './traits';
import { WITH_NAMES } from '../../../src/private/types/protocols';
import { Problem } from '../../problem';
import type { Database, Role } from '../model';
import { listed, Remarks } from '../remarks';

/** A database that some role opens. */
export interface Opened {
  readonly database: Database;
  readonly logins: readonly Login[];
}

/** What some role may ask for, and nothing else. A role denies for its own holders only. */
export function opened(databases: readonly Database[], roles: readonly Role[], answers: Answers, remarks: Remarks): Opened[] {
  const known = roles.filter((role) => isKnown(role, remarks));
  const openings = known.map((role) => openingOf(withTraits(role, answers.traits, remarks), remarks));
  const loginsAt: Logins = (database, users, said) => openings.flatMap((opening) => opening(database, users, said));
  const all = databases.map((database) => ({ database, logins: loginsAt(database, answers.users.get(database.name), remarks) }));
  noteIdle(answers, known, databases, loginsAt, remarks);
  const closed = all.filter(({ logins }) => logins.length === 0).map(({ database }) => database.name);
  if (closed.length > 0) {
    const hint = roles.length === 0 ? '; no file has roles: tctl get roles' : '';
    remarks.note(`left out, because no role opens them: ${listed(closed)}${hint}`);
  }
  return all.filter(({ logins }) => logins.length > 0);
}

function isKnown({ name, allow, deny }: Role, remarks: Remarks): boolean {
  const hasExpression = allow.hasExpression || deny.hasExpression;
  if (hasExpression) {
    remarks.note(`role ${name} is left out, because only Teleport evaluates its db_labels_expression; db_labels can be read`);
  }
  return !hasExpression;
}


function openingOf(role: Role, remarks: Remarks): Logins {
  const { allow, deny } = role;
  const refuse = (expression: string) => new Problem(`${role.place.toString()}: role ${role.name} selects labels by ${expression}, which `
    + 'only Teleport evaluates; write it without what only regular expressions of Go have');
  const [isAllowed, isDenied]: Selects[] = [selecting(allow.labels, refuse), selecting(deny.labels, refuse)];
  const [users, names] = [without(allow.users, deny.users), without(allow.names, deny.names)];
  noteDenied(role, 'db_names', names, deny.names, remarks);
  return (database, given, said) => {
    if (!sightingsOf(database).some((seen) => isAllowed(seen) && !isDenied(seen))) {
      return [];
    }
    noteUnknownLabels(role, database, said);
    const hasNames = database.protocol === undefined || WITH_NAMES.includes(database.protocol);
    const allowed = usersAt(database, role, users, given, said);
    return allowed.length === 0 || (hasNames && names.length === 0) ? []
      : [{ role: role.name, users: allowed, deniedUsers: deny.users, names: hasNames ? names : [] }];
  };
}

/** With automatic user provisioning, the holders of a role log in under their own names, which no file has. */
function usersAt(
  database: Database, role: Role, users: readonly string[], given: readonly string[] | undefined, remarks: Remarks,
): readonly string[] {
  const { name, adminUser } = database;
  if (role.createsUsers && adminUser !== undefined) {
    if (given === undefined) {
      remarks.ask(`database ${name}: role ${role.name} creates its users, named after the users of Teleport; `
        + `name them with --database-users ${name}=USER,...`);
    }
    return [adminUser, ...given ?? []];
  }
  const known = users.includes('*') && given !== undefined
    ? [...new Set([...users.filter((user) => user !== '*'), ...without(given, role.deny.users)])] : users;
  noteDenied(role, 'db_users', known, role.deny.users, remarks);
  return known;
}

const without = (allowed: readonly string[], denied: readonly string[]): readonly string[] =>
  denied.includes('*') ? [] : allowed.filter((one) => !denied.includes(one));

function noteDenied(
  { name }: Role, key: 'db_users' | 'db_names', allowed: readonly string[], denied: readonly string[], remarks: Remarks,
): void {
  if (allowed.includes('*') && denied.length > 0) {
    remarks.note(`role ${name} allows every one of ${key} but ${listed(denied)}, which IAM cannot express: the policy allows them too, `
      + 'and Teleport denies them');
  }
}

/** A command gives the value, and no file has it. */
function noteUnknownLabels({ name, deny }: Role, database: Database, remarks: Remarks): void {
  const unknown = deny.labels.map(([key]) => key).filter((key) => database.dynamicLabels.includes(key) && !database.labels.has(key));
  if (unknown.length > 0) {
    remarks.note(`role ${name} denies by ${listed(unknown)}, whose value for ${database.name} no file has, `
      + 'so the policy may allow what Teleport denies');
  }
}
