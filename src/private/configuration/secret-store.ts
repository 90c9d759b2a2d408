import { DatabaseType } from '../../databases/database-type';
import { DatabaseFacts } from '../../databases/private/database-facts';
import { SecretStore } from '../../databases/secret-store';
import { invalid, listOf, verbatim } from '../checks/invalid';
import type { Declaration } from '../permissions/declaration';
import { CATALOGUE } from '../types';

const MANAGED = Object.values(CATALOGUE).filter(({ users: { secretService } }) => secretService !== undefined);

/** Where the passwords of managed users are kept, if this declaration lets Teleport manage some of that type. */
export function secretStoreOf({ manageUsersOf = [], secretStores = [SecretStore.DEFAULT] }: Declaration, facts: DatabaseFacts,
  isBehindRole: boolean): object | undefined {
  const { label, types, registration: { secretStore: given } = {} } = facts;
  const isManaged = types.some((type) => manageUsersOf.includes(type as DatabaseType));
  if (given !== undefined && !types.some((type) => MANAGED.includes(CATALOGUE[type]))) {
    throw invalid('registration.secretStore',
      `be left out for ${label}, because Teleport manages users of ${listOf(MANAGED.map(({ title }) => title))} only`,
      given.keyPrefix);
  }
  if (given !== undefined && isBehindRole) {
    return written(given); // what the role may do is declared elsewhere
  }
  if (!isManaged) {
    if (given !== undefined) {
      throw invalid('registration.secretStore', `have permissions for ${label}`, given.keyPrefix,
        `name ${types.join(', ')} in 'manageUsersOf', and the store in 'secretStores'`);
    }
    return undefined;
  }
  const names = secretStores.map(({ keyPrefix }) => keyPrefix);
  if (given !== undefined && !secretStores.some((store) => isSame(store, given))) {
    throw invalid('registration.secretStore', `be one of 'secretStores', ${JSON.stringify(names)}, for ${label}`, given.keyPrefix,
      'add it there');
  }
  if (given === undefined && secretStores.length > 1) {
    throw invalid('registration.secretStore', `be given for ${label}, because there are several 'secretStores'`,
      verbatim(JSON.stringify(names)), 'add one of them to its options');
  }
  return written(given ?? secretStores[0]);
}

function isSame(one: SecretStore, other: SecretStore): boolean {
  return one.keyPrefix === other.keyPrefix && one.encryptionKey?.keyArn === other.encryptionKey?.keyArn;
}

function written({ keyPrefix, encryptionKey }: SecretStore): object {
  return { key_prefix: keyPrefix, kms_key_id: encryptionKey?.keyArn };
}
