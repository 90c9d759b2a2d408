import { Aws, CfnParameter, Fn, Lazy, Stack, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import {
  AssumedRole, DatabaseType, ElastiCacheDatabase, MemoryDbDatabase, OpenSearchDatabase, RdsDatabase, RedshiftDatabase, RedshiftServerlessDatabase,
  SecretStore, SelfGrant, TeleportDatabase, TeleportDatabaseAccess, TeleportDatabaseDiscoveryPolicy, TeleportDatabasePermissionsBoundary,
  TeleportRdsConnectPolicy,
} from '../../src/index';
import { Call, refuse, Refusal } from '../support/refusals';
import { documentOf, resourcesOfType, roleIn, stackIn } from '../support/template';

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
  const message = (got: string) => '\'resourceId\' has to be an AWS resource ID: db-... (instance), cluster-... (Aurora) or prx-... (proxy), '
    + `as the Configuration tab of the RDS console shows it, at most 34 characters, got ${got}`;
  refuse([
    ['the name of a database is none', id('orders'), message('"orders"'), id(ORDERS)],
    ['nor is a prefix alone', id('db-'), message('"db-"'), id('db-A')],
    ['nor an empty string', id(''), message('""'), id('cluster-A')],
    ['a wildcard is refused', id('db-ABC*'), message('"db-ABC*"'), id('db-ABC')],
    ['a wildcard alone is refused: any() is the word for it', id('*'), message('"*"'), connect(() => RdsDatabase.any(reader))],
    ['a user is no part of it', id('db-ABC/x'), message('"db-ABC/x"'), connect(() => RdsDatabase.fromResourceId('db-ABC', { databaseUsers: ['x'] }))],
    ['? is a wildcard for IAM', id('db-AB?'), message('"db-AB?"'), id('db-AB0')],
    ['lower case is refused, but for proxies', id('db-abc'), message('"db-abc"'), id('prx-0abc')],
    ['another prefix is refused', id('cls-ABC'), message('"cls-ABC"'), id('cluster-ABC')],
    ['a line break at the end is refused', id('db-ABC\n'), message('"db-ABC\\n"'), id('db-ABC')],
    ['a space is refused', id(' db-ABC'), message('" db-ABC"'), id('db-ABC')],
    ['letters beyond ASCII are refused', id('db-ÄBC'), message('"db-ÄBC"'), id('db-ABC')],
    ['a policy variable is refused', id('${aws:userid}'), message('"${aws:userid}"'), id('db-ABC')],
    ['35 characters are too many', id(`db-${'A'.repeat(32)}`), message(`"db-${'A'.repeat(32)}"`), id(`db-${'A'.repeat(31)}`)],
    ['what is not set is refused', id(nothing), message('undefined'), id('db-ABC')],
  ]);
});

describe('identifiers of Redshift clusters', () => {
  const id = (clusterIdentifier: string) => connect(() => RedshiftDatabase.fromClusterIdentifier(clusterIdentifier, analyst));
  const message = (got: string) => '\'clusterIdentifier\' has to be lower-case letters, digits and single hyphens, a letter first and no hyphen last, '
    + `at most 63 characters, got ${got}`;
  refuse([
    ['a pattern is refused', id('prod-*'), message('"prod-*"'), id('prod-1')],
    ['a wildcard alone is refused: any() is the word for it', id('*'), message('"*"'), connect(() => RedshiftDatabase.any(analyst))],
    ['? is a wildcard for IAM', id('prod-?'), message('"prod-?"'), id('prod-a')],
    ['upper case is refused', id('Prod'), message('"Prod"'), id('prod')],
    ['a hyphen at the end is refused', id('prod-'), message('"prod-"'), id('prod-a')],
    ['two hyphens are refused', id('prod--a'), message('"prod--a"'), id('prod-a')],
    ['a digit at the start is refused', id('1prod'), message('"1prod"'), id('prod1')],
    ['nothing is refused', id(''), message('""'), id('a')],
    ['a database is no part of it', id('prod/sales'), message('"prod/sales"'), id('prod')],
    ['64 characters are too many', id('a'.repeat(64)), message(`"${'a'.repeat(64)}"`), id('a'.repeat(63))],
    ['what is not set is refused', id(nothing), message('undefined'), id('prod')],
  ]);
});

describe('database users and names', () => {
  const user = (name: string) => connect(() => RdsDatabase.fromResourceId(ORDERS, { databaseUsers: [name] }));
  const named = (name: string) => connect(() => RedshiftDatabase.fromClusterIdentifier('prod', { databaseUsers: ['analyst'], databaseNames: [name] }));
  const message = (prop: string, got: string) => `'${prop}' has to be a name of printable characters without space, /, :, ?, ", \\ and \${; * stands for any `
    + `characters, at most 127 characters, got ${got}`;
  const BAD: [sentence: string, bad: string, shown: string, good: string][] = [
    ['a slash is refused', 'a/b', '"a/b"', 'a.b'],
    ['? is a wildcard that nobody meant', 'app?', '"app?"', 'app*'],
    ['nothing is refused', '', '""', 'a'],
    ['a policy variable is a wildcard that nobody typed', '${aws:username}', '"${aws:username}"', '$app{}'],
    ['a policy variable is refused wherever it stands', 'app-${aws:PrincipalTag/team}', '"app-${aws:PrincipalTag/team}"', 'app-$team'],
    ['an escaped wildcard is one as well', '${*}', '"${*}"', '*'],
    ['a colon is refused', 'IAM:app', '"IAM:app"', 'IAM-app'],
    ['a space is refused', 'app user', '"app user"', 'app_user'],
    ['a quote is refused', 'app"', '"app\\""', 'app\''],
    ['a backslash is refused', 'app\\', '"app\\\\"', 'app^'],
    ['a line break is refused', 'app\n', '"app\\n"', 'app'],
    ['characters that no policy can have are refused', 'appł', '"appł"', 'appé'],
    ['128 characters are too many', 'a'.repeat(128), `"${'a'.repeat(128)}"`, 'a'.repeat(127)],
    ['a number is refused', 42 as any, '42', '42'],
  ];
  describe('databaseUsers', () => refuse(BAD.map(([sentence, bad, shown, good]): Refusal => [sentence, user(bad), message('databaseUsers', shown), user(good)])));
  describe('databaseNames', () => refuse(BAD.map(([sentence, bad, shown, good]): Refusal => [sentence, named(bad), message('databaseNames', shown), named(good)])));
});

describe('names of caches, workgroups and domains', () => {
  const group = (id: string) => connect(() => ElastiCacheDatabase.fromReplicationGroupId(id, { databaseUsers: ['reader'] }));
  const cacheUser = (name: string) => connect(() => ElastiCacheDatabase.fromReplicationGroupId('sessions', { databaseUsers: [name] }));
  const cluster = (name: string) => connect(() => MemoryDbDatabase.fromClusterName(name, { databaseUsers: ['reader'] }));
  const cacheName = (prop: string, got: string) => `'${prop}' has to be lower-case letters, digits and single hyphens, a letter first and no hyphen last, at most 40 characters, got ${got}`;
  refuse([
    ['a pattern of replication groups is refused', group('prod-*'), cacheName('replicationGroupId', '"prod-*"'), group('prod-1')],
    ['a pattern of MemoryDB clusters is refused', cluster('prod-*'), cacheName('clusterName', '"prod-*"'), cluster('prod-1')],
    [
      'a pattern of workgroups is refused', workgroup('prod-*'),
      '\'workgroupName\' has to be 3 to 64 lower-case letters, digits and hyphens, at most 64 characters, got "prod-*"', workgroup('prod-1'),
    ],
    [
      'a pattern of domains is refused', domain('prod-*'),
      '\'domainName\' has to be 3 to 28 lower-case letters, digits and hyphens, a letter first, at most 28 characters, got "prod-*"', domain('prod-1'),
    ],
    [
      'a cache user with ? is refused', cacheUser('app?'),
      '\'databaseUsers\' has to be the id of a user: letters, digits and hyphens, a letter first; * stands for any characters, at most 40 characters, got "app?"',
      cacheUser('app-*'),
    ],
  ]);
});

describe('regions', () => {
  const message = (got: string) => `'regions' has to name AWS regions such as eu-west-1, or be ['*'], got ${got}`;
  const alone = (got: string) => `'regions' has to be ['*'] alone or a list of regions, got ${got}`;
  const partition = (regions: string, partitions: string) => `'regions' has to name regions of one partition, that of the stack, got ${regions} in ${partitions}; `
    + 'define a stack for each partition';
  refuse([
    ['a misspelt one is refused', discover(['eu-wset-1']), message('"eu-wset-1"'), discover(['eu-west-1'])],
    ['one without a number is refused', discover(['us-east']), message('"us-east"'), discover(['us-east-1'])],
    ['an empty one is refused', discover(['']), message('""'), discover(['us-east-1'])],
    ['an availability zone is none', discover(['eu-west-1a']), message('"eu-west-1a"'), discover(['eu-west-1'])],
    ['upper case is refused', discover(['EU-WEST-1']), message('"EU-WEST-1"'), discover(['eu-west-1'])],
    ['a line break at the end is refused', discover(['eu-west-1\n']), message('"eu-west-1\\n"'), discover(['eu-west-1'])],
    ['a pattern is refused', discover(['eu-*']), message('"eu-*"'), discover(['*'])],
    ['all beside others is refused', discover(['*', 'eu-west-1']), alone('["*","eu-west-1"]'), discover(['*'])],
    ['none is refused', discover([]), '\'regions\' has to name at least one, got none; leave it out for the region of the stack, or give [\'*\'] for all', discover(['eu-west-1'])],
    ['another partition than that of the stack is refused', discover(['cn-north-1']), partition('["cn-north-1"]', 'aws-cn and aws'), discover(['me-south-1'])],
    ['two partitions are refused', discover(['eu-west-1', 'us-gov-west-1']), partition('["eu-west-1","us-gov-west-1"]', 'aws and aws-us-gov'), discover(['eu-west-1', 'us-west-1'])],
    ['a list that is none is refused', discover('eu-west-1' as any), '\'regions\' has to be a list, got "eu-west-1"', discover(['eu-west-1'])],
    ['what is not set is refused', discover(['eu-west-1', nothing]), '\'regions\' has to be a list of values, got ["eu-west-1","undefined"]', discover(['eu-west-1'])],
    [
      'of a pattern of databases, a misspelt one is refused',
      connect(() => RdsDatabase.any({ ...reader, regions: ['eu-wset-1'] })), message('"eu-wset-1"'), connect(() => RdsDatabase.any({ ...reader, regions: ['eu-west-1'] })),
    ],
    [
      'of a single database, a misspelt one is refused',
      connect(() => RdsDatabase.fromResourceId(ORDERS, { ...reader, region: 'eu-wset-1' })),
      '\'region\' has to be an AWS region such as eu-west-1, got "eu-wset-1"; leave it out for the region of the stack',
      connect(() => RdsDatabase.fromResourceId(ORDERS, { ...reader, region: 'eu-west-1' })),
    ],
    [
      'of a single database, all are refused: it is in one',
      connect(() => RedshiftDatabase.fromClusterIdentifier('prod', { ...analyst, region: '*' })),
      '\'region\' has to be an AWS region such as eu-west-1, got "*"; leave it out for the region of the stack',
      connect(() => RedshiftDatabase.any({ ...analyst, regions: ['*'] })),
    ],
    [
      'of a single database, another partition is refused',
      connect(() => RdsDatabase.fromResourceId(ORDERS, { ...reader, region: 'us-gov-west-1' })),
      '\'databases\' has to name regions of one partition, that of the stack, got ["us-gov-west-1"] in aws-us-gov and aws; define a stack for each partition',
      connect(() => RdsDatabase.fromResourceId(ORDERS, { ...reader, region: 'us-west-1' })),
    ],
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
  const message = (got: string) => '\'keyPrefix\' has to be the start of a secret\'s name: letters, digits and /_+=.@- without a slash first, '
    + `at most 425 characters, got ${got}`;
  refuse([
    ['nothing is refused', store(''), message('""'), store('a')],
    ['a slash is refused', store('/'), message('"/"'), store('a/')],
    ['a slash at the start is refused', store('/x'), message('"/x"'), store('x/y')],
    ['a wildcard is refused', store('a*'), message('"a*"'), store('a+')],
    ['? is a wildcard for IAM', store('tele?'), message('"tele?"'), store('tele.')],
    ['a space is refused', store('my prefix'), message('"my prefix"'), store('my-prefix')],
    ['letters beyond ASCII are refused', store('prüfung'), message('"prüfung"'), store('pruefung')],
    ['a policy variable is refused', store('${aws:username}'), message('"${aws:username}"'), store('username')],
    ['426 characters are too many for Secrets Manager', store('a'.repeat(426)), message(`"${'a'.repeat(426)}"`), store('a'.repeat(425))],
    ['what is not set is refused', store(nothing), message('undefined'), store('teleport')],
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
  const [[, { PolicyName }]] = resourcesOfType(stack, 'AWS::IAM::Policy');
  const names = resourcesOfType(stack, 'AWS::IAM::ManagedPolicy').flatMap(([, { ManagedPolicyName }]) => ManagedPolicyName ?? []);
  expect([PolicyName, ...names].map((name) => name.replace('eu-west-1', 'ap-southeast-10').length)).toEqual([128, 127]); // CDK cuts in the middle
});

describe('tags that IAM can express', () => {
  const keys = (got: string) => '\'databaseTags\' has to have tag keys that IAM can write as a condition (1 to 128 letters, digits, spaces and _.:/=+-@ up to '
    + `U+00FF, no token), or be {"*":["*"]}, got ${got}`;
  const values = (value: string, got: string) => '\'databaseTags\' has to have tag values that IAM can write as a condition (up to 256 letters, digits, spaces and '
    + `_.:/=+-@ up to U+00FF, * for any characters; no regular expression), got ${value} in ${got}`;
  const regex = '^(a|b)$';
  refuse([
    ['a key with a wildcard is refused', modify({ 'team-*': ['a'] }), keys('{"team-*":["a"]}'), modify({ 'team-1': ['a'] })],
    ['every key with one value is refused', modify({ '*': ['prod'] }), keys('{"*":["prod"]}'), modify({ '*': ['*'] })],
    ['every key with any value or one is refused', modify({ '*': ['*', 'prod'] }), keys('{"*":["*","prod"]}'), modify({ '*': ['*'], 'env': ['*', 'prod'] })],
    ['an empty key is refused', modify({ '': ['a'] }), keys('{"":["a"]}'), modify({ a: ['a'] })],
    ['a key with a policy variable is refused', modify({ '${aws:x}': ['a'] }), keys('{"${aws:x}":["a"]}'), modify({ 'aws:x': ['a'] })],
    ['a key that no policy can have is refused', modify({ łódź: ['a'] }), keys('{"łódź":["a"]}'), modify({ é: ['a'] })],
    ['a key of 129 characters is refused', modify({ ['k'.repeat(129)]: ['a'] }), keys(`{"${'k'.repeat(129)}":["a"]}`), modify({ ['k'.repeat(128)]: ['a'] })],
    ['a regular expression is refused', modify({ env: [regex] }), values(`"${regex}"`, `{"env":["${regex}"]}`), modify({ env: ['a', 'b'] })],
    ['? is a wildcard that nobody meant', modify({ env: ['prod?'] }), values('"prod?"', '{"env":["prod?"]}'), modify({ env: ['prod*'] })],
    ['a policy variable is refused', modify({ env: ['${aws:PrincipalTag/env}'] }), values('"${aws:PrincipalTag/env}"', '{"env":["${aws:PrincipalTag/env}"]}'),
      modify({ env: ['PrincipalTag/env'] })],
    ['a value of 257 characters is refused', modify({ env: ['v'.repeat(257)] }), values(`"${'v'.repeat(257)}"`, `{"env":["${'v'.repeat(257)}"]}`),
      modify({ env: ['v'.repeat(256)] })],
    ['a number is refused', modify({ port: [5432 as any] }), values('5432', '{"port":[5432]}'), modify({ port: ['5432'] })],
    ['what is not set is refused, as no condition would be left', modify({ env: [nothing] }), '\'databaseTags.env\' has to be a list of values, got ["undefined"]',
      modify({ env: ['prod'] })],
    ['a key without values is refused', modify({ env: [] }), '\'databaseTags.env\' has to name at least one, got none; give [\'*\'] for any value',
      modify({ env: ['*'] })],
    ['no key at all is refused', modify({}), '\'databaseTags\' has to name at least one, got none; leave it out for all databases', modify({ env: [''] })],
  ]);

  test('a token as a key is refused, as IAM has to know which tag it is', () => {
    expect(() => modify({ [Lazy.string({ produce: () => 'env' })]: ['prod'] })(stackIn())).toThrow(/^'databaseTags' has to have tag keys .*no token/);
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
  const name = (got: string) => `'policyName' has to be 1 to 128 letters, digits or +=,.@-_, got ${got}`;
  const path = (got: string) => `'path' has to start and end with / and have at most 512 letters, digits or .,+@=_-/, got ${got}`;
  refuse([
    ['a name of 129 characters is refused', called(long(129)), name(`"${long(129)}"`), called(long(128))],
    ['a name of 129 characters is refused inline', called(long(129), { inline: true }), name(`"${long(129)}"`), called(long(128), { inline: true })],
    ['a name of 129 characters is refused for a boundary', boundaryCalled(long(129)), name(`"${long(129)}"`), boundaryCalled(long(128))],
    ['an empty name is refused', called(''), name('""'), called('n')],
    ['a name with a slash is refused', called('teleport/db'), name('"teleport/db"'), called('teleport-db')],
    ['a name with a space is refused', called('teleport db'), name('"teleport db"'), called('teleport+=,.@-_db')],
    ['a name with a letter beyond ASCII is refused', called('téléport'), name('"téléport"'), called('teleport')],
    ['a name with a wildcard is refused', called('teleport*'), name('"teleport*"'), called('teleport')],
    ['a path without a slash at the end is refused', at('/teleport'), path('"/teleport"'), at('/teleport/')],
    ['a path without a slash at the start is refused', at('teleport/'), path('"teleport/"'), at('/teleport/db/')],
    ['an empty path is refused', at(''), path('""'), at('/')],
    ['a path with two slashes is refused', at('/a//b/'), path('"/a//b/"'), at('/a/b/')],
    ['a path with a wildcard is refused', at('/a*/'), path('"/a*/"'), at('/a+/')],
    ['a path with a policy variable is refused', at('/${aws:x}/'), path('"/${aws:x}/"'), at('/aws.x/')],
    ['a path of 513 characters is refused', at(`/${long(511)}/`), path(`"/${long(511)}/"`), at(`/${long(510)}/`)],
    ['an inline policy has no path', at('/teleport/', { inline: true }), '\'path\' is for managed policies, an inline policy has none, got "/teleport/"; leave it out', at('/teleport/')],
  ]);

  test('a later grant fails if its policy cannot be called after the first', () => {
    const grant = (policyName: string) => {
      const stack = stackIn();
      const policy = new TeleportRdsConnectPolicy(stack, 'Policy', { target: roleIn(stack), databases: [RdsDatabase.fromResourceId(ORDERS, reader)], policyName });
      return () => policy.grantPrincipal.addToPrincipalPolicy(new iam.PolicyStatement({ actions: ['s3:ListAllMyBuckets'], resources: ['*'] }));
    };
    expect(grant(long(122))).toThrow(`'policyName' has to be 1 to 121 letters, digits or +=,.@-_, as '-Grants' is appended, got "${long(122)}"`);
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
    expect(resourcesOfType(stack, 'AWS::IAM::ManagedPolicy')).toMatchObject([[expect.any(String), { ManagedPolicyName: { Ref: 'PolicyName' }, Path: { Ref: 'Path' } }]]);
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
      expect(() => call(`${Aws.STACK_NAME}${wildcard}`)(stackIn())).toThrow(new RegExp(`^'${prop}' has to `));
      expect(() => call(`${wildcard}${Aws.STACK_NAME}`)(stackIn())).toThrow(new RegExp(`^'${prop}' has to `));
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
    expect(() => call(`${Aws.STACK_NAME}?`)(stackIn())).toThrow(new RegExp(`^'${prop}' has to `));
    expect(() => call(`${Aws.STACK_NAME}\${aws:username}`)(stackIn())).toThrow(new RegExp(`^'${prop}' has to `));
  });

  test('in a number count as what CDK makes of them', () => {
    const stack = stackIn();
    const port = Token.asNumber(Fn.ref('Port'));
    connect(() => RdsDatabase.fromResourceId(ORDERS, { databaseUsers: [`app${port}`] }))(stack);
    expect(documentOf(stack).Statement[2].Resource).toBe('arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-ABCDEFGHIJKL01234/app<Port>');
  });
});
