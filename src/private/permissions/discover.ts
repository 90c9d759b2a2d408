import { documentedStatement } from './as-documented';
import { can, isGrantable } from './check-types';
import { Conditions, isList, Permission } from './permission';
import { permit } from './permit';
import { DatabaseType } from '../../databases/database-type';
import { matches } from '../aws/matches';
import { RULES } from '../aws/text-rules';
import { ArnScope } from '../tokens/arn-scope';
import { bounded } from '../tokens/bounded-text';
import { CATALOGUE, usersAreRoles } from '../types';
import { Operation } from '../types/operation';

/** What Teleport does with the types of database that it discovers or manages users of. */
export interface Discovery {
  readonly scope: ArnScope;
  /** Where databases are that name no region. */
  readonly ownRegion: string;
  readonly databaseTypes: readonly DatabaseType[];
  readonly databaseTags: { readonly [key: string]: string[] };
  readonly allowDatabaseModification: boolean;
  readonly manageUsersOf: readonly DatabaseType[];
  readonly asDocumented: boolean;
  /** Whether Teleport grants itself the logins. */
  readonly grantsItself: boolean;
  /** Whether Teleport assumes roles that may be the users of what it discovers. */
  readonly assumesRoles: boolean;
}

/** All of it, type by type: a statement an operation, or one a type as Teleport's reference has it. */
export function discover(discovery: Discovery): Permission[] {
  return typeByType(discovery, (type) => operationsOf(discovery, type));
}

/** What a permissions boundary has of discovery: in Teleport's reference, the boundary of a type has what connects to it as well. */
export function discoverInBoundary(discovery: Discovery): Permission[] {
  const { asDocumented, databaseTypes } = discovery;
  const connects = (type: DatabaseType) => asDocumented && databaseTypes.includes(type) && can(type, isGrantable);
  return typeByType(discovery, (type) =>
    [...operationsOf(discovery, type), ...connects(type) ? CATALOGUE[type].operations.connect ?? [] : []]);
}

function operationsOf(discovery: Discovery, type: DatabaseType): Operation[] {
  const { databaseTypes, allowDatabaseModification, manageUsersOf, grantsItself, assumesRoles } = discovery;
  const { discover: find = [], modify = [], metadata = [], manageUsers = [], connect = [] } = CATALOGUE[type].operations;
  const discovered = databaseTypes.includes(type);
  return [
    ...discovered ? find : [],
    ...discovered && allowDatabaseModification ? modify : [],
    // Teleport grants itself the login, not the list without which the login fails
    ...discovered && grantsItself && can(type, isGrantable) ? connect.filter(({ resources }) => resources === undefined) : [],
    // types whose users are roles have no pattern, so assumed roles imply that Teleport connects, and so reads metadata too
    ...discovered && assumesRoles && usersAreRoles(type) ? metadata.filter(isOnAll) : [],
    ...manageUsersOf.includes(type) ? manageUsers : [],
  ];
}

/** Whether an operation is on everything of its kind: neither a list nor limited to names. */
const isOnAll = ({ resources }: Operation) => resources?.every(({ parts }) => parts.length === 1) ?? false;

function typeByType(discovery: Discovery, operations: (type: DatabaseType) => Operation[]): Permission[] {
  const { scope, databaseTypes, manageUsersOf, databaseTags, asDocumented } = discovery;
  const types = [...new Set([...databaseTypes, ...manageUsersOf])];
  const tags = conditionsOf(databaseTags);
  return types.flatMap((type) => asDocumented
    ? [documentedStatement(operations(type))]
    : operations(type).map((operation) => permit(operation, scope, {}, tags)));
}

/** Every key must match, with any of its values, as in Teleport's matcher. */
function conditionsOf(tags: Discovery['databaseTags']): Conditions | undefined {
  const boundedValues = (values: readonly string[]) => [...new Set(values)].map((value) => bounded(value, RULES.databaseTag));
  const keys = Object.entries(tags).map(([key, values]) => [`aws:ResourceTag/${key}`, boundedValues(values)]);
  return keys.length === 0 ? undefined : { StringLike: Object.fromEntries(keys) };
}

/** Drops permissions that discovery already grants: lists, and reads of single things of which it reads all. */
export function withoutRedundant(discovered: readonly Permission[], permissions: readonly Permission[]): Permission[] {
  const lists = discovered.filter(isList);
  const reads = discovered.filter((permission) => !isList(permission) && permission.conditions === undefined);
  return permissions.filter((permission) => isList(permission)
    ? !lists.some((list) => contains(list, permission))
    : !reads.some((read) => isRead(read, permission)));
}

function contains(list: Permission, other: Permission): boolean {
  const regions = regionsOf(list);
  return other.actions.every((action) => list.actions.includes(action))
    && (regions.includes('*') || regionsOf(other).every((region) => regions.includes(region)));
}

const regionsOf = ({ conditions }: Permission) => conditions?.StringEquals['aws:RequestedRegion'].map(({ text }) => text) ?? ['*'];

function isRead(read: Permission, { actions, resources }: Permission): boolean {
  return actions.every((action) => read.actions.includes(action))
    && resources.every(({ text }) => read.resources.some((known) => matches(known.text, text)));
}
