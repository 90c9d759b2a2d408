import { Stack } from 'aws-cdk-lib';
import { documentedForm } from './as-documented';
import { assume } from './assume-roles';
import { checkDatabase } from './check-databases';
import { pairsOf } from './keep-pairs';
import { Permission } from './permission';
import { permit } from './permit';
import { TeleportDatabase } from '../../databases/database';
import { DatabaseFacts } from '../../databases/private/database-facts';
import { ArnScope, arnScopeOf } from '../aws/arn-scope';
import { CATALOGUE } from '../catalogue';
import { Operation } from '../catalogue/operation';
import { checkPartition } from '../checks/check-regions';

/** How databases are connected to. */
export interface ConnectOptions {
  readonly asDocumented: boolean;
  /** What Teleport reads of registered databases belongs to it. */
  readonly withMetadata: boolean;
  /** Those that Teleport may modify. */
  readonly modified?: ReadonlySet<TeleportDatabase>;
}

/** The scope and operations that databases of the same types in the same regions share. */
interface Alike {
  readonly scope: ArnScope;
  readonly operations: readonly Operation[];
  /** Without the lists, which are the same for all of them. */
  readonly named: readonly Operation[];
}

/** What Teleport needs to connect to these databases, one after the other. */
export function connect(stack: Stack, databases: readonly TeleportDatabase[], options: ConnectOptions): Permission[] {
  checkPartition('databases', [...new Set(databases.flatMap(({ _facts: { regions = [] } }) => regions))], stack.region);
  const known = new Map<string, Alike>();
  const keepPair = pairsOf(databases);
  const permissions: Permission[] = []; // filled in a loop: with flatMap(), the construction of 5,000 databases took an eighth more
  for (const database of databases) {
    const { _facts: facts } = database;
    const { names, regions, assumedRole, databaseRoles } = facts;
    checkDatabase(stack, facts);
    if (assumedRole !== undefined) {
      permissions.push(...assume(stack, [assumedRole]));
      continue;
    }
    const key = `${facts.types.join()} ${facts.databaseUsers === undefined} ${regions?.join()}`;
    const before = known.get(key);
    const alike = before ?? alikeOf(arnScopeOf(stack, regions), facts, options);
    known.set(key, alike);
    for (const operation of before === undefined ? alike.operations : alike.named) {
      permissions.push(keepPair(permit(operation, alike.scope, names), facts));
    }
    if (options.modified?.has(database)) {
      permissions.push(...modify(alike.scope, facts));
    }
    if (databaseRoles !== undefined) {
      permissions.push(...assume(stack, databaseRoles));
    }
  }
  return permissions;
}

/** What Teleport needs to turn on IAM authentication of this database, and of no other. */
function modify(scope: ArnScope, { types, modifiable }: DatabaseFacts): Permission[] {
  return types.flatMap((type) => CATALOGUE[type].modifyRegistered ?? []).map((operation) => permit(operation, scope, modifiable));
}

function alikeOf(scope: ArnScope, { types, databaseUsers }: DatabaseFacts, { withMetadata, asDocumented }: ConnectOptions): Alike {
  const entries = types.map((type) => CATALOGUE[type]);
  const all = [
    ...withMetadata ? entries.flatMap(({ metadata = [] }) => metadata) : [],
    ...databaseUsers === undefined ? [] : entries.flatMap(({ connect: open = [] }) => open), // nobody to log in as: no login
  ];
  const operations = [...new Set(all)].map((operation) => asDocumented ? documentedForm(operation) : operation);
  return { scope, operations, named: operations.filter(({ resources }) => resources !== undefined) };
}
