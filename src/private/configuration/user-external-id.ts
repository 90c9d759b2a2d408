import { Token } from 'aws-cdk-lib';
import { DatabaseType } from '../../database-type';
import type { TeleportMatcherOptions } from '../../teleport-configuration-options';
import { CATALOGUE } from '../catalogue';
import { invalid, words } from '../checks/invalid';
import type { Declaration } from '../declaration/declaration';

/** The external id of discovered databases whose users are roles, if the agent may send it. */
export function checkUserExternalId(own: readonly Declaration[], { databaseUserExternalId }: TeleportMatcherOptions): string | undefined {
  if (databaseUserExternalId === undefined) {
    return undefined;
  }
  const declared = own.flatMap(({ databaseTypes = [] }) => databaseTypes);
  const types = Object.values(DatabaseType).filter((type) => CATALOGUE[type].usersAreRoles);
  if (!declared.some((type) => types.includes(type))) {
    throw invalid('databaseUserExternalId', `be left out, because only users of ${types.join(', ')} are roles`,
      words(declared.join(', ') || 'no \'databaseTypes\''));
  }
  // a discovery policy does not know the roles of other policies
  const isWhole = own.every(({ assumedRoles }) => assumedRoles !== undefined);
  const known = own.flatMap(({ assumedRoles = [] }) => assumedRoles.flatMap(({ externalId }) => externalId ?? []));
  if (isWhole && !known.includes(databaseUserExternalId)) {
    throw invalid('databaseUserExternalId', `be an external id of 'assumedRoles', ${JSON.stringify(known)}`,
      Token.isUnresolved(databaseUserExternalId) ? words('a token') : databaseUserExternalId,
      'add the role to \'assumedRoles\', with its \'externalId\'');
  }
  return databaseUserExternalId;
}
