import { Call, Code, filled } from './code';
import type { Context } from './context';
import { namesOf, usersAreRoles, usersOf } from './users';
import type { Login } from '../join/login';
import type { Opened } from '../join/opened';
import type { Database, Kind } from '../model';
import type { Remarks } from '../remarks';

/** The method that makes a value of each type. Of those in `NAMELESS`, AWS has one for each account and region. */
const METHODS: Readonly<Record<Exclude<Kind, 'rds-kerberos'>, string>> = {
  'rds': 'RdsDatabase.fromResourceId',
  'aurora': 'RdsDatabase.fromResourceId',
  'rds-proxy': 'RdsDatabase.fromResourceId',
  'redshift': 'RedshiftDatabase.fromClusterIdentifier',
  'redshift-serverless': 'RedshiftServerlessDatabase.fromWorkgroupName',
  'elasticache': 'ElastiCacheDatabase.fromReplicationGroupId',
  'elasticache-serverless': 'ElastiCacheDatabase.fromServerlessCacheName',
  'memorydb': 'MemoryDbDatabase.fromClusterName',
  'opensearch': 'OpenSearchDatabase.fromDomainName',
  'documentdb': 'DocumentDbDatabase.fromClusterIdentifier',
  'dynamodb': 'DynamoDbDatabase.of',
  'keyspaces': 'KeyspacesDatabase.of',
};
const NAMELESS: readonly Kind[] = ['dynamodb', 'keyspaces'];
const RDS: readonly Kind[] = ['rds', 'aurora', 'rds-proxy'];

/** The values of a database: one, or one for each set of names that some of its users may open. */
export function databaseValues({ database, logins }: Opened, context: Context): Code[] {
  const { kind, name, place } = database;
  const region = context.regionOf(database);
  if (kind === 'rds-kerberos') {
    return [];
  }
  const all = optionsOf(database, logins, context);
  if (all.length === 0) {
    context.remarks.note(`database ${name} is left out, because roles allow no login that the type ${kind} has`);
  }
  return all.map((options) => new Call(METHODS[kind], [
    ...NAMELESS.includes(kind) ? [] : [idOf(database, context.remarks)],
    filled({ ...options, region }),
  ], { name, place }));
}

/** Anything in place of what is asked for: nothing is printed then. */
const ASKED = 'asked';

function idOf({ id, kind, name }: Database, remarks: Remarks): string {
  if (id === undefined) {
    remarks.ask(RDS.includes(kind)
      ? `database ${name}: no file has the resource ID that IAM knows it by (the output of tctl get db_server may); `
        + `give it with --resource-id ${name}=db-..., cluster-... or prx-...`
      : `database ${name}: no file has its name in ${kind}; give it with --resource-id ${name}=NAME`);
  }
  return id ?? ASKED;
}

interface Options {
  readonly databaseUsers?: readonly string[];
  readonly databaseNames?: readonly string[];
  readonly databaseRoles?: readonly Code[];
}

function optionsOf(database: Database, logins: readonly Login[], context: Context): Options[] {
  const { kind, name } = database;
  const { remarks } = context;
  const all = logins.map((login) => ({ login, ...usersOf(kind, login, (role) => context.roleArn(role), remarks) }));
  if (usersAreRoles(kind) && all.some(({ users }) => users.includes('*'))) {
    remarks.ask(`database ${name}: its users are roles of AWS, and a role of Teleport allows every one; `
      + `name them with --database-users ${name}=role/NAME,... (nothing after the = for none)`);
    return [{}]; // nothing is printed then
  }
  const databaseRoles = [...new Set(all.flatMap(({ roles }) => roles))].map((arn) => context.databaseRole(arn, database));
  const withUsers = all.filter(({ users }) => users.length > 0);
  if (kind === 'redshift') {
    return [...pairs(withUsers.map(({ users, login }) => ({ users, names: namesOf(kind, login, remarks) }))),
      ...databaseRoles.length === 0 ? [] : [{ databaseRoles }]];
  }
  const { managedUsers, secretStore } = database;
  const databaseUsers = simple(withUsers.flatMap(({ users }) => users)).filter((user) => !managedUsers.includes(user));
  const isManaged = secretStore !== undefined || managedUsers.length > 0;
  const isOpen = databaseUsers.length + databaseRoles.length > 0 || (isManaged && withUsers.length > 0);
  return isOpen ? [{ databaseUsers, databaseRoles }] : [];
}

type Pair = Pick<Login, 'users' | 'names'>;

/** Redshift's users with the names that they open: those of the same names together. */
function pairs(all: readonly Pair[]): Options[] {
  const byNames = new Map<string, Pair[]>();
  for (const pair of all.filter(({ names }) => names.length > 0)) {
    const key = JSON.stringify([...simple(pair.names)].sort());
    byNames.set(key, [...byNames.get(key) ?? [], pair]);
  }
  return [...byNames.values()].map((same) => ({
    databaseUsers: simple(same.flatMap(({ users }) => users)),
    databaseNames: simple(same[0].names),
  }));
}

/** Each once, or every one. */
const simple = (names: readonly string[]): readonly string[] => names.includes('*') ? ['*'] : [...new Set(names)];
