import type { TeleportDatabase } from '../../databases/database';
import type { DatabaseType } from '../../databases/database-type';
import { SecretStore } from '../../databases/secret-store';
import type { SelfGrant } from '../../policies/self-grant';
import type { AssumedRole } from '../../roles/assumed-role';
import type { DatabaseKind } from '../types';

/** What a policy can be asked for, by any construct. Permissions and Teleport's configuration both follow from it. */
export interface Declaration {
  readonly regions?: string[];
  readonly databaseTypes?: DatabaseType[];
  readonly databaseTags?: { [key: string]: string[] };
  readonly allowDatabaseModification?: boolean;
  readonly manageUsersOf?: DatabaseType[];
  readonly secretStores?: SecretStore[];
  readonly databases?: TeleportDatabase[];
  readonly assumedRoles?: AssumedRole[];
  readonly selfGrant?: SelfGrant;
  readonly asDocumented?: boolean;
}

/** A copy, so later changes to the app's lists and tags reach neither the policy nor Teleport's configuration. */
export function copyOf(declaration: Declaration): Declaration {
  const { databaseTags } = declaration;
  const copy = Object.fromEntries(Object.entries(declaration).map(([prop, value]) => [prop, Array.isArray(value) ? [...value] : value]));
  const tags = databaseTags && Object.fromEntries(Object.entries(databaseTags).map(([key, values]) => [key, [...values]]));
  return { ...copy, databaseTags: tags };
}

/** Registered databases use the stores that are declared for them, discovered ones always the default. */
export function storesOf(declaration: Declaration): SecretStore[] {
  const { databaseTypes = [], manageUsersOf = [], secretStores } = declaration;
  const unused = unusedStores(declaration);
  const areDiscovered = manageUsersOf.some((type) => databaseTypes.includes(type));
  const usesDefault = manageUsersOf.length > 0 && (secretStores === undefined || areDiscovered);
  return [...usesDefault ? [SecretStore.DEFAULT] : [], ...secretStores ?? []].filter((store) => !unused.includes(store));
}

/** Stores of the app for discovered databases alone, which never use them. */
export function unusedStores({ databaseTypes = [], manageUsersOf = [], secretStores = [], databases = [] }: Declaration): SecretStore[] {
  const managed: readonly DatabaseKind[] = manageUsersOf;
  const hasRegistered = databases.some(({ _facts: { types, assumedRole, isPattern } }) =>
    assumedRole === undefined && !isPattern && types.some((type) => managed.includes(type)));
  const isDiscovered = manageUsersOf.length > 0 && manageUsersOf.every((type) => databaseTypes.includes(type));
  return isDiscovered && !hasRegistered ? secretStores.filter((store) => !isDefault(store)) : [];
}

const isDefault = ({ keyPrefix, encryptionKey }: SecretStore) =>
  keyPrefix === SecretStore.DEFAULT.keyPrefix && encryptionKey === undefined;

/** The roles that Teleport becomes for databases: to reach them, or as their users. */
export function rolesOf(databases: readonly TeleportDatabase[]): AssumedRole[] {
  return databases.flatMap(({ _facts: { assumedRole, databaseRoles = [] } }) => assumedRole === undefined ? databaseRoles : [assumedRole]);
}
