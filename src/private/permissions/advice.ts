import { Stack, Token } from 'aws-cdk-lib';
import { can, isGrantable } from './check-types';
import { Declaration, storesOf, unusedStores } from './declaration';
import { TeleportDatabase } from '../../databases/database';
import { DatabaseType } from '../../databases/database-type';
import { canLogIn } from '../../databases/private/database-facts';
import { SecretStore } from '../../databases/secret-store';
import { areNotCompared, isAnotherAccount } from '../aws/accounts';
import { partitionOf } from '../aws/partition';
import { databaseAccountNotCompared } from '../checks/warnings/accounts';
import { defaultStoreMissing, discoveredButNotConnectable, notInPartition, secretStoresNotUsed } from '../checks/warnings/policies';
import { Warning } from '../checks/warnings/warning';
import { CATALOGUE, usersAreRoles } from '../types';

/** What the user should know of a declaration that is right. */
export function adviceOn(stack: Stack, declaration: Declaration): Warning[] {
  const { databases = [] } = declaration;
  return [
    ...onMissingServices(stack, declaration),
    ...onUnusedStores(declaration),
    ...onMissingDefaultStore(declaration),
    ...onUncomparedDatabases(stack, databases),
  ];
}

/** Where only one of the two accounts is known, nobody can say whether the policy opens the database. */
export function onUncomparedDatabases({ account: own }: Stack, databases: readonly TeleportDatabase[]): Warning[] {
  const uncompared = databases.filter(({ _facts: { account, assumedRole } }) =>
    account !== undefined && assumedRole === undefined && areNotCompared(account, own));
  const unknown = Token.isUnresolved(own) ? 'the stack' : 'the stack of the database';
  return uncompared.length === 0 ? [] : [databaseAccountNotCompared(uncompared.map(({ _facts: { label } }) => label), unknown)];
}

function onUnusedStores(declaration: Declaration): Warning[] {
  const unused = unusedStores(declaration);
  return unused.length === 0 ? [] : [secretStoresNotUsed(unused.map(({ keyPrefix }) => keyPrefix))];
}

/** A pattern is for databases that this agent does not register: they are discovered, if not by this agent, then by another service. */
function onMissingDefaultStore(declaration: Declaration): Warning[] {
  const { manageUsersOf = [], databases = [] } = declaration;
  const isThere = storesOf(declaration).some(({ keyPrefix }) => keyPrefix === SecretStore.DEFAULT.keyPrefix);
  const discovered = manageUsersOf.filter((type) => databases.some(({ _facts: { types, assumedRole, isPattern } }) =>
    assumedRole === undefined && isPattern && types.some((one) => one === type)));
  return isThere || discovered.length === 0 ? [] : [defaultStoreMissing(discovered)];
}

function onMissingServices({ region }: Stack, { databaseTypes = [], manageUsersOf = [], databases = [] }: Declaration): Warning[] {
  if (Token.isUnresolved(region)) {
    return [];
  }
  const partition = partitionOf(region);
  const kinds = new Set([...databaseTypes, ...manageUsersOf, ...databases.flatMap(({ _facts: { types } }) => types)]);
  const absent = [...kinds].filter((kind) => CATALOGUE[kind].missingIn.includes(partition));
  return absent.length === 0 ? [] : [notInPartition(absent, partition)];
}

/**
 * The types that are discovered in a region where no database of the type can be opened.
 *
 * Databases behind a role do not count: they are others than those that the agent itself discovers.
 */
export function onUnconnectable({ region: own, account }: Stack, declaration: Declaration): Warning[] {
  const { databaseTypes = [], databases = [], manageUsersOf = [], assumedRoles = [], regions = [own], selfGrant } = declaration;
  const hasRolesHere = assumedRoles.some(({ _identity, organizationId }) =>
    organizationId !== undefined || !isAnotherAccount(_identity.account, account));
  const usersCanBeRoles = (type: DatabaseType) => CATALOGUE[type].users.areRoles !== 'none';
  const isOpenedByRoles = (type: DatabaseType) => hasRolesHere && usersCanBeRoles(type);
  const opening = databases.filter(({ _facts }) => _facts.assumedRole === undefined && canLogIn(_facts));
  const isOpened = (type: DatabaseType, region: string) => opening.some(({ _facts: { types, regions: where = [own] } }) =>
    types.includes(type) && (where.includes('*') || where.includes(region)));
  const closed = databaseTypes
    .filter((type) => !manageUsersOf.includes(type) && !(selfGrant !== undefined && can(type, isGrantable)) && !isOpenedByRoles(type))
    .flatMap((type) => regions.filter((region) => !isOpened(type, region))
      .map((region) => ({ type, text: `${type} in ${named(region)}` })));
  const values = [...new Set(closed.map(({ type }) => valueOf(type)))];
  return closed.length === 0 ? [] : [discoveredButNotConnectable(closed.map(({ text }) => text), values)];
}

const named = (region: string) => Token.isUnresolved(region) ? 'its region' : region;

/** What declares databases of a type: no pattern stands for those whose users are roles. */
function valueOf(type: DatabaseType): string {
  const { value } = CATALOGUE[type];
  return `${value.class}.${usersAreRoles(type) ? value.byName : 'any'}()`;
}
