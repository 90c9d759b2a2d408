import { CATALOGUE, DatabaseKind, KINDS } from '.';
import { assumeInOrganization, assumeRoles, selfGrant, tagSessions } from './iam';
import { arn, ArnShape, Operation } from './operation';
import { manageSecrets, useKeys } from './secrets';
import { OperationsOfType } from './type';

/** What a permission is for, which decides the option that gives it. */
export type Purpose = keyof OperationsOfType | 'secrets' | 'keys' | 'roles' | 'organizationRoles' | 'sessionTags' | 'selfGrant';

/** Something that Teleport does, for a purpose, with a type of database. */
export interface Use {
  readonly purpose: Purpose;
  readonly operation: Operation;
  readonly kind?: DatabaseKind;
  /** What it is on; absent for lists, which AWS evaluates on more than one kind of resource. */
  readonly on?: readonly ArnShape[];
}

const OF_DATABASES: readonly (keyof OperationsOfType)[] = [
  'discover', 'modify', 'modifyRegistered', 'metadata', 'connect', 'manageUsers',
];

const ofDatabases: readonly Use[] = OF_DATABASES.flatMap((purpose) => KINDS.flatMap((kind) =>
  (CATALOGUE[kind].operations[purpose] ?? []).map((operation) => ({ purpose, operation, kind, on: operation.resources }))));

const secretsOf: readonly Use[] = KINDS.flatMap((kind) => {
  const { secretService } = CATALOGUE[kind].users;
  const on = [arn('secretsmanager', `secret:{prefix}/${secretService}/*/*/user/*`)];
  return secretService === undefined ? [] : [{ purpose: 'secrets', operation: manageSecrets, kind, on }];
});

/** Everything that Teleport does, with what the catalogue leaves to the code: on which secrets, keys, roles and identities. */
export const USES: readonly Use[] = [
  ...ofDatabases,
  ...secretsOf,
  { purpose: 'keys', operation: useKeys, on: [arn('kms', 'key/*')] },
  { purpose: 'roles', operation: assumeRoles, on: [arn('iam', 'role/*')] },
  { purpose: 'organizationRoles', operation: assumeInOrganization, on: [arn('iam', 'role/*')] },
  { purpose: 'sessionTags', operation: tagSessions, on: [arn('iam', 'role/*')] },
  { purpose: 'selfGrant', operation: selfGrant, on: [arn('iam', 'role/*'), arn('iam', 'user/*')] },
];

/** Everything that Teleport does, each once: the meaning of each `Sid`. */
export const OPERATIONS: readonly Operation[] = [...new Map(USES.map(({ operation }) => [operation.sid, operation])).values()];

/** The actions of an operation, which may be one of roles and one of users. */
export const actionsOf = ({ actions }: Operation): string[] =>
  actions.flatMap((action) => action.includes('{kind}') ? ['Role', 'User'].map((kind) => action.replace('{kind}', kind)) : [action]);
