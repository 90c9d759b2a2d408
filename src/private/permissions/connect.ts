import { Stack } from 'aws-cdk-lib';
import { documentedForm } from './as-documented';
import { assume } from './assume-roles';
import { checkDatabase, checkUsers, isElsewhere } from './check-databases';
import { Permission } from './permission';
import { permit, permitAll } from './permit';
import { pairsOf } from './redshift-pairs';
import { runsOf } from './runs';
import { TeleportDatabase } from '../../databases/database';
import { DatabaseFacts } from '../../databases/private/database-facts';
import { checkPartition } from '../checks/check-regions';
import { ArnScope, arnScopeOf } from '../tokens/arn-scope';
import { CATALOGUE } from '../types';
import { Operation } from '../types/operation';

/** How databases are connected to. */
export interface ConnectOptions {
  readonly asDocumented: boolean;
  /** What Teleport reads of registered databases belongs to it. */
  readonly withMetadata: boolean;
  /** Those that Teleport may modify. */
  readonly modified?: ReadonlySet<TeleportDatabase>;
}

/** What databases of the same types in the same regions share. */
interface Alike {
  readonly scope: ArnScope;
  readonly operations: readonly Operation[];
  /** Without the lists, which are the same for all of them. */
  readonly named: readonly Operation[];
  /** Whether its ARNs have a single shape. Those of several shapes stay together, and those of Redshift may have to stay a pair. */
  readonly hasOneShape: boolean;
}

/** What Teleport needs to connect to these databases, one after the other. */
export function connect(stack: Stack, databases: readonly TeleportDatabase[], options: ConnectOptions): Permission[] {
  checkPartition('databases', [...new Set(databases.flatMap(({ _facts: { regions = [] } }) => regions))], stack.region);
  // only a construct says where it is
  databases.filter(({ _facts: { construct } }) => construct !== undefined).forEach(({ _facts }) => checkDatabase(stack, _facts));
  databases.filter(({ _facts: { databaseRoles } }) => databaseRoles !== undefined).forEach(({ _facts }) => checkUsers(stack, _facts));
  const known = new Map<string, Alike>();
  const sharedOf = (facts: DatabaseFacts) => {
    const withMetadata = options.withMetadata && !isElsewhere(stack, facts);
    const key = `${facts.types.join()} ${facts.databaseUsers === undefined} ${withMetadata} ${facts.regions?.join()}`;
    const shared = known.get(key) ?? alike(facts, arnScopeOf(stack, facts.regions), { ...options, withMetadata });
    known.set(key, shared);
    return shared;
  };
  const keepPair = pairsOf(databases);
  const listed = new Set<Alike>(); // lists that come again are dropped later anyway, but 4,000 Redshift clusters would take a tenth more
  // neighbours that differ only in their names share a permission, which saves a fifth of the construction of 5,000
  const keyOf = (database: TeleportDatabase) => {
    const shared = isOnlyNamed(database, options) ? sharedOf(database._facts) : undefined;
    return shared?.hasOneShape ? shared : undefined;
  };
  return runsOf(databases, keyOf).flatMap((run) => {
    const [database] = run;
    const { _facts: facts } = database;
    if (facts.assumedRole !== undefined) {
      return assume(stack, 'assumedRole', [facts.assumedRole]);
    }
    const shared = sharedOf(facts);
    const operations = listed.has(shared) ? shared.named : shared.operations;
    listed.add(shared);
    const names = run.map(({ _facts }) => _facts.names);
    return [
      ...operations.map((operation) => keepPair(permitAll(operation, shared.scope, names), facts)),
      ...options.modified?.has(database) ? modify(shared.scope, facts) : [],
      ...assume(stack, 'databaseRoles', facts.databaseRoles ?? []),
    ];
  });
}

/** What Teleport needs to turn on IAM authentication of this database, and of no other. */
function modify(scope: ArnScope, { types, modifiable }: DatabaseFacts): Permission[] {
  return types.flatMap((type) => CATALOGUE[type].operations.modifyRegistered ?? [])
    .map((operation) => permit(operation, scope, modifiable));
}

function isOnlyNamed(database: TeleportDatabase, { modified }: ConnectOptions): boolean {
  const { assumedRole, databaseRoles } = database._facts;
  return assumedRole === undefined && databaseRoles === undefined && !modified?.has(database);
}

function alike({ types, databaseUsers }: DatabaseFacts, scope: ArnScope, { withMetadata, asDocumented }: ConnectOptions): Alike {
  const entries = types.map((type) => CATALOGUE[type].operations);
  const all = [
    ...withMetadata ? entries.flatMap(({ metadata = [] }) => metadata) : [],
    ...databaseUsers === undefined ? [] : entries.flatMap(({ connect: open = [] }) => open), // nobody to log in as: no login
  ];
  const operations = [...new Set(all)].map((operation) => asDocumented ? documentedForm(operation) : operation);
  const named = operations.filter(({ resources }) => resources !== undefined);
  return { scope, operations, named, hasOneShape: named.flatMap(({ resources = [] }) => resources).length === 1 };
}
