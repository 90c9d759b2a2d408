import type { TeleportDatabase } from '../../databases/database';
import type { DatabaseType } from '../../databases/database-type';
import { SecretStore } from '../../databases/secret-store';
import type { SelfGrant } from '../../policies/self-grant';
import type { AssumedRole } from '../../roles/assumed-role';

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
export function storesOf({ databaseTypes = [], manageUsersOf = [], secretStores }: Declaration): SecretStore[] {
  const areDiscovered = manageUsersOf.some((type) => databaseTypes.includes(type));
  const usesDefault = manageUsersOf.length > 0 && (secretStores === undefined || areDiscovered);
  return [...usesDefault ? [SecretStore.DEFAULT] : [], ...secretStores ?? []];
}

/** The roles that Teleport becomes for databases: to reach them, or as their users. */
export function rolesOf(databases: readonly TeleportDatabase[]): AssumedRole[] {
  return databases.flatMap(({ _facts: { assumedRole, databaseRoles = [] } }) => assumedRole === undefined ? databaseRoles : [assumedRole]);
}
