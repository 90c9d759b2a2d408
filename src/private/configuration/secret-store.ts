import { Role } from './assumed-role';
import { DatabaseType } from '../../database-type';
import { SecretStore } from '../../secret-store';
import { Declaration } from '../declaration/declaration';
import { CATALOGUE } from '../catalogue';
import { DatabaseFacts } from '../../databases/private/database-facts';

/** Where the passwords of managed users are kept, if this declaration lets Teleport manage some of that type. */
export function secretStoreOf(asked: Declaration, facts: DatabaseFacts, role: Role | undefined): object | undefined {
  const { manageUsersOf = [], secretStores = [SecretStore.DEFAULT] } = asked;
  const { label, types, registration: { secretStore: given } = {} } = facts;
  const isManaged = types.some((type) => manageUsersOf.includes(type as DatabaseType));
  if (given !== undefined && !types.some((type) => CATALOGUE[type].secretService !== undefined)) {
    throw new Error(`'registration.secretStore' has no effect for ${label}, got ${given.keyPrefix}: Teleport manages users of ElastiCache and MemoryDB only; leave it out`);
  }
  if (given !== undefined && role !== undefined) {
    return written(given); // what the role may do is declared elsewhere
  }
  if (!isManaged) {
    if (given !== undefined) {
      throw new Error(`'registration.secretStore' of ${label} needs permissions, got ${given.keyPrefix}; name ${types.join(', ')} in 'manageUsersOf', and the store in 'secretStores'`);
    }
    return undefined;
  }
  const names = secretStores.map(({ keyPrefix }) => keyPrefix);
  if (given !== undefined && !secretStores.some((store) => isSame(store, given))) {
    throw new Error(`'registration.secretStore' has to be one of 'secretStores', ${JSON.stringify(names)}, got ${JSON.stringify(given.keyPrefix)} for ${label}; add it there`);
  }
  if (given === undefined && secretStores.length > 1) {
    throw new Error(`${label} lacks 'registration.secretStore' for Teleport's configuration, as there are several 'secretStores', ${JSON.stringify(names)}; add one of them to its options`);
  }
  return written(given ?? secretStores[0]);
}

function isSame(one: SecretStore, other: SecretStore): boolean {
  return one.keyPrefix === other.keyPrefix && one.encryptionKey?.keyArn === other.encryptionKey?.keyArn;
}

function written({ keyPrefix, encryptionKey }: SecretStore): object {
  return { key_prefix: keyPrefix, kms_key_id: encryptionKey?.keyArn };
}
