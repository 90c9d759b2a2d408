import type { Context } from './context';
import { grouped } from './groups';
import { member, Part } from './part';
import { DatabaseType } from '../../../src/databases/database-type';
import { CATALOGUE, usersAreRoles } from '../../../src/private/types';
import type { Opened } from '../join/opened';
import type { Matcher } from '../model';

/** What is discovered. Where it logs in with Kerberos, Teleport reads the metadata, which the discovery of the type allows. */
export function discoveries(own: readonly Opened[], matchers: readonly Matcher[], context: Context): Part[] {
  const looked = matchers.flatMap(({ types, regions }) =>
    types.flatMap(typesOf).flatMap((type) => regions.map((region) => ({ type, region }))));
  const read = own.filter(({ database }) => database.isOnlyRead)
    .map(({ database }) => ({ type: database.kind, region: context.regionOf(database) }));
  return grouped([...looked, ...read]).map(({ types, regions }) => ({ databaseTypes: types.map(member), regions }));
}

/** Teleport's `rds` looks for Aurora clusters too. */
const typesOf = (matcher: string): DatabaseType[] =>
  Object.values(DatabaseType).filter((type) => CATALOGUE[type].teleport.matcher === matcher);

/** Whether the library would take any role that is assumed for a user of what is discovered, which Teleport then reads. */
export const discoversRoleUsers = (matchers: readonly Matcher[]): boolean =>
  matchers.some(({ types }) => types.flatMap(typesOf).some(usersAreRoles));
