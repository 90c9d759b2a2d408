import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Aspects, Duration, Stack } from 'aws-cdk-lib';
import * as docdb from 'aws-cdk-lib/aws-docdb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elasticache from 'aws-cdk-lib/aws-elasticache';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as memorydb from 'aws-cdk-lib/aws-memorydb';
import * as opensearch from 'aws-cdk-lib/aws-opensearchservice';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as redshift from 'aws-cdk-lib/aws-redshift';
import * as redshiftserverless from 'aws-cdk-lib/aws-redshiftserverless';
import {
  AssumedRole, DatabaseType, DocumentDbDatabase, DynamoDbDatabase, ElastiCacheDatabase, KeyspacesDatabase, MemoryDbDatabase,
  MongoDbAtlasDatabase,
  OpenSearchDatabase, RdsDatabase, RedshiftDatabase, RedshiftServerlessDatabase, RemoteDatabases, SecretStore, TeleportAgentConfiguration,
  TeleportAgentPrincipal, TeleportDatabaseAccess, TeleportDatabaseDiscoveryPolicy, TeleportDatabasePermissionsBoundary,
  TeleportFargateAgent, TeleportManagedUsersPolicy, TeleportRdsConnectPolicy, TeleportReadyDatabases, TeleportRedshiftConnectPolicy,
} from '../../src';
import { acknowledging } from '../support/acknowledging';
import { roleIn, stackIn, warningTextsBelow } from '../support/template';

/** What callers without types, or with the options in a variable, may hand over. */
const loose = (value: object): any => value;
const WAREHOUSE = RedshiftDatabase.any({ databaseUsers: ['analyst'], databaseNames: ['sales'] });
const ORDERS = RdsDatabase.fromResourceId('db-ABC', {
  databaseUsers: ['reader'],
  registration: { name: 'orders', protocol: 'postgres' as any, host: 'orders.abcdefghijkl.eu-west-1.rds.amazonaws.com', labels: { env: 'prod' } },
});
const reader = (stack: Stack) => AssumedRole.fromRole(iam.Role.fromRoleName(stack, 'Reader', 'reader'));
const access = (stack: Stack, props: object = {}) =>
  new TeleportDatabaseAccess(stack, 'Policy', loose({ target: roleIn(stack), databaseTypes: [DatabaseType.RDS, DatabaseType.AURORA], databases: [ORDERS], ...props }));
const configuration = (stack: Stack, props: object = {}) => new TeleportAgentConfiguration(loose({ policies: [access(stack)], ...props }));
const withRegistration = (registration: object) =>
  RdsDatabase.fromResourceId('db-ABC', { databaseUsers: ['a'], registration: loose(registration) });

/** Each struct of the public API, with a way to give it options: every entry that takes it. */
const ENTRIES: { readonly [entry: string]: (options: object, stack: Stack) => unknown } = {
  'TeleportDatabaseAccess': (options, stack) => access(stack, options),
  'TeleportFargateAgent': (options, stack) => new TeleportFargateAgent(stack, 'Agent', loose({
    vpc: new ec2.Vpc(stack, 'Vpc'), proxyServer: 'example.teleport.sh:443', joinTokenName: 'agent', teleportVersion: '18.2.0', databases: [ORDERS], ...options,
  })),
  'TeleportDatabaseDiscoveryPolicy': (options, stack) =>
    new TeleportDatabaseDiscoveryPolicy(stack, 'Policy', loose({ target: roleIn(stack), databaseTypes: [DatabaseType.RDS], ...options })),
  'TeleportRdsConnectPolicy': (options, stack) =>
    new TeleportRdsConnectPolicy(stack, 'Policy', loose({ target: roleIn(stack), databases: [ORDERS], ...options })),
  'TeleportRedshiftConnectPolicy': (options, stack) =>
    new TeleportRedshiftConnectPolicy(stack, 'Policy', loose({ target: roleIn(stack), databases: [WAREHOUSE], ...options })),
  'TeleportManagedUsersPolicy': (options, stack) =>
    new TeleportManagedUsersPolicy(stack, 'Policy', loose({ target: roleIn(stack), manageUsersOf: [DatabaseType.MEMORYDB], ...options })),
  'TeleportDatabasePermissionsBoundary': (options, stack) =>
    new TeleportDatabasePermissionsBoundary(stack, 'Boundary', loose({ policies: [access(stack)], ...options })),
  'RdsDatabase.fromInstance': (options, stack) => RdsDatabase.fromInstance(instanceIn(stack), loose({ databaseUsers: ['a'], ...options })),
  'RdsDatabase.fromCluster': (options, stack) => RdsDatabase.fromCluster(rds.DatabaseCluster.fromDatabaseClusterAttributes(stack, 'Cluster', {
    clusterIdentifier: 'orders', clusterResourceIdentifier: 'cluster-ABC',
  }), loose({ databaseUsers: ['a'], ...options })),
  'RdsDatabase.fromProxy': (options, stack) => RdsDatabase.fromProxy(rds.DatabaseProxy.fromDatabaseProxyAttributes(stack, 'Proxy', {
    dbProxyArn: 'arn:aws:rds:eu-west-1:123456789012:db-proxy:prx-ABC', dbProxyName: 'proxy', endpoint: 'e', securityGroups: [],
  }), loose({ databaseUsers: ['a'], ...options })),
  'RdsDatabase.fromResourceId': (options) => RdsDatabase.fromResourceId('db-ABC', loose({ databaseUsers: ['a'], ...options })),
  'RdsDatabase.any': (options) => RdsDatabase.any(loose({ databaseUsers: ['a'], ...options })),
  'RedshiftDatabase.fromClusterIdentifier': (options) =>
    RedshiftDatabase.fromClusterIdentifier('warehouse', loose({ databaseUsers: ['a'], databaseNames: ['b'], ...options })),
  'RedshiftDatabase.any': (options) => RedshiftDatabase.any(loose({ databaseUsers: ['a'], databaseNames: ['b'], ...options })),
  'RedshiftServerlessDatabase.fromWorkgroupName': (options, stack) =>
    RedshiftServerlessDatabase.fromWorkgroupName('reports', loose({ databaseRoles: [reader(stack)], ...options })),
  'ElastiCacheDatabase.fromReplicationGroupId': (options) => ElastiCacheDatabase.fromReplicationGroupId('sessions', loose(options)),
  'ElastiCacheDatabase.fromServerlessCacheName': (options) => ElastiCacheDatabase.fromServerlessCacheName('carts', loose(options)),
  'ElastiCacheDatabase.any': (options) => ElastiCacheDatabase.any(loose(options)),
  'MemoryDbDatabase.fromClusterName': (options) => MemoryDbDatabase.fromClusterName('ledger', loose(options)),
  'MemoryDbDatabase.any': (options) => MemoryDbDatabase.any(loose(options)),
  'OpenSearchDatabase.fromDomainName': (options, stack) =>
    OpenSearchDatabase.fromDomainName('products', loose({ databaseRoles: [reader(stack)], ...options })),
  'DocumentDbDatabase.fromClusterIdentifier': (options, stack) =>
    DocumentDbDatabase.fromClusterIdentifier('documents', loose({ databaseRoles: [reader(stack)], ...options })),
  'DynamoDbDatabase.of': (options, stack) => DynamoDbDatabase.of(loose({ databaseRoles: [reader(stack)], ...options })),
  'MongoDbAtlasDatabase.of': (options, stack) => MongoDbAtlasDatabase.of(loose({ databaseRoles: [reader(stack)], ...options })),
  'KeyspacesDatabase.of': (options, stack) => KeyspacesDatabase.of(loose({ databaseRoles: [reader(stack)], ...options })),
  'RedshiftDatabase.fromCluster': (options, stack) => RedshiftDatabase.fromCluster(new redshift.CfnCluster(stack, 'Warehouse', {
    clusterType: 'single-node', dbName: 'sales', masterUsername: 'root', nodeType: 'ra3.large',
  }), loose({ databaseUsers: ['a'], databaseNames: ['b'], ...options })),
  'RedshiftServerlessDatabase.fromWorkgroup': (options, stack) => RedshiftServerlessDatabase.fromWorkgroup(
    new redshiftserverless.CfnWorkgroup(stack, 'Workgroup', { workgroupName: 'reports' }), loose({ databaseRoles: [reader(stack)], ...options })),
  'ElastiCacheDatabase.fromReplicationGroup': (options, stack) => ElastiCacheDatabase.fromReplicationGroup(
    new elasticache.CfnReplicationGroup(stack, 'Sessions', { replicationGroupDescription: 'sessions' }), loose(options)),
  'ElastiCacheDatabase.fromServerlessCache': (options, stack) => ElastiCacheDatabase.fromServerlessCache(
    new elasticache.CfnServerlessCache(stack, 'Carts', { engine: 'valkey', serverlessCacheName: 'carts' }), loose({ databaseUsers: ['a'], ...options })),
  'MemoryDbDatabase.fromCluster': (options, stack) => MemoryDbDatabase.fromCluster(
    new memorydb.CfnCluster(stack, 'Ledger', { aclName: 'acl', clusterName: 'ledger', nodeType: 'db.t4g.small' }), loose(options)),
  'OpenSearchDatabase.fromDomain': (options, stack) => OpenSearchDatabase.fromDomain(
    new opensearch.Domain(stack, 'Products', { version: opensearch.EngineVersion.OPENSEARCH_2_11 }), loose({ databaseRoles: [reader(stack)], ...options })),
  'DocumentDbDatabase.fromCluster': (options, stack) => DocumentDbDatabase.fromCluster(docdb.DatabaseCluster.fromDatabaseClusterAttributes(stack, 'Documents', {
    clusterIdentifier: 'documents',
  }), loose({ databaseRoles: [reader(stack)], ...options })),
  'registration': (options) => withRegistration(options),
  'registration.tls': (options) => withRegistration({ tls: options }),
  'registration.dynamicLabels.uptime': (options) =>
    withRegistration({ dynamicLabels: { uptime: { command: ['uptime'], period: Duration.minutes(1), ...options } } }),
  'SecretStore.of': (options) => SecretStore.of('team', loose(options)),
  'AssumedRole.fromRole': (options, stack) => AssumedRole.fromRole(iam.Role.fromRoleName(stack, 'Reader', 'reader'), loose(options)),
  'AssumedRole.inOrganization': (options) => AssumedRole.inOrganization('o-abcdef1234', loose({ roleName: 'reader', ...options })),
  'TeleportAgentPrincipal': (options, stack) => new TeleportAgentPrincipal(roleIn(stack), loose(options)),
  'TeleportReadyDatabases': (options) => new TeleportReadyDatabases(loose(options)),
  'RemoteDatabases.behindRole': (options, stack) =>
    RemoteDatabases.behindRole(reader(stack), loose({ databaseTypes: [DatabaseType.REDSHIFT], regions: ['eu-west-1'], ...options })),
  'RemoteDatabases.inAccounts': (options, stack) =>
    RemoteDatabases.inAccounts(['222222222222'], reader(stack), loose({ databaseTypes: [DatabaseType.REDSHIFT], regions: ['eu-west-1'], ...options })),
  'TeleportAgentConfiguration': (options, stack) => configuration(stack, options),
  'teleportYaml': (options, stack) => configuration(stack).teleportYaml(loose({ proxyServer: 'example.teleport.sh:443', joinTokenName: 'agent', ...options })),
  'dbService': (options, stack) => configuration(stack).dbService(loose(options)),
  'discoveryService': (options, stack) => configuration(stack).discoveryService(loose({ discoveryGroup: 'prod', ...options })),
  'helmValues': (options, stack) => configuration(stack).helmValues(loose({ proxyServer: 'example.teleport.sh:443', joinTokenName: 'agent', ...options })),
  'joinToken': (options, stack) => configuration(stack).joinToken(loose({ name: 'agent', ...options })),
  'discoveryConfig': (options, stack) => configuration(stack).discoveryConfig(loose({ name: 'prod', discoveryGroup: 'prod', ...options })),
  'integration': (options, stack) => new TeleportAgentConfiguration({
    policies: [access(stack, { target: iam.Role.fromRoleName(stack, 'Imported', 'agent') })],
  }).integration(loose({ name: 'aws', ...options })),
  'role': (options, stack) => configuration(stack).role(loose({ name: 'reader', databaseNames: ['*'], databaseLabels: { env: ['prod'] }, ...options })),
};

const instanceIn = (stack: Stack) => rds.DatabaseInstance.fromDatabaseInstanceAttributes(stack, 'Instance', {
  instanceIdentifier: 'orders', instanceEndpointAddress: 'e', port: 5432, securityGroups: [], instanceResourceId: 'db-ABC',
});
const refused = (given: string, meant: string) =>
  `'${given}' must be the name of an option, because one that is not known would be ignored; got an unknown name; did you mean '${meant}'?`;

describe.each([
  ['AssumedRole.fromRole', { externalID: 'abc' }, 'externalID', 'externalId'],
  ['AssumedRole.fromRole', { external_id: 'abc' }, 'external_id', 'externalId'],
  ['AssumedRole.fromRole', { exernalId: 'abc' }, 'exernalId', 'externalId'],
  ['AssumedRole.fromRole', { externalIds: ['abc'] }, 'externalIds', 'externalId'],
  ['AssumedRole.fromRole', { roleExternalId: 'abc' }, 'roleExternalId', 'externalId'],
  ['AssumedRole.fromRole', { externalIdentifier: 'abc' }, 'externalIdentifier', 'externalId'],
  ['AssumedRole.fromRole', { externalId: 'abc', ExternalId: 'abcd' }, 'ExternalId', 'externalId'],
  ['AssumedRole.fromRole', { tags: { team: 'a' } }, 'tags', 'sessionTags'],
  ['AssumedRole.inOrganization', { path: '/teleport/' }, 'path', 'rolePath'],
  ['TeleportAgentPrincipal', { organisationId: 'o-abcdef1234' }, 'organisationId', 'organizationId'],
  ['TeleportAgentPrincipal', { orgId: 'o-abcdef1234' }, 'orgId', 'organizationId'],
  ['TeleportDatabaseAccess', { databaseTag: { env: ['prod'] } }, 'databaseTag', 'databaseTags'],
  ['TeleportDatabaseAccess', { filterTags: { env: ['prod'] } }, 'filterTags', 'databaseTags'],
  ['TeleportDatabaseAccess', { tagFilter: { env: ['prod'] } }, 'tagFilter', 'databaseTags'],
  ['TeleportDatabaseAccess', { awsTags: { env: ['prod'] } }, 'awsTags', 'databaseTags'],
  ['TeleportDatabaseAccess', { awsRegions: ['eu-west-1'] }, 'awsRegions', 'regions'],
  ['TeleportDatabaseAccess', { tags: { env: ['prod'] } }, 'tags', 'databaseTags'],
  ['TeleportDatabaseAccess', { manage_users_of: [] }, 'manage_users_of', 'manageUsersOf'],
  ['TeleportDatabaseAccess', { assumeRoles: [] }, 'assumeRoles', 'assumedRoles'],
  ['TeleportDatabaseAccess', { regoins: ['eu-west-1'] }, 'regoins', 'regions'],
  ['TeleportDatabaseAccess', { inlined: true }, 'inlined', 'inline'],
  ['TeleportDatabaseDiscoveryPolicy', { region: 'eu-west-1' }, 'region', 'regions'],
  ['TeleportRdsConnectPolicy', { asDocument: true }, 'asDocument', 'asDocumented'],
  ['TeleportRedshiftConnectPolicy', { PolicyName: 'a' }, 'PolicyName', 'policyName'],
  ['TeleportManagedUsersPolicy', { secretStore: 1 }, 'secretStore', 'secretStores'],
  ['TeleportDatabasePermissionsBoundary', { databases: [] }, 'databases', 'patterns'],
  ['TeleportFargateAgent', { databaseTag: {} }, 'databaseTag', 'databaseTags'],
  ['TeleportFargateAgent', { withPermissionBoundary: true }, 'withPermissionBoundary', 'withPermissionsBoundary'],
  ['RdsDatabase.any', { region: 'eu-west-1' }, 'region', 'regions'],
  ['RdsDatabase.any', { databaseUsers: undefined, users: ['a'] }, 'users', 'databaseUsers'],
  ['RdsDatabase.fromResourceId', { databaseUsers: undefined, dbUsers: ['a'] }, 'dbUsers', 'databaseUsers'],
  ['RdsDatabase.fromResourceId', { regions: ['eu-west-1'] }, 'regions', 'region'],
  ['RdsDatabase.fromResourceId', { assumeRole: 1 }, 'assumeRole', 'assumedRole'],
  ['RdsDatabase.fromInstance', { Registration: {} }, 'Registration', 'registration'],
  ['RedshiftDatabase.any', { databaseRole: [] }, 'databaseRole', 'databaseRoles'],
  ['ElastiCacheDatabase.any', { usernames: ['a'] }, 'usernames', 'databaseUsers'],
  ['MemoryDbDatabase.any', { databaseUser: ['a'] }, 'databaseUser', 'databaseUsers'],
  ['DynamoDbDatabase.of', { databaseRoles: undefined, roles: [] }, 'roles', 'databaseRoles'],
  ['MongoDbAtlasDatabase.of', { databaseRoles: undefined, roles: [] }, 'roles', 'databaseRoles'],
  ['registration', { tag: {}, label: { env: 'prod' } }, 'registration.label', 'registration.labels'],
  ['registration', { hostname: 'a' }, 'registration.hostname', 'registration.host'],
  ['registration.tls', { Mode: 'insecure' }, 'registration.tls.Mode', 'registration.tls.mode'],
  ['registration.tls', { caCert: 'a' }, 'registration.tls.caCert', 'registration.tls.caCertificate'],
  ['registration.dynamicLabels.uptime', { period: undefined, perod: 1 }, 'registration.dynamicLabels.uptime.perod', 'registration.dynamicLabels.uptime.period'],
  ['SecretStore.of', { kmsKey: 1 }, 'kmsKey', 'encryptionKey'],
  ['TeleportReadyDatabases', { tag: {} }, 'tag', 'tags'],
  ['TeleportReadyDatabases', { IAMAuthentication: false }, 'IAMAuthentication', 'iamAuthentication'],
  ['RemoteDatabases.behindRole', { databaseTag: {} }, 'databaseTag', 'databaseTags'],
  ['RemoteDatabases.inAccounts', { types: [], databaseTypes: undefined }, 'types', 'databaseTypes'],
  ['TeleportAgentConfiguration', { vpcId: 'vpc-1' }, 'vpcId', 'vpc'],
  ['teleportYaml', { token: 'a', joinTokenName: undefined }, 'token', 'joinTokenName'],
  ['dbService', { labels: {} }, 'labels', 'resourceLabels'],
  ['discoveryService', { interval: 1 }, 'interval', 'pollInterval'],
  ['helmValues', { serviceAccount: 'y' }, 'serviceAccount', 'serviceAccountName'],
  ['joinToken', { organisationId: 'o-abcdef1234' }, 'organisationId', 'organizationId'],
  ['discoveryConfig', { integrations: 'a' }, 'integrations', 'integration'],
  ['integration', { Name: 'a' }, 'Name', 'name'],
  ['role', { labels: {}, databaseLabels: undefined }, 'labels', 'databaseLabels'],
])('%s with %j', (entry, options, given, meant) => {
  test(`asks whether ${meant} was meant`, () => {
    // the first unknown name counts, and those that are far from any are taken
    expect(() => ENTRIES[entry](options, stackIn())).toThrow(new Error(refused(given, meant)));
  });
});

const SOURCE = readSource();

describe.each(Object.keys(ENTRIES))('%s', (entry) => {
  class Wide {
    public get externalID(): string { return 'of a prototype'; }
    public kmsKey(): void {}
  }

  test('takes names that are far from its own, values that are undefined, symbols, and what a class has', () => {
    const options = { team: 'a', costCenter: 12, env: { region: 'eu-west-1' }, externalID: undefined, [Symbol('externalID')]: 1 };
    expect(() => ENTRIES[entry](options, stackIn())).not.toThrow();
    expect(() => ENTRIES[entry](new Wide(), stackIn())).not.toThrow();
  });

  test('refuses each of its names in capitals', () => {
    const names = SOURCE.namesOf(entry);
    expect(names).not.toEqual([]);
    names.forEach((name) => expect(() => ENTRIES[entry]({ [name.toUpperCase()]: 1 }, stackIn())).toThrow('did you mean \''));
  });
});

test('every constructor and method that takes options is among them', () => {
  expect(SOURCE.entries.filter((entry) => !(entry in ENTRIES))).toEqual([]);
  expect(SOURCE.entries.length).toBeGreaterThan(40);
});

/** What the compiler knows: the names of the options of each entry. */
function readSource() {
  const folder = join(__dirname, '..', '..', 'src');
  const source = readdirSync(folder, { encoding: 'utf8', recursive: true }).filter((file) => /^(?!private).*\.ts$/.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
  const structs = new Map([...source.matchAll(/^export interface (\w+)(?: extends ([\w, ]+))? \{(?:\}|(.*?)^\})/gms)].map(([, name, parents = '', body = '']) =>
    [name, { parents: parents.split(', '), own: [...body.matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, own]) => own) }]));
  const optionsOf = (struct: string): string[] => {
    const { parents = [], own = [] } = structs.get(struct) ?? {};
    return [...parents.flatMap(optionsOf), ...own];
  };
  const taking = new Map([...source.matchAll(/^export class (\w+) .*?\{(.*?)^\}/gms)].flatMap(([, owner, body]) =>
    [...body.matchAll(/^ {2}(?:public (?:static )?)?(\w+)\([^;{]*?(?:options|props): (\w+)/gms)].map(([, method, struct]): [string, string] => [
      method === 'constructor' ? owner : owner === 'TeleportAgentConfiguration' ? method : `${owner}.${method}`, struct,
    ])));
  taking.set('registration', 'DatabaseRegistration').set('registration.tls', 'DatabaseTls').set('registration.dynamicLabels.uptime', 'DynamicLabel');
  return { entries: [...taking.keys()], namesOf: (entry: string) => optionsOf(taking.get(entry) ?? '') };
}

const unknown = (what: string) => `nothing knows ${what}, so it has no effect; correct it, or take it out if it is a property of your own. `
  + acknowledging('optionNotKnown');

describe('a name that is far from all others is said once for a construct', () => {
  test.each<[string, (stack: Stack) => unknown, string[]]>([
    ['of the construct', (stack) => access(stack, { team: 'a' }), [unknown('\'team\' of its props')]],
    ['of the databases in it', (stack) => access(stack, {
      team: 'a',
      databases: ['db-A', 'db-B'].map((id) => RdsDatabase.fromResourceId(id, loose({ databaseUsers: ['a'], team: 'a', registration: { tls: { depth: 3 } } }))),
    }), [unknown('\'team\' of its props and 2 more, \'registration.tls.depth\' of db-A and 1 more')]],
    ['of the roles and stores in it', (stack) => access(stack, {
      assumedRoles: [AssumedRole.fromRole(iam.Role.fromRoleName(stack, 'Reader', 'reader'), loose({ duration: 1 }))],
      secretStores: [SecretStore.of('team', loose({ rotation: 1 }))],
    }), [unknown('\'duration\' of Stack/Reader, \'rotation\' of the secret store team')]],
    ['of what is passed on from a stack', (stack) => access(stack, { tags: { team: 'a' }, env: {}, stackName: 's' }),
      [unknown('\'tags\' of its props, \'env\' of its props, \'stackName\' of its props')]],
    ['of one that is given under its own name too', (stack) => access(stack, { regions: ['eu-west-1'], region: 'eu-west-1' }),
      [unknown('\'region\' of its props')]],
    ['of a document', (stack) => configuration(stack).joinToken(loose({ name: 'agent', ttl: 1 })), [unknown('\'ttl\' of its props')]],
    ['of what is behind a role', (stack) => {
      const far = AssumedRole.fromRole(iam.Role.fromRoleArn(stack, 'Far', 'arn:aws:iam::222222222222:role/far'));
      new TeleportAgentConfiguration({
        policies: [access(stack, { assumedRoles: [far] })],
        remoteDatabases: [RemoteDatabases.behindRole(far, loose({ databaseTypes: [DatabaseType.REDSHIFT], regions: ['eu-west-1'], depth: 1 }))],
      });
    }, [unknown('\'depth\' of its props')]],
    ['of an aspect', (stack) => {
      Aspects.of(stack).add(new TeleportReadyDatabases(loose({ colour: 'red' })));
      new redshift.CfnCluster(stack, 'Warehouse', { clusterType: 'single-node', dbName: 'sales', masterUsername: 'root', nodeType: 'ra3.large' });
    }, [unknown('\'colour\' of its props')]],
    ['not of what is undefined or has no name', (stack) => access(stack, { team: undefined, [Symbol('team')]: 1 }), []],
  ])('%s', (_, define, expected) => {
    const stack = stackIn();
    define(stack);
    (stack.node.root as App).synth();
    expect(warningTextsBelow(stack).filter((text) => text.startsWith('nothing knows'))).toEqual(expected);
  });
});

test('tags whose keys differ in capitals only are one for IAM', () => {
  const tagged = (...keys: string[]) => () => access(stackIn(), { databaseTags: Object.fromEntries(keys.map((key) => [key, ['prod']])) });
  expect(tagged('Env', 'env')).toThrow(new Error(
    '\'databaseTags\' must have keys that differ in more than capitals, because IAM takes them for the same; got "env"'));
  expect(tagged('Env', 'envs')).not.toThrow();
});
