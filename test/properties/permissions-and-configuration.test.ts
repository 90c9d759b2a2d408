import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as fc from 'fast-check';
import {
  AssumedRole, DatabaseProtocol, DatabaseType, DocumentDbDatabase, DynamoDbDatabase, ElastiCacheDatabase, KeyspacesDatabase,
  MemoryDbDatabase, OpenSearchDatabase, RdsDatabase, RedshiftDatabase, RedshiftServerlessDatabase, SecretStore, TeleportDatabase,
  TeleportDatabaseAccess,
} from '../../src';
import { agentWith, readBackAllAs, readBackAs } from '../support/configuration';
import { seed } from '../support/seed';
import { ACCOUNT, documentsOf, roleIn, stackIn } from '../support/template';

const THERE = '222222222222';
const REGIONS = ['eu-west-1', 'eu-central-1', 'us-east-1'];
const SHORT: { readonly [region: string]: string } = { 'eu-west-1': 'euw1', 'eu-central-1': 'euc1', 'us-east-1': 'use1' };

/** What Teleport calls first to find a type, by Teleport's name of the type. */
const FINDS: { readonly [type: string]: string[] } = {
  'rds': ['rds:DescribeDBInstances', 'rds:DescribeDBClusters'],
  'rdsproxy': ['rds:DescribeDBProxies'],
  'redshift': ['redshift:DescribeClusters'],
  'redshift-serverless': ['redshift-serverless:ListWorkgroups'],
  'elasticache': ['elasticache:DescribeReplicationGroups'],
  'elasticache-serverless': ['elasticache:DescribeServerlessCaches'],
  'memorydb': ['memorydb:DescribeClusters'],
  'opensearch': ['es:ListDomainNames'],
  'docdb': ['rds:DescribeDBClusters'],
};

/** What opens a database that Teleport logs in to itself: the start of the ARN, and where `kind: db` has the name in it. */
const OPENS: readonly (readonly [action: string, arn: RegExp, block: string, key: string])[] = [
  ['rds-db:connect', /^arn:aws:rds-db:(.+?):(\d+):dbuser:(db-.+|cluster-.+)\/reader$/, 'rds', 'resource_id'],
  ['rds-db:connect', /^arn:aws:rds-db:(.+?):(\d+):dbuser:(prx-.+)\/reader$/, 'rdsproxy', 'resource_id'],
  ['redshift:GetClusterCredentials', /^arn:aws:redshift:(.+?):(\d+):dbuser:(.+)\/reader$/, 'redshift', 'cluster_id'],
  ['elasticache:Connect', /^arn:aws:elasticache:(.+?):(\d+):replicationgroup:(.+)$/, 'elasticache', 'replication_group_id'],
  ['elasticache:Connect', /^arn:aws:elasticache:(.+?):(\d+):serverlesscache:(.+)$/, 'elasticache_serverless', 'cache_name'],
  ['memorydb:Connect', /^arn:aws:memorydb:(.+?):(\d+):cluster\/(.+)$/, 'memorydb', 'cluster_name'],
];

interface Spec {
  readonly kind: string;
  readonly region: string;
  readonly behindRole: boolean;
  readonly externalId?: string;
}

const role = (stack: Stack, name: string, account: string, externalId?: string) =>
  AssumedRole.fromRole(iam.Role.fromRoleArn(stack, name, `arn:aws:iam::${account}:role/${name}`), { externalId });

/** What a maker is given: names, and what the options of all databases have. */
interface Given {
  readonly name: string;
  readonly id: string;
  readonly region: string;
  readonly users: { readonly region: string; readonly assumedRole?: AssumedRole; readonly databaseUsers: string[] };
  readonly roles: { readonly region: string; readonly assumedRole?: AssumedRole; readonly databaseRoles: AssumedRole[] };
}

const HOST = 'a.example.com';

/** A database of each kind, with all that it cannot know. */
const MAKERS: { readonly [kind: string]: (given: Given) => TeleportDatabase } = {
  'instance': ({ name, id, users }) => RdsDatabase.fromResourceId(`db-${id}`, {
    ...users, registration: { name, host: HOST, protocol: DatabaseProtocol.POSTGRES },
  }),
  'cluster': ({ name, id, users }) => RdsDatabase.fromResourceId(`cluster-${id}`, {
    ...users, registration: { name, host: HOST, protocol: DatabaseProtocol.MYSQL },
  }),
  'proxy': ({ name, id, users, region }) => RdsDatabase.fromResourceId(`prx-${id}`, {
    ...users, registration: { name, host: `a.proxy-b.${region}.rds.amazonaws.com`, protocol: DatabaseProtocol.SQLSERVER },
  }),
  'warehouse': ({ name, users }) =>
    RedshiftDatabase.fromClusterIdentifier(name, { ...users, databaseNames: ['*'], registration: { name, host: HOST } }),
  'cache': ({ name, users }) => ElastiCacheDatabase.fromReplicationGroupId(name, { ...users, registration: { name, host: HOST } }),
  'serverless cache': ({ name, users, region }) => ElastiCacheDatabase.fromServerlessCacheName(name, {
    ...users, registration: { name, host: `a.serverless.${SHORT[region]}.cache.amazonaws.com` },
  }),
  'MemoryDB': ({ name, users }) => MemoryDbDatabase.fromClusterName(name, { ...users, registration: { name, host: HOST } }),
  'workgroup': ({ name, roles }) => RedshiftServerlessDatabase.fromWorkgroupName(name, { ...roles, registration: { name, host: HOST } }),
  'domain': ({ name, roles }) => OpenSearchDatabase.fromDomainName(name, { ...roles, registration: { name, host: HOST } }),
  'DocumentDB': ({ name, roles, region }) => DocumentDbDatabase.fromClusterIdentifier(name, {
    ...roles, registration: { name, host: `a.cluster-b.${region}.docdb.amazonaws.com` },
  }),
  'DynamoDB': ({ name, roles }) => DynamoDbDatabase.of({ ...roles, registration: { name } }),
  'Keyspaces': ({ name, roles }) => KeyspacesDatabase.of({ ...roles, registration: { name } }),
  'pattern, which has permissions only': ({ region }) => RdsDatabase.any({ databaseUsers: ['reader'], regions: [region] }),
};

function databaseOf(stack: Stack, { kind, region, behindRole, externalId }: Spec, index: number): TeleportDatabase {
  const common = { region, assumedRole: behindRole ? role(stack, `access-${index}`, THERE, externalId) : undefined };
  const user = role(stack, `user-${index}`, behindRole ? THERE : ACCOUNT, behindRole ? undefined : externalId);
  return MAKERS[kind]({
    name: `base-${index}`,
    id: `ABC${index}`,
    region,
    users: { ...common, databaseUsers: ['reader'] },
    roles: { ...common, databaseRoles: [user] },
  });
}

const DECLARATION = fc.record({
  databaseTypes: fc.subarray(Object.values(DatabaseType))
    .map((types) => types.includes(DatabaseType.RDS) ? [...new Set([...types, DatabaseType.AURORA])] : types),
  regions: fc.subarray(REGIONS, { minLength: 1 }),
  specs: fc.array(fc.record({
    kind: fc.constantFrom(...Object.keys(MAKERS)),
    region: fc.constantFrom(...REGIONS),
    behindRole: fc.boolean(),
    externalId: fc.option(fc.constantFrom('prod-eu', 'prod-us'), { nil: undefined }),
  }), { maxLength: 6 }),
  managed: fc.boolean(),
}).filter(({ databaseTypes, specs, managed }) => databaseTypes.length > 0 || specs.length > 0 || managed);

const list = (value: unknown): any[] => value === undefined ? [] : [value].flat();

type Declaration = typeof DECLARATION extends fc.Arbitrary<infer T> ? T : never;

/** What becomes of one declaration: the statements of its policies, and what Teleport is told. */
function writtenFor({ databaseTypes, regions, specs, managed }: Declaration) {
  const stack = stackIn();
  const manageUsersOf = [DatabaseType.ELASTICACHE, DatabaseType.MEMORYDB];
  const policy = new TeleportDatabaseAccess(stack, 'Access', {
    target: roleIn(stack),
    ...databaseTypes.length > 0 ? { databaseTypes } : {},
    ...databaseTypes.length > 0 || managed ? { regions } : {},
    ...specs.length > 0 ? { databases: specs.map((spec, index) => databaseOf(stack, spec, index)) } : {},
    ...managed ? { manageUsersOf, secretStores: [SecretStore.of('own-prefix')] } : {},
  });
  const statements = documentsOf(stack).flatMap(({ Statement }) => Statement);
  const { aws: matchers = [], databases = [] } = specs.length > 0 || managed
    ? readBackAs('db_service', stack, agentWith(policy).dbService({ resourceLabels: { '*': ['*'] } }))
    : readBackAs('discovery_service', stack, agentWith(policy).discoveryService({ discoveryGroup: 'prod' })); // it opens nothing
  const resources = databases.length === 0 ? [] : readBackAllAs('db', stack, agentWith(policy).databases());
  return { statements, matchers, databases, resources };
}

const allows = (statements: any[], action: string, region: string) => statements.some(({ Action, Condition }) =>
  list(Action).includes(action) && (Condition === undefined || list(Condition.StringEquals['aws:RequestedRegion']).includes(region)));
const arnsOf = (statements: any[], action: string): string[] => statements
  .filter(({ Action }) => list(Action).includes(action))
  .flatMap(({ Resource }) => list(Resource));

type Written = ReturnType<typeof writtenFor>;

/** What holds of every declaration. */
const LAWS: { readonly [sentence: string]: (written: Written, declaration: Declaration) => void } = {
  'both dialects speak of the same databases, in the same words where they have the same words': ({ databases, resources }) => {
    expect(databases.map(({ name, uri, aws: { region, account_id } }: any) => ({ name, uri, region, account_id })))
      .toEqual(resources.map(({ metadata: { name }, spec: { uri, aws: { region, account_id } } }) => ({ name, uri, region, account_id })));
  },
  'what the configuration looks for, the permissions let it find, and the other way round': ({ statements, matchers }, declaration) => {
    for (const { types, regions } of matchers) {
      expect(regions).toEqual(declaration.regions);
      for (const type of types) {
        expect(regions.filter((region: string) => !FINDS[type].every((action) => allows(statements, action, region)))).toEqual([]);
      }
    }
    const found = matchers.flatMap(({ types }: any) => types);
    expect(declaration.databaseTypes.length === 0).toBe(found.length === 0);
  },
  'what the configuration opens as itself, the permissions let it open, and the other way round': ({ statements, resources }) => {
    for (const [action, arn, block, key] of OPENS) {
      const opened = arnsOf(statements, action).flatMap((text) => {
        const [, region, account, name] = arn.exec(text) ?? [];
        return name === undefined || name === '*' ? [] : [{ region, account, name }];
      });
      const own = resources.filter(({ spec: { aws } }) => aws[block] !== undefined && aws.assume_role_arn === undefined)
        .map(({ spec: { aws } }) => ({ region: aws.region, account: aws.account_id, name: aws[block][key] }));
      expect(new Set(own.map((one) => JSON.stringify(one)))).toEqual(new Set(opened.map((one) => JSON.stringify(one))));
    }
  },
  'every role that the configuration names may be assumed, and any other that may is a database user': ({ statements, resources }) => {
    const roles = resources.flatMap(({ spec: { aws } }) => aws.assume_role_arn ?? []);
    const assumable = arnsOf(statements, 'sts:AssumeRole');
    expect(roles.filter((arn) => !assumable.includes(arn))).toEqual([]);
    expect(assumable.filter((arn) => !roles.includes(arn) && !/:role\/user-\d+$/.test(arn))).toEqual([]);
  },
  'with its external id, and in its account': ({ statements, resources }) => {
    for (const { metadata: { name }, spec: { aws } } of resources) {
      const arn = aws.assume_role_arn ?? `arn:aws:iam::${ACCOUNT}:role/${name.replace('base', 'user')}`;
      const [statement] = statements
        .filter(({ Action, Resource }) => list(Action).includes('sts:AssumeRole') && list(Resource).includes(arn));
      expect(statement?.Condition?.StringEquals['sts:ExternalId']).toEqual(aws.external_id);
      expect(aws.account_id).toBe(arn.split(':')[4]);
    }
  },
  'passwords are kept where the permissions let Teleport keep them': ({ statements, resources }) => {
    const stores = resources.flatMap(({ spec: { aws } }) => aws.secret_store?.key_prefix ?? []);
    const kept = arnsOf(statements, 'secretsmanager:GetSecretValue');
    expect(stores.filter((prefix) => !kept.some((arn) => arn.includes(`:secret:${prefix}/`)))).toEqual([]);
  },
};

test('neither the permissions nor the configuration can name what the other lacks', () => {
  fc.assert(fc.property(DECLARATION, (declaration) => {
    const written = writtenFor(declaration);
    Object.values(LAWS).forEach((holds) => holds(written, declaration));
  }), { numRuns: 60, ...seed(42) });
});
