import { CATALOGUE } from './catalogue';
import { Operation } from './catalogue/operation';
import { Conditions, Permission, permit, permitAllAsDocumented } from './permission';
import { Place } from './place';
import { sized } from './sized';
import { DatabaseType } from '../database-type';

/** What Teleport does with the types of database that it discovers or manages users of. */
export interface Discovery {
  readonly place: Place;
  readonly databaseTypes: readonly DatabaseType[];
  readonly databaseTags: { readonly [key: string]: string[] };
  readonly allowDatabaseModification: boolean;
  readonly manageUsersOf: readonly DatabaseType[];
  readonly asDocumented: boolean;
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

export function canGrantItself(type: DatabaseType): boolean {
  return CATALOGUE[type].every !== undefined;
}

function operationsOf({ databaseTypes, allowDatabaseModification, manageUsersOf }: Discovery, type: DatabaseType): Operation[] {
  const { discover: find, modify = [], manageUsers = [] } = CATALOGUE[type];
  const discovered = databaseTypes.includes(type);
  return [
    ...discovered ? find : [],
    ...discovered && allowDatabaseModification ? modify : [],
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
