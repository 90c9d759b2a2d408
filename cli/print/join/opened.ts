import { answerFor } from './answers';
import { noteIdle } from './idle-answers';
import { Selects, selecting, sightingsOf } from './labels';
import type { Answers, Login, Logins } from './login';
import { withTraits } from './traits';
import { noteDenied, usersAt, without } from './users';
import { WITH_NAMES } from '../../../src/private/types/protocols';
import { Problem } from '../../problem';
import { namesAreRoles } from '../kinds';
import type { Database, Elsewhere, Role } from '../model';
import { listed, Remarks } from '../remarks';

/** A database that some role opens. */
export interface Opened {
  readonly database: Database;
  readonly logins: readonly Login[];
}

/** Everything that roles may open. */
export interface Openable {
  readonly databases: readonly Database[];
  /** Outside AWS. */
  readonly elsewhere: readonly Elsewhere[];
}

/** What some role may ask for, and nothing else. A role denies for its own holders only. */
export function opened({ databases, elsewhere }: Openable, roles: readonly Role[], answers: Answers, remarks: Remarks): Opened[] {
  const known = roles.filter((role) => isKnown(role, remarks));
  const others = [...databases.filter(({ kind }) => !namesAreRoles(kind)), ...elsewhere];
  const openings = known.map((role) => openingOf(withTraits(role, answers.traits, remarks), others, remarks));
  const loginsAt: Logins = (database, answer, said) => openings.flatMap((opening) => opening(database, answer, said));
  const all = databases.map((database) => ({ database, logins: loginsAt(database, answerFor(database, answers.users), remarks) }));
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

function openingOf(role: Role, others: readonly Elsewhere[], remarks: Remarks): Logins {
  const { allow, deny } = role;
  const refuse = (expression: string) => new Problem(`${role.place.toString()}: role ${role.name} selects labels by ${expression}, which `
    + 'only Teleport evaluates; write it without what only regular expressions of Go have');
  const [isAllowed, isDenied]: Selects[] = [selecting(allow.labels, refuse), selecting(deny.labels, refuse)];
  const [users, names] = [without(allow.users, deny.users), without(allow.names, deny.names)];
  noteDenied(role, 'db_names', names, deny.names, remarks);
  const hasNames = ({ protocol }: Elsewhere) => protocol === undefined || WITH_NAMES.includes(protocol);
  const opens = (database: Elsewhere) => (names.length > 0 || !hasNames(database))
    && sightingsOf(database).some((seen) => isAllowed(seen) && !isDenied(seen));
  const named = once(() => others.find(opens)?.name);
  return (database, answer, said) => {
    if (!opens(database)) {
      return [];
    }
    noteUnknownLabels(role, database, said);
    const login = usersAt(database, { role, users, named }, answer, said);
    return login.users.length + login.answered.length === 0 ? []
      : [{ role: role.name, ...login, deniedUsers: deny.users, names: hasNames(database) ? names : [] }];
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** A command gives the value, and no file has it. */
function noteUnknownLabels({ name, deny }: Role, database: Database, remarks: Remarks): void {
  const unknown = deny.labels.map(([key]) => key).filter((key) => database.dynamicLabels.includes(key) && !database.labels.has(key));
  if (unknown.length > 0) {
    remarks.note(`role ${name} denies by ${listed(unknown)}, whose value for ${database.name} no file has, `
      + 'so the policy may allow what Teleport denies');
  }
}
