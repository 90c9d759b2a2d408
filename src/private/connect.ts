import { Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { CATALOGUE } from './catalogue';
import { Operation } from './catalogue/operation';
import { checkList, checkRegions } from './checks';
import { DatabaseFacts } from './database-facts';
import { Permission, permit, permitAsDocumented } from './permission';
import { isAnotherAccount, placeOf } from './place';
import { Contents } from './policy-base';
import { TeleportDatabase } from '../database';

/** How databases are connected to. */
export interface ConnectOptions {
  readonly asDocumented: boolean;
  /** What Teleport reads of registered databases belongs to it. */
  readonly withMetadata: boolean;
}

/** What Teleport needs to connect to these databases, one after the other. */
export function connect(stack: Stack, databases: readonly TeleportDatabase[], options: ConnectOptions): Permission[] {
  return databases.flatMap(({ _facts }) => connectTo(stack, _facts, options));
}

function connectTo(stack: Stack, facts: DatabaseFacts, { asDocumented, withMetadata }: ConnectOptions): Permission[] {
  checkDatabaseAccount(stack, facts);
  const { types, names, regions } = facts;
  const place = placeOf(stack, regions && checkRegions('region', regions, stack.region));
  const write = (operation: Operation) => asDocumented ? permitAsDocumented(operation, place, names) : permit(operation, place, names);
  return [...new Set(types.flatMap((type) => [
    ...withMetadata ? CATALOGUE[type].metadata ?? [] : [],
    ...CATALOGUE[type].connect ?? [],
  ]))].map(write);
}

function checkDatabaseAccount({ account }: Stack, { label, account: other = account }: DatabaseFacts): void {
  if (isAnotherAccount(other, account)) {
    throw new Error(`'databases' have to be in the account of the stack, ${account}, got ${label} in ${other}: IAM logins do not cross accounts; `
      + `define the policy in a stack of account ${other}, for a role there that Teleport assumes`);
  }
}

/** What a connect policy is asked for. */
export interface ConnectAsked {
  readonly databases: TeleportDatabase[];
  readonly asDocumented?: boolean;
}

/** A connect policy: what lets Teleport log in, and nothing that it reads. */
export function connectContents(scope: IConstruct, { databases, asDocumented = false }: ConnectAsked): Contents {
  checkList('databases', databases, 'name the databases that Teleport connects to');
  return {
    permissions: [],
    databases: connect(Stack.of(scope), databases, { asDocumented, withMetadata: false }),
    constructs: databases.flatMap(({ _facts: { construct } }) => construct ?? []),
  };
}
