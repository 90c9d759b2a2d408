import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as fc from 'fast-check';
import {
  AssumedRole, DatabaseProtocol, DatabaseType, DocumentDbDatabase, DynamoDbDatabase, ElastiCacheDatabase, KeyspacesDatabase, MemoryDbDatabase,
  OpenSearchDatabase, RdsDatabase, RedshiftDatabase, RedshiftServerlessDatabase, SecretStore, TeleportDatabase, TeleportDatabaseAccess,
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
  readonly make: number;
  readonly region: string;
  readonly behindRole: boolean;
  readonly externalId?: string;
}

const role = (stack: Stack, name: string, account: string, externalId?: string) =>
  AssumedRole.fromRole(iam.Role.fromRoleArn(stack, name, `arn:aws:iam::${account}:role/${name}`), { externalId });

/** A database of each kind, with all that it cannot know. */
function databaseOf(stack: Stack, { make, region, behindRole, externalId }: Spec, index: number): TeleportDatabase {
  const name = `base-${index}`;
  const id = `ABC${index}`;
  const common = { region, assumedRole: behindRole ? role(stack, `access-${index}`, THERE, externalId) : undefined };
  const users = { ...common, databaseUsers: ['reader'] };
  const roles = { ...common, databaseRoles: [role(stack, `user-${index}`, behindRole ? THERE : ACCOUNT, behindRole ? undefined : externalId)] };
  const at = (host: string) => ({ registration: { name, host } });
  const makers: (() => TeleportDatabase)[] = [
    () => RdsDatabase.fromResourceId(`db-${id}`, { ...users, registration: { ...at('a.example.com').registration, protocol: DatabaseProtocol.POSTGRES } }),
    () => RdsDatabase.fromResourceId(`cluster-${id}`, { ...users, registration: { ...at('a.example.com').registration, protocol: DatabaseProtocol.MYSQL } }),
    () => RdsDatabase.fromResourceId(`prx-${id}`, { ...users, registration: { ...at(`a.proxy-b.${region}.rds.amazonaws.com`).registration, protocol: DatabaseProtocol.SQLSERVER } }),
    () => RedshiftDatabase.fromClusterIdentifier(name, { ...users, databaseNames: ['*'], ...at('a.example.com') }),
    () => ElastiCacheDatabase.fromReplicationGroupId(name, { ...users, ...at('a.example.com') }),
    () => ElastiCacheDatabase.fromServerlessCacheName(name, { ...users, ...at(`a.serverless.${SHORT[region]}.cache.amazonaws.com`) }),
    () => MemoryDbDatabase.fromClusterName(name, { ...users, ...at('a.example.com') }),
    () => RedshiftServerlessDatabase.fromWorkgroupName(name, { ...roles, ...at('a.example.com') }),
    () => OpenSearchDatabase.fromDomainName(name, { ...roles, ...at('a.example.com') }),
    () => DocumentDbDatabase.fromClusterIdentifier(name, { ...roles, ...at(`a.cluster-b.${region}.docdb.amazonaws.com`) }),
    () => DynamoDbDatabase.of({ ...roles, registration: { name } }),
    () => KeyspacesDatabase.of({ ...roles, registration: { name } }),
    () => RdsDatabase.any({ databaseUsers: ['reader'], regions: [region] }), // a pattern: permissions only
  ];
  return makers[make]();
}
const MAKERS = 13;

const DECLARATION = fc.record({
  databaseTypes: fc.subarray(Object.values(DatabaseType))
    .map((types) => types.includes(DatabaseType.RDS) ? [...new Set([...types, DatabaseType.AURORA])] : types),
  regions: fc.subarray(REGIONS, { minLength: 1 }),
  specs: fc.array(fc.record({
    make: fc.nat(MAKERS - 1),
    region: fc.constantFrom(...REGIONS),
    behindRole: fc.boolean(),
    externalId: fc.option(fc.constantFrom('prod-eu', 'prod-us'), { nil: undefined }),
  }), { maxLength: 6 }),
  managed: fc.boolean(),
}).filter(({ databaseTypes, specs, managed }) => databaseTypes.length > 0 || specs.length > 0 || managed);

const list = (value: unknown): any[] => value === undefined ? [] : [value].flat();

function bothFolds({ databaseTypes, regions, specs, managed }: typeof DECLARATION extends fc.Arbitrary<infer T> ? T : never) {
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

function check(declaration: Parameters<typeof bothFolds>[0]): void {
  const { statements, matchers, databases, resources } = bothFolds(declaration);

  // both dialects speak of the same databases, in the same words where they have the same words
  expect(databases.map(({ name, uri, aws: { region, account_id } }: any) => ({ name, uri, region, account_id })))
    .toEqual(resources.map(({ metadata: { name }, spec: { uri, aws: { region, account_id } } }) => ({ name, uri, region, account_id })));

  // what the configuration looks for, the permissions let it find; and the other way round
  for (const { types, regions } of matchers) {
    expect(regions).toEqual(declaration.regions);
    for (const type of types) {
      expect(regions.filter((region: string) => !FINDS[type].every((action) => allows(statements, action, region)))).toEqual([]);
    }
  }
  const found = matchers.flatMap(({ types }: any) => types);
  expect(declaration.databaseTypes.length === 0).toBe(found.length === 0);

  // what the configuration opens as itself, the permissions let it open; and the other way round
  for (const [action, arn, block, key] of OPENS) {
    const opened = arnsOf(statements, action).flatMap((text) => {
      const [, region, account, name] = arn.exec(text) ?? [];
      return name === undefined || name === '*' ? [] : [{ region, account, name }];
    });
    const own = resources.filter(({ spec: { aws } }) => aws[block] !== undefined && aws.assume_role_arn === undefined)
      .map(({ spec: { aws } }) => ({ region: aws.region, account: aws.account_id, name: aws[block][key] }));
    expect(new Set(own.map((one) => JSON.stringify(one)))).toEqual(new Set(opened.map((one) => JSON.stringify(one))));
  }

  // every role that the configuration names may be assumed, with its external id; every other one that may is a database user
  const roles = resources.flatMap(({ spec: { aws } }) => aws.assume_role_arn ?? []);
  const assumable = arnsOf(statements, 'sts:AssumeRole');
  expect(roles.filter((arn) => !assumable.includes(arn))).toEqual([]);
  expect(assumable.filter((arn) => !roles.includes(arn) && !/:role\/user-\d+$/.test(arn))).toEqual([]);
  for (const { metadata: { name }, spec: { aws } } of resources) {
    const arn = aws.assume_role_arn ?? `arn:aws:iam::${ACCOUNT}:role/${name.replace('base', 'user')}`;
    const [statement] = statements.filter(({ Action, Resource }) => list(Action).includes('sts:AssumeRole') && list(Resource).includes(arn));
    expect(statement?.Condition?.StringEquals['sts:ExternalId']).toEqual(aws.external_id);
    expect(aws.account_id).toBe(arn.split(':')[4]);
  }

  // passwords are kept where the permissions let Teleport keep them
  const stores = resources.flatMap(({ spec: { aws } }) => aws.secret_store?.key_prefix ?? []);
  const kept = arnsOf(statements, 'secretsmanager:GetSecretValue');
  expect(stores.filter((prefix) => !kept.some((arn) => arn.includes(`:secret:${prefix}/`)))).toEqual([]);
}

test('neither the permissions nor the configuration can name what the other lacks', () => {
  fc.assert(fc.property(DECLARATION, check), { numRuns: 60, ...seed(42) });
});
