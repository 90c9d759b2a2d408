import { Token } from 'aws-cdk-lib';
import { DatabaseType } from '../../database-type';
import { TeleportDatabase } from '../../databases/database';
import { RULES } from '../aws/text-rules';
import { checkList, checkMade, optionsOf } from '../checks/check-lists';
import { follows } from '../checks/check-names';
import { checkRegions } from '../checks/check-regions';
import { checkTags } from '../checks/check-tags';
import { invalid, words } from '../checks/invalid';
import { copyOf, Declaration } from '../declaration/declaration';

/** What is declared behind a role, checked by the same rules as in a policy. */
export function checkRemote(declaration: Declaration): Declaration {
  const { databaseTypes, regions = [], databaseTags, databases } = optionsOf(declaration);
  if (databaseTypes === undefined && databases === undefined) {
    throw invalid('databaseTypes', 'name what is behind the role', words('nothing'),
      'name the types, or single databases in \'databases\'');
  }
  checkRegions('regions', regions);
  const types = checkList('databaseTypes', databaseTypes ?? Object.values(DatabaseType), 'leave it out if there is none');
  const wrong = types.find((type) => !Object.values(DatabaseType).includes(type));
  if (wrong !== undefined) {
    throw invalid('databaseTypes', `name types among ${Object.values(DatabaseType).join(', ')}`, wrong);
  }
  if (databaseTags !== undefined && databaseTypes === undefined) {
    throw invalid('databaseTags', 'be left out without \'databaseTypes\', because they are the tags of what Teleport discovers',
      databaseTags);
  }
  checkTags('databaseTags', databaseTags ?? { '*': ['*'] });
  checkMade('databases', databases === undefined ? [] : checkList('databases', databases, 'leave it out if there is none'),
    (database) => database instanceof TeleportDatabase, 'RdsDatabase and the like');
  return copyOf({ databaseTypes, regions, databaseTags, databases });
}

/** Accounts that are known, each named once. */
export function checkAccounts(accounts: string[], declaration: Declaration): string[] {
  const { databases } = optionsOf(declaration);
  checkList('accounts', accounts, 'name the accounts that have the role');
  const wrong = accounts.find((account) => Token.isUnresolved(account) || !follows(RULES.account, account));
  if (wrong !== undefined) {
    throw invalid('accounts', 'be accounts of 12 digits', Token.isUnresolved(wrong) ? words('a token') : wrong);
  }
  if (databases?.some(({ _facts: { isPattern } }) => !isPattern)) {
    throw invalid('databases', 'be patterns, because a single database is in one account', words('a single database'),
      'use RemoteDatabases.behindRole() for it');
  }
  const twice = accounts.find((account, index) => accounts.indexOf(account) !== index);
  if (twice !== undefined) {
    throw invalid('accounts', 'name each account once', twice, 'remove one of the two');
  }
  return [...accounts];
}
