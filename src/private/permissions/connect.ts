import { Stack } from 'aws-cdk-lib';
import { documentedForm } from './as-documented';
import { assume } from './assume-roles';
import { checkDatabase, checkUsers, isElsewhere } from './check-databases';
import { Permission } from './permission';
import { permit } from './permit';
import { pairsOf } from './redshift-pairs';
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

/** What Teleport needs to connect to these databases, one after the other. */
export function connect(stack: Stack, databases: readonly TeleportDatabase[], options: ConnectOptions): Permission[] {
  checkPartition('databases', [...new Set(databases.flatMap(({ _facts: { regions = [] } }) => regions))], stack.region);
  // only a construct says where it is
  databases.filter(({ _facts: { construct } }) => construct !== undefined).forEach(({ _facts }) => checkDatabase(stack, _facts));
  databases.filter(({ _facts: { databaseRoles } }) => databaseRoles !== undefined).forEach(({ _facts }) => checkUsers(stack, _facts));
  const asPair = pairsOf(databases);
  return databases.flatMap((database) => {
    const { _facts: facts } = database;
    if (facts.assumedRole !== undefined) {
      return assume(stack, 'assumedRole', [facts.assumedRole]);
    }
    const scope = arnScopeOf(stack, facts.regions);
    const withMetadata = options.withMetadata && !isElsewhere(stack, facts);
    return [
      ...operationsOn(facts, { ...options, withMetadata }).map((operation) => asPair(permit(operation, scope, facts.names), facts)),
      ...options.modified?.has(database) ? modify(scope, facts) : [],
      ...assume(stack, 'databaseRoles', facts.databaseRoles ?? []),
    ];
  });
}

function operationsOn({ types, databaseUsers }: DatabaseFacts, { withMetadata, asDocumented }: ConnectOptions): Operation[] {
  const entries = types.map((type) => CATALOGUE[type].operations);
  const all = [
    ...withMetadata ? entries.flatMap(({ metadata = [] }) => metadata) : [],
    ...databaseUsers === undefined ? [] : entries.flatMap(({ connect: logIn = [] }) => logIn), // nobody to log in as: no login
  ];
  return [...new Set(all)].map((operation) => asDocumented ? documentedForm(operation) : operation);
}

/** What Teleport needs to turn on IAM authentication of this database, and of no other. */
function modify(scope: ArnScope, { types, modifiable }: DatabaseFacts): Permission[] {
  return types.flatMap((type) => CATALOGUE[type].operations.modifyRegistered ?? [])
    .map((operation) => permit(operation, scope, modifiable));
}
