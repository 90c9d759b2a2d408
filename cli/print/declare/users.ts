import { NAMES, NameKind } from '../../../src/private/aws/name-rules';
import type { Login } from '../join/login';
import type { Kind } from '../model';
import type { Remarks } from '../remarks';

/** The database users of a login, and those that are roles, by their ARNs. */
export interface Users {
  readonly users: readonly string[];
  readonly roles: readonly string[];
}

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

/** Whether the users of a type are roles, all of them or some. */
export const usersAreRoles = (kind: Kind): boolean => USERS[kind] === undefined && kind !== 'rds-kerberos';
const mayBeRoles = (kind: Kind): boolean => kind === 'redshift' || usersAreRoles(kind);

const ROLE = /^(?:arn:aws[a-z-]*:iam::\d{12}:)?role\//;

/** Whom a login means at a database of a type. Names that the type does not have are no users of it. */
export function usersOf(kind: Kind, { users, deniedUsers }: Login, arnOf: (role: string) => string, remarks: Remarks): Users {
  const isRole = (user: string) => mayBeRoles(kind) && (usersAreRoles(kind) ? user !== '*' : ROLE.test(user));
  const arn = (user: string) => user.startsWith('arn:') ? user : arnOf(user.replace(/^role\//, ''));
  const denied = new Set(deniedUsers.filter(isRole).map(arn));
  return {
    users: users.filter((user) => !isRole(user) && isUser(kind, user, remarks)),
    roles: users.filter((user) => isRole(user) && isRoleName(kind, user, remarks)).map(arn).filter((one) => !denied.has(one)),
  };
}

function isUser(kind: Kind, user: string, remarks: Remarks): boolean {
  const rule = USERS[kind];
  if (user === '*') {
    return true; // the role's own word
  }
  if (rule === undefined || ROLE.test(user)) {
    return false;
  }
  const isName = isLiteral(rule, user);
  if (!isName) {
    remarks.note(`database user ${JSON.stringify(user)} is left out for ${kind}, which has no users of such names`);
  }
  return isName;
}

/** The databases inside a database server that a login may open. */
export function namesOf(kind: Kind, { names }: Login, remarks: Remarks): string[] {
  return names.filter((name) => {
    const isName = name === '*' || isLiteral('databaseName', name);
    if (!isName) {
      remarks.note(`database name ${JSON.stringify(name)} is left out for ${kind}, which has no databases of such names`);
    }
    return isName;
  });
}

/** Teleport takes a `*` among other characters literally, and IAM would not. */
function isLiteral(rule: NameKind, name: string): boolean {
  const { pattern, maxLength } = NAMES[rule];
  return pattern.test(name) && name.length <= maxLength && !name.includes('*');
}

const ROLE_NAME = /^(?:arn:aws[a-z-]*:iam::\d{12}:role\/|role\/)?(?:[\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/;

function isRoleName(kind: Kind, user: string, remarks: Remarks): boolean {
  const isName = ROLE_NAME.test(user);
  if (!isName) {
    remarks.note(`database user ${JSON.stringify(user)} is left out for ${kind}, whose users are roles`);
  }
  return isName;
}
