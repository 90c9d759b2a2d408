import { Token } from 'aws-cdk-lib';
import { checkNamedRegions } from './check-names';
import { RULES } from '../aws/text-rules';
import { checkList } from '../checks/check-lists';
import { follows } from '../checks/check-names';
import { checkRegions } from '../checks/check-regions';
import { checkTags } from '../checks/check-tags';
import { invalid, verbatim } from '../checks/invalid';
import { checkEffect, checkShapes } from '../permissions/check-declaration';
import { copyOf, Declaration } from '../permissions/declaration';

/** What is declared behind a role, checked by the same rules as in a policy. */
export function checkRemote(declaration: Declaration): Declaration {
  const { databaseTypes, regions = [], databaseTags, databases } = declaration;
  if (databaseTypes === undefined && databases === undefined) {
    throw invalid('databaseTypes', 'name what is behind the role', verbatim('nothing'),
      'name the types, or single databases in \'databases\'');
  }
  checkNamedRegions(checkRegions('regions', regions));
  checkShapes({ databaseTypes, databases });
  checkEffect({ databaseTypes, databaseTags });
  checkTags('databaseTags', databaseTags ?? { '*': ['*'] });
  return copyOf({ databaseTypes, regions, databaseTags, databases });
}

/** Accounts that are known, each named once. */
export function checkAccounts(accounts: string[], { databases }: Declaration): string[] {
  checkList('accounts', accounts, 'name the accounts that have the role');
  const wrong = accounts.find((account) => Token.isUnresolved(account) || !follows(RULES.account, account));
  if (wrong !== undefined) {
    throw invalid('accounts', 'be accounts of 12 digits', Token.isUnresolved(wrong) ? verbatim('a token') : wrong);
  }
  if (databases?.some(({ _facts: { isPattern } }) => !isPattern)) {
    throw invalid('databases', 'be patterns, because a single database is in one account', verbatim('a single database'),
      'use RemoteDatabases.behindRole() for it');
  }
  const twice = accounts.find((account, index) => accounts.indexOf(account) !== index);
  if (twice !== undefined) {
    throw invalid('accounts', 'name each account once', twice, 'remove one of the two');
  }
  return [...accounts];
}
