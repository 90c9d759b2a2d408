import { CATALOGUE, DatabaseKind } from '../../src/private/types';
import { assumeInOrganization, assumeRoles, selfGrant, tagSessions } from '../../src/private/types/iam';
import { arn, ArnShape, DatabaseEntry, Operation } from '../../src/private/types/operation';
import { manageSecrets, useKeys } from '../../src/private/types/secrets';

/** What a permission is for, which decides the option that gives it. */
export type Purpose = 'discover' | 'modify' | 'modifyRegistered' | 'metadata' | 'connect' | 'manageUsers'
  | 'secrets' | 'keys' | 'roles' | 'organizationRoles' | 'sessionTags' | 'selfGrant';

/** Something that Teleport does, for a purpose, with a type of database. */
export interface Use {
  readonly purpose: Purpose;
  readonly operation: Operation;
  readonly kind?: DatabaseKind;
  /** What it is on; absent for lists, which AWS evaluates on more than one kind of resource. */
  readonly on?: readonly ArnShape[];
}

const OF_DATABASES: readonly (Purpose & keyof DatabaseEntry)[] = [
  'discover', 'modify', 'modifyRegistered', 'metadata', 'connect', 'manageUsers',
];

const ofDatabases: readonly Use[] = OF_DATABASES.flatMap((purpose) => (Object.keys(CATALOGUE) as DatabaseKind[]).flatMap((kind) =>
  (CATALOGUE[kind][purpose] ?? []).map((operation) => ({ purpose, operation, kind, on: operation.resources }))));

const secretsOf: readonly Use[] = (Object.keys(CATALOGUE) as DatabaseKind[])
  .filter((kind) => CATALOGUE[kind].secretService !== undefined)
  .map((kind) => ({
    purpose: 'secrets',
    operation: manageSecrets,
    kind,
    on: [arn('secretsmanager', `secret:{prefix}/${CATALOGUE[kind].secretService}/*/*/user/*`)],
  }));

/** Everything that Teleport does, with what the catalogue leaves to the code: on which secrets, keys, roles and identities. */
export const USES: readonly Use[] = [
  ...ofDatabases,
  ...secretsOf,
  { purpose: 'keys', operation: useKeys, on: [arn('kms', 'key/*')] },
  { purpose: 'roles', operation: assumeRoles, on: [arn('iam', 'role/*')] },
  { purpose: 'organizationRoles', operation: assumeInOrganization, on: [arn('iam', 'role/*')] },
  { purpose: 'sessionTags', operation: tagSessions, on: [arn('iam', 'role/*')] },
  ...['Role', 'User'].map((kind): Use => ({
    purpose: 'selfGrant',
    operation: { ...selfGrant, actions: selfGrant.actions.map((action) => action.replace('{kind}', kind)) },
    on: [arn('iam', `${kind.toLowerCase()}/*`)],
  })),
];
