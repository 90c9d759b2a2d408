import * as fc from 'fast-check';
import { isAllowed, PolicyDocument, Request, Statement } from './evaluator';
import {
  AssumedRole, DatabaseType, ElastiCacheDatabase, MemoryDbDatabase, OpenSearchDatabase, RdsDatabase, RedshiftDatabase, SecretStore, TeleportDatabase,
  TeleportDatabaseAccess, TeleportDatabaseAccessProps, TeleportDatabasePermissionsBoundary,
} from '../../src';
import { seed } from '../support/seed';
import { deployed, documentsBelow, roleIn, stackIn } from '../support/template';

// shrinking may take long: then the smallest example so far has to do
const RUNS = { numRuns: 60, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: true, ...seed(5) };

const { ELASTICACHE, MEMORYDB, RDS, AURORA } = DatabaseType;
const someRegions = fc.option(fc.constantFrom<string[][]>(['eu-west-1', 'us-east-1'], ['*']), { nil: undefined });
const region = fc.option(fc.constantFrom('eu-west-1', 'us-east-1'), { nil: undefined });
const id = fc.stringMatching(/^[a-z]{3,12}$/);
const users = fc.uniqueArray(fc.oneof(id, fc.constant('*')), { minLength: 1, maxLength: 3 });
const analyst = AssumedRole.fromRole(roleIn(stackIn(), 'Analyst', { roleName: 'analyst' }));
const pattern = fc.record({ databaseUsers: users, regions: someRegions });

const database: fc.Arbitrary<TeleportDatabase> = fc.oneof(
  fc.tuple(fc.constantFrom('db', 'cluster', 'prx'), fc.stringMatching(/^[A-Z]{2,20}$/), fc.record({ databaseUsers: users, region }))
    .map(([kind, name, options]) => RdsDatabase.fromResourceId(`${kind}-${name}`, options)),
  fc.tuple(id, fc.record({ databaseUsers: users, databaseNames: users, region }))
    .map(([name, options]) => RedshiftDatabase.fromClusterIdentifier(name, options)),
  fc.tuple(id, fc.record({ databaseUsers: users, region })).map(([name, options]) => ElastiCacheDatabase.fromReplicationGroupId(name, options)),
  fc.tuple(id, fc.record({ databaseUsers: users, region })).map(([name, options]) => MemoryDbDatabase.fromClusterName(name, options)),
  fc.tuple(id, region).map(([name, where]) => OpenSearchDatabase.fromDomainName(name, { databaseRoles: [analyst], region: where })),
  pattern.map((options) => RdsDatabase.any(options)),
);

type Asked = Omit<TeleportDatabaseAccessProps, 'target'>;

const asked = (mostDatabases: number): fc.Arbitrary<Asked> => fc.record({
  databaseTypes: fc.subarray([...Object.values(DatabaseType)], { minLength: 1, maxLength: 5 }),
  manageUsersOf: fc.option(fc.subarray([ELASTICACHE, MEMORYDB], { minLength: 1 }), { nil: undefined }),
  databases: fc.array(database, { minLength: 1, maxLength: mostDatabases, size: 'max' }), // or fast-check prefers short ones
  databaseTags: fc.option(fc.constantFrom<{ [key: string]: string[] }[]>({ team: ['a', 'b*'] }, { team: ['a'], env: ['prod'] }), { nil: undefined }),
  regions: someRegions,
  secretStores: fc.option(fc.constantFrom<SecretStore[][]>([SecretStore.of('team-a')], [SecretStore.of('a/b'), SecretStore.DEFAULT]), { nil: undefined }),
  asDocumented: fc.boolean(),
}).map((props) => ({
  ...props,
  allowDatabaseModification: props.databaseTags !== undefined && props.databaseTypes.some((type) => type === RDS || type === AURORA),
}));

const statementsOf = (documents: readonly PolicyDocument[]): Statement[] => documents.flatMap(({ Statement: statements }) => statements);
const listOf = (value: string | string[]) => [value].flat();

/** Requests at the edges of a statement: whatever stands for a wildcard, and the values that its conditions name. */
function requestsOf({ Action, Resource, Condition = {} }: Statement, filling: string): Request[] {
  const context = Object.entries(Condition).flatMap(([operator, keys]) => Object.entries(keys).map(([key, value]) =>
    [key, operator === 'Null' ? filling : operator.startsWith('ForAllValues') ? value : listOf(value)[0].replaceAll('*', filling)] as const));
  return listOf(Action).flatMap((action) => listOf(Resource).map((resource) => ({
    action, resource: resource.replaceAll('*', filling), context: Object.fromEntries(context),
  })));
}

test('a derived boundary allows what its policies allow, and nothing else', () => {
  let refused = 0;
  fc.assert(fc.property(asked(6), id, (props, filling) => {
    const stack = stackIn();
    const policy = new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), ...props });
    try {
      new TeleportDatabasePermissionsBoundary(stack, 'Boundary', { policies: [policy] });
    } catch (error) {
      expect((error as Error).message).toContain('a permissions boundary is one document'); // the only reason to refuse one
      refused += 1;
      return;
    }
    const written = documentsBelow(stack);
    const policies = written.filter(({ isAttached }) => isAttached).map(({ document }) => document);
    const [{ document: boundary }] = written.filter(({ isAttached }) => !isAttached);
    const everything: PolicyDocument = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
    for (const request of statementsOf(policies).flatMap((statement) => requestsOf(statement, filling))) {
      expect([request, isAllowed({ policies, boundary }, request)]).toEqual([request, true]);
    }
    for (const request of statementsOf([boundary]).flatMap((statement) => requestsOf(statement, filling))) {
      expect([request, isAllowed({ policies: [everything], boundary }, request) && !isAllowed({ policies }, request)]).toEqual([request, false]);
    }
  }), RUNS);
  expect(refused).toBeLessThan(RUNS.numRuns / 2);
});

/** Values of one Redshift cluster narrow each other, as `pairs of a warehouse` of the proof's table says: here, a cluster has one. */
function eachClusterOnce({ databases = [], ...found }: Asked): Asked {
  const keyOf = (one: TeleportDatabase) => one instanceof RedshiftDatabase ? one.clusterIdentifier : one;
  return { ...found, databases: [...new Map(databases.map((one) => [keyOf(one), one])).values()] };
}

/** A declaration cut into small ones, each of which every-type.test.ts and the proof's table judge by literals. */
function partsOf({ databases = [], ...found }: Asked, size: number): Asked[] {
  const parts = Array.from({ length: Math.ceil(databases.length / size) }, (_, index) => databases.slice(index * size, (index + 1) * size));
  return [found, ...parts.map((some) => ({ databases: some, asDocumented: found.asDocumented }))];
}

function policiesFor(props: Asked): PolicyDocument[] {
  const stack = stackIn();
  return documentsBelow(new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), ...props })).map(({ document }) => document);
}

/** Stores that nothing uses are left out of the whole, and would be in a part that declares less. */
const withUsedStores = ({ secretStores, ...others }: Asked): Asked => {
  const { databaseTypes = [], manageUsersOf = [] } = others;
  const areUsed = manageUsersOf.length === 0 || manageUsersOf.some((type) => !databaseTypes.includes(type));
  return areUsed ? { ...others, secretStores } : others;
};

test('all that is declared allows what its parts allow, and nothing else, however many documents that takes', () => {
  let most = 0;
  fc.assert(fc.property(asked(120).map(eachClusterOnce).map(withUsedStores), id, (props, filling) => {
    const whole = policiesFor(props);
    const parts = partsOf(props, 10).flatMap(policiesFor);
    most = Math.max(most, whole.length);
    const denied = (policies: PolicyDocument[], requested: PolicyDocument[]) =>
      statementsOf(requested).flatMap((statement) => requestsOf(statement, filling)).filter((request) => !isAllowed({ policies }, request));
    expect(denied(whole, parts)).toEqual([]);
    expect(denied(parts, whole)).toEqual([]);
  }), { ...RUNS, numRuns: 15 });
  expect(most).toBeGreaterThan(1);
});

/** What documents allow, whatever they are cut into. */
function allowances(statements: readonly (Pick<Statement, 'Action' | 'Resource'> & { readonly Condition?: unknown })[]): string[] {
  return [...new Set(statements.flatMap(({ Action, Resource, Condition = {} }) =>
    listOf(Action).flatMap((action) => listOf(Resource).map((resource) => `${action} ${resource} ${JSON.stringify(Condition)}`))))].sort();
}

test('what is published is what is written', () => {
  fc.assert(fc.property(asked(20), (props) => {
    const stack = stackIn();
    const policy = new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), ...props });
    const published = policy.permissions
      .map(({ actions, resources, conditions }) => ({ Action: actions, Resource: resources, Condition: conditions }));
    const written = documentsBelow(policy).flatMap(({ document }) => document.Statement);
    expect(allowances(deployed(stack.resolve(published)))).toEqual(allowances(written));
  }), RUNS);
});
