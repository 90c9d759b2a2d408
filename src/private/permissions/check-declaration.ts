import { checkDatabases } from './check-made-databases';
import { can, checkTypes, hasManagedUsers, isGrantable, isModifiable, typesThat } from './check-types';
import { Declaration } from './declaration';
import { checkModified, modifiedDatabases } from './modified-databases';
import { canLogIn } from '../../databases/private/database-facts';
import { SecretStore } from '../../databases/secret-store';
import { SelfGrant } from '../../policies/self-grant';
import { AssumedRole } from '../../roles/assumed-role';
import { checkFlag, checkList, checkMade, checkNoNull } from '../checks/check-lists';
import { invalid, verbatim } from '../checks/invalid';
import { OF_ROLE, OF_STORE } from '../checks/makers';
import { CATALOGUE, DatabaseKind } from '../types';

/** Throws for input that is wrong or has no effect: it would not be what the user meant. */
export function checkDeclaration(declaration: Declaration): void {
  checkNoNull(declaration);
  checkShapes(declaration);
  checkModification(declaration);
  checkSelfGrant(declaration);
  checkEffect(declaration);
  checkDatabaseUsers(declaration);
}

/** A name that an enum lacks is nothing. */
export const hintsOn = (prop: string) =>
  prop === 'databaseTypes' ? { values: `name types among ${typesThat(() => true)}` } : {};

/** Lists of what they must contain. */
export function checkShapes(declaration: Declaration): void {
  for (const prop of ['databaseTypes', 'manageUsersOf', 'secretStores', 'databases', 'assumedRoles'] as const) {
    const list: unknown[] | undefined = declaration[prop];
    if (list !== undefined) {
      checkList(prop, list, 'leave it out if there is none', hintsOn(prop));
    }
  }
  const { databaseTypes = [], manageUsersOf = [], allowDatabaseModification } = declaration;
  const { secretStores = [], databases = [], assumedRoles = [] } = declaration;
  checkMade('secretStores', secretStores, SecretStore, OF_STORE);
  checkDatabases(databases);
  checkMade('assumedRoles', assumedRoles, AssumedRole, OF_ROLE);
  checkTypes('databaseTypes', databaseTypes);
  checkTypes('manageUsersOf', manageUsersOf, hasManagedUsers);
  checkFlag('allowDatabaseModification', allowDatabaseModification);
}

function checkModification(declaration: Declaration): void {
  const { allowDatabaseModification, databaseTypes = [] } = declaration;
  const registered = modifiedDatabases(declaration);
  if (allowDatabaseModification && registered.length === 0 && !databaseTypes.some((type) => can(type, isModifiable))) {
    const expected = `be used with types that Teleport modifies, ${typesThat(isModifiable)}, or with single databases of these types`;
    throw invalid('allowDatabaseModification', expected, typesIn(databaseTypes), 'leave it out, or name the types in \'databaseTypes\'; '
      + 'if another service discovers them, set \'discoverDatabases\' to false in the configuration of this one');
  }
  checkModified(registered);
}

function checkSelfGrant({ selfGrant, databaseTypes = [] }: Declaration): void {
  if (selfGrant === undefined) {
    return;
  }
  if (!Object.values(SelfGrant).includes(selfGrant)) {
    throw invalid('selfGrant', 'be SelfGrant.BOUNDED or SelfGrant.UNBOUNDED', selfGrant, 'leave it out for none');
  }
  if (!databaseTypes.some((type) => can(type, isGrantable))) {
    const expected = `be used with types that Teleport grants itself access to, ${typesThat(isGrantable)}`;
    throw invalid('selfGrant', expected, typesIn(databaseTypes), 'leave it out');
  }
}

export function checkEffect({ databaseTags, databaseTypes = [], regions, manageUsersOf = [], secretStores }: Declaration): void {
  if (databaseTags !== undefined && databaseTypes.length === 0) {
    throw invalid('databaseTags', 'be used with \'databaseTypes\', whose databases it selects', typesIn(databaseTypes), 'leave it out');
  }
  if (regions !== undefined && databaseTypes.length === 0 && manageUsersOf.length === 0 && secretStores === undefined) {
    throw invalid('regions', 'be used with \'databaseTypes\', \'manageUsersOf\' or \'secretStores\'', verbatim('none of them'),
      'each database says where it is; leave it out');
  }
}

/** A cache without users of its own has the users whose passwords Teleport manages. */
function checkDatabaseUsers({ databases = [], manageUsersOf = [] }: Declaration): void {
  const isManaged = (type: DatabaseKind) => manageUsersOf.some((managed) => managed === type);
  const stray = databases.find(({ _facts }) => !canLogIn(_facts) && !_facts.types.some(isManaged));
  if (stray !== undefined) {
    const { label, types } = stray._facts;
    const managed = types.filter((type) => hasManagedUsers(CATALOGUE[type]));
    throw invalid('databases', 'have users that Teleport can connect as', verbatim(`${label} without any`),
      `name its 'databaseUsers'${managed.length === 0 ? '' : `, or add ${managed.join(', ')} to 'manageUsersOf'`}`);
  }
}

const typesIn = (types: readonly string[]) => verbatim(types.length === 0 ? 'no \'databaseTypes\'' : types.join(', '));
