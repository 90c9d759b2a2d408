import { Call, distinct } from './code';
import type { Context } from './context';
import { databaseValues } from './database-values';
import { grouped } from './groups';
import { member, Part } from './part';
import { CATALOGUE } from '../../../src/private/types';
import type { Opened } from '../join/opened';
import type { Database } from '../model';

/** Whether Teleport manages passwords of this database's users, as far as the files say. */
export const isManaged = ({ kind, secretStore, managedUsers }: Database): boolean =>
  CATALOGUE[kind].users.secretService !== undefined && (secretStore !== undefined || managedUsers.length > 0);

/** Databases whose users Teleport manages, by the store of their passwords: a secret's name has the type and the region. */
export function managedParts(own: readonly Opened[], context: Context): Part[] {
  const byStore = new Map<string, Opened[]>();
  for (const opened of own.filter(({ database }) => isManaged(database))) {
    const { secretStore = {} } = opened.database;
    const isOfRegion = secretStore.key !== undefined && !secretStore.key.startsWith('arn:'); // a key of that ID, in the database's region
    const key = JSON.stringify([secretStore, isOfRegion ? context.regionOf(opened.database) : '']);
    byStore.set(key, [...byStore.get(key) ?? [], opened]);
  }
  return [...byStore.values()].flatMap((same) => groupsOf(same, context));
}

function groupsOf(same: readonly Opened[], context: Context): Part[] {
  const items = same.map((opened) => ({ type: opened.database.kind, region: context.regionOf(opened.database), opened }));
  return grouped(items).map(({ types, regions }) => ({
    manageUsersOf: types.map(member),
    secretStores: [storeOf(same[0].database, regions[0], context)],
    regions,
    databases: distinct(items.filter(({ type, region }) => types.includes(type) && regions.includes(region))
      .flatMap(({ opened }) => databaseValues(opened, context))),
  }));
}

function storeOf({ secretStore: { keyPrefix = 'teleport', key } = {}, name, place }: Database, region: string, context: Context): Call {
  const options = key === undefined ? [] : [{ encryptionKey: context.key(key, region) }];
  return new Call('SecretStore.of', [keyPrefix, ...options], { name, place });
}
