import { Aws, CfnMapping, CfnParameter, CfnResource, CustomResource, Fn, Lazy, Stack, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import * as fc from 'fast-check';
import {
  AssumedRole, DatabaseType, ElastiCacheDatabase, MemoryDbDatabase, OpenSearchDatabase, RdsDatabase, RedshiftDatabase, SecretStore, SelfGrant,
  TeleportAgentPrincipal, TeleportDatabaseAccess, TeleportDatabaseDiscoveryPolicy, TeleportDatabasePermissionsBoundary,
} from '../../src';
import { acknowledging } from '../support/acknowledging';
import { validationErrors } from '../support/synthesis-errors';
import { roleIn, stackIn, warningsBelow } from '../support/template';
import { mapping, Wrap, WRAPS } from '../support/wraps';

/** Where a text is given. */
interface Place {
  /** What the message calls it: a regular expression. */
  readonly prop: string;
  readonly give: (stack: Stack, text: string) => void;
  readonly passes: string;
  /** Nearly the same. */
  readonly refused: string;
}

const access = (stack: Stack, props: object) => void new TeleportDatabaseAccess(stack, 'Policy', {
  target: roleIn(stack), databases: [RdsDatabase.fromResourceId('db-0', { databaseUsers: ['app'] })], ...props,
});
const user = { databaseUsers: ['app'] };
const agent = (stack: Stack, options = {}) => new TeleportAgentPrincipal(roleIn(stack, 'Agent', { roleName: 'agent' }), options);
const trusting = (stack: Stack, assumedBy: iam.IPrincipal) => void new iam.Role(stack, 'Access', { assumedBy });
const assuming = (stack: Stack, role: iam.IRole, options = {}) => access(stack, { assumedRoles: [AssumedRole.fromRole(role, options)] });
const boundaryOf = (stack: Stack, props: object) => {
  const policy = new TeleportDatabaseAccess(stack, 'Policy', { target: roleIn(stack), databases: [RdsDatabase.fromResourceId('db-0', user)] });
  new TeleportDatabasePermissionsBoundary(stack, 'Boundary', { policies: [policy], ...props });
};
const ROLE = 'arn:aws:iam::123456789012:role';

const PLACES: { readonly [name: string]: Place } = {
  'a resource id': {
    prop: 'resourceId', passes: 'db-ABC0', refused: 'db-*', give: (stack, text) => access(stack, { databases: [RdsDatabase.fromResourceId(text, user)] }),
  },
  'a database user': {
    prop: 'databaseUsers', passes: 'app-*', refused: 'app-?', give: (stack, text) => access(stack, { databases: [RdsDatabase.any({ databaseUsers: [text] })] }),
  },
  'a cluster identifier': {
    prop: 'clusterIdentifier',
    passes: 'main-1',
    refused: 'main--1',
    give: (stack, text) => access(stack, { databases: [RedshiftDatabase.fromClusterIdentifier(text, { ...user, databaseNames: ['dev'] })] }),
  },
  'a database name': {
    prop: 'databaseNames',
    passes: 'dev*',
    refused: 'dev/',
    give: (stack, text) => access(stack, { databases: [RedshiftDatabase.fromClusterIdentifier('main', { ...user, databaseNames: [text] })] }),
  },
  'a replication group': {
    prop: 'replicationGroupId',
    passes: 'cache',
    refused: 'Cache',
    give: (stack, text) => access(stack, { databases: [ElastiCacheDatabase.fromReplicationGroupId(text, user)] }),
  },
  'a cache user': {
    prop: 'databaseUsers', passes: 'app', refused: '1app', give: (stack, text) => access(stack, { databases: [ElastiCacheDatabase.any({ databaseUsers: [text] })] }),
  },
  'a MemoryDB cluster': {
    prop: 'clusterName', passes: 'cache', refused: 'cache-', give: (stack, text) => access(stack, { databases: [MemoryDbDatabase.fromClusterName(text, user)] }),
  },
  'a domain': {
    prop: 'domainName',
    passes: 'logs',
    refused: 'lo',
    give: (stack, text) => access(stack, {
      databases: [OpenSearchDatabase.fromDomainName(text, { databaseRoles: [AssumedRole.fromRole(iam.Role.fromRoleArn(stack, 'User', `${ROLE}/app`))] })],
    }),
  },
  'a prefix': {
    prop: 'keyPrefix', passes: 'team/a', refused: '/team', give: (stack, text) => access(stack, { secretStores: [SecretStore.of(text)] }),
  },
  'a region to discover in': {
    prop: 'regions',
    passes: 'ap-northeast-1',
    refused: 'ap-nordeast-1',
    give: (stack, text) => void new TeleportDatabaseDiscoveryPolicy(stack, 'Policy', { target: roleIn(stack), databaseTypes: [DatabaseType.RDS], regions: [text] }),
  },
  'the region of a database': {
    prop: 'regions?', passes: 'us-east-1', refused: 'us-*-1', give: (stack, text) => access(stack, { databases: [RdsDatabase.fromResourceId('db-1', { ...user, region: text })] }),
  },
  'a key': {
    prop: 'encryptionKey',
    passes: 'arn:aws:kms:eu-west-1:123456789012:key/a-1',
    refused: 'arn:aws:kms:eu-west-1:123456789012:key/*',
    give: (stack, text) => access(stack, { secretStores: [SecretStore.of('team', { encryptionKey: kms.Key.fromKeyArn(stack, 'Key', text) })] }),
  },
  'the name of a role to assume': {
    prop: 'role|assumedRoles', passes: 'db-access', refused: 'db-*', give: (stack, text) => assuming(stack, iam.Role.fromRoleName(stack, 'Access', text)),
  },
  'an external id': {
    prop: 'externalId',
    passes: 'team:1',
    refused: 'team*',
    give: (stack, text) => assuming(stack, iam.Role.fromRoleArn(stack, 'Access', `${ROLE}/app`), { externalId: text }),
  },
  'a session tag': {
    prop: 'sessionTags',
    passes: 'team 1',
    refused: 'team?',
    give: (stack, text) => assuming(stack, iam.Role.fromRoleArn(stack, 'Access', `${ROLE}/app`), { sessionTags: { team: text } }),
  },
  'the tag of a database': {
    prop: 'databaseTags',
    passes: 'prod-*',
    refused: 'prod-?',
    give: (stack, text) => void new TeleportDatabaseDiscoveryPolicy(stack, 'Policy', {
      target: roleIn(stack), databaseTypes: [DatabaseType.RDS], allowDatabaseModification: true, databaseTags: { env: [text] },
    }),
  },
  'the tag of a database that is not modified': {
    prop: 'databaseTags',
    passes: 'prod-*',
    refused: 'prod-?',
    give: (stack, text) => void new TeleportDatabaseDiscoveryPolicy(stack, 'Policy', {
      target: roleIn(stack), databaseTypes: [DatabaseType.RDS], databaseTags: { env: [text] },
    }),
  },
  'a resource id behind a role': {
    prop: 'resourceId',
    passes: 'db-0',
    refused: 'db-?',
    give: (stack, text) => access(stack, {
      databases: [RdsDatabase.fromResourceId(text, { ...user, assumedRole: AssumedRole.fromRole(iam.Role.fromRoleArn(stack, 'Access', `${ROLE}/app`)) })],
    }),
  },
  'the name of the target': {
    prop: 'target', passes: 'agent', refused: 'agent*', give: (stack, text) => access(stack, { target: iam.Role.fromRoleName(stack, 'Target', text) }),
  },
  'the name of a policy': { prop: 'policyName', passes: 'teleport', refused: 'tele port', give: (stack, text) => access(stack, { policyName: text }) },
  'the path of a policy': { prop: 'path', passes: '/teleport/', refused: '/teleport', give: (stack, text) => access(stack, { path: text }) },
  'the name of a boundary': { prop: 'policyName', passes: 'boundary', refused: 'bound*', give: (stack, text) => boundaryOf(stack, { policyName: text }) },
  'the path of a boundary': { prop: 'path', passes: '/teleport/', refused: 'teleport/', give: (stack, text) => boundaryOf(stack, { path: text }) },
  'an organization': {
    prop: 'organizationId',
    passes: 'o-abcdef1234',
    refused: 'o-*',
    give: (stack, text) => access(stack, { assumedRoles: [AssumedRole.inOrganization(text, { roleName: 'access' })] }),
  },
  'the organization of a trust': {
    prop: 'organizationId', passes: 'o-abcdef1234', refused: 'o-abcdef123', give: (stack, text) => trusting(stack, agent(stack, { organizationId: text })),
  },
  'the external id of a trust': {
    prop: 'externalId', passes: 'team:1', refused: 't', give: (stack, text) => trusting(stack, agent(stack, { externalId: text })),
  },
  'a session tag of a trust': {
    prop: 'sessionTags', passes: 'team', refused: 'team*', give: (stack, text) => trusting(stack, agent(stack, { sessionTags: { team: text } })),
  },
  'the name of a trusted agent': {
    prop: 'agent', passes: 'agent', refused: 'agent?', give: (stack, text) => trusting(stack, new TeleportAgentPrincipal(iam.Role.fromRoleName(stack, 'Agent', text))),
  },
};

const each = <T>(table: { readonly [name: string]: T }) => Object.entries(table).map(([name, item]) => ({ name, item }));

/** What is refused, at once or at synthesis. */
function errorsOf(give: (stack: Stack) => void): string[] {
  const stack = stackIn();
  try {
    give(stack);
  } catch (error) {
    return [(error as Error).message];
  }
  return validationErrors(stack);
}

describe.each(each(PLACES))('$name', ({ item: { prop, give, passes, refused } }) => {
  test('passes as a literal, and is refused where it is nearly the same', () => {
    expect(errorsOf((stack) => give(stack, passes))).toEqual([]);
    expect(errorsOf((stack) => give(stack, refused))).toEqual([expect.stringMatching(`^'(${prop})' must `)]);
  });

  test.each(each(WRAPS))('$name: the same', ({ item: wrap }) => {
    expect(errorsOf((stack) => give(stack, wrap(stack, passes)))).toEqual([]);
    expect(errorsOf((stack) => give(stack, wrap(stack, refused)))).toEqual([expect.stringMatching(`^'(${prop})' must `)]);
  });
});

describe('AWS::NoValue, with which CloudFormation drops a whole condition,', () => {
  test.each(each(PLACES))('is refused as $name', ({ item: { prop, give, passes } }) => {
    const dropped = [expect.stringMatching(`^'(${prop})' must .*AWS::NoValue`)];
    expect(errorsOf((stack) => give(stack, Aws.NO_VALUE))).toEqual(dropped);
    expect(errorsOf((stack) => give(stack, Fn.conditionIf('Always', passes, Aws.NO_VALUE).toString()))).toEqual(dropped);
  });

  test.each<[sentence: string, props: Partial<iam.RoleProps>]>([
    ['name', { roleName: Fn.conditionIf('Named', 'agent', Aws.NO_VALUE).toString() }],
    ['path', { path: Fn.conditionIf('Named', '/agent/', Aws.NO_VALUE).toString() }],
  ])('is the default of the %s of a role', (_, props) => {
    expect(errorsOf((stack) => access(stack, { target: roleIn(stack, 'Owned', props) }))).toEqual([]);
  });
});

describe('a token that is no text, so that CDK would write nothing or something else,', () => {
  test.each(each(PLACES))('is refused as $name', ({ item: { prop, give, passes } }) => {
    [undefined, null, [], [passes], {}, { a: passes, b: passes }].forEach((value) => {
      expect(errorsOf((stack) => give(stack, Token.asString(Lazy.any({ produce: () => value }))))).toEqual([expect.stringMatching(`^'(${prop})' must `)]);
    });
  });
});

test.each(each(PLACES))('a branch that is nothing is refused as $name', ({ item: { prop, give, passes } }) => {
  const branch = (value: unknown) => (stack: Stack) => give(stack, Fn.conditionIf('Always', passes, Lazy.any({ produce: () => value })).toString());
  expect(errorsOf(branch(undefined))).toEqual([expect.stringMatching(`^'(${prop})' must .*undefined`)]);
  expect(errorsOf(branch(passes))).toEqual([]);
});

test('a list in a mapping gives a text for each of its items', () => {
  const userIn = (stack: Stack, text: string) =>
    Fn.select(0, Token.asList(new CfnMapping(stack, 'Map', { mapping: { here: { users: ['app', text] } } }).findInMap('here', 'users')));
  expect(errorsOf((stack) => access(stack, { databases: [RdsDatabase.any({ databaseUsers: [userIn(stack, 'reader')] })] }))).toEqual([]);
  expect(errorsOf((stack) => access(stack, { databases: [RdsDatabase.any({ databaseUsers: [userIn(stack, 'a/b')] })] }))).toEqual([
    expect.stringMatching('^\'databaseUsers\' must .*; got "a/b"'),
  ]);
});

test('the default of a mapping counts, though the mapping has a value: it stands where the region has none', () => {
  const errorsWith = (value: string, otherwise: string) => errorsOf((stack) => access(stack, {
    databases: [RdsDatabase.any({
      databaseUsers: [mapping(stack, value).findInMap(Aws.REGION, 'text', otherwise)],
    })],
  }));
  expect(errorsWith('reader', 'a/b')).toEqual([expect.stringMatching('^\'databaseUsers\' must .*; got "a/b"')]);
  expect(errorsWith('a/b', 'reader')).toEqual([expect.stringMatching('^\'databaseUsers\' must .*; got "a/b"')]);
  expect(errorsWith('reader', 'writer')).toEqual([]);
});

test.each<[string, (text: string) => string[]]>([
  ['the first value', (text) => [text, 'stage']], ['another value', (text) => ['prod', text]], ['the last of three', (text) => ['prod', 'stage', text]],
])('a tag of databases is looked at again as %s, in every key', (_, values) => {
  const errorsWith = (text: string) => errorsOf((stack) => access(stack, {
    databaseTypes: [DatabaseType.RDS], databaseTags: { team: ['orders'], env: values(Lazy.string({ produce: () => text })) },
  }));
  expect(errorsWith('pro\u0100d')).toEqual([expect.stringMatching('^\'databaseTags\' must ')]);
  expect(errorsWith('prod-1')).toEqual([]);
});

test('an availability zone is no region', () => {
  expect(errorsOf((stack) => access(stack, { databaseTypes: [DatabaseType.RDS], regions: [Fn.select(0, Fn.getAzs())] }))).toEqual([
    expect.stringMatching('^\'regions\' must be an AWS region such as eu-west-1, .*Fn::GetAZs'),
  ]);
});

describe('a text of any characters has one outcome, however it is given', () => {
  const characters = fc.constantFrom(...'*?${}aA0-_:/ .', '${', '--', 'é', 'Ā');
  test.each(each(PLACES))('$name', ({ name, item: { give, passes, refused } }) => {
    const text = fc.oneof(
      fc.tuple(fc.constantFrom(passes, refused), fc.nat(40), characters).map(([near, at, more]) => near.slice(0, at) + more + near.slice(at)),
      fc.tuple(fc.constantFrom(passes, refused), fc.nat(40)).map(([near, at]) => near.slice(0, at) + near.slice(at + 1)),
      fc.array(characters, { minLength: 1, maxLength: 6 }).map((all) => all.join('')),
    ).filter((one) => one !== '' && one !== '*' && !(name === 'a prefix' && one.endsWith('/')) // a slash that only synthesis sees cannot be dropped
      // another region or partition is refused for its own sake
      && (name !== 'a key' || !/^arn:[a-z-]+:kms:[a-z0-9-]+:/.test(one) || one.startsWith('arn:aws:kms:eu-west-1:')));
    fc.assert(fc.property(text, fc.constantFrom(...Object.values(WRAPS)), (given, wrap) => {
      const outcome = (wrapped: Wrap) => errorsOf((stack) => give(stack, wrapped(stack, given))).length > 0 ? 'refused' : 'passes';
      expect(outcome(wrap)).toBe(outcome((_, literal) => literal));
    }), { numRuns: 40 });
  });
});

test('an error names the prop, what the token stands for, and the way out', () => {
  const id = Fn.join('-', ['db', '*']);
  expect(errorsOf((stack) => access(stack, { databases: [RdsDatabase.fromResourceId(id, user)] }))).toEqual([
    '\'resourceId\' must be an AWS resource ID: db-... (instance), cluster-... (Aurora) or prx-... (proxy), as the Configuration tab of the RDS console shows it, '
    + 'at most 34 characters; got "db-*", which a token turns out to be; correct what the token resolves to',
  ]);
});

test('nothing is added to a template: CDK copies a mapping into every stack that resolves it', () => {
  const stack = stackIn();
  const other = new Stack(stack.node.root, 'Other');
  new iam.Role(other, 'Access', { assumedBy: agent(stack, { externalId: mapping(other, 'team').findInMap('here', 'text') }) });
  validationErrors(stack);
  expect(stack.node.children.map(({ node }) => node.id)).toEqual(['Agent']);
});

test.each<[sentence: string, prop: string, props: Partial<iam.RoleProps>]>([
  ['name', 'name of Stack/Owned', { roleName: Lazy.string({ produce: () => 'agent*' }) }],
  ['path', 'path of Stack/Owned', { path: Lazy.string({ produce: () => '/agent*/' }) }],
])('the %s of a role of the app is held against its rule as well', (_, prop, props) => {
  const target = (stack: Stack) => roleIn(stack, 'Owned', props);
  expect(errorsOf((stack) => access(stack, { target: target(stack) }))).toEqual([expect.stringMatching(`^'${prop}' must be a `)]);
  expect(errorsOf((stack) => trusting(stack, new TeleportAgentPrincipal(target(stack))))).toEqual([expect.stringMatching(`^'${prop}' must be a `)]);
});

test('every value of a list and of an ARN is looked at, whichever of them is wrong', () => {
  const given = (text: string) => Lazy.string({ produce: () => text });
  const one = (id: string, databaseUsers: string[]) => errorsOf((stack) =>
    access(stack, { databases: [RdsDatabase.fromResourceId(given(id), { databaseUsers: databaseUsers.map(given) })] }));
  expect(one('db-0', ['app', 'reader'])).toEqual([]);
  expect(one('db-0', ['app', 'reader?'])).toEqual([expect.stringContaining('got "reader?"')]);
  expect(one('db-?', ['app?', 'reader'])).toEqual([expect.stringContaining('got "db-?"'), expect.stringContaining('got "app?"')]);
});

test('the name of a boundary that comes with a policy is looked at as it is written', () => {
  const named = (length: number, selfGrant?: SelfGrant) => errorsOf((stack) => new TeleportDatabaseDiscoveryPolicy(stack, 'Policy', {
    target: roleIn(stack), databaseTypes: [DatabaseType.RDS], selfGrant, policyName: Lazy.string({ produce: () => 'a'.repeat(length) }),
  }));
  expect(named(128)).toEqual([]);
  expect(named(119, SelfGrant.BOUNDED)).toEqual([]);
  expect(named(120, SelfGrant.BOUNDED)).toEqual([expect.stringMatching('^\'policyName\' must be .* got "a{120}-Boundary"')]);
});

test('so are the regions of the patterns in a boundary', () => {
  const inRegion = (text: string) => errorsOf((stack) => {
    const databases = [RdsDatabase.fromResourceId('db-0', user)];
    const policy = new TeleportDatabaseAccess(stack, 'Policy', { target: roleIn(stack), databases });
    const regions = [stack.region, Lazy.string({ produce: () => text })];
    new TeleportDatabasePermissionsBoundary(stack, 'Boundary', { policies: [policy], patterns: [RdsDatabase.any({ ...user, regions })] });
  });
  expect(inRegion('us-east-1')).toEqual([]);
  expect(inRegion('us-east')).toEqual([expect.stringMatching('^\'regions\' must be .* got "us-east"')]);
});

test('text beside a token is refused at once', () => {
  const stack = stackIn();
  expect(() => SecretStore.of(`/team-${Aws.REGION}`)).toThrow('\'keyPrefix\' must be');
  expect(() => RdsDatabase.fromResourceId(`DB-${Aws.STACK_NAME}`, user)).toThrow('\'resourceId\' must be');
  expect(() => SecretStore.of('p', { encryptionKey: kms.Key.fromKeyArn(stack, 'K', stack.formatArn({ service: 'kms', resource: 'key', resourceName: '*' })) }))
    .toThrow('\'encryptionKey\' must be a single key');
  expect(() => RdsDatabase.any({ databaseUsers: [`${'a'.repeat(128)}${Aws.STACK_NAME}`] })).toThrow('\'databaseUsers\' must be');
});

describe('a part of a text beside an attribute of a resource', () => {
  const attribute = (stack: Stack) => new CfnResource(stack, 'Bucket', { type: 'AWS::S3::Bucket' }).ref;
  const errorsWith = (part: (stack: Stack) => string) =>
    errorsOf((stack) => access(stack, { databases: [RdsDatabase.fromResourceId(part(stack), user)] }));

  test.each(each<(stack: Stack) => string>({
    'before it': (stack) => Fn.select(0, Fn.split(',', `db-*,${attribute(stack)}`)),
    'behind it': (stack) => Fn.select(1, Fn.split(',', `${attribute(stack)},db-*`)),
    'further behind than it is certain': (stack) => Fn.select(2, Fn.split(',', `${attribute(stack)},db-*`)),
    'in a list of parts of which one is taken by a number that is not known': (stack) =>
      Fn.select(new CfnParameter(stack, 'Number', { type: 'Number' }).valueAsNumber, Fn.split(',', `db-1,db-*,${attribute(stack)}`)),
  }))('$name, is refused for its wildcard', ({ item: part }) => {
    expect(errorsWith(part)).toEqual([expect.stringContaining('got "db-*"')]);
  });
  test.each(each<(stack: Stack) => string>({
    'before it, without a wildcard': (stack) => Fn.select(0, Fn.split(',', `db-1,${attribute(stack)}`)),
    'before it, with a wildcard in another part': (stack) => Fn.select(0, Fn.split(',', `db-1,*,${attribute(stack)}`)),
    'before that with the wildcard': (stack) => Fn.select(0, Fn.split(',', `${attribute(stack)},*`)),
    'the attribute itself': (stack) => Fn.select(1, Fn.split(',', `*,${attribute(stack)}`)),
  }))('$name, passes', ({ item: part }) => {
    expect(errorsWith(part)).toEqual([]);
  });
});

describe('a dynamic reference, which CloudFormation resolves wherever it stands', () => {
  test.each([['{{resolve:ssm:a}}', false], ['{resolve:ssm:a}', true]])('in the path %s of a role', (path, passes) => {
    const errorsWith = (role: (stack: Stack) => AssumedRole) => errorsOf((stack) => access(stack, { assumedRoles: [role(stack)] }));
    const outcomes = [
      errorsWith((stack) => AssumedRole.fromRole(iam.Role.fromRoleArn(stack, 'Access', `${ROLE}/${path}/app`))),
      errorsWith((stack) => AssumedRole.fromRole(roleIn(stack, 'Access', { path: `/${path}/` }))),
      errorsWith((stack) => AssumedRole.fromRole(iam.Role.fromRoleArn(stack, 'Access', `${ROLE}/${Lazy.string({ produce: () => path })}/app`))),
      errorsWith(() => AssumedRole.inOrganization('o-abcdef1234', { roleName: 'app', rolePath: `/${path}/` })),
    ];
    expect(outcomes.map(({ length }) => length === 0)).toEqual([passes, passes, true, passes]);
  });
});

describe('what only the deployment knows', () => {
  const ID = 'cdk-teleport-database-access:valueKnownAtDeploymentOnly';
  const warningsOf = (make: (stack: Stack) => string): string[] => {
    const stack = stackIn();
    access(stack, { databases: [RdsDatabase.fromResourceId('db-0', { databaseUsers: ['app', make(stack)] })] });
    expect(validationErrors(stack)).toEqual([]);
    return warningsBelow(stack);
  };
  const parameter = (props: object) => (stack: Stack) => new CfnParameter(stack, 'User', props).valueAsString;

  test.each(each<(stack: Stack) => string>({
    'a parameter': parameter({}),
    'a parameter with a default that passes': parameter({ default: 'app' }),
    'a parameter whose pattern can match a wildcard': parameter({ allowedPattern: '[a-z?]+' }),
    'a parameter whose pattern can match anything': parameter({ allowedPattern: '.{1,20}' }),
    'a parameter beside text': (stack) => `app-${parameter({})(stack)}`,
    'a list parameter': (stack) => Fn.select(0, new CfnParameter(stack, 'User', { type: 'CommaDelimitedList' }).valueAsList),
    'a parameter that names one of Systems Manager': parameter({ type: 'AWS::SSM::Parameter::Value<String>', default: '/teleport/user', allowedPattern: '[a-z/]+' }),
    'a value of Systems Manager': (stack) => ssm.StringParameter.valueForStringParameter(stack, '/teleport/user', 1),
    'an import': () => Fn.importValue('User'),
    'the name of a key pair, which may be *': parameter({ type: 'AWS::EC2::KeyPair::KeyName' }),
    'the name of a record, which may start with *': (stack) => new CfnResource(stack, 'Record', { type: 'AWS::Route53::RecordSet' }).ref,
    'an output of a product, which is another template': (stack) =>
      new CfnResource(stack, 'Product', { type: 'AWS::ServiceCatalog::CloudFormationProvisionedProduct' }).getAtt('Outputs.User').toString(),
    'an attribute of a custom resource': (stack) => new CustomResource(stack, 'Lookup', { serviceToken: 'arn:aws:lambda:eu-west-1:123456789012:function:a' }).getAttString('User'),
    'a parameter by its name': (stack) => (new CfnParameter(stack, 'User'), Fn.sub('app-${User}')),
    'a branch of a condition': (stack) => Fn.conditionIf('Always', 'app', parameter({})(stack)).toString(),
  }))('$name is warned about', ({ item: make }) => {
    expect(warningsOf(make)).toEqual([ID]);
  });

  test.each(each<(stack: Stack) => string>({
    'a parameter whose pattern matches no wildcard': parameter({ allowedPattern: '^[A-Za-z0-9_-]{1,20}$' }),
    'a parameter whose pattern excludes them': parameter({ allowedPattern: '[^*?${}]+' }),
    'a parameter whose pattern has the * that a database user may have': parameter({ allowedPattern: '[a-z*]+' }),
    'a parameter with allowed values': parameter({ allowedValues: ['app', 'reader'] }),
    'a number': (stack) => `app-${new CfnParameter(stack, 'User', { type: 'Number' }).valueAsString}`,
    'an id that AWS checks': (stack) => `app-${new CfnParameter(stack, 'User', { type: 'AWS::EC2::VPC::Id' }).valueAsString}`,
    'an attribute of a resource': (stack) => new CfnResource(stack, 'Database', { type: 'AWS::RDS::DBInstance' }).getAtt('DbiResourceId').toString(),
    'a part of the ARN of a resource': (stack) =>
      Fn.select(6, Fn.split(':', new CfnResource(stack, 'Database', { type: 'AWS::RDS::DBProxy' }).getAtt('DBProxyArn').toString())),
    'a pseudo parameter': () => `app-${Aws.STACK_NAME}`,
    'a branch for each case': () => Fn.conditionIf('Always', 'app', 'reader').toString(),
  }))('$name is not', ({ item: make }) => {
    expect(warningsOf(make)).toEqual([]);
  });

  test('is warned about once, whatever it stands in', () => {
    const stack = stackIn();
    const given = new CfnParameter(stack, 'User').valueAsString;
    access(stack, { databases: ['db-0', 'db-1'].map((id) => RdsDatabase.fromResourceId(id, { databaseUsers: [given, `${given}-admin`] })) });
    validationErrors(stack);
    const texts = stack.node.findAll().flatMap(({ node }) => node.metadata).map(({ data }) => String(data)).filter((text) => text.includes(ID));
    expect(texts).toEqual(['only the deployment knows what Stack/User gives to \'databaseUsers\', and it could be a wildcard; if it is a parameter, give it an '
      + `'allowedPattern' without wildcards, such as ^[A-Za-z0-9-]+$, or 'allowedValues'. ${acknowledging('valueKnownAtDeploymentOnly')}`]);
  });
});
