import { CATALOGUE } from '.';
import { assumeRoles, selfGrant, tagSessions } from './iam';
import { Operation } from './operation';
import { manageSecrets, useKeys } from './secrets';

const ofDatabases = Object.values(CATALOGUE).flatMap(({ discover, modify = [], metadata = [], connect = [], manageUsers = [] }) =>
  [...discover, ...modify, ...metadata, ...connect, ...manageUsers]);

/** Everything that Teleport does, each once: what a `Sid` stands for. */
export const OPERATIONS: readonly Operation[] = [
  ...new Map([...ofDatabases, manageSecrets, useKeys, assumeRoles, tagSessions, selfGrant].map((operation) => [operation.sid, operation])).values(),
];
