import type { Kind } from './model';
import { NAMES, NameKind } from '../../src/private/aws/name-rules';
import { CATALOGUE } from '../../src/private/types';
import { UsersOfType } from '../../src/private/types/type';

const usersOf = (kind: Kind): UsersOfType => CATALOGUE[kind].users;

/** Whether those users of a type that AWS knows of are all roles. */
export const usersAreRoles = (kind: Kind): boolean => !usersHaveNames(kind);

/** Whether a user without `role/` is a role too. */
export const namesAreRoles = (kind: Kind): boolean => usersOf(kind).areRoles === 'all';

/** Whether users of a type have names of their own. */
export const usersHaveNames = (kind: Kind): boolean => usersOf(kind).name !== undefined;

/** Whether a text is a role in any case. */
export const saysRole = (user: string): boolean => ROLE.test(user);

const ROLE = /^(?:arn:aws[a-z-]*:iam::\d{12}:)?role\//;
const ROLE_NAME = /^(?:arn:aws[a-z-]*:iam::\d{12}:role\/|role\/)?(?:[\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/;

/** Whether Teleport takes a user of a database of this type for a role. */
export function isRole(kind: Kind, user: string): boolean {
  return namesAreRoles(kind) ? user !== '*' : usersOf(kind).areRoles === 'some' && saysRole(user);
}

/** Whether a role can have the name that a user has. */
export const isRoleName = (user: string): boolean => ROLE_NAME.test(user);

/** Whether a user of this type can have the name. A `*` matches any characters. */
export function isUserName(kind: Kind, user: string): boolean {
  const rule = usersOf(kind).name;
  return rule !== undefined && !saysRole(user) && follows(rule, user);
}

/** Whether it is the name of a database inside a server. */
export const isDatabaseName = (name: string): boolean => follows('databaseName', name);

function follows(rule: NameKind, name: string): boolean {
  const { pattern, maxLength } = NAMES[rule];
  return pattern.test(name) && name.length <= maxLength;
}
