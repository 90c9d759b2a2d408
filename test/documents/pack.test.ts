import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as rds from 'aws-cdk-lib/aws-rds';
import {
  AssumedRole, DatabaseType, RdsDatabase, RedshiftDatabase, SecretStore, SelfGrant, TeleportDatabase, TeleportDatabaseAccess,
  TeleportDatabaseAccessProps, TeleportRdsConnectPolicy,
} from '../../src';
import { pack } from '../../src/private/documents/pack';
import { document, within } from '../support/expected';
import { atLongest, Lengths } from '../support/longest';
import { deployed, documentOf, documentsOf, ENV, roleIn, stackIn } from '../support/template';

const LIMIT = 6144;
/** The longest partition, which is what has to fit. */
const GOV = { 'AWS::Partition': 'aws-us-gov' };

const instance = (index: number, region?: string) =>
  RdsDatabase.fromResourceId(`db-${String(index).padStart(26, 'A')}`, { databaseUsers: ['app'], region });
const warehouse = (index: number) => RedshiftDatabase.fromClusterIdentifier(`warehouse-${index}`, { databaseUsers: ['app'], databaseNames: ['sales'] });
const many = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));

type Options = Partial<TeleportDatabaseAccessProps>;

function access(databases: TeleportDatabase[], options: Options = {}, stack = stackIn()): TeleportDatabaseAccess {
  return new TeleportDatabaseAccess(stack, 'Policy', { target: roleIn(stack), databases, ...options });
}

/** As the template will have them: resolved here, as a whole synthesis for each would take long. */
const resolvedDocuments = (policy: TeleportDatabaseAccess): any[] =>
  policy.managedPolicies.map((managed) => Stack.of(policy).resolve((managed as iam.ManagedPolicy).document));
const documentsFor = (databases: TeleportDatabase[], options?: Options): any[] => deployed(resolvedDocuments(access(databases, options)), GOV);
const countsOf = (policy: TeleportDatabaseAccess) => pack(policy._permissions, LIMIT).map(({ length }) => length);
const sizeOf = (value: object) => JSON.stringify(value).length;

describe('one more database changes the last policy only', () => {
  const MIXES: [sentence: string, databases: TeleportDatabase[]][] = [
    ['60 RDS, then 80 Redshift', [...many(60, (index) => instance(index)), ...many(80, warehouse)]],
    ['80 Redshift, then 60 RDS', [...many(80, warehouse), ...many(60, (index) => instance(index))]],
    ['60 of each, one after the other', many(120, (index) => index % 2 === 0 ? instance(index) : warehouse(index))],
    ['60 of each, in two regions', many(120, (index) => index % 2 === 0 ? instance(index, ['eu-central-1', 'eu-west-1'][index / 2 % 2]) : warehouse(index))],
  ];

  test.each(MIXES)('%s', (_, databases) => {
    const before = documentsFor(databases);
    expect(before.length).toBeGreaterThan(1);
    for (const more of [instance(999), warehouse(999), instance(999, 'us-east-1')]) {
      const after = documentsFor([...databases, more]);
      expect(after.slice(0, before.length - 1)).toEqual(before.slice(0, -1));
      expect(after).not.toEqual(before);
      expect(after.length - before.length).toBeLessThanOrEqual(1);
    }
  });

  test('the last but one is full: the next database would not have fitted', () => {
    const [first, second] = documentsFor(many(80, (index) => instance(index)));
    const [next] = second.Statement[0].Resource;
    const last = first.Statement.at(-1);
    const fuller = { ...first, Statement: [...first.Statement.slice(0, -1), { ...last, Resource: [...last.Resource, next] }] };
    expect(sizeOf(first)).toBeLessThanOrEqual(LIMIT);
    expect(sizeOf(fuller)).toBeGreaterThan(LIMIT);
  });
});

test('policies are numbered from the second on, in their ids and names, which stay', () => {
  const stack = stackIn();
  const { managedPolicies } = access(many(140, (index) => instance(index)), { policyName: 'teleport' }, stack);
  expect(managedPolicies.map(({ node }) => node.path)).toEqual(['Stack/Policy/Resource', 'Stack/Policy/Resource2', 'Stack/Policy/Resource3']);
  expect(managedPolicies.map((policy) => (policy.node.defaultChild as iam.CfnManagedPolicy).managedPolicyName)).toEqual(['teleport', 'teleport-2', 'teleport-3']);
});

test('a policy is filled to the last character, and not further', () => {
  // with 67 of them, and all of the last one but its user, it has 6,071
  const policiesFor = (length: number) => {
    const stack = stackIn();
    const last = RdsDatabase.fromResourceId('db-A', { databaseUsers: ['u'.repeat(length - 6071)] });
    new TeleportRdsConnectPolicy(stack, 'Policy', { target: roleIn(stack), databases: [...many(67, (index) => instance(index)), last] });
    return documentsOf(stack, GOV);
  };
  expect(policiesFor(LIMIT).map(sizeOf)).toEqual([LIMIT]);
  expect(policiesFor(LIMIT + 1)).toHaveLength(2);
});

describe('as few policies as IAM allows, or one more', () => {
  /** The characters of all documents in one, a statement per like, in policies of 6,144. */
  function lowerBound(documents: any[]): number {
    const statements = new Map<string, any>();
    for (const { Sid, Resource, ...rest } of documents.flatMap(({ Statement }) => Statement)) {
      const like = JSON.stringify(rest);
      statements.set(like, { Sid, ...rest, Resource: [...statements.get(like)?.Resource ?? [], ...[Resource].flat()] });
    }
    return Math.ceil(sizeOf({ Version: '2012-10-17', Statement: [...statements.values()] }) / LIMIT);
  }
  const everyType = { databaseTypes: Object.values(DatabaseType) };
  const MIXES: [sentence: string, make: (index: number) => TeleportDatabase, most: number, options?: Options][] = [
    ['RDS', (index) => instance(index), 660],
    ['Redshift', warehouse, 400],
    ['RDS and Redshift in turn', (index) => index % 2 === 0 ? instance(index) : warehouse(index), 490],
    ['RDS of three regions in turn, beside discovery of all types', (index) => instance(index, ['eu-west-1', 'eu-central-1', 'us-east-1'][index % 3]), 630, everyType],
  ];

  test.each(MIXES)('%s', (_, make, most, options = {}) => {
    for (const share of [0, 0.1, 0.11, 0.35, 0.66, 1]) {
      const documents = documentsFor(many(Math.max(1, Math.floor(most * share)), make), options);
      expect(documents.map(sizeOf).filter((size) => size > LIMIT)).toEqual([]);
      expect(documents.length - lowerBound(documents)).toBeLessThanOrEqual(1);
      expect(documents.length - lowerBound(documents)).toBeGreaterThanOrEqual(0);
    }
  });

  test('ten policies hold 650 databases', () => {
    expect(documentsFor(many(650, (index) => instance(index)))).toHaveLength(10);
  });
});

describe('statements', () => {
  test('are shared within a document only, and their Sids are unique in it', () => {
    const documents = documentsFor(many(160, (index) => index % 2 === 0 ? instance(index, ['eu-central-1', 'eu-west-1'][index / 2 % 2]) : warehouse(index)));
    expect(documents.length).toBeGreaterThan(2);
    for (const { Statement } of documents) {
      const likes = Statement.map(({ Action, Condition }: any) => JSON.stringify([Action, Condition]));
      const sids = Statement.map(({ Sid }: any) => Sid);
      expect(new Set(likes).size).toBe(likes.length);
      expect(new Set(sids).size).toBe(sids.length);
      expect(sids).not.toContain(undefined);
    }
  });

  test('with one Sid and other conditions are numbered', () => {
    expect(documentOf(Stack.of(access([instance(0, 'eu-central-1'), instance(1, 'us-east-1')])))).toEqual(document(
      { Sid: 'RDSDescribeInstances', Action: 'rds:DescribeDBInstances', Resource: '*', Condition: within('eu-central-1') },
      { Sid: 'RDSDescribeClusters', Action: 'rds:DescribeDBClusters', Resource: '*', Condition: within('eu-central-1') },
      {
        Sid: 'RDSConnect',
        Action: 'rds-db:connect',
        Resource: [
          'arn:aws:rds-db:eu-central-1:123456789012:dbuser:db-AAAAAAAAAAAAAAAAAAAAAAAAA0/app',
          'arn:aws:rds-db:us-east-1:123456789012:dbuser:db-AAAAAAAAAAAAAAAAAAAAAAAAA1/app',
        ],
      },
      { Sid: 'RDSDescribeInstances2', Action: 'rds:DescribeDBInstances', Resource: '*', Condition: within('us-east-1') },
      { Sid: 'RDSDescribeClusters2', Action: 'rds:DescribeDBClusters', Resource: '*', Condition: within('us-east-1') },
    ));
  });

  test('are what \'permissions\' says, document by document', () => {
    const stack = stackIn();
    const databases = many(120, (index) => index % 2 === 0 ? instance(index, ['eu-central-1', 'eu-west-1'][index / 2 % 2]) : warehouse(index));
    const policy = access(databases, { databaseTypes: [DatabaseType.ELASTICACHE], manageUsersOf: [DatabaseType.ELASTICACHE] }, stack);
    const single = (list: unknown[]) => list.length === 1 ? list[0] : list;
    const statements = documentsOf(stack).flatMap(({ Statement }) => Statement);
    expect(policy.managedPolicies.length).toBeGreaterThan(1);
    expect(deployed(stack.resolve(policy.permissions)).map(({ sid, actions, resources, conditions }: any) => ({
      Sid: sid, Effect: 'Allow', Action: single(actions), Resource: single(resources), ...conditions && { Condition: conditions },
    }))).toEqual(statements.map(({ Sid, ...rest }) => ({ Sid: Sid.replace(/\d$/, ''), ...rest }))); // numbers make Sids unique in a document
  });
});

describe('a token counts as the longest value of its place', () => {
  type Build = (stack: Stack, parameter: (id: string) => string) => TeleportDatabaseAccess;
  const withDatabases = (make: (index: number, parameter: (id: string) => string) => TeleportDatabase): Build => (stack, parameter) =>
    access(many(70, (index) => make(index, parameter)), {}, stack);
  const lengthsOf = (id: string, length: number): Lengths => Object.fromEntries(many(70, (index) => [`${id}${index}`, length]));
  const db = (index: number) => `db-${String(index).padStart(26, 'A')}`;
  const app = { databaseUsers: ['app'] };

  const vpcIn = (stack: Stack) => ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-0', availabilityZones: ['a', 'b'], privateSubnetIds: ['subnet-0', 'subnet-1'] });
  const ordersIn = (stack: Stack, vpc = vpcIn(stack)) => new rds.DatabaseInstance(stack, 'Orders', {
    vpc, engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_16 }),
  });

  /** `above` is how much higher than exact the count may be. */
  const PLACES: [place: string, build: Build, lengths: Lengths, above?: number, env?: { account?: string; region?: string }][] = [
    ['partition', withDatabases((index) => instance(index)), {}],
    ['partition, region and account', withDatabases((index) => instance(index)), {}, 0, {}],
    ['resource ID', withDatabases((index, parameter) => RdsDatabase.fromResourceId(parameter(`Id${index}`), app)), lengthsOf('Id', 34)],
    ['database user', withDatabases((index, parameter) => RdsDatabase.fromResourceId(db(index), { databaseUsers: [parameter(`User${index}`)] })), lengthsOf('User', 127)],
    ['region', withDatabases((index, parameter) => RdsDatabase.fromResourceId(db(index), { ...app, region: parameter(`Region${index}`) })), lengthsOf('Region', 15)],
    [
      'cluster and database name',
      withDatabases((index, parameter) => RedshiftDatabase.fromClusterIdentifier(parameter(`Cluster${index}`), { ...app, databaseNames: [parameter(`Name${index}`)] })),
      { ...lengthsOf('Cluster', 63), ...lengthsOf('Name', 127) },
    ],
    [
      'prefix and key of a secret store',
      (stack, parameter) => access([instance(0)], {
        secretStores: many(9, (index) => SecretStore.of(parameter(`Prefix${index}`), {
          encryptionKey: kms.Key.fromKeyArn(stack, `Key${index}`, parameter(`Arn${index}`)),
        })),
      }, stack),
      { ...lengthsOf('Prefix', 425), ...lengthsOf('Arn', 88) },
    ],
    [
      'tag values',
      (stack, parameter) => access([instance(0)], {
        databaseTypes: [DatabaseType.RDS, DatabaseType.AURORA],
        allowDatabaseModification: true,
        databaseTags: { env: many(12, (index) => parameter(`Tag${index}`)), team: [parameter('Tag12')] },
      }, stack),
      lengthsOf('Tag', 256),
    ],
    [
      'name of an imported role',
      (stack, parameter) => access([instance(0)], {
        target: iam.Role.fromRoleName(stack, 'Imported', parameter('Role')), databaseTypes: [DatabaseType.RDS], selfGrant: SelfGrant.UNBOUNDED,
      }, stack),
      { Role: 512 + 64 },
    ],
    [
      'ARN of a role of the app with a path',
      (stack) => access([instance(0)], {
        target: roleIn(stack, 'Own', { path: '/teleport/databases/' }), databaseTypes: [DatabaseType.RDS], selfGrant: SelfGrant.UNBOUNDED,
      }, stack),
      { Arn: 102 + 'teleport/databases/'.length }, 1,
    ],
    [
      'ARN of a role of the app with a path that is a token',
      (stack, parameter) => access([instance(0)], {
        target: roleIn(stack, 'Own', { path: parameter('Path') }), databaseTypes: [DatabaseType.RDS], selfGrant: SelfGrant.UNBOUNDED,
      }, stack),
      { Arn: 102 + 511 }, 1,
    ],
    [
      'ARN of assumed roles, their external ids and session tags',
      (stack, parameter) => access([instance(0)], {
        assumedRoles: many(8, (index) => AssumedRole.fromRole(roleIn(stack, `Assumed${index}`), {
          externalId: parameter(`External${index}`), sessionTags: { team: parameter(`Team${index}`) },
        })),
      }, stack),
      { ...lengthsOf('External', 1224), ...lengthsOf('Team', 256), Arn: 102 }, 10,
    ],
    ['resource ID of an instance of the app', (stack) => access([RdsDatabase.fromInstance(ordersIn(stack), app)], {}, stack), { DbiResourceId: 34 }],
    [
      'resource ID of a proxy, which is the end of its ARN',
      (stack) => {
        const vpc = vpcIn(stack);
        const orders = ordersIn(stack, vpc);
        return access([RdsDatabase.fromProxy(orders.addProxy('Proxy', { vpc, secrets: [orders.secret!] }), app)], {}, stack);
      },
      { 'Fn::Select': 34 },
    ],
  ];

  test.each(PLACES)('%s', (_, build, lengths, above = 0, env = ENV) => {
    const stack = stackIn(env);
    const policy = build(stack, (id) => new CfnParameter(stack, id).valueAsString);
    const sizes = resolvedDocuments(policy).map((one) => sizeOf(atLongest(one, lengths)));
    const counts = countsOf(policy);
    expect(sizes.filter((size) => size > LIMIT)).toEqual([]);
    expect(counts).toHaveLength(sizes.length);
    expect(counts.filter((count, index) => count < sizes[index] || count > sizes[index] + above)).toEqual([]);
  });

  test('where nothing is a token, the count is the size', () => {
    const stack = stackIn(ENV, 'Stack', new App({ context: { '@aws-cdk/core:enablePartitionLiterals': true } }));
    const databases = many(150, (index) => index % 2 === 0 ? instance(index) : warehouse(index));
    const policy = access(databases, { databaseTypes: [DatabaseType.MEMORYDB] }, stack);
    expect(countsOf(policy)).toEqual(documentsOf(stack).map(sizeOf));
  });
});

test('a statement that fits into no policy fails, and says what it is for', () => {
  const call = (values: number) => () => access([instance(0)], {
    databaseTypes: [DatabaseType.RDS], allowDatabaseModification: true, databaseTags: { env: many(values, (index) => `${index}`.padStart(256, 'v')) },
  });
  expect(call(30)).toThrow('a single statement, to turn on IAM authentication for RDS instances, which AWS applies immediately with all other pending modifications, '
    + 'is longer than the 6144 characters of a policy; name fewer regions or tags');
  expect(call(20)).not.toThrow();
});
