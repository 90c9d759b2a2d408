import { checkOneAccount } from './account-of-roles';
import { checkRegistration } from './check-registration';
import { DatabaseFacts } from './database-facts';
import { DatabaseWhere } from './database-location';
import { NameKind } from '../../private/aws/name-rules';
import { checkList, checkMade } from '../../private/checks/check-lists';
import { checkNames } from '../../private/checks/check-names';
import { unknownIn } from '../../private/checks/known-options';
import { OF_ROLE } from '../../private/checks/makers';
import { AssumedRole } from '../../roles/assumed-role';

/** What the options of every database say. */
type CommonOptions = Pick<DatabaseFacts, 'assumedRole' | 'registration'>;
type CommonFacts = Pick<DatabaseFacts, 'label' | 'unknownOptions'> & CommonOptions & DatabaseWhere;

/** What all database values have in common. Messages use the path of the construct, or the name if there is no construct. */
export function commonFacts(name: string, options: CommonOptions, where: DatabaseWhere): CommonFacts {
  const { assumedRole, registration } = options;
  checkRolesAreMade('assumedRole', assumedRole === undefined ? [] : [assumedRole]);
  const copy = registration === undefined ? undefined : checkRegistration(registration);
  return {
    ...where,
    label: where.construct?.node.path ?? name,
    assumedRole,
    registration: copy?.registration,
    unknownOptions: [...unknownIn(options), ...copy?.unknownOptions ?? []],
  };
}

/** The users of a cache. Undefined if Teleport connects only as users whose passwords it manages. */
export function checkCacheUsers(kind: NameKind, databaseUsers: string[] | undefined): string[] | undefined {
  return databaseUsers === undefined ? undefined : checkNames(kind, 'databaseUsers', databaseUsers);
}

/** Database users that are roles. */
export function checkRoles(databaseRoles: AssumedRole[]): AssumedRole[] {
  checkList('databaseRoles', databaseRoles, 'name the roles that Teleport connects as');
  checkRolesAreMade('databaseRoles', databaseRoles);
  checkOneAccount(databaseRoles);
  return [...databaseRoles];
}

function checkRolesAreMade(prop: string, roles: AssumedRole[]): void {
  checkMade(prop, roles, AssumedRole, OF_ROLE);
}
