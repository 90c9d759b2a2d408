import { Aws, CfnParameter, Fn, Lazy, Stack, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import {
  AssumedRole, DatabaseType, ElastiCacheDatabase, MemoryDbDatabase, OpenSearchDatabase, RdsDatabase, RedshiftDatabase, RedshiftServerlessDatabase,
  SecretStore, SelfGrant, TeleportDatabase, TeleportDatabaseAccess, TeleportDatabaseDiscoveryPolicy, TeleportDatabasePermissionsBoundary,
  TeleportRdsConnectPolicy,
} from '../../src';
import { Call, refuse, Refusal } from '../support/refusals';
import { documentOf, propertiesOf, roleIn, stackIn } from '../support/template';

const reader = { databaseUsers: ['reader'] };
const analyst = { databaseUsers: ['analyst'], databaseNames: ['sales'] };
const ORDERS = 'db-ABCDEFGHIJKL01234';
const nothing: any = undefined; // an environment variable that is not set

const connect = (...databases: (() => TeleportDatabase)[]): Call => (stack) => {
  new TeleportDatabaseAccess(stack, 'Policy', { target: roleIn(stack), databases: databases.map((database) => database()) });
};
const store = (keyPrefix: string): Call => (stack) => {
  new TeleportDatabaseAccess(stack, 'Policy', { target: roleIn(stack), secretStores: [SecretStore.of(keyPrefix)] });
};
const asRole = (stack: Stack) => ({ databaseRoles: [AssumedRole.fromRole(iam.Role.fromRoleName(stack, 'DatabaseUser', 'reader'))] });
const workgroup = (name: string): Call => (stack) => connect(() => RedshiftServerlessDatabase.fromWorkgroupName(name, asRole(stack)))(stack);
const domain = (name: string): Call => (stack) => connect(() => OpenSearchDatabase.fromDomainName(name, asRole(stack)))(stack);
const modify = (databaseTags: { [key: string]: string[] }): Call => (stack) => {
  new TeleportDatabaseDiscoveryPolicy(stack, 'Policy', { target: roleIn(stack), databaseTypes: [DatabaseType.RDS], allowDatabaseModification: true, databaseTags });
};
const discover = (regions: string[]): Call => (stack) => {
  new TeleportDatabaseDiscoveryPolicy(stack, 'Policy', { target: roleIn(stack), databaseTypes: [DatabaseType.RDS], regions });
};

describe('resource IDs of RDS, Aurora and RDS Proxy', () => {
  const id = (resourceId: string) => connect(() => RdsDatabase.fromResourceId(resourceId, reader));
  const message = (got: string) => '\'resourceId\' must be an AWS resource ID: db-... (instance), cluster-... (Aurora) or prx-... (proxy), '
    + `as the Configuration tab of the RDS console shows it, at most 34 characters; got ${got}`;
  refuse([
    { sentence: 'the name of a database is none', refused: id('orders'), message: message('"orders"'), passes: id(ORDERS) },
    { sentence: 'nor is a prefix alone', refused: id('db-'), message: message('"db-"'), passes: id('db-A') },
    { sentence: 'nor an empty string', refused: id(''), message: message('""'), passes: id('cluster-A') },
    { sentence: 'a wildcard is refused', refused: id('db-ABC*'), message: message('"db-ABC*"'), passes: id('db-ABC') },
    { sentence: 'a wildcard alone is refused: any() is the word for it', refused: id('*'), message: message('"*"'), passes: connect(() => RdsDatabase.any(reader)) },
    { sentence: 'a user is no part of it', refused: id('db-ABC/x'), message: message('"db-ABC/x"'), passes: connect(() => RdsDatabase.fromResourceId('db-ABC', { databaseUsers: ['x'] })) },
    { sentence: '? is a wildcard for IAM', refused: id('db-AB?'), message: message('"db-AB?"'), passes: id('db-AB0') },
    { sentence: 'lower case is refused, but for proxies', refused: id('db-abc'), message: message('"db-abc"'), passes: id('prx-0abc') },
    { sentence: 'another prefix is refused', refused: id('cls-ABC'), message: message('"cls-ABC"'), passes: id('cluster-ABC') },
    { sentence: 'a line break at the end is refused', refused: id('db-ABC\n'), message: message('"db-ABC\\n"'), passes: id('db-ABC') },
    { sentence: 'a space is refused', refused: id(' db-ABC'), message: message('" db-ABC"'), passes: id('db-ABC') },
    { sentence: 'letters beyond ASCII are refused', refused: id('db-ÄBC'), message: message('"db-ÄBC"'), passes: id('db-ABC') },
    { sentence: 'a policy variable is refused', refused: id('${aws:userid}'), message: message('"${aws:userid}"'), passes: id('db-ABC') },
    { sentence: '35 characters are too many', refused: id(`db-${'A'.repeat(32)}`), message: message(`"db-${'A'.repeat(32)}"`), passes: id(`db-${'A'.repeat(31)}`) },
    { sentence: 'what is not set is refused', refused: id(nothing), message: message('undefined'), passes: id('db-ABC') },
  ]);
});

describe('identifiers of Redshift clusters', () => {
  const id = (clusterIdentifier: string) => connect(() => RedshiftDatabase.fromClusterIdentifier(clusterIdentifier, analyst));
  const message = (got: string) => '\'clusterIdentifier\' must be lower-case letters, digits and single hyphens, a letter first and no hyphen last, '
    + `at most 63 characters; got ${got}`;
  refuse([
    { sentence: 'a pattern is refused', refused: id('prod-*'), message: message('"prod-*"'), passes: id('prod-1') },
    { sentence: 'a wildcard alone is refused: any() is the word for it', refused: id('*'), message: message('"*"'), passes: connect(() => RedshiftDatabase.any(analyst)) },
    { sentence: '? is a wildcard for IAM', refused: id('prod-?'), message: message('"prod-?"'), passes: id('prod-a') },
    { sentence: 'upper case is refused', refused: id('Prod'), message: message('"Prod"'), passes: id('prod') },
    { sentence: 'a hyphen at the end is refused', refused: id('prod-'), message: message('"prod-"'), passes: id('prod-a') },
    { sentence: 'two hyphens are refused', refused: id('prod--a'), message: message('"prod--a"'), passes: id('prod-a') },
    { sentence: 'a digit at the start is refused', refused: id('1prod'), message: message('"1prod"'), passes: id('prod1') },
    { sentence: 'nothing is refused', refused: id(''), message: message('""'), passes: id('a') },
    { sentence: 'a database is no part of it', refused: id('prod/sales'), message: message('"prod/sales"'), passes: id('prod') },
    { sentence: '64 characters are too many', refused: id('a'.repeat(64)), message: message(`"${'a'.repeat(64)}"`), passes: id('a'.repeat(63)) },
    { sentence: 'what is not set is refused', refused: id(nothing), message: message('undefined'), passes: id('prod') },
  ]);
});

describe('database users and names', () => {
  const user = (name: string) => connect(() => RdsDatabase.fromResourceId(ORDERS, { databaseUsers: [name] }));
  const named = (name: string) => connect(() => RedshiftDatabase.fromClusterIdentifier('prod', { databaseUsers: ['analyst'], databaseNames: [name] }));
  const message = (prop: string, got: string) => `'${prop}' must be a name of printable characters without space, /, :, ?, ", \\ and \${ (* matches any `
    + `characters), at most 127 characters; got ${got}`;
  const BAD: { sentence: string; bad: string; shown: string; good: string }[] = [
    { sentence: 'a slash is refused', bad: 'a/b', shown: '"a/b"', good: 'a.b' },
    { sentence: '? is a wildcard that nobody meant', bad: 'app?', shown: '"app?"', good: 'app*' },
    { sentence: 'nothing is refused', bad: '', shown: '""', good: 'a' },
    { sentence: 'a policy variable is a wildcard that nobody typed', bad: '${aws:username}', shown: '"${aws:username}"', good: '$app{}' },
    { sentence: 'a policy variable is refused wherever it stands', bad: 'app-${aws:PrincipalTag/team}', shown: '"app-${aws:PrincipalTag/team}"', good: 'app-$team' },
    { sentence: 'an escaped wildcard is one as well', bad: '${*}', shown: '"${*}"', good: '*' },
    { sentence: 'a colon is refused', bad: 'IAM:app', shown: '"IAM:app"', good: 'IAM-app' },
    { sentence: 'a space is refused', bad: 'app user', shown: '"app user"', good: 'app_user' },
    { sentence: 'a quote is refused', bad: 'app"', shown: '"app\\""', good: 'app\'' },
    { sentence: 'a backslash is refused', bad: 'app\\', shown: '"app\\\\"', good: 'app^' },
    { sentence: 'a line break is refused', bad: 'app\n', shown: '"app\\n"', good: 'app' },
    { sentence: 'characters that no policy can have are refused', bad: 'appł', shown: '"appł"', good: 'appé' },
    { sentence: 'a hyphen that nobody sees is refused', bad: 'ap\u00adp', shown: '"ap\u00adp"', good: 'ap\u00aep' },
    { sentence: '128 characters are too many', bad: 'a'.repeat(128), shown: `"${'a'.repeat(128)}"`, good: 'a'.repeat(127) },
    { sentence: 'a number is refused', bad: 42 as any, shown: '42', good: '42' },
  ];
  describe('databaseUsers', () => refuse(BAD.map(({ sentence, bad, shown, good }): Refusal =>
    ({ sentence, refused: user(bad), message: message('databaseUsers', shown), passes: user(good) }))));
  describe('databaseNames', () => refuse(BAD.map(({ sentence, bad, shown, good }): Refusal =>
    ({ sentence, refused: named(bad), message: message('databaseNames', shown), passes: named(good) }))));
});

describe('names of caches, workgroups and domains', () => {
  const group = (id: string) => connect(() => ElastiCacheDatabase.fromReplicationGroupId(id, { databaseUsers: ['reader'] }));
  const cacheUser = (name: string) => connect(() => ElastiCacheDatabase.fromReplicationGroupId('sessions', { databaseUsers: [name] }));
  const cluster = (name: string) => connect(() => MemoryDbDatabase.fromClusterName(name, { databaseUsers: ['reader'] }));
  const cacheName = (prop: string, got: string) => `'${prop}' must be lower-case letters, digits and single hyphens, a letter first and no hyphen last, at most 40 characters; got ${got}`;
  refuse([
    { sentence: 'a pattern of replication groups is refused', refused: group('prod-*'), message: cacheName('replicationGroupId', '"prod-*"'), passes: group('prod-1') },
    { sentence: 'a pattern of MemoryDB clusters is refused', refused: cluster('prod-*'), message: cacheName('clusterName', '"prod-*"'), passes: cluster('prod-1') },
    {
      sentence: 'a pattern of workgroups is refused',
      refused: workgroup('prod-*'),
      message: '\'workgroupName\' must be 3 to 64 lower-case letters, digits and hyphens, at most 64 characters; got "prod-*"',
      passes: workgroup('prod-1'),
    },
    {
      sentence: 'a pattern of domains is refused',
      refused: domain('prod-*'),
      message: '\'domainName\' must be 3 to 28 lower-case letters, digits and hyphens, a letter first, at most 28 characters; got "prod-*"',
      passes: domain('prod-1'),
    },
    {
      sentence: 'a cache user with ? is refused',
      refused: cacheUser('app?'),
      message: '\'databaseUsers\' must be the id of a user: letters, digits and hyphens, a letter first (* matches any characters), at most 40 characters; got "app?"',
      passes: cacheUser('app-*'),
    },
  ]);
});

describe('regions', () => {
  const message = (got: string) => `'regions' must name AWS regions such as eu-west-1, or be ['*']; got ${got}`;
  const alone = (got: string) => `'regions' must be ['*'] alone or a list of regions; got ${got}`;
  const partition = (regions: string, partitions: string) => `'regions' must name regions of one partition, the stack's, and not of ${partitions}; got ${regions}; `
    + 'define a stack for each partition';
  refuse([
    { sentence: 'a misspelt one is refused', refused: discover(['eu-wset-1']), message: message('"eu-wset-1"'), passes: discover(['eu-west-1']) },
    { sentence: 'one without a number is refused', refused: discover(['us-east']), message: message('"us-east"'), passes: discover(['us-east-1']) },
    { sentence: 'an empty one is refused', refused: discover(['']), message: message('""'), passes: discover(['us-east-1']) },
    { sentence: 'an availability zone is none', refused: discover(['eu-west-1a']), message: message('"eu-west-1a"'), passes: discover(['eu-west-1']) },
    { sentence: 'upper case is refused', refused: discover(['EU-WEST-1']), message: message('"EU-WEST-1"'), passes: discover(['eu-west-1']) },
    { sentence: 'a line break at the end is refused', refused: discover(['eu-west-1\n']), message: message('"eu-west-1\\n"'), passes: discover(['eu-west-1']) },
    { sentence: 'a pattern is refused', refused: discover(['eu-*']), message: message('"eu-*"'), passes: discover(['*']) },
    { sentence: 'all beside others is refused', refused: discover(['*', 'eu-west-1']), message: alone('["*","eu-west-1"]'), passes: discover(['*']) },
    { sentence: 'none is refused', refused: discover([]), message: '\'regions\' must not be empty; got []; leave it out for the region of the stack, or give [\'*\'] for all', passes: discover(['eu-west-1']) },
    { sentence: 'another partition than that of the stack is refused', refused: discover(['cn-north-1']), message: partition('["cn-north-1"]', 'aws-cn and aws'), passes: discover(['me-south-1']) },
    { sentence: 'two partitions are refused', refused: discover(['eu-west-1', 'us-gov-west-1']), message: partition('["eu-west-1","us-gov-west-1"]', 'aws and aws-us-gov'), passes: discover(['eu-west-1', 'us-west-1']) },
    { sentence: 'a list that is none is refused', refused: discover('eu-west-1' as any), message: '\'regions\' must be a list; got "eu-west-1"; a single one is a list too: [ ... ]', passes: discover(['eu-west-1']) },
    { sentence: 'what is not set is refused', refused: discover(['eu-west-1', nothing]), message: '\'regions\' must be a list of values; got ["eu-west-1","undefined"]', passes: discover(['eu-west-1']) },
    {
      sentence: 'of a pattern of databases, a misspelt one is refused',
      refused: connect(() => RdsDatabase.any({ ...reader, regions: ['eu-wset-1'] })),
      message: message('"eu-wset-1"'),
      passes: connect(() => RdsDatabase.any({ ...reader, regions: ['eu-west-1'] })),
    },
    {
      sentence: 'of a single database, a misspelt one is refused',
      refused: connect(() => RdsDatabase.fromResourceId(ORDERS, { ...reader, region: 'eu-wset-1' })),
      message: '\'region\' must be an AWS region such as eu-west-1; got "eu-wset-1"; leave it out for the region of the stack',
      passes: connect(() => RdsDatabase.fromResourceId(ORDERS, { ...reader, region: 'eu-west-1' })),
    },
    {
      sentence: 'of a single database, all are refused: it is in one',
      refused: connect(() => RedshiftDatabase.fromClusterIdentifier('prod', { ...analyst, region: '*' })),
      message: '\'region\' must be an AWS region such as eu-west-1; got "*"; leave it out for the region of the stack',
      passes: connect(() => RedshiftDatabase.any({ ...analyst, regions: ['*'] })),
    },
    {
      sentence: 'of a single database, another partition is refused',
      refused: connect(() => RdsDatabase.fromResourceId(ORDERS, { ...reader, region: 'us-gov-west-1' })),
      message: '\'databases\' must name regions of one partition, the stack\'s, and not of aws-us-gov and aws; got ["us-gov-west-1"]; define a stack for each partition',
      passes: connect(() => RdsDatabase.fromResourceId(ORDERS, { ...reader, region: 'us-west-1' })),
    },
  ]);

  test.each([
    'us-east-1', 'ap-southeast-7', 'il-central-1', 'mx-central-1', 'ca-west-1', 'cn-northwest-1', 'us-gov-east-1', 'us-iso-west-1', 'us-isob-east-1', 'us-isof-south-1',
    'eu-isoe-west-1', 'eusc-de-east-1',
  ])('%s is one', (region) => {
    const stack = stackIn({});
    discover([region])(stack);
    expect(documentOf(stack).Statement[0].Condition).toEqual({ StringEquals: { 'aws:RequestedRegion': region } });
  });
});

describe('prefixes of secrets', () => {
  const message = (got: string) => '\'keyPrefix\' must be the start of a secret\'s name: letters, digits and /_+=.@- without a slash at either end, '
    + `at most 425 characters; got ${got}`;
  refuse([
    { sentence: 'nothing is refused', refused: store(''), message: message('""'), passes: store('a') },
    { sentence: 'a slash is refused', refused: store('/'), message: message('"/"'), passes: store('a/') },
    { sentence: 'a slash at the start is refused', refused: store('/x'), message: message('"/x"'), passes: store('x/y') },
    { sentence: 'a wildcard is refused', refused: store('a*'), message: message('"a*"'), passes: store('a+') },
    { sentence: '? is a wildcard for IAM', refused: store('tele?'), message: message('"tele?"'), passes: store('tele.') },
    { sentence: 'a space is refused', refused: store('my prefix'), message: message('"my prefix"'), passes: store('my-prefix') },
    { sentence: 'letters beyond ASCII are refused', refused: store('prüfung'), message: message('"prüfung"'), passes: store('pruefung') },
    { sentence: 'a policy variable is refused', refused: store('${aws:username}'), message: message('"${aws:username}"'), passes: store('username') },
    { sentence: '426 characters are too many for Secrets Manager', refused: store('a'.repeat(426)), message: message(`"${'a'.repeat(426)}"`), passes: store('a'.repeat(425)) },
    { sentence: 'what is not set is refused', refused: store(nothing), message: message('undefined'), passes: store('teleport') },
  ]);

  test('a slash at the end is dropped, as Teleport does', () => {
    const stack = stackIn();
    new TeleportDatabaseAccess(stack, 'Policy', { target: roleIn(stack), secretStores: [SecretStore.of('team/teleport//')] });
    expect(documentOf(stack).Statement[0].Resource).toEqual([
      'arn:aws:secretsmanager:eu-west-1:123456789012:secret:team/teleport/elasticache/eu-west-1/123456789012/user/*',
      'arn:aws:secretsmanager:eu-west-1:123456789012:secret:team/teleport/memorydb/eu-west-1/123456789012/user/*',
    ]);
  });
});

test('names that the library gives have at most 128 characters, in the region with the longest name as well', () => {
  const stack = stackIn();
  const target = iam.Role.fromRoleName(stack, 'Agent', 'agent');
  new TeleportDatabaseDiscoveryPolicy(stack, 'd'.repeat(200), { target, databaseTypes: [DatabaseType.RDS], selfGrant: SelfGrant.BOUNDED });
  new TeleportRdsConnectPolicy(stack, 'c'.repeat(200), { target, databases: [RdsDatabase.fromResourceId(ORDERS, reader)], inline: true });
  const [{ PolicyName }] = propertiesOf(stack, 'AWS::IAM::Policy');
  const names = propertiesOf(stack, 'AWS::IAM::ManagedPolicy').flatMap(({ ManagedPolicyName }) => ManagedPolicyName ?? []);
  expect([PolicyName, ...names].map((name) => name.replace('eu-west-1', 'ap-southeast-10').length)).toEqual([128, 127]); // CDK cuts in the middle
});

describe('tags that IAM can express', () => {
  const keys = (got: string) => '\'databaseTags\' must have tag keys of 1 to 128 letters, digits, spaces and _.:/=+-@ up to '
    + `U+00FF, no token, or be {"*":["*"]}; got ${got}`;
  const values = (got: string) => '\'databaseTags\' must have tag values of up to 256 letters, digits, spaces and '
    + `_.:/=+-@ up to U+00FF, where * matches any characters; IAM has no regular expressions; got ${got}`;
  const regex = '^(a|b)$';
  refuse([
    { sentence: 'a key with a wildcard is refused', refused: modify({ 'team-*': ['a'] }), message: keys('{"team-*":["a"]}'), passes: modify({ 'team-1': ['a'] }) },
    { sentence: 'every key with one value is refused', refused: modify({ '*': ['prod'] }), message: keys('{"*":["prod"]}'), passes: modify({ '*': ['*'] }) },
    { sentence: 'every key with any value or one is refused', refused: modify({ '*': ['*', 'prod'] }), message: keys('{"*":["*","prod"]}'), passes: modify({ '*': ['*'], 'env': ['*', 'prod'] }) },
    { sentence: 'an empty key is refused', refused: modify({ '': ['a'] }), message: keys('{"":["a"]}'), passes: modify({ a: ['a'] }) },
    { sentence: 'a key with a policy variable is refused', refused: modify({ '${aws:x}': ['a'] }), message: keys('{"${aws:x}":["a"]}'), passes: modify({ 'aws:x': ['a'] }) },
    { sentence: 'a key that no policy can have is refused', refused: modify({ łódź: ['a'] }), message: keys('{"łódź":["a"]}'), passes: modify({ é: ['a'] }) },
    { sentence: 'a key of 129 characters is refused', refused: modify({ ['k'.repeat(129)]: ['a'] }), message: keys(`{"${'k'.repeat(129)}":["a"]}`), passes: modify({ ['k'.repeat(128)]: ['a'] }) },
    { sentence: 'a regular expression is refused', refused: modify({ env: [regex] }), message: values(`{"env":["${regex}"]}`), passes: modify({ env: ['a', 'b'] }) },
    { sentence: '? is a wildcard that nobody meant', refused: modify({ env: ['prod?'] }), message: values('{"env":["prod?"]}'), passes: modify({ env: ['prod*'] }) },
    {
      sentence: 'a policy variable is refused',
      refused: modify({ env: ['${aws:PrincipalTag/env}'] }),
      message: values('{"env":["${aws:PrincipalTag/env}"]}'),
      passes: modify({ env: ['PrincipalTag/env'] }),
    },
    {
      sentence: 'a value of 257 characters is refused',
      refused: modify({ env: ['v'.repeat(257)] }),
      message: values(`{"env":["${'v'.repeat(257)}"]}`),
      passes: modify({ env: ['v'.repeat(256)] }),
    },
    { sentence: 'a number is refused', refused: modify({ port: [5432 as any] }), message: values('{"port":[5432]}'), passes: modify({ port: ['5432'] }) },
    {
      sentence: 'what is not set is refused, as no condition would be left',
      refused: modify({ env: [nothing] }),
      message: '\'databaseTags.env\' must be a list of values; got ["undefined"]',
      passes: modify({ env: ['prod'] }),
    },
    {
      sentence: 'a key without values is refused',
      refused: modify({ env: [] }),
      message: '\'databaseTags.env\' must not be empty; got []; give [\'*\'] for any value',
      passes: modify({ env: ['*'] }),
    },
    { sentence: 'no key at all is refused', refused: modify({}), message: '\'databaseTags\' must not be empty; got []; leave it out for all databases', passes: modify({ env: [''] }) },
  ]);

  test('a token as a key is refused, as IAM has to know which tag it is', () => {
    expect(() => modify({ [Lazy.string({ produce: () => 'env' })]: ['prod'] })(stackIn())).toThrow(/^'databaseTags' must have tag keys .*no token/);
    const stack = stackIn();
    modify({ env: [Lazy.string({ produce: () => 'prod' })] })(stack);
    expect(documentOf(stack).Statement[1].Condition).toEqual({ StringLike: { 'aws:ResourceTag/env': 'prod' } });
  });
});

describe('names and paths of policies', () => {
  const called = (policyName: string, more = {}): Call => (stack) => {
    new TeleportRdsConnectPolicy(stack, 'Policy', { target: roleIn(stack), databases: [RdsDatabase.fromResourceId(ORDERS, reader)], policyName, ...more });
  };
  const at = (path: string, more = {}): Call => (stack) => {
    new TeleportRdsConnectPolicy(stack, 'Policy', { target: roleIn(stack), databases: [RdsDatabase.fromResourceId(ORDERS, reader)], path, ...more });
  };
  const boundaryCalled = (policyName: string): Call => (stack) => {
    const policy = new TeleportRdsConnectPolicy(stack, 'Connect', { target: roleIn(stack), databases: [RdsDatabase.fromResourceId(ORDERS, reader)] });
    new TeleportDatabasePermissionsBoundary(stack, 'Policy', { policies: [policy], policyName });
  };
  const long = (length: number) => 'n'.repeat(length);
  const name = (got: string) => `'policyName' must be 1 to 128 letters, digits or +=,.@-_; got ${got}`;
  const path = (got: string) => `'path' must start and end with / and have at most 512 letters, digits or .,+@=_-/; got ${got}`;
  refuse([
    { sentence: 'a name of 129 characters is refused', refused: called(long(129)), message: name(`"${long(129)}"`), passes: called(long(128)) },
    { sentence: 'a name of 129 characters is refused inline', refused: called(long(129), { inline: true }), message: name(`"${long(129)}"`), passes: called(long(128), { inline: true }) },
    { sentence: 'a name of 129 characters is refused for a boundary', refused: boundaryCalled(long(129)), message: name(`"${long(129)}"`), passes: boundaryCalled(long(128)) },
    { sentence: 'an empty name is refused', refused: called(''), message: name('""'), passes: called('n') },
    { sentence: 'a name with a slash is refused', refused: called('teleport/db'), message: name('"teleport/db"'), passes: called('teleport-db') },
    { sentence: 'a name with a space is refused', refused: called('teleport db'), message: name('"teleport db"'), passes: called('teleport+=,.@-_db') },
    { sentence: 'a name with a letter beyond ASCII is refused', refused: called('téléport'), message: name('"téléport"'), passes: called('teleport') },
    { sentence: 'a name with a wildcard is refused', refused: called('teleport*'), message: name('"teleport*"'), passes: called('teleport') },
    { sentence: 'a path without a slash at the end is refused', refused: at('/teleport'), message: path('"/teleport"'), passes: at('/teleport/') },
    { sentence: 'a path without a slash at the start is refused', refused: at('teleport/'), message: path('"teleport/"'), passes: at('/teleport/db/') },
    { sentence: 'an empty path is refused', refused: at(''), message: path('""'), passes: at('/') },
    { sentence: 'a path with two slashes is refused', refused: at('/a//b/'), message: path('"/a//b/"'), passes: at('/a/b/') },
    { sentence: 'a path with a wildcard is refused', refused: at('/a*/'), message: path('"/a*/"'), passes: at('/a+/') },
    { sentence: 'a path with a policy variable is refused', refused: at('/${aws:x}/'), message: path('"/${aws:x}/"'), passes: at('/aws.x/') },
    { sentence: 'a path of 513 characters is refused', refused: at(`/${long(511)}/`), message: path(`"/${long(511)}/"`), passes: at(`/${long(510)}/`) },
    { sentence: 'an inline policy has no path', refused: at('/teleport/', { inline: true }), message: '\'path\' must be left out with \'inline\', because inline policies have none; got "/teleport/"', passes: at('/teleport/') },
  ]);

  test('a later grant fails if its policy cannot be called after the first', () => {
    const grant = (policyName: string) => {
      const stack = stackIn();
      const policy = new TeleportRdsConnectPolicy(stack, 'Policy', { target: roleIn(stack), databases: [RdsDatabase.fromResourceId(ORDERS, reader)], policyName });
      return () => policy.grantPrincipal.addToPrincipalPolicy(new iam.PolicyStatement({ actions: ['s3:ListAllMyBuckets'], resources: ['*'] }));
    };
    expect(grant(long(122))).toThrow(`'policyName' must be 1 to 121 letters, digits or +=,.@-_, as '-Grants' is appended; got "${long(122)}"`);
    expect(grant(long(121))).not.toThrow();
  });
});

describe('tokens', () => {
  const parameter = (stack: Stack, id: string) => new CfnParameter(stack, id).valueAsString;

  test('pass wherever a string is taken, and stand there unchanged', () => {
    const stack = stackIn();
    new TeleportDatabaseAccess(stack, 'Policy', {
      target: roleIn(stack),
      regions: [parameter(stack, 'Region')],
      databaseTypes: [DatabaseType.RDS],
      databaseTags: { env: [parameter(stack, 'Tag')] },
      allowDatabaseModification: true,
      secretStores: [SecretStore.of(parameter(stack, 'Prefix'))],
      databases: [
        RdsDatabase.fromResourceId(parameter(stack, 'Id'), { databaseUsers: [parameter(stack, 'User')] }),
        RedshiftDatabase.fromClusterIdentifier(parameter(stack, 'Cluster'), { databaseUsers: ['a'], databaseNames: [parameter(stack, 'Name')] }),
      ],
      policyName: parameter(stack, 'PolicyName'),
      path: parameter(stack, 'Path'),
    });
    const listed = (region: string) => ({ StringEquals: { 'aws:RequestedRegion': region } });
    expect(documentOf(stack).Statement).toEqual([
      { Sid: 'RDSDescribeInstances', Effect: 'Allow', Action: 'rds:DescribeDBInstances', Resource: '*', Condition: listed('<Region>') },
      {
        Sid: 'RDSAutoEnableIAMAuth',
        Effect: 'Allow',
        Action: 'rds:ModifyDBInstance',
        Resource: 'arn:aws:rds:<Region>:123456789012:db:*',
        Condition: { StringLike: { 'aws:ResourceTag/env': '<Tag>' } },
      },
      {
        Sid: 'ManagedUserSecrets',
        Effect: 'Allow',
        Action: [
          'secretsmanager:DescribeSecret', 'secretsmanager:CreateSecret', 'secretsmanager:UpdateSecret', 'secretsmanager:DeleteSecret',
          'secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue', 'secretsmanager:TagResource',
        ],
        Resource: [
          'arn:aws:secretsmanager:<Region>:123456789012:secret:<Prefix>/elasticache/<Region>/123456789012/user/*',
          'arn:aws:secretsmanager:<Region>:123456789012:secret:<Prefix>/memorydb/<Region>/123456789012/user/*',
        ],
      },
      { Sid: 'RDSDescribeInstances2', Effect: 'Allow', Action: 'rds:DescribeDBInstances', Resource: '*', Condition: listed('eu-west-1') },
      { Sid: 'RDSDescribeClusters', Effect: 'Allow', Action: 'rds:DescribeDBClusters', Resource: '*', Condition: listed('eu-west-1') },
      {
        Sid: 'RDSProxyDiscovery',
        Effect: 'Allow',
        Action: ['rds:DescribeDBProxies', 'rds:DescribeDBProxyEndpoints'],
        Resource: '*',
        Condition: listed('eu-west-1'),
      },
      { Sid: 'RDSConnect', Effect: 'Allow', Action: 'rds-db:connect', Resource: 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:<Id>/<User>' },
      { Sid: 'RedshiftFetchMetadata', Effect: 'Allow', Action: 'redshift:DescribeClusters', Resource: '*', Condition: listed('eu-west-1') },
      {
        Sid: 'RedshiftConnectAsDBUser',
        Effect: 'Allow',
        Action: 'redshift:GetClusterCredentials',
        Resource: ['arn:aws:redshift:eu-west-1:123456789012:dbuser:<Cluster>/a', 'arn:aws:redshift:eu-west-1:123456789012:dbname:<Cluster>/<Name>'],
      },
    ]);
    expect(propertiesOf(stack, 'AWS::IAM::ManagedPolicy')).toMatchObject([{ ManagedPolicyName: { Ref: 'PolicyName' }, Path: { Ref: 'Path' } }]);
  });

  test.each<[prop: string, call: (text: string) => Call]>([
    ['resourceId', (text) => connect(() => RdsDatabase.fromResourceId(text, reader))],
    ['clusterIdentifier', (text) => connect(() => RedshiftDatabase.fromClusterIdentifier(text, analyst))],
    ['replicationGroupId', (text) => connect(() => ElastiCacheDatabase.fromReplicationGroupId(text, reader))],
    ['clusterName', (text) => connect(() => MemoryDbDatabase.fromClusterName(text, reader))],
    ['workgroupName', workgroup],
    ['domainName', domain],
    ['keyPrefix', store],
    ['regions', (text) => discover([text])],
    ['region', (text) => connect(() => RdsDatabase.fromResourceId(ORDERS, { ...reader, region: text }))],
    ['path', (text) => (stack) => {
      new TeleportRdsConnectPolicy(stack, 'Policy', { target: roleIn(stack), databases: [RdsDatabase.fromResourceId(ORDERS, reader)], path: `/${text}/` });
    }],
  ])('do not hide a wildcard beside them in \'%s\'', (prop, call) => {
    for (const wildcard of ['*', '?', '${aws:username}']) {
      expect(() => call(`${Aws.STACK_NAME}${wildcard}`)(stackIn())).toThrow(new RegExp(`^'${prop}' must `));
      expect(() => call(`${wildcard}${Aws.STACK_NAME}`)(stackIn())).toThrow(new RegExp(`^'${prop}' must `));
    }
  });

  test.each<[prop: string, call: (text: string) => Call]>([
    ['databaseUsers', (text) => connect(() => RdsDatabase.fromResourceId(ORDERS, { databaseUsers: [text] }))],
    ['databaseNames', (text) => connect(() => RedshiftDatabase.fromClusterIdentifier('prod', { databaseUsers: ['a'], databaseNames: [text] }))],
    ['databaseTags', (text) => modify({ env: [text] })],
  ])('stand beside the * that \'%s\' may have, not beside other wildcards', (prop, call) => {
    const stack = stackIn();
    call(`${Aws.STACK_NAME}-*`)(stack);
    expect(JSON.stringify(documentOf(stack))).toContain('<AWS::StackName>-*');
    expect(() => call(`${Aws.STACK_NAME}?`)(stackIn())).toThrow(new RegExp(`^'${prop}' must `));
    expect(() => call(`${Aws.STACK_NAME}\${aws:username}`)(stackIn())).toThrow(new RegExp(`^'${prop}' must `));
  });

  test('in a number count as what CDK makes of them', () => {
    const stack = stackIn();
    const port = Token.asNumber(Fn.ref('Port'));
    connect(() => RdsDatabase.fromResourceId(ORDERS, { databaseUsers: [`app${port}`] }))(stack);
    expect(documentOf(stack).Statement[2].Resource).toBe('arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-ABCDEFGHIJKL01234/app<Port>');
  });
});
