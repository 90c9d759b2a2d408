import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as fc from 'fast-check';
import { print } from './support';
import {
  AssumedRole, DatabaseProtocol, DatabaseRegistration, DatabaseType, DocumentDbDatabase, DynamoDbDatabase, ElastiCacheDatabase, ITeleportPolicy,
  KeyspacesDatabase, MemoryDbDatabase, OpenSearchDatabase, RdsDatabase, RedshiftDatabase, RedshiftServerlessDatabase, SecretStore,
  TeleportAgentConfiguration, TeleportDatabase, TeleportDatabaseAccess,
} from '../../../src';
import { deployed } from '../../support/deployed';
import { seed } from '../../support/seed';

fc.configureGlobal({ ...seed(20261125), numRuns: 40 });

interface Asked {
  readonly kind: 'rds' | 'redshift' | 'elasticache' | 'serverless' | 'memorydb' | 'dynamodb' | 'keyspaces' | 'opensearch' | 'documentdb' | 'workgroup';
  readonly id: string;
  readonly users: string[];
  readonly names: string[];
  readonly region: string;
  readonly roles: string[];
  readonly externalId?: string;
  readonly sessionTags?: { [key: string]: string };
  readonly isBehindRole: boolean;
}

interface Declared {
  readonly databases: Asked[];
  readonly managed: boolean;
  readonly store: 'default' | 'own' | 'own with a key';
  readonly types: DatabaseType[][];
  readonly regions: string[];
}

const some = <T>(item: fc.Arbitrary<T>) => fc.uniqueArray(item, { minLength: 1, maxLength: 3 });
const orAll = (name: fc.Arbitrary<string>): fc.Arbitrary<string[]> =>
  fc.oneof({ weight: 5, arbitrary: some(name) }, { weight: 1, arbitrary: fc.constant<string[]>(['*']) });
const region = fc.constantFrom('eu-west-1', 'eu-central-1', 'us-east-1');

const asked: fc.Arbitrary<Asked> = fc.record({
  kind: fc.constantFrom('rds', 'redshift', 'elasticache', 'serverless', 'memorydb', 'dynamodb', 'keyspaces', 'opensearch', 'documentdb', 'workgroup'),
  id: fc.stringMatching(/^[a-z]{3,12}$/),
  users: orAll(fc.stringMatching(/^[a-z][a-z0-9]{0,12}$/)),
  names: orAll(fc.stringMatching(/^[a-zA-Zÿ$][a-zA-Z0-9_.@]{0,12}$/)),
  region,
  roles: some(fc.stringMatching(/^([a-z]{1,5}\/)?[a-zA-Z0-9_+=,.@-]{1,12}$/)),
  externalId: fc.option(fc.constantFrom('org-1', 'org-2'), { nil: undefined }),
  sessionTags: fc.option(fc.dictionary(fc.constantFrom('team', 'a/b:c'), fc.constantFrom('x', 'y z'), { minKeys: 1, noNullPrototype: true }), { nil: undefined }),
  isBehindRole: fc.boolean(),
});
const { RDS, AURORA, RDS_PROXY, REDSHIFT, REDSHIFT_SERVERLESS, ELASTICACHE, ELASTICACHE_SERVERLESS, MEMORYDB, OPENSEARCH, DOCUMENTDB } = DatabaseType;
const declared: fc.Arbitrary<Declared> = fc.record({
  databases: fc.array(asked, { minLength: 1, maxLength: 8 }),
  managed: fc.boolean(),
  store: fc.constantFrom('default', 'own', 'own with a key'),
  types: fc.subarray([[RDS, AURORA],
    ...[RDS_PROXY, REDSHIFT, REDSHIFT_SERVERLESS, ELASTICACHE, ELASTICACHE_SERVERLESS, MEMORYDB, OPENSEARCH, DOCUMENTDB].map((type) => [type])]),
  regions: some(region),
});

/** Teleport tells the type by the endpoint, where no block does. */
const HOSTS: { readonly [kind: string]: (at: string, account: string) => string | undefined } = {
  documentdb: (at) => `documents.cluster-abcdef.${at}.docdb.amazonaws.com`,
  opensearch: (at) => `search-documents-abcdefghijklmnopqrstuvwxyz.${at}.es.amazonaws.com`,
  workgroup: (at, account) => `reports.${account}.${at}.redshift-serverless.amazonaws.com`,
  serverless: (at) => `carts-abcdef.serverless.${at.replace(/^(..)-(.).*-(\d)$/, '$1$2$3')}.cache.amazonaws.com`,
  dynamodb: () => undefined,
  keyspaces: () => undefined,
};

const roleIn = (stack: Stack, arn: string) => stack.node.tryFindChild(arn.replace(/\//g, '_')) as iam.IRole | undefined
  ?? iam.Role.fromRoleArn(stack, arn.replace(/\//g, '_'), arn);

function databaseIn(stack: Stack, index: number, { kind, id, users, names, region: at, roles, ...session }: Asked): TeleportDatabase {
  const { externalId, sessionTags, isBehindRole } = session;
  const registration: DatabaseRegistration = {
    name: `n${index}`,
    labels: { only: `n${index}` },
    host: kind in HOSTS ? HOSTS[kind](at, isBehindRole ? '222222222222' : '123456789012') : 'database.example.com',
    protocol: kind === 'rds' ? DatabaseProtocol.POSTGRES : undefined,
  };
  const assumedRole = isBehindRole
    ? AssumedRole.fromRole(roleIn(stack, 'arn:aws:iam::222222222222:role/teleport-access'), { externalId, sessionTags }) : undefined;
  const databaseRoles = roles.map((name) => AssumedRole.fromRole(roleIn(stack, `arn:aws:iam::${isBehindRole ? '222222222222' : '123456789012'}:role/${name}`), {
    externalId: isBehindRole || kind === 'redshift' ? undefined : externalId, sessionTags,
  }));
  const options = { databaseUsers: users, region: at, registration, assumedRole };
  const byRole = { databaseRoles, region: at, registration, assumedRole };
  switch (kind) {
    case 'rds': return RdsDatabase.fromResourceId(`db-${id.toUpperCase()}`, options);
    case 'redshift': return RedshiftDatabase.fromClusterIdentifier(id, { ...options, databaseNames: names, databaseRoles });
    case 'elasticache': return ElastiCacheDatabase.fromReplicationGroupId(id, options);
    case 'serverless': return ElastiCacheDatabase.fromServerlessCacheName(id, options);
    case 'memorydb': return MemoryDbDatabase.fromClusterName(id, options);
    case 'dynamodb': return DynamoDbDatabase.of(byRole);
    case 'keyspaces': return KeyspacesDatabase.of(byRole);
    case 'opensearch': return OpenSearchDatabase.fromDomainName(id, byRole);
    case 'documentdb': return DocumentDbDatabase.fromClusterIdentifier(id, byRole);
    case 'workgroup': return RedshiftServerlessDatabase.fromWorkgroupName(id, byRole);
  }
}

function storesIn(stack: Stack, store: Declared['store']): SecretStore[] | undefined {
  const key = kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:123456789012:key/11111111-1111-1111-1111-111111111111');
  return store === 'default' ? undefined : [SecretStore.of('mine', { encryptionKey: store === 'own' ? undefined : key })];
}

/** Each call that is allowed, on each resource, in each region. */
function atoms(statements: readonly any[]): string[] {
  const listed = (value: string | string[]) => [value].flat();
  return [...new Set(statements.flatMap(({ Action, Resource, Condition = {} }) => {
    const { 'aws:RequestedRegion': within = '', ...rest } = Condition.StringEquals ?? {};
    const condition = JSON.stringify({ ...Condition, StringEquals: rest });
    return listed(Action).flatMap((action) => listed(Resource).flatMap((resource) =>
      listed(within).map((at) => `${action} on ${resource} in ${at} if ${condition}`)));
  }))].sort();
}

test('what a declaration tells Teleport gives the permissions of the declaration', async () => {
  await fc.assert(fc.asyncProperty(declared, async ({ databases, managed, store, types, regions }) => {
    const stack = new Stack(new App(), 'Stack', { env: { account: '123456789012', region: 'eu-west-1' } });
    const target = iam.Role.fromRoleArn(stack, 'Agent', 'arn:aws:iam::123456789012:role/agent');
    const here = databases.map((one) => managed && /elasticache|memorydb/.test(one.kind) ? { ...one, region: 'eu-west-1', isBehindRole: false } : one);
    const values = here.map((one, index) => databaseIn(stack, index, one));
    const manageUsersOf = managed ? [ELASTICACHE, MEMORYDB].filter((type) => here.some(({ kind }) => kind === type)) : [];
    const managing = manageUsersOf.length === 0 ? {} : { manageUsersOf, secretStores: storesIn(stack, store) };
    const discovering = manageUsersOf.length > 0 || types.length === 0 ? {} : { databaseTypes: types.flat(), regions };

    const access: ITeleportPolicy = new TeleportDatabaseAccess(stack, 'Access', { target, databases: values, ...managing, ...discovering });
    const teleport = new TeleportAgentConfiguration({ policies: [access] });
    const roles = values.map((database, index) => {
      const alone = new TeleportDatabaseAccess(stack, `Access${index}`, { target, databases: [database], ...managingOf(managing, here[index].kind) });
      const names = /rds|documentdb|workgroup/.test(here[index].kind) ? ['*'] : undefined;
      return new TeleportAgentConfiguration({ policies: [alone] }).role({ name: `role-${index}`, databaseNames: names });
    });
    const documents = [
      ...teleport.databases().content,
      ...roles.map(({ content }) => content),
      ...'databaseTypes' in discovering ? [teleport.discoveryConfig({ name: 'all', discoveryGroup: 'all' }).content] : [],
    ];
    const exported = JSON.stringify(deployed(stack.resolve(documents)));

    const { text } = await print(exported, { as: { kind: 'role', name: 'agent' }, account: '123456789012' });
    const printed = text.split(/(?<=^}\n)/m).flatMap((document) => JSON.parse(document).Statement);
    const own = access.permissions.map(({ actions, resources, conditions }) => ({ Action: actions, Resource: resources, Condition: conditions }));
    expect(atoms(printed)).toEqual(atoms(deployed(stack.resolve(own))));
  }));
});

const managingOf = (managing: { manageUsersOf?: DatabaseType[] }, kind: string) =>
  managing.manageUsersOf?.some((type) => type === kind) ? { ...managing, manageUsersOf: managing.manageUsersOf.filter((type) => type === kind) } : {};
