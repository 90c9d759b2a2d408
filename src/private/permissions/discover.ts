import { CATALOGUE, DatabaseKind } from '../catalogue/index';
import { Operation } from '../catalogue/operation';
import { DatabaseFacts } from '../../databases/private/database-facts';
import { Conditions, Permission, permit, permitAllAsDocumented } from './permission';
import { isEverywhere, ArnScope } from '../aws/arn-scope';
import { sized } from '../aws/sized-text';
import { DatabaseType } from '../../database-type';

/** What Teleport does with the types of database that it discovers or manages users of. */
export interface Discovery {
  readonly place: ArnScope;
  /** Where databases are that name no region. */
  readonly ownRegion: string;
  readonly databaseTypes: readonly DatabaseType[];
  readonly databaseTags: { readonly [key: string]: string[] };
  readonly allowDatabaseModification: boolean;
  readonly manageUsersOf: readonly DatabaseType[];
  readonly asDocumented: boolean;
  /** Whether Teleport grants itself the logins. */
  readonly selfGrant: boolean;
}

/** All of it, type by type: a statement an operation, or one a type as Teleport's reference has it. */
export function discover(discovery: Discovery): Permission[] {
  return write(discovery, (type) => operationsOf(discovery, type));
}

/** The same as a permissions boundary: in Teleport's reference, the boundary of a type has what connects to it as well. */
export function bounds(discovery: Discovery): Permission[] {
  return write(discovery, (type) => [
    ...operationsOf(discovery, type),
    ...discovery.asDocumented && discovery.databaseTypes.includes(type) && canGrantItself(type) ? CATALOGUE[type].connect ?? [] : [],
  ]);
}

/** What Teleport may grant itself: to connect to every database of the types that it discovers. */
export function grantable({ place, databaseTypes, asDocumented }: Discovery): Permission[] {
  return asDocumented ? [] : databaseTypes.filter(canGrantItself).flatMap((type) => {
    const { connect = [], every } = CATALOGUE[type];
    return connect.map((operation) => permit(operation, place, every));
  });
}

/**
 * What a boundary with all of that has to say of one database besides: nothing of its logins, where it has all of its types in its regions.
 * Not a matter of names, which may be tokens.
 */
export function besidesGrantable(discovery: Discovery, { types, regions }: DatabaseFacts, ofDatabase: readonly Permission[]): readonly Permission[] {
  const { place, ownRegion, databaseTypes } = discovery;
  const grantableTypes: readonly DatabaseKind[] = databaseTypes.filter(canGrantItself);
  const discovered = types.every((type) => grantableTypes.includes(type));
  const there = isEverywhere(place) || (regions ?? [ownRegion]).every((region) => place.regions.some(({ text }) => text === region));
  const logins = types.flatMap((type) => CATALOGUE[type].connect ?? []).map(({ actions }) => actions.join());
  return discovered && there ? ofDatabase.filter(({ actions }) => !logins.includes(actions.join())) : ofDatabase;
}

export function canGrantItself(type: DatabaseType): boolean {
  return CATALOGUE[type].every !== undefined;
}

function operationsOf({ databaseTypes, allowDatabaseModification, manageUsersOf, selfGrant }: Discovery, type: DatabaseType): Operation[] {
  const { discover: find, modify = [], manageUsers = [], connect = [] } = CATALOGUE[type];
  const discovered = databaseTypes.includes(type);
  return [
    ...discovered ? find : [],
    ...discovered && allowDatabaseModification ? modify : [],
    // Teleport grants itself the login, not the list without which the login fails
    ...discovered && selfGrant && canGrantItself(type) ? connect.filter(({ resources }) => resources === undefined) : [],
    ...manageUsersOf.includes(type) ? manageUsers : [],
  ];
}

function write(discovery: Discovery, operations: (type: DatabaseType) => Operation[]): Permission[] {
  const { place, databaseTypes, manageUsersOf, databaseTags, asDocumented } = discovery;
  const types = [...new Set([...databaseTypes, ...manageUsersOf])];
  const tags = conditionsOf(databaseTags);
  return types.flatMap((type) => asDocumented
    ? [permitAllAsDocumented(operations(type))]
    : operations(type).map((operation) => permit(operation, place, {}, tags)));
}

/** Every key has to match, with any of its values: as Teleport's matcher has it. */
function conditionsOf(tags: Discovery['databaseTags']): Conditions | undefined {
  const keys = Object.entries(tags).map(([key, values]) => [`aws:ResourceTag/${key}`, [...new Set(values)].map((value) => sized(value, 256))] as const);
  return keys.length === 0 ? undefined : { StringLike: Object.fromEntries(keys) };
}
