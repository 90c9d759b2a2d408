import { Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { assume } from './assume-roles';
import { CATALOGUE } from '../catalogue/index';
import { Operation } from '../catalogue/operation';
import { checkList, checkMade, checkPartition } from '../checks/checks';
import { DatabaseFacts } from '../../databases/private/database-facts';
import { Permission, permit, permitAsDocumented } from './permission';
import { isAnotherAccount, ArnScope, arnScopeOf } from '../aws/arn-scope';
import { PolicyContent } from '../policies/policy-base';
import type { AssumedRole } from '../../assumed-role';
import { TeleportDatabase } from '../../databases/database';

/** How databases are connected to. */
export interface ConnectOptions {
  readonly asDocumented: boolean;
  /** What Teleport reads of registered databases belongs to it. */
  readonly withMetadata: boolean;
}

/** What databases of the same types in the same regions have in common. */
interface Alike {
  readonly place: ArnScope;
  readonly operations: readonly Operation[];
  /** Without the lists, which are the same for all of them. */
  readonly named: readonly Operation[];
}

/** What Teleport needs to connect to these databases, one after the other. */
export function connect(stack: Stack, databases: readonly TeleportDatabase[], options: ConnectOptions): Permission[] {
  checkMade('databases', databases, (database) => database instanceof TeleportDatabase, 'RdsDatabase and the like');
  const write = options.asDocumented ? permitAsDocumented : permit;
  const known = new Map<string, Alike>();
  return databases.flatMap(({ _facts: facts }) => {
    const { types, names, regions, assumedRole, databaseRoles } = facts;
    checkDatabaseAccount(stack, facts);
    if (regions !== undefined) {
      checkPartition('databases', regions, stack.region);
    }
    if (assumedRole !== undefined) {
      return assume(stack, [assumedRole], options.asDocumented);
    }
    const key = `${types.join()} ${regions?.join()}`;
    const alike = known.get(key) ?? alikeOf(arnScopeOf(stack, regions), types, options);
    const operations = known.has(key) ? alike.named : alike.operations;
    known.set(key, alike);
    const permissions = operations.map((operation) => write(operation, alike.place, names));
    return databaseRoles === undefined ? permissions : [...permissions, ...assume(stack, databaseRoles, options.asDocumented)];
  });
}

function alikeOf(place: ArnScope, types: DatabaseFacts['types'], { withMetadata }: ConnectOptions): Alike {
  const entries = types.map((type) => CATALOGUE[type]);
  const operations = [...withMetadata ? entries.flatMap(({ metadata = [] }) => metadata) : [], ...entries.flatMap(({ connect: open = [] }) => open)];
  return { place, operations: [...new Set(operations)], named: [...new Set(operations)].filter(({ resources }) => resources !== undefined) };
}

/** IAM logins do not cross accounts: a role of the database's account has to be between. */
function checkDatabaseAccount({ account }: Stack, { label, account: other, assumedRole }: DatabaseFacts): void {
  const reached = assumedRole === undefined ? account : assumedRole.role.principalAccount ?? account;
  if (other !== undefined && isAnotherAccount(other, reached)) {
    throw new Error(assumedRole === undefined
      ? `'databases' have to be in the account of the stack, ${account}, got ${label} in ${other}: IAM logins do not cross accounts; give it the role there `
        + `that Teleport assumes ('assumedRole': AssumedRole.fromRole() of a role in ${other}), which has a policy of its own`
      : `'assumedRole' has to be in the account of the database, got the role ${assumedRole.role.roleArn} for ${label} in ${other}`);
  }
}

/** What a connect policy is asked for. */
export interface ConnectAsked {
  readonly databases: TeleportDatabase[];
  readonly asDocumented?: boolean;
}

/** A connect policy: what lets Teleport log in, and nothing that it reads. */
export function connectContents(scope: IConstruct, { databases, asDocumented = false }: ConnectAsked): PolicyContent {
  checkList('databases', databases, 'name the databases that Teleport connects to');
  return {
    declaration: { databases, asDocumented },
    permissions: [],
    databases: connect(Stack.of(scope), databases, { asDocumented, withMetadata: false }),
    constructs: databases.flatMap(({ _facts: { construct } }) => construct ?? []),
    assumedRoles: rolesOf(databases),
  };
}

/** The roles that Teleport becomes for databases: to reach them, or as their users. */
export function rolesOf(databases: readonly TeleportDatabase[]): AssumedRole[] {
  return databases.flatMap(({ _facts: { assumedRole, databaseRoles = [] } }) => assumedRole === undefined ? databaseRoles : [assumedRole]);
}
