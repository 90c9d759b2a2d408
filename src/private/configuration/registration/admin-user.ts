import { Reference, Tokenization } from 'aws-cdk-lib';
import { DatabaseFacts } from '../../../databases/private/database-facts';
import { matches } from '../../aws/matches';
import { checkText } from '../../checks/check-names';
import { invalid, listOf, verbatim } from '../../checks/invalid';
import { CATALOGUE } from '../../types';
import { RULES_OF_TELEPORT } from '../text-rules';

/** The database user that Teleport creates and drops other users as. */
export interface AdminUser {
  readonly name: string;
  readonly default_database?: string;
}

const CREATED_IN = Object.values(CATALOGUE).flatMap(({ users: { createdIn } }) => createdIn ?? []);

export function adminUserOf(facts: DatabaseFacts, protocol: string): AdminUser | undefined {
  const { label, types, databaseUsers = [], registration: { adminUser, adminDefaultDatabase, host = '' } = {} } = facts;
  if (adminUser === undefined) {
    if (adminDefaultDatabase !== undefined) {
      throw invalid('registration.adminDefaultDatabase', `be left out for ${label} without 'registration.adminUser'`, adminDefaultDatabase);
    }
    return undefined;
  }
  if (!types.every((type) => CATALOGUE[type].users.createdIn !== undefined) || isReader(host)) {
    throw invalid('registration.adminUser',
      `be left out for ${label}, because Teleport creates users of ${listOf(CREATED_IN)} only`, adminUser);
  }
  checkText(RULES_OF_TELEPORT.adminUser, 'registration.adminUser', adminUser, undefined,
    `be ${RULES_OF_TELEPORT.adminUser.shape}, for ${label}`);
  if (!databaseUsers.some((user) => matches(user, adminUser))) {
    throw invalid('registration.adminUser', `be among 'databaseUsers' of ${label}, because Teleport logs in as this user`, adminUser,
      'add it there');
  }
  if (protocol === 'mysql' && adminDefaultDatabase === undefined) {
    throw invalid('registration.adminDefaultDatabase', `be given for ${label}, because MySQL and MariaDB need a database to log in to`,
      verbatim('nothing'));
  }
  return { name: adminUser, default_database: adminDefaultDatabase };
}

/** The reader endpoint of an Aurora cluster, literally or as an attribute of the cluster. */
function isReader(host: string): boolean {
  const { tokens } = Tokenization.reverseString(host);
  return /\.cluster-ro-/.test(host) || tokens.some((token) => Reference.isReference(token) && token.displayName === 'ReadEndpoint.Address');
}
