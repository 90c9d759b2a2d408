import { CATALOGUE } from '.';
import { assumeInOrganization, assumeRoles, selfGrant, tagSessions } from './iam';
import { Operation } from './operation';
import { manageSecrets, useKeys } from './secrets';

const ofDatabases = Object.values(CATALOGUE).flatMap(({ discover, modify = [], metadata = [], connect = [], manageUsers = [] }) =>
  [...discover, ...modify, ...metadata, ...connect, ...manageUsers]);

const all = [...ofDatabases, manageSecrets, useKeys, assumeRoles, assumeInOrganization, tagSessions, selfGrant];

/** Everything that Teleport does, each once: the meaning of each `Sid`. */
export const OPERATIONS: readonly Operation[] = [...new Map(all.map((operation) => [operation.sid, operation])).values()];
