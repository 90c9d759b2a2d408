import { can, isModifiable } from './check-types';
import { Declaration } from './declaration';
import { TeleportDatabase } from '../../databases/database';
import { NameKind, NAMES } from '../aws/name-rules';
import { checkName } from '../checks/check-names';
import { invalid, verbatim } from '../checks/invalid';
import { CATALOGUE } from '../types';

/** The registered databases that Teleport may modify: if it modifies what it discovers, `databaseTags` say which, and there are none. */
export function modifiedDatabases({ allowDatabaseModification, databaseTypes = [], databases = [] }: Declaration): TeleportDatabase[] {
  if (!allowDatabaseModification || databaseTypes.some((type) => can(type, isModifiable))) {
    return [];
  }
  return databases.filter(({ _facts: { types: [type, ...others], isPattern, assumedRole } }) =>
    others.length === 0 && isModifiable(CATALOGUE[type]) && !isPattern && assumedRole === undefined);
}

/** Each by its name: IAM has no other word for it. */
export function checkModified(databases: readonly TeleportDatabase[]): void {
  for (const { _facts: { label, modifiable } } of databases) {
    if (modifiable === undefined) {
      throw invalid('allowDatabaseModification', 'be used with databases whose names are known, because a resource ID does not tell them',
        verbatim(label), 'use RdsDatabase.fromInstance() or fromCluster()');
    }
    const kinds = Object.keys(modifiable) as NameKind[];
    kinds.forEach((kind) => modifiable[kind]?.forEach((name) => checkName(kind, NAMES[kind].prop, name)));
  }
}
