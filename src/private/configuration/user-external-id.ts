import { Token } from 'aws-cdk-lib';
import type { Reachable } from './sources';
import type { TeleportMatcherOptions } from '../../configuration/options';
import { DatabaseType } from '../../databases/database-type';
import { invalid, verbatim } from '../checks/invalid';
import { isSameIdentity } from '../identities/identity';
import { Declaration, rolesOf } from '../permissions/declaration';
import { usersAreRoles } from '../types';

/**
 * Requires `databaseUserExternalId` if every assumed role that can be a database user has an external id. A role behind which the app names
 * databases, or that a database names, is no such role, nor is one of another account.
 */
export function checkUsersCanLogIn(sources: readonly Reachable[], { databaseUserExternalId }: TeleportMatcherOptions): void {
  const own = sources.filter(({ viaRole }) => viaRole === undefined);
  const types = own.flatMap(({ declaration: { databaseTypes = [] } }) => databaseTypes).filter(usersAreRoles);
  if (databaseUserExternalId !== undefined || types.length === 0 || !haveAllRoles(own.map(({ declaration }) => declaration))) {
    return;
  }
  const others = sources.flatMap(({ viaIdentity, declaration: { databases = [] } }) =>
    [viaIdentity ?? [], rolesOf(databases).map(({ _identity }) => _identity)].flat());
  const users = own.flatMap(({ declaration: { assumedRoles = [] }, account }) => assumedRoles
    .filter(({ organizationId, _identity }) => organizationId === undefined && _identity.account === account)
    .filter(({ _identity }) => !others.some((other) => isSameIdentity(other, _identity))));
  const ids = users.flatMap(({ externalId }) => externalId === undefined ? []
    : Token.isUnresolved(externalId) ? 'it' : JSON.stringify(externalId));
  if (users.length > 0 && users.every(({ externalId }) => externalId !== undefined)) {
    throw invalid('databaseUserExternalId', `be given for discovered ${[...new Set(types)].join(', ')}, whose users are roles`,
      verbatim(`nothing, and ${users.map(({ _identity: { label } }) => label).join(', ')} with an external id`),
      `give ${[...new Set(ids)].join(' or ')}, without which AWS denies every login`);
  }
}

/** The external id of discovered databases whose users are roles, if the agent may send it. */
export function checkUserExternalId(own: readonly Declaration[], { databaseUserExternalId }: TeleportMatcherOptions): string | undefined {
  if (databaseUserExternalId === undefined) {
    return undefined;
  }
  const declared = own.flatMap(({ databaseTypes = [] }) => databaseTypes);
  const types = Object.values(DatabaseType).filter(usersAreRoles);
  if (!declared.some((type) => types.includes(type))) {
    throw invalid('databaseUserExternalId', `be left out, because only users of ${types.join(', ')} are roles`,
      verbatim(declared.join(', ') || 'no \'databaseTypes\''));
  }
  const known = own.flatMap(({ assumedRoles = [] }) => assumedRoles.flatMap(({ externalId }) => externalId ?? []));
  if (haveAllRoles(own) && !known.includes(databaseUserExternalId)) {
    throw invalid('databaseUserExternalId', `be an external id of 'assumedRoles', ${JSON.stringify(known)}`,
      Token.isUnresolved(databaseUserExternalId) ? verbatim('a token') : databaseUserExternalId,
      'add the role to \'assumedRoles\', with its \'externalId\'');
  }
  return databaseUserExternalId;
}

/** A discovery policy does not know the roles of other policies. */
const haveAllRoles = (own: readonly Declaration[]) => own.every(({ assumedRoles }) => assumedRoles !== undefined);
