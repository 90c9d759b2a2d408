import type { Kind } from './model';
import { NAMES, NameKind } from '../../src/private/aws/name-rules';

/** What the users of each type are called; of a type that is not here, they are roles. */
const USERS: { readonly [kind in Kind]?: NameKind } = {
  'rds': 'databaseUser',
  'aurora': 'databaseUser',
  'rds-proxy': 'databaseUser',
  'redshift': 'databaseUser',
  'elasticache': 'elastiCacheUser',
  'elasticache-serverless': 'elastiCacheUser',
  'memorydb': 'memoryDbUser',
};

/** Whether those users of a type that AWS knows of are all roles. */
export const usersAreRoles = (kind: Kind): boolean => USERS[kind] === undefined && kind !== 'rds-kerberos';

/** Whether a user without `role/` is a role too. The other users of Atlas have certificates. */
export const namesAreRoles = (kind: Kind): boolean => usersAreRoles(kind) && kind !== 'mongodb-atlas';

/** Whether users of a type have names of their own. */
export const usersHaveNames = (kind: Kind): boolean => USERS[kind] !== undefined;

/** Whether a text is a role in any case. */
export const saysRole = (user: string): boolean => ROLE.test(user);

const ROLE = /^(?:arn:aws[a-z-]*:iam::\d{12}:)?role\//;
const ROLE_NAME = /^(?:arn:aws[a-z-]*:iam::\d{12}:role\/|role\/)?(?:[\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/;

/** Whether Teleport takes a user of a database of this type for a role. */
export function isRole(kind: Kind, user: string): boolean {
  return namesAreRoles(kind) ? user !== '*' : (usersAreRoles(kind) || kind === 'redshift') && saysRole(user);
}

/** Whether a role can have the name that a user has. */
export const isRoleName = (user: string): boolean => ROLE_NAME.test(user);

/** Whether a user of this type can have the name. A `*` matches any characters. */
export function isUserName(kind: Kind, user: string): boolean {
  const rule = USERS[kind];
  return rule !== undefined && !saysRole(user) && follows(rule, user);
}

/** Whether it is the name of a database inside a server. */
export const isDatabaseName = (name: string): boolean => follows('databaseName', name);

function follows(rule: NameKind, name: string): boolean {
  const { pattern, maxLength } = NAMES[rule];
  return pattern.test(name) && name.length <= maxLength;
}
