import type { Login } from '../join/login';
import { isDatabaseName, isRole, isRoleName, isUserName, saysRole, usersHaveNames } from '../kinds';
import type { Database, Kind } from '../model';
import type { Remarks } from '../remarks';

/** The database users of a login, and those that are roles, by their ARNs. */
export interface Users {
  readonly users: readonly string[];
  readonly roles: readonly string[];
}

/** How the ARNs of an account's roles start, up to their path and name. */
export type StartOfRoles = (account: string | undefined) => string;

/** Whom a login means at a database. Names that its type does not have are no users of it; roles of other accounts are refused. */
export function usersOf({ kind, name, account }: Database, login: Login, startOf: StartOfRoles, remarks: Remarks): Users {
  const arn = (user: string) => user.startsWith('arn:') ? user : `${startOf(account)}${user.replace(/^role\//, '')}`;
  const denied = new Set(login.deniedUsers.filter((user) => isRole(kind, user)).map(arn));
  const all = [...login.users, ...login.answered];
  const isOfAccount = (role: string) => account === undefined || role.startsWith(startOf(account));
  const roles = all.filter((user) => isRole(kind, user) && checkedRole(kind, user, remarks)).map(arn).filter((role) => !denied.has(role));
  roles.filter((role) => !isOfAccount(role)).forEach((role) => remarks.note(`database user ${JSON.stringify(role)} is left out for `
    + `${name}, because Teleport refuses roles of another account or partition than the database's: ${startOf(account)}...`));
  return {
    users: [...login.users.filter((user) => isUser(kind, user, remarks)), ...login.answered.filter((user) => isUserName(kind, user))],
    roles: roles.filter(isOfAccount),
  };
}

/** Teleport takes a `*` among other characters literally, and IAM would not. */
function isUser(kind: Kind, user: string, remarks: Remarks): boolean {
  if (user === '*') {
    return true; // the role's own word
  }
  const isName = isUserName(kind, user) && !user.includes('*');
  if (!isName && usersHaveNames(kind) && !saysRole(user)) { // roles are users of other databases
    remarks.note(`database user ${JSON.stringify(user)} is left out for ${kind}, which has no users of such names`);
  }
  return isName;
}

function checkedRole(kind: Kind, user: string, remarks: Remarks): boolean {
  if (!isRoleName(user)) {
    remarks.note(`database user ${JSON.stringify(user)} is left out for ${kind}, whose users are roles`);
  }
  return isRoleName(user);
}

/** The databases inside a database server that a login may open. */
export function namesOf(kind: Kind, { names }: Login, remarks: Remarks): string[] {
  return names.filter((name) => {
    const isName = name === '*' || (isDatabaseName(name) && !name.includes('*'));
    if (!isName) {
      remarks.note(`database name ${JSON.stringify(name)} is left out for ${kind}, which has no databases of such names`);
    }
    return isName;
  });
}
