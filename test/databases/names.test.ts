import * as iam from 'aws-cdk-lib/aws-iam';
import {
  AssumedRole, ElastiCacheDatabase, MemoryDbDatabase, OpenSearchDatabase, RdsDatabase, RedshiftDatabase, RedshiftServerlessDatabase,
  TeleportDatabase, TeleportDatabaseAccess,
} from '../../src';
import { NOT_SET, refuseEach, Row } from '../support/names';
import { Call, refuse } from '../support/refusals';
import { roleIn } from '../support/template';

const connect = (database: () => TeleportDatabase): Call => (stack) => {
  new TeleportDatabaseAccess(stack, 'Policy', { target: roleIn(stack), databases: [database()] });
};
const connectAsRole = (database: (databaseRoles: AssumedRole[]) => TeleportDatabase): Call => (stack) =>
  connect(() => database([AssumedRole.fromRole(iam.Role.fromRoleName(stack, 'DatabaseUser', 'reader'))]))(stack);

const rds = (resourceId: string, user = 'reader') => connect(() => RdsDatabase.fromResourceId(resourceId, { databaseUsers: [user] }));
const redshift = (id: string, name = 'sales') =>
  connect(() => RedshiftDatabase.fromClusterIdentifier(id, { databaseUsers: ['analyst'], databaseNames: [name] }));
const sessions = (id: string, user = 'reader') => connect(() => ElastiCacheDatabase.fromReplicationGroupId(id, { databaseUsers: [user] }));
const ledger = (name: string) => connect(() => MemoryDbDatabase.fromClusterName(name, { databaseUsers: ['reader'] }));
const workgroup = (name: string) => connectAsRole((databaseRoles) => RedshiftServerlessDatabase.fromWorkgroupName(name, { databaseRoles }));
const domain = (name: string) => connectAsRole((databaseRoles) => OpenSearchDatabase.fromDomainName(name, { databaseRoles }));

describe('resource IDs of RDS, Aurora and RDS Proxy', () => refuseEach<string>(
  (resourceId) => rds(resourceId),
  '\'resourceId\' must be an AWS resource ID: db-... (instance), cluster-... (Aurora) or prx-... (proxy), '
  + 'as the Configuration tab of the RDS console shows it, at most 34 characters',
  [
    ['the name of a database is none', 'orders', 'db-ABCDEFGHIJKL01234'],
    ['nor is a prefix alone', 'db-', 'db-A'],
    ['nor an empty string', '', 'cluster-A'],
    ['a wildcard is refused', 'db-ABC*', 'db-ABC'],
    ['a user is no part of it', 'db-ABC/x', 'db-ABC'],
    ['? is a wildcard for IAM', 'db-AB?', 'db-AB0'],
    ['lower case is refused, but for proxies', 'db-abc', 'prx-0abc'],
    ['another prefix is refused', 'cls-ABC', 'cluster-ABC'],
    ['a line break at the end is refused', 'db-ABC\n', 'db-ABC'],
    ['a space is refused', ' db-ABC', 'db-ABC'],
    ['letters beyond ASCII are refused', 'db-ÄBC', 'db-ABC'],
    ['a policy variable is refused', '${aws:userid}', 'db-ABC'],
    ['35 characters are too many', `db-${'A'.repeat(32)}`, `db-${'A'.repeat(31)}`],
    ['what is not set is refused', NOT_SET, 'db-ABC', 'undefined'],
  ],
));

describe('identifiers of Redshift clusters', () => refuseEach<string>(
  (clusterIdentifier) => redshift(clusterIdentifier),
  '\'clusterIdentifier\' must be lower-case letters, digits and single hyphens, a letter first and no hyphen last, at most 63 characters',
  [
    ['a pattern is refused', 'prod-*', 'prod-1'],
    ['? is a wildcard for IAM', 'prod-?', 'prod-a'],
    ['upper case is refused', 'Prod', 'prod'],
    ['a hyphen at the end is refused', 'prod-', 'prod-a'],
    ['two hyphens are refused', 'prod--a', 'prod-a'],
    ['a digit at the start is refused', '1prod', 'prod1'],
    ['nothing is refused', '', 'a'],
    ['a database is no part of it', 'prod/sales', 'prod'],
    ['64 characters are too many', 'a'.repeat(64), 'a'.repeat(63)],
    ['what is not set is refused', NOT_SET, 'prod', 'undefined'],
  ],
));

describe('a wildcard alone is refused: any() is the word for it', () => refuse([
  {
    sentence: 'of RDS',
    refused: rds('*'),
    message: '\'resourceId\' must be an AWS resource ID: db-... (instance), cluster-... (Aurora) or prx-... (proxy), '
      + 'as the Configuration tab of the RDS console shows it, at most 34 characters; got "*"',
    passes: connect(() => RdsDatabase.any({ databaseUsers: ['reader'] })),
  },
  {
    sentence: 'of Redshift',
    refused: redshift('*'),
    message: '\'clusterIdentifier\' must be lower-case letters, digits and single hyphens, a letter first and no hyphen last, '
      + 'at most 63 characters; got "*"',
    passes: connect(() => RedshiftDatabase.any({ databaseUsers: ['analyst'], databaseNames: ['sales'] })),
  },
]));

/** Of users and of databases inside a server. */
const PRINTABLE = 'must be a name of printable characters without space, /, :, ?, ", \\ and ${ (* matches any characters), '
  + 'at most 127 characters';
const NAMES: readonly Row<string>[] = [
  ['a slash is refused', 'a/b', 'a.b'],
  ['? is a wildcard that nobody meant', 'app?', 'app*'],
  ['nothing is refused', '', 'a'],
  ['a policy variable is a wildcard that nobody typed', '${aws:username}', '$app{}'],
  ['a policy variable is refused wherever it stands', 'app-${aws:PrincipalTag/team}', 'app-$team'],
  ['an escaped wildcard is one as well', '${*}', '*'],
  ['a colon is refused', 'IAM:app', 'IAM-app'],
  ['a space is refused', 'app user', 'app_user'],
  ['a quote is refused', 'app"', 'app\''],
  ['a backslash is refused', 'app\\', 'app^'],
  ['a line break is refused', 'app\n', 'app'],
  ['characters that no policy can have are refused', 'appł', 'appé'],
  ['a hyphen that nobody sees is refused', 'ap\u00adp', 'ap\u00aep'],
  ['128 characters are too many', 'a'.repeat(128), 'a'.repeat(127)],
  ['a number is refused', 42 as any, '42'],
];
describe('database users', () => refuseEach((user) => rds('db-ABC', user), `'databaseUsers' ${PRINTABLE}`, NAMES));
describe('database names', () => refuseEach((name) => redshift('prod', name), `'databaseNames' ${PRINTABLE}`, NAMES));

const CACHE = 'must be lower-case letters, digits and single hyphens, a letter first and no hyphen last, at most 40 characters';

describe.each<[kind: string, call: (name: string) => Call, message: string]>([
  ['replication groups', (name) => sessions(name), `'replicationGroupId' ${CACHE}`],
  ['MemoryDB clusters', ledger, `'clusterName' ${CACHE}`],
  ['workgroups', workgroup, '\'workgroupName\' must be 3 to 64 lower-case letters, digits and hyphens, at most 64 characters'],
  ['domains', domain, '\'domainName\' must be 3 to 28 lower-case letters, digits and hyphens, a letter first, at most 28 characters'],
])('names of %s', (_, call, message) => refuseEach(call, message, [['a pattern is refused', 'prod-*', 'prod-1']]));

describe('users of caches', () => refuseEach<string>(
  (user) => sessions('sessions', user),
  '\'databaseUsers\' must be the id of a user: letters, digits and hyphens, a letter first (* matches any characters), '
  + 'at most 40 characters',
  [['? is a wildcard that nobody meant', 'app?', 'app-*']],
));
