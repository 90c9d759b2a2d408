import { Call, Code, filled } from './code';
import type { Context } from './context';
import { Logins, loginsOf, noteLeftOut } from './logins';
import { namesOf } from './users';
import type { Login } from '../join/login';
import type { Opened } from '../join/opened';
import type { Database, Kind } from '../model';
import type { Remarks } from '../remarks';

/** The method that makes a value of each type. Of those in `NAMELESS`, AWS has one for each account and region. */
const METHODS: Readonly<Record<Exclude<Kind, 'rds-kerberos' | 'mongodb-atlas'>, string>> = {
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

/** The values of a database: one, or one for each set of names that some of its users may open. Roles of other accounts are in none. */
export function databaseValues(opened: Opened, context: Context): Code[] {
  const { kind, name, place } = opened.database;
  if (kind === 'rds-kerberos' || kind === 'mongodb-atlas') {
    return [];
  }
  const logins = loginsOf(opened, context);
  const all = logins.isAsked ? [{}] : optionsOf(opened.database, logins, context);
  if (all.length + logins.otherRoles.length === 0) {
    noteLeftOut(opened.database, context);
  }
  return all.map((options) => new Call(METHODS[kind], [
    ...NAMELESS.includes(kind) ? [] : [idOf(opened.database, context.remarks)],
    filled({ ...options, region: context.regionOf(opened.database) }),
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

function optionsOf(database: Database, { named, ownRoles }: Logins, context: Context): Options[] {
  const { kind } = database;
  const databaseRoles = ownRoles.map((arn) => context.databaseRole(arn, database));
  if (kind === 'redshift') {
    return [...pairs(named.map(({ users, login }) => ({ users, names: namesOf(kind, login, context.remarks) }))),
      ...databaseRoles.length === 0 ? [] : [{ databaseRoles }]];
  }
  const { managedUsers, secretStore } = database;
  const databaseUsers = simple(named.flatMap(({ users }) => users)).filter((user) => !managedUsers.includes(user));
  const isManaged = secretStore !== undefined || managedUsers.length > 0;
  const isOpen = databaseUsers.length + databaseRoles.length > 0 || (isManaged && named.length > 0);
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
