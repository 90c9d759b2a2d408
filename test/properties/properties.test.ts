import { App, CfnElement, CfnParameter, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as cxapi from 'aws-cdk-lib/cx-api';
import * as fc from 'fast-check';
import {
  DatabaseType, ElastiCacheDatabase, MemoryDbDatabase, RdsDatabase, RedshiftDatabase, SecretStore, SelfGrant, TeleportDatabase,
  TeleportDatabaseAccess,
} from '../../src';
import { atLongest } from '../support/longest';
import { seed } from '../support/seed';
import { deployed, ENV, roleIn, stackIn } from '../support/template';

fc.configureGlobal({ ...seed(20240229), numRuns: 150 });
jest.setTimeout(30_000); // on machines that do much else

// ---------------------------------------------------------------- what may be asked

/** A database, its names, and the words of the call that stand for any. */
type Database =
  | { readonly kind: 'rds' | 'elasticache' | 'memorydb'; readonly id: string; readonly users: string[]; readonly region?: string }
  | { readonly kind: 'redshift'; readonly id: string; readonly users: string[]; readonly names: string[]; readonly region?: string }
  | { readonly kind: 'any'; readonly users: string[]; readonly regions?: string[] };

interface Config {
  readonly target: 'role' | 'named' | 'user' | 'imported';
  readonly databaseTypes?: DatabaseType[];
  readonly manageUsersOf?: DatabaseType[];
  readonly regions?: string[];
  readonly tags?: { [key: string]: string[] };
  readonly modify?: boolean;
  readonly prefixes?: string[];
  readonly databases?: Database[];
  readonly selfGrant?: SelfGrant;
  readonly asDocumented?: boolean;
  readonly inline?: boolean;
}

const few = <T>(item: fc.Arbitrary<T>, maxLength = 3) => fc.array(item, { minLength: 1, maxLength });
const maybe = <T>(item: fc.Arbitrary<T>) => fc.option(item, { nil: undefined });
const region: fc.Arbitrary<string> = fc.constantFrom('eu-west-1', 'eu-central-1', 'us-east-1', 'ap-southeast-2');
const regions: fc.Arbitrary<string[]> = fc.oneof({ weight: 4, arbitrary: few(region) }, { weight: 1, arbitrary: fc.constant<string[]>(['*']) });
const user = fc.oneof({ weight: 6, arbitrary: fc.stringMatching(/^[a-z$ÿ][a-zA-Z0-9_.@-]{0,20}$/) }, { weight: 1, arbitrary: fc.constantFrom('*', 'app_*') });
const cacheUser = fc.oneof({ weight: 6, arbitrary: fc.stringMatching(/^[a-z][a-z0-9]{0,20}$/) }, { weight: 1, arbitrary: fc.constantFrom('*', 'app-*') });
const id = fc.stringMatching(/^[a-z][a-z0-9]{0,20}$/);

const database: fc.Arbitrary<Database> = fc.oneof(
  fc.record({ kind: fc.constant('rds' as const), id: fc.stringMatching(/^(db|cluster|prx)-[A-Z0-9]{1,26}$/), users: few(user), region: maybe(region) }),
  fc.record({ kind: fc.constantFrom('elasticache' as const, 'memorydb' as const), id, users: few(cacheUser), region: maybe(region) }),
  fc.record({ kind: fc.constant('redshift' as const), id, users: few(user), names: few(user), region: maybe(region) }),
  fc.record({ kind: fc.constant('any' as const), users: few(user), regions: maybe(regions) }),
);
/** Anything that can be asked, sensible or not. */
const config: fc.Arbitrary<Config> = fc.record({
  target: fc.constantFrom('role', 'named', 'user', 'imported'),
  databaseTypes: maybe(few(fc.constantFrom(...Object.values(DatabaseType)), 5)),
  manageUsersOf: maybe(few(fc.constantFrom(DatabaseType.ELASTICACHE, DatabaseType.MEMORYDB, DatabaseType.RDS), 2)),
  regions: maybe(regions),
  tags: maybe(fc.dictionary(fc.stringMatching(/^[A-Za-z][\w:/.-]{0,9}$/), few(fc.stringMatching(/^[a-z]{0,5}\*?$/)), { maxKeys: 2 })),
  modify: maybe(fc.boolean()),
  prefixes: maybe(few(fc.stringMatching(/^[a-z][a-z0-9/_+=.@-]{0,20}[a-z]$/))),
  databases: maybe(fc.array(database, { minLength: 1, maxLength: 8 })),
  selfGrant: maybe(fc.constantFrom(SelfGrant.BOUNDED, SelfGrant.UNBOUNDED)),
  asDocumented: maybe(fc.constantFrom(false, false, true)),
  inline: maybe(fc.constantFrom(false, false, true)),
});

/** The same without what would be refused, so that most of it can be asked. */
const sensible = config.map((asked): Config => {
  const { databaseTypes = [], selfGrant, inline } = asked;
  const manageUsersOf = asked.manageUsersOf?.filter((type) => type !== DatabaseType.RDS);
  const grantable = databaseTypes.some((type) => type === DatabaseType.RDS || type === DatabaseType.REDSHIFT || type === DatabaseType.MEMORYDB);
  const finds = databaseTypes.length > 0;
  return {
    ...asked,
    manageUsersOf: manageUsersOf?.length === 0 ? undefined : manageUsersOf,
    modify: databaseTypes.some((type) => type === DatabaseType.RDS || type === DatabaseType.AURORA) ? asked.modify : undefined,
    tags: finds && Object.keys(asked.tags ?? {}).length > 0 ? asked.tags : undefined,
    regions: finds ? asked.regions : undefined,
    selfGrant: grantable && !inline ? selfGrant : undefined,
    prefixes: asked.prefixes ?? ['teleport'],
    asDocumented: undefined,
  };
});

type Text = (text: string) => string;
const asTyped: Text = (text) => text;

function databaseOf(asked: Database, text: Text): TeleportDatabase {
  const databaseUsers = asked.users.map(text);
  if (asked.kind === 'any') {
    return RdsDatabase.any({ databaseUsers, regions: asked.regions?.map((name) => name === '*' ? name : text(name)) });
  }
  const where = { databaseUsers, region: asked.region === undefined ? undefined : text(asked.region) };
  switch (asked.kind) {
    case 'rds': return RdsDatabase.fromResourceId(asked.id, where); // the prefix of an id tells its type, a token has none
    case 'elasticache': return ElastiCacheDatabase.fromReplicationGroupId(text(asked.id), where);
    case 'memorydb': return MemoryDbDatabase.fromClusterName(text(asked.id), where);
    case 'redshift': return RedshiftDatabase.fromClusterIdentifier(text(asked.id), { ...where, databaseNames: asked.names.map(text) });
  }
}

function targetOf(stack: Stack, target: Config['target']): iam.IIdentity {
  switch (target) {
    case 'role': return roleIn(stack);
    case 'named': return roleIn(stack, 'Agent', { roleName: 'agent', path: '/teleport/' });
    case 'user': return new iam.User(stack, 'Agent');
    case 'imported': return iam.Role.fromRoleName(stack, 'Agent', 'agent');
  }
}

function build(stack: Stack, asked: Config, text: Text = asTyped): TeleportDatabaseAccess {
  return new TeleportDatabaseAccess(stack, 'Policy', {
    target: targetOf(stack, asked.target),
    databaseTypes: asked.databaseTypes,
    manageUsersOf: asked.manageUsersOf,
    regions: asked.regions?.map((name) => name === '*' ? name : text(name)),
    databaseTags: asked.tags && Object.fromEntries(Object.entries(asked.tags).map(([key, values]) => [key, values.map(text)])),
    allowDatabaseModification: asked.modify,
    secretStores: asked.prefixes?.map((prefix) => SecretStore.of(text(prefix))),
    databases: asked.databases?.map((one) => databaseOf(one, text)),
    selfGrant: asked.selfGrant,
    asDocumented: asked.asDocumented,
    inline: asked.inline,
  });
}

/** Every document below a construct, as the template will have it, boundaries included; without the synthesis, which would take most of the time. */
function documentsIn(stack: Stack): any[] {
  return stack.node.findAll().flatMap((node) => isPolicy(node) ? [stack.resolve(node.policyDocument)] : []);
}

function isPolicy(node: unknown): node is iam.CfnManagedPolicy | iam.CfnPolicy {
  return node instanceof iam.CfnManagedPolicy || node instanceof iam.CfnPolicy;
}

/** The construct, or what refused it. */
function attempt(stack: Stack, asked: Config, text?: Text): TeleportDatabaseAccess | Error {
  try {
    return build(stack, asked, text);
  } catch (error) {
    return error as Error;
  }
}

// ---------------------------------------------------------------- what a wildcard may be

/** Lists that AWS evaluates on everything: on `*`, under a condition that names the regions. */
const LISTS = [
  'rds:DescribeDBInstances', 'rds:DescribeDBClusters', 'rds:DescribeDBProxies', 'rds:DescribeDBProxyEndpoints', 'redshift:DescribeClusters',
  'redshift-serverless:ListWorkgroups', 'redshift-serverless:ListEndpointAccess', 'elasticache:DescribeReplicationGroups',
  'elasticache:DescribeCacheClusters', 'elasticache:DescribeCacheSubnetGroups', 'elasticache:DescribeUsers', 'elasticache:DescribeServerlessCaches',
  'memorydb:DescribeClusters', 'memorydb:DescribeSubnetGroups', 'memorydb:DescribeUsers', 'ec2:DescribeSubnets', 'es:ListDomainNames',
];
/** What the catalogue writes for every resource of a kind, with the actions that it may stand for. */
const SHAPES: { readonly [shape: string]: string[] } = {
  'rds:db:*': ['rds:ModifyDBInstance'],
  'rds:cluster:*': ['rds:ModifyDBCluster'],
  'rds:db-proxy:*': ['rds:ListTagsForResource'],
  'elasticache:replicationgroup:*': ['elasticache:ListTagsForResource'],
  'elasticache:serverlesscache:*': ['elasticache:ListTagsForResource'],
  'elasticache:user:*': ['elasticache:ListTagsForResource', 'elasticache:ModifyUser'],
  'memorydb:cluster/*': ['memorydb:ListTags'],
  'memorydb:user/*': ['memorydb:ListTags', 'memorydb:UpdateUser'],
  'redshift-serverless:workgroup/*': ['redshift-serverless:ListTagsForResource'],
  'es:domain/*': ['es:DescribeDomains', 'es:ListTags'],
};
/** Changes of users are limited to those that are tagged for Teleport. */
const TAGGED = ['elasticache:ModifyUser', 'memorydb:UpdateUser'];
/** What the boundary of a self-grant holds of each type, where Teleport may grant itself access to it; and, for identities without a name, themselves. */
const GRANTABLE = [
  'rds-db:dbuser:db-*/*', 'rds-db:dbuser:cluster-*/*', 'rds-db:dbuser:prx-*/*', 'redshift:dbuser:*/*', 'redshift:dbname:*/*', 'elasticache:replicationgroup:*',
  'elasticache:serverlesscache:*', 'elasticache:user:*', 'memorydb:cluster/*', 'memorydb:user/*', 'iam:role/*', 'iam:user/*',
];
const SECRET = /^secretsmanager:secret:[\w/+=.@-]+\/(elasticache|memorydb)\/(?<region>[a-z0-9-]+|\*)\/\d{12}\/user\/\*$/;

/** The words with a wildcard in them that the call has typed. */
function wordsOf({ databases = [], tags = {}, regions: everywhere = [] }: Config): string[] {
  return [
    ...everywhere,
    ...Object.values(tags).flat(),
    ...databases.flatMap((one) => [...one.users, ...one.kind === 'redshift' ? one.names : [], ...one.kind === 'any' ? ['*', ...one.regions ?? []] : []]),
  ].filter((word) => word.includes('*'));
}

/** The wildcards of a statement that nobody typed. */
function unexplained({ Action, Resource, Condition = {} }: any, asked: Config): string[] {
  const words = wordsOf(asked);
  const everywhere = asked.regions?.[0] === '*' || (asked.databases ?? []).some((one) => one.kind === 'any' && one.regions?.[0] === '*');
  const actions: string[] = [Action].flat();
  const isExplained = (resource: string) => {
    if (!resource.includes('*')) {
      return true;
    }
    if (resource === '*') {
      return actions.every((action) => LISTS.includes(action)) && (everywhere || Condition.StringEquals?.['aws:RequestedRegion'] !== undefined);
    }
    const [, , service, where, account, ...rest] = resource.split(':');
    const what = `${service}:${rest.join(':')}`;
    if (account.includes('*') || (where.includes('*') && !(where === '*' && everywhere))) {
      return false;
    }
    if (SHAPES[what] !== undefined && actions.every((action) => SHAPES[what].includes(action))) {
      return !actions.some((action) => TAGGED.includes(action)) || Condition.Null?.['aws:ResourceTag/teleport.dev/managed'] === 'false';
    }
    return (SECRET.exec(what)?.groups?.region === where)
      || (asked.selfGrant === SelfGrant.BOUNDED && GRANTABLE.includes(what))
      || rest.join('/').split('/').filter((part) => part.includes('*')).every((part) => words.includes(part));
  };
  const values = Object.values<any>(Condition).flatMap((keys) => Object.values<any>(keys).flat()).filter((value) => value.includes('*') && !words.includes(value));
  return [
    ...[Resource].flat().filter((resource) => !isExplained(resource)),
    ...values.filter((value) => !/^secretsmanager\.[a-z0-9-]+\.\*$/.test(value)),
    ...actions.filter((action) => action.includes('*')),
  ];
}

// ---------------------------------------------------------------- the properties

test('no wildcard is in a document that no word of the call explains', () => {
  let passed = 0;
  fc.assert(fc.property(sensible, (asked) => {
    const stack = stackIn();
    if (!(attempt(stack, asked) instanceof Error)) {
      passed++;
      const statements: any[] = deployed(documentsIn(stack)).flatMap(({ Statement }: any) => Statement);
      expect(statements.flatMap((statement) => unexplained(statement, asked))).toEqual([]);
    }
  }), { numRuns: 200 });
  expect(passed).toBeGreaterThan(100);
});

test('a refused call says why, in a sentence of ours, and leaves no resource behind', () => {
  let refused = 0;
  fc.assert(fc.property(config, (asked) => {
    const stack = stackIn();
    const result = attempt(stack, asked);
    if (result instanceof Error) {
      refused++;
      expect(result.message).toMatch(/^('\w+' |a permissions boundary is one document of at most 6144 characters)/);
      expect(stack.node.tryFindChild('Policy')?.node.findAll().filter(CfnElement.isCfnElement) ?? []).toEqual([]);
      expect(documentsIn(stack)).toEqual([]);
    }
  }));
  expect(refused).toBeGreaterThan(20);
});

test('a document never has more characters than IAM allows, whatever CloudFormation fills in', () => {
  const manyDatabases = fc.record({ asked: sensible, databases: fc.array(database, { minLength: 30, maxLength: 90 }), known: fc.boolean() });
  let split = 0;
  fc.assert(fc.property(manyDatabases, ({ asked, databases, known }) => {
    const stack = stackIn(known ? ENV : {});
    const result = attempt(stack, { ...asked, databases });
    if (!(result instanceof Error)) {
      split += result.managedPolicies.length > 1 ? 1 : 0;
      const limit = asked.inline ? asked.target === 'user' ? 2048 : 10240 : 6144;
      const sizes = documentsIn(stack).map((document) => JSON.stringify(atLongest(document, { Arn: 102, Agent255F68E9: 64 })).length);
      expect(sizes.filter((size) => size > limit)).toEqual([]);
    }
  }), { numRuns: 60 });
  expect(split).toBeGreaterThan(10); // or the databases were too few
});

/** What is allowed, one action on one resource at a time. */
function allowed(documents: any[]): Set<string> {
  return new Set(documents.flatMap(({ Statement }) => Statement).flatMap(({ Action, Resource, Condition = {} }: any) => {
    const { 'aws:RequestedRegion': listed, ...others } = Condition.StringEquals ?? {};
    const conditions: any[] = listed === undefined ? [Condition] : [listed].flat().map((one: string) => ({ region: one, ...others }));
    const pairs = [Action].flat().flatMap((action) => [Resource].flat().map((resource) => [action, resource]));
    return pairs.flatMap((pair) => conditions.map((condition) => JSON.stringify([...pair, condition])));
  }));
}

test('a token never widens: with its value filled in, it allows what the value itself does', () => {
  let passed = 0;
  fc.assert(fc.property(sensible, (asked) => {
    const [typed, tokens] = [stackIn(), stackIn()];
    const parameters = new Map<string, CfnParameter>();
    const token: Text = (text) => {
      parameters.set(text, parameters.get(text) ?? new CfnParameter(tokens, `P${parameters.size}`));
      return parameters.get(text)!.valueAsString;
    };
    const results = [attempt(typed, asked), attempt(tokens, asked, token)];
    if (!results.some((result) => result instanceof Error)) {
      passed++;
      const values = Object.fromEntries([...parameters].map(([text, { logicalId }]) => [tokens.resolve(logicalId), text]));
      expect(allowed(deployed(documentsIn(tokens), values))).toEqual(allowed(deployed(documentsIn(typed))));
    }
  }), { numRuns: 80 });
  expect(passed).toBeGreaterThan(40);
});

test('what is asked twice is answered twice the same, whatever the feature flags and whatever else the app has', () => {
  const flags = Object.values(cxapi).filter((flag): flag is any => typeof flag === 'string' && flag.startsWith('@aws-cdk/')
    && flag !== cxapi.ENABLE_PARTITION_LITERALS && !cxapi.CURRENT_VERSION_EXPIRED_FLAGS.includes(flag)) as string[];
  expect(flags.length).toBeGreaterThan(50);
  const others = (stack: Stack, name: string) => {
    const bucket = new s3.CfnBucket(stack, `${name}Bucket`);
    new iam.ManagedPolicy(stack, `${name}Policy`, { statements: [new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [bucket.attrArn] })] });
  };
  const ours = (stack: Stack) => stack.node.tryFindChild('Policy')?.node.findAll().flatMap((node) => isPolicy(node) ? [stack.resolve(node.policyDocument)] : []);
  fc.assert(fc.property(sensible, fc.subarray(flags), fc.boolean(), (asked, chosen, before) => {
    const plain = stackIn();
    const first = attempt(plain, asked);
    const stack = stackIn(ENV, 'Stack', new App({ context: Object.fromEntries(chosen.map((flag) => [flag, true])) }));
    if (before) {
      others(stack, 'Before');
    }
    const second = attempt(stack, asked);
    others(stack, 'After');
    expect(ours(stack)).toEqual(ours(plain));
    expect(second instanceof Error ? second.message : second.node.path).toBe(first instanceof Error ? first.message : first.node.path);
  }), { numRuns: 60 });
});

test('the order of constructs changes nothing', () => {
  // of two boundaries of one identity, the second one is refused, whichever it is
  const atMostOneIsBounded = (several: Config[]) => several.filter(({ selfGrant }) => selfGrant === SelfGrant.BOUNDED).length < 2;
  fc.assert(fc.property(fc.array(sensible, { minLength: 2, maxLength: 3 }).filter(atMostOneIsBounded), (several) => {
    const documents = (order: Config[]) => {
      const stacks = new App();
      const built = new Map(order.map((asked) => {
        const stack = stackIn(ENV, `Stack${several.indexOf(asked)}`, stacks);
        attempt(stack, asked);
        return [stack.node.id, documentsIn(stack)] as const;
      }));
      return Object.fromEntries([...built].sort(([one], [other]) => one.localeCompare(other)));
    };
    expect(documents([...several].reverse())).toEqual(documents(several));
  }), { numRuns: 40 });
});

describe('any text, of whatever callers', () => {
  const fragment = fc.constantFrom(
    '*', '?', '${aws:username}', '${', '$', '/', ':', ' ', '\n', '\u0000', '"', '\\', 'é', 'ł', '𝔘', '\u202e', '-', '--', '%2a', '\\u002a', '＊', '',
  );
  const around = (valid: fc.Arbitrary<string>) => fc.oneof(
    valid,
    fc.tuple(valid, fragment, fc.nat(40)).map(([text, part, at]) => text.slice(0, at) + part + text.slice(at)),
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.array(fragment, { maxLength: 4 }).map((parts) => parts.join('')),
    fc.stringMatching(/^[a-z]{20,30}$/).map((text) => text.repeat(20)),
    fc.anything() as fc.Arbitrary<any>,
  );

  const PLACES: [place: string, valid: fc.Arbitrary<string>, allows: RegExp, make: (text: any) => unknown, written: (text: string) => string][] = [
    ['a resource ID', fc.stringMatching(/^(db|cluster|prx)-[A-Z0-9]{1,26}$/), /^[a-zA-Z0-9-]+$/, (text) => RdsDatabase.fromResourceId(text, { databaseUsers: ['app'] }),
      (text) => `arn:aws:rds-db:eu-west-1:123456789012:dbuser:${text}/app`],
    ['a database user', fc.stringMatching(/^[a-zA-Z0-9_.$*@-]{1,40}$/), /^[!-~¡-ÿ]+$/, (text) => RdsDatabase.fromResourceId('db-ABC', { databaseUsers: [text] }),
      (text) => `arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-ABC/${text}`],
    ['a cluster', fc.stringMatching(/^[a-z][a-z0-9]{0,40}$/), /^[a-z0-9-]+$/,
      (text) => RedshiftDatabase.fromClusterIdentifier(text, { databaseUsers: ['a'], databaseNames: ['b'] }),
      (text) => `arn:aws:redshift:eu-west-1:123456789012:dbname:${text}/b`],
    ['a region', fc.constantFrom('eu-west-1', 'us-east-2'), /^[a-z]+-[a-z]+-\d+$/, (text) => RdsDatabase.fromResourceId('db-ABC', { databaseUsers: ['app'], region: text }),
      (text) => `arn:aws:rds-db:${text}:123456789012:dbuser:db-ABC/app`],
    ['a prefix', fc.stringMatching(/^[a-z][a-z0-9/_+=.@-]{0,40}[a-z]$/), /^[\w/+=.@-]+$/, (text) => SecretStore.of(text),
      (text) => `arn:aws:secretsmanager:eu-west-1:123456789012:secret:${text.replace(/\/+$/, '')}/memorydb/eu-west-1/123456789012/user/*`],
  ];

  test.each(PLACES)('%s stands in its place as it was given, or is refused', (_, valid, allows, make, written) => {
    let [passed, refused] = [0, 0];
    fc.assert(fc.property(around(valid), (text) => {
      const stack = stackIn();
      try {
        const value = make(text);
        const props = value instanceof SecretStore ? { secretStores: [value] } : { databases: [value as TeleportDatabase] };
        new TeleportDatabaseAccess(stack, 'Policy', { target: iam.Role.fromRoleName(stack, 'Agent', 'agent'), ...props });
      } catch (error) {
        refused++;
        expect((error as Error).message).toMatch(/^'\w+' must (?:be|have) /);
        expect(stack.node.tryFindChild('Policy')).toBeUndefined();
        return;
      }
      if (text === undefined) {
        return; // not given
      }
      passed++;
      expect(text).toMatch(allows);
      expect(text).not.toMatch(/[?]|\$\{/);
      expect(deployed(documentsIn(stack))[0].Statement.flatMap(({ Resource }: any) => Resource)).toContain(written(text));
    }), { numRuns: 150 });
    expect(passed).toBeGreaterThan(15);
    expect(refused).toBeGreaterThan(60);
  });

  test('tags limit to exactly what was given, or are refused', () => {
    let passed = 0;
    fc.assert(fc.property(around(fc.stringMatching(/^[a-zA-Z0-9 _.:/=+@*-]{0,20}$/)), (value) => {
      const stack = stackIn();
      const result = (() => {
        try {
          return new TeleportDatabaseAccess(stack, 'Policy', {
            target: iam.Role.fromRoleName(stack, 'Agent', 'agent'),
            databaseTypes: [DatabaseType.RDS],
            databases: [RdsDatabase.any({ databaseUsers: ['app'] })],
            allowDatabaseModification: true,
            databaseTags: { env: [value] },
          });
        } catch (error) {
          return error as Error;
        }
      })();
      if (result instanceof Error) {
        expect(result.message).toMatch(/^'databaseTags(\.env)?' must /);
        return;
      }
      passed++;
      const [modify] = deployed(documentsIn(stack))[0].Statement.filter(({ Action }: any) => Action === 'rds:ModifyDBInstance');
      expect(modify.Condition).toEqual({ StringLike: { 'aws:ResourceTag/env': value } });
    }));
    expect(passed).toBeGreaterThan(20);
  });
});
