import { App, CfnParameter, Lazy, Stack } from 'aws-cdk-lib';
import * as docdb from 'aws-cdk-lib/aws-docdb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elasticache from 'aws-cdk-lib/aws-elasticache';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as memorydb from 'aws-cdk-lib/aws-memorydb';
import * as opensearch from 'aws-cdk-lib/aws-opensearchservice';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as redshift from 'aws-cdk-lib/aws-redshift';
import * as redshiftserverless from 'aws-cdk-lib/aws-redshiftserverless';
import { Construct } from 'constructs';
import {
  AssumedRole, DatabaseProtocol, DatabaseType, DocumentDbDatabase, DynamoDbDatabase, ElastiCacheDatabase, KeyspacesDatabase, MemoryDbDatabase,
  OpenSearchDatabase, RdsDatabase, RedshiftDatabase, RedshiftServerlessDatabase, SecretStore, TeleportDatabase, TeleportDatabaseAccess,
  TeleportDatabaseAccessProps,
} from '../../src';
import { agentWith, readBackAllAs, readBackAs } from '../support/configuration';
import { ACCOUNT, roleIn, stackIn } from '../support/template';

/** What both dialects make of one database. */
function written(stack: Stack, database: TeleportDatabase, props: Partial<TeleportDatabaseAccessProps> = {}) {
  const policy = new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), databases: [database], ...props });
  const { databases } = readBackAs('db_service', stack, agentWith(policy).dbService());
  expect(databases).toHaveLength(1);
  return { listed: databases[0], resource: readBackAs('db', stack, agentWith(policy).databases()) };
}

const HERE = { region: 'eu-west-1', account_id: ACCOUNT };
const db = (metadata: object, spec: object) => ({ kind: 'db', version: 'v3', metadata, spec });
const refusal = (database: (stack: Stack) => TeleportDatabase, props: (stack: Stack) => Partial<TeleportDatabaseAccessProps> = () => ({})) => () => {
  const stack = stackIn();
  return written(stack, database(stack), props(stack));
};
const user = (stack: Stack) => AssumedRole.fromRole(iam.Role.fromRoleArn(stack, 'Reader', `arn:aws:iam::${ACCOUNT}:role/reader`));
const users = { databaseUsers: ['reader'] };

describe('a database that the app defines knows all that Teleport has to', () => {
  const vpcOf = (stack: Stack) => new ec2.Vpc(stack, 'Vpc');
  const postgres = rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_16 });
  const instanceIn = (stack: Stack, engine: rds.IInstanceEngine = postgres) => new rds.DatabaseInstance(stack, 'Orders', { vpc: vpcOf(stack), engine, iamAuthentication: true });

  test('an RDS instance', () => {
    const stack = stackIn();
    const { listed, resource } = written(stack, RdsDatabase.fromInstance(instanceIn(stack), users));
    const id = stack.resolve((stack.node.findChild('Orders').node.defaultChild as rds.CfnDBInstance).ref).Ref.toLowerCase();
    const uri = `${id}.abcdefghijkl.eu-west-1.amazonaws.com:5432`;
    expect(listed).toEqual({ name: 'Orders', protocol: 'postgres', uri, aws: { ...HERE, rds: { instance_id: `sample-${id}` } } });
    expect(resource).toEqual(db({ name: 'Orders' }, { protocol: 'postgres', uri, aws: { ...HERE, rds: { instance_id: `sample-${id}`, resource_id: `sample-${id}` } } }));
  });

  test.each(['Resource', 'Default'])('is called as its construct, not as the resource in it: %s', (id) => {
    const stack = stackIn();
    const cluster = new redshift.CfnCluster(new Construct(stack, 'Warehouse'), id, {
      clusterType: 'single-node', dbName: 'sales', masterUsername: 'admin', manageMasterPassword: true, nodeType: 'ra3.large',
    });
    expect(written(stack, RedshiftDatabase.fromCluster(cluster, { ...users, databaseNames: ['*'] })).listed.name).toBe('Warehouse');
  });

  test.each([
    ['mysql', rds.DatabaseInstanceEngine.mysql({ version: rds.MysqlEngineVersion.VER_8_0 })],
    ['mysql', rds.DatabaseInstanceEngine.mariaDb({ version: rds.MariaDbEngineVersion.VER_10_11 })],
    ['postgres', postgres],
  ])('speaks %s with the engine %s', (protocol, engine) => {
    const stack = stackIn();
    expect(written(stack, RdsDatabase.fromInstance(instanceIn(stack, engine), users)).listed.protocol).toBe(protocol);
  });

  test.each([
    ['postgres', rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_16_4 })],
    ['mysql', rds.DatabaseClusterEngine.auroraMysql({ version: rds.AuroraMysqlEngineVersion.VER_3_08_0 })],
  ])('an Aurora cluster that speaks %s', (protocol, engine) => {
    const stack = stackIn();
    const cluster = new rds.DatabaseCluster(stack, 'Cluster', { vpc: vpcOf(stack), engine, writer: rds.ClusterInstance.serverlessV2('Writer'), iamAuthentication: true });
    const { listed, resource } = written(stack, RdsDatabase.fromCluster(cluster, users));
    expect(listed).toEqual({ name: 'Cluster', protocol, uri: 'clustereb0386a7.abcdefghijkl.eu-west-1.amazonaws.com:5432', aws: { ...HERE, rds: { cluster_id: 'sample-clustereb0386a7' } } });
    expect(resource.spec.aws.rds).toEqual({ cluster_id: 'sample-clustereb0386a7', resource_id: 'sample-clustereb0386a7' });
  });

  test('an RDS Proxy: its family tells the protocol and the port, its endpoint the rest in teleport.yaml', () => {
    const stack = stackIn();
    const instance = instanceIn(stack);
    const proxy = instance.addProxy('Pool', { vpc: instance.vpc, secrets: [instance.secret!], iamAuth: true });
    const { listed, resource } = written(stack, RdsDatabase.fromProxy(proxy, users));
    const id = stack.resolve(proxy.dbProxyName).Ref.toLowerCase();
    expect(listed).toEqual({ name: 'Pool', protocol: 'postgres', uri: `${id}.abcdefghijkl.eu-west-1.amazonaws.com:5432`, aws: HERE });
    expect(resource.spec.aws).toEqual({ ...HERE, rdsproxy: { name: `sample-${id}`, resource_id: 'prx-0123456789' } });
  });

  test('a Redshift cluster', () => {
    const stack = stackIn();
    const cluster = new redshift.CfnCluster(stack, 'Warehouse', { clusterType: 'single-node', dbName: 'sales', masterUsername: 'admin', nodeType: 'ra3.large' });
    const { listed, resource } = written(stack, RedshiftDatabase.fromCluster(cluster, { ...users, databaseNames: ['sales'] }));
    const spec = { protocol: 'postgres', uri: 'warehouse.abcdefghijkl.eu-west-1.amazonaws.com:5432', aws: { ...HERE, redshift: { cluster_id: 'sample-warehouse' } } };
    expect(listed).toEqual({ name: 'Warehouse', ...spec });
    expect(resource).toEqual(db({ name: 'Warehouse' }, spec));
  });

  test('a Redshift Serverless workgroup', () => {
    const stack = stackIn();
    const workgroup = new redshiftserverless.CfnWorkgroup(stack, 'Workgroup', { workgroupName: 'reports' });
    const { listed, resource } = written(stack, RedshiftServerlessDatabase.fromWorkgroup(workgroup, { databaseRoles: [user(stack)] }));
    const spec = { protocol: 'postgres', uri: 'workgroup.abcdefghijkl.eu-west-1.amazonaws.com:5432', aws: { ...HERE, redshift_serverless: { workgroup_name: 'sample-workgroup' } } };
    expect(listed).toEqual({ name: 'reports', ...spec });
    expect(resource).toEqual(db({ name: 'reports' }, spec));
  });

  test.each<[string, Partial<elasticache.CfnReplicationGroupProps>, string]>([
    ['without cluster mode', {}, 'PrimaryEndPoint'],
    ['with one shard', { numNodeGroups: 1 }, 'PrimaryEndPoint'],
    ['with several shards', { numNodeGroups: 2 }, 'ConfigurationEndPoint'],
    ['in cluster mode', { clusterMode: 'enabled' }, 'ConfigurationEndPoint'],
    ['with parameters that are called alike', { cacheParameterGroupName: 'my.cluster.online' }, 'PrimaryEndPoint'],
    ['with the default parameters of cluster mode', { cacheParameterGroupName: 'default.redis7.cluster.on' }, 'ConfigurationEndPoint'],
  ])('an ElastiCache replication group %s', (_, props, endpoint) => {
    const stack = stackIn();
    const group = new elasticache.CfnReplicationGroup(stack, 'Sessions', { replicationGroupDescription: 'sessions', ...props });
    const policy = new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), databases: [ElastiCacheDatabase.fromReplicationGroup(group, users)] });
    expect(stack.resolve(agentWith(policy).dbService().toYaml())['Fn::Join'][1]).toEqual([
      '{"enabled":true,"databases":[{"name":"Sessions","protocol":"redis","uri":"', { 'Fn::GetAtt': ['Sessions', `${endpoint}.Address`] }, ':',
      { 'Fn::GetAtt': ['Sessions', `${endpoint}.Port`] },
      '","aws":{"region":"eu-west-1","account_id":"123456789012","elasticache":{"replication_group_id":"', { Ref: 'Sessions' }, '"}}}]}',
    ]);
    expect(readBackAs('db', stack, agentWith(policy).databases()).spec.aws).toEqual({ ...HERE, elasticache: { replication_group_id: 'sample-sessions' } });
  });

  test('an ElastiCache serverless cache: teleport.yaml has no block for it', () => {
    const stack = stackIn();
    const cache = new elasticache.CfnServerlessCache(stack, 'Carts', { engine: 'valkey', serverlessCacheName: 'carts' });
    const { listed, resource } = written(stack, ElastiCacheDatabase.fromServerlessCache(cache, users));
    const uri = 'carts.abcdefghijkl.eu-west-1.amazonaws.com:5432';
    expect(listed).toEqual({ name: 'carts', protocol: 'redis', uri, aws: HERE });
    expect(resource).toEqual(db({ name: 'carts' }, { protocol: 'redis', uri, aws: { ...HERE, elasticache_serverless: { cache_name: 'sample-carts' } } }));
  });

  test.each([[undefined, 6379], [6380, 6380]])('a MemoryDB cluster on port %p', (port, expected) => {
    const stack = stackIn();
    const cluster = new memorydb.CfnCluster(stack, 'Ledger', { aclName: 'acl', clusterName: 'ledger', nodeType: 'db.t4g.small', port });
    const { listed, resource } = written(stack, MemoryDbDatabase.fromCluster(cluster, users));
    const spec = { protocol: 'redis', uri: `ledger.abcdefghijkl.eu-west-1.amazonaws.com:${expected}`, aws: { ...HERE, memorydb: { cluster_name: 'sample-ledger' } } };
    expect(listed).toEqual({ name: 'ledger', ...spec });
    expect(resource).toEqual(db({ name: 'ledger' }, spec));
  });

  test('an OpenSearch domain', () => {
    const stack = stackIn();
    const domain = new opensearch.Domain(stack, 'Search', { version: opensearch.EngineVersion.OPENSEARCH_2_17 });
    const { listed, resource } = written(stack, OpenSearchDatabase.fromDomain(domain, { databaseRoles: [user(stack)] }));
    const id = stack.resolve(domain.domainName).Ref.toLowerCase();
    const uri = `${id}.abcdefghijkl.eu-west-1.amazonaws.com:443`;
    expect(listed).toEqual({ name: 'Search', protocol: 'opensearch', uri, aws: HERE });
    expect(resource).toEqual(db({ name: 'Search' }, { protocol: 'opensearch', uri, aws: { ...HERE, opensearch: { domain_name: `sample-${id}` } } }));
  });

  test('a DocumentDB cluster', () => {
    const stack = stackIn();
    const cluster = new docdb.DatabaseCluster(stack, 'Documents', {
      vpc: vpcOf(stack), masterUser: { username: 'root1' }, instanceType: ec2.InstanceType.of(ec2.InstanceClass.T4G, ec2.InstanceSize.MEDIUM),
    });
    const { listed, resource } = written(stack, DocumentDbDatabase.fromCluster(cluster, { databaseRoles: [user(stack)] }));
    const id = stack.resolve(cluster.clusterIdentifier).Ref.toLowerCase();
    const uri = `${id}.abcdefghijkl.eu-west-1.amazonaws.com:5432`;
    expect(listed).toEqual({ name: 'Documents', protocol: 'mongodb', uri, aws: HERE });
    expect(resource).toEqual(db({ name: 'Documents' }, { protocol: 'mongodb', uri, aws: { ...HERE, docdb: { cluster_id: `sample-${id}` } } }));
  });

  test('DynamoDB and Keyspaces have no endpoint: the region and the account tell', () => {
    const stack = stackIn();
    const role = user(stack);
    const policy = new TeleportDatabaseAccess(stack, 'Access', {
      target: roleIn(stack), databases: [DynamoDbDatabase.of({ databaseRoles: [role] }), KeyspacesDatabase.of({ databaseRoles: [role], region: 'eu-central-1' })],
    });
    expect(readBackAs('db_service', stack, agentWith(policy).dbService()).databases).toEqual([
      { name: 'dynamodb', protocol: 'dynamodb', aws: HERE },
      { name: 'keyspaces', protocol: 'cassandra', aws: { region: 'eu-central-1', account_id: ACCOUNT } },
    ]);
    expect(readBackAllAs('db', stack, agentWith(policy).databases())).toEqual([
      db({ name: 'dynamodb' }, { protocol: 'dynamodb', aws: HERE }),
      db({ name: 'keyspaces' }, { protocol: 'cassandra', aws: { region: 'eu-central-1', account_id: ACCOUNT } }),
    ]);
  });

  test('what is in another stack of the same account and region', () => {
    const app = new App();
    const data = stackIn({ account: ACCOUNT, region: 'eu-west-1' }, 'Data', app);
    const stack = stackIn({ account: ACCOUNT, region: 'eu-west-1' }, 'Stack', app);
    const cluster = new memorydb.CfnCluster(data, 'Ledger', { aclName: 'acl', clusterName: 'ledger', nodeType: 'db.t4g.small' });
    const policy = new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), databases: [MemoryDbDatabase.fromCluster(cluster, users)] });
    expect(JSON.stringify(stack.resolve(agentWith(policy).dbService().toYaml()))).toContain('\\"memorydb\\":{\\"cluster_name\\":\\"');
  });
});

describe('a database that the app does not define is told the rest', () => {
  const registration = { name: 'orders', protocol: DatabaseProtocol.POSTGRES, host: 'orders.abcdefghijkl.eu-west-1.rds.amazonaws.com', labels: { env: 'prod' } };

  test('all of it', () => {
    const { listed, resource } = written(stackIn(), RdsDatabase.fromResourceId('db-ABC123', { ...users, registration: { ...registration, port: 5433 } }));
    const uri = 'orders.abcdefghijkl.eu-west-1.rds.amazonaws.com:5433';
    expect(listed).toEqual({ name: 'orders', protocol: 'postgres', uri, static_labels: { env: 'prod' }, aws: HERE });
    expect(resource).toEqual(db({ name: 'orders', labels: { env: 'prod' } }, { protocol: 'postgres', uri, aws: { ...HERE, rds: { resource_id: 'db-ABC123' } } }));
  });

  test.each([
    ['5432', DatabaseProtocol.POSTGRES, 'db-ABC123', 'orders.abcdefghijkl.eu-west-1.rds.amazonaws.com'],
    ['3306', DatabaseProtocol.MYSQL, 'cluster-ABC123', 'orders.cluster-abcdefghijkl.eu-west-1.rds.amazonaws.com'],
    ['1433', DatabaseProtocol.SQLSERVER, 'prx-abc123', 'orders.proxy-abcdefghijkl.eu-west-1.rds.amazonaws.com'],
  ])('the port is the usual one, %s for %s', (port, protocol, resourceId, host) => {
    const { listed } = written(stackIn(), RdsDatabase.fromResourceId(resourceId, { ...users, registration: { name: 'orders', protocol, host } }));
    expect(listed).toMatchObject({ protocol, uri: `${host}:${port}` });
  });

  test('tokens pass, the port as well', () => {
    const stack = stackIn();
    const [host, port] = [new CfnParameter(stack, 'Host', { allowedPattern: '[a-z0-9.-]+' }).valueAsString, new CfnParameter(stack, 'Port', { type: 'Number' }).valueAsNumber];
    const { listed } = written(stack, RdsDatabase.fromResourceId('db-ABC123', { ...users, registration: { ...registration, host, port } }));
    expect(listed.uri).toBe('sample-host:5432');
  });

  test.each<[string, string, string, string, (stack: Stack, host: string) => TeleportDatabase]>([
    ['warehouse', 'postgres', 'warehouse.abcdefghijkl.eu-west-1.redshift.amazonaws.com', '5439', (_, host) =>
      RedshiftDatabase.fromClusterIdentifier('warehouse', { ...users, databaseNames: ['*'], registration: { host } })],
    ['reports', 'postgres', 'reports.123456789012.eu-west-1.redshift-serverless.amazonaws.com', '5439', (stack, host) =>
      RedshiftServerlessDatabase.fromWorkgroupName('reports', { databaseRoles: [user(stack)], registration: { host } })],
    ['sessions', 'redis', 'master.sessions.abcdef.euw1.cache.amazonaws.com', '6379', (_, host) => ElastiCacheDatabase.fromReplicationGroupId('sessions', { ...users, registration: { host } })],
    ['carts', 'redis', 'carts-abcdef.serverless.euw1.cache.amazonaws.com', '6379', (_, host) => ElastiCacheDatabase.fromServerlessCacheName('carts', { ...users, registration: { host } })],
    ['ledger', 'redis', 'clustercfg.ledger.abcdef.memorydb.eu-west-1.amazonaws.com', '6379', (_, host) => MemoryDbDatabase.fromClusterName('ledger', { ...users, registration: { host } })],
    ['search', 'opensearch', 'search-abcdef.eu-west-1.es.amazonaws.com', '443', (stack, host) =>
      OpenSearchDatabase.fromDomainName('search', { databaseRoles: [user(stack)], registration: { host } })],
    ['documents', 'mongodb', 'documents.cluster-abcdef.eu-west-1.docdb.amazonaws.com', '27017', (stack, host) =>
      DocumentDbDatabase.fromClusterIdentifier('documents', { databaseRoles: [user(stack)], registration: { host } })],
  ])('%s is called as AWS calls it, speaks %s, and needs its host only', (name, protocol, host, port, database) => {
    const stack = stackIn();
    expect(written(stack, database(stack, host)).listed).toMatchObject({ name, protocol, uri: `${host}:${port}` });
  });

  test.each<[string, object | undefined, string, string, string]>([
    ['everything', undefined, '\'registration.name\' and \'registration.protocol\' and \'registration.host\'',
      'them', 'name: \'orders\', protocol: DatabaseProtocol.POSTGRES, host: \'orders.example.com\''],
    ['its name', { ...registration, name: undefined }, '\'registration.name\'', 'it', 'name: \'orders\''],
    ['its protocol', { ...registration, protocol: undefined }, '\'registration.protocol\'', 'it', 'protocol: DatabaseProtocol.POSTGRES'],
    ['its host', { ...registration, host: undefined }, '\'registration.host\'', 'it', 'host: \'orders.example.com\''],
  ])('or it is refused, with the props to add: %s', (_, given, props, them, example) => {
    expect(refusal(() => RdsDatabase.fromResourceId('db-ABC123', { ...users, registration: given })))
      .toThrow(`${props} must be given for Teleport's configuration of db-ABC123; got nothing; add ${them} to the options of the database, such as registration: { ${example} }`);
  });

  test('an imported cluster without an endpoint lacks its host, with one it does not', () => {
    const imported = (stack: Stack, attributes: Partial<rds.DatabaseClusterAttributes> = {}) => rds.DatabaseCluster.fromDatabaseClusterAttributes(stack, 'Imported', {
      clusterIdentifier: 'orders', clusterResourceIdentifier: 'cluster-ABC123', engine: rds.DatabaseClusterEngine.AURORA_POSTGRESQL, ...attributes,
    });
    expect(refusal((stack) => RdsDatabase.fromCluster(imported(stack), users))).toThrow('\'registration.host\' must be given for Teleport\'s configuration of Stack/Imported; got nothing; '
      + 'add it to the options of the database, such as registration: { host: \'orders.example.com\' }');
    const stack = stackIn();
    const cluster = imported(stack, { clusterEndpointAddress: 'orders.cluster-abcdef.eu-west-1.rds.amazonaws.com', port: 5433 });
    expect(written(stack, RdsDatabase.fromCluster(cluster, users)).listed).toEqual({
      name: 'orders', protocol: 'postgres', uri: 'orders.cluster-abcdef.eu-west-1.rds.amazonaws.com:5433', aws: { ...HERE, rds: { cluster_id: 'orders' } },
    });
  });

  test('permissions ask for none of it', () => {
    const stack = stackIn();
    expect(() => new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), databases: [RdsDatabase.fromResourceId('db-ABC123', users)] })).not.toThrow();
  });
});

describe('patterns', () => {
  test('are permissions only: what they open is selected by labels', () => {
    const stack = stackIn();
    const policy = new TeleportDatabaseAccess(stack, 'Access', {
      target: roleIn(stack), databases: [RdsDatabase.any(users), DynamoDbDatabase.of({ databaseRoles: [user(stack)] })],
    });
    expect(readBackAs('db_service', stack, agentWith(policy).dbService({ resourceLabels: { env: ['prod'] } }))).toEqual({
      enabled: true, databases: [{ name: 'dynamodb', protocol: 'dynamodb', aws: HERE }], resources: [{ labels: { env: ['prod'] } }],
    });
    expect(readBackAllAs('db', stack, agentWith(policy).databases())).toHaveLength(1);
    expect(() => agentWith(policy).dbService()).toThrow('\'resourceLabels\' must name the labels of the databases that a pattern allows, because this service neither discovers nor lists them; '
      + 'got a pattern of type rds, aurora, rds-proxy; add \'resourceLabels\', or name the types in \'databaseTypes\'');
  });

  test('need no labels for what the service discovers itself', () => {
    const stack = stackIn();
    const policy = new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), databaseTypes: [DatabaseType.AURORA], databases: [RdsDatabase.any(users)] });
    expect(() => agentWith(policy).dbService()).not.toThrow();
    expect(() => agentWith(policy).databases()).toThrow('\'policies\' must declare a single database, because Teleport cannot register a pattern; got Stack/Access; name one in \'databases\'');
  });

  test.each<[string, (registration: object) => TeleportDatabase]>([
    ['RDS', (registration) => RdsDatabase.any({ ...users, registration })],
    ['Redshift', (registration) => RedshiftDatabase.any({ ...users, databaseNames: ['*'], registration })],
    ['ElastiCache', (registration) => ElastiCacheDatabase.any({ ...users, registration })],
    ['MemoryDB', (registration) => MemoryDbDatabase.any({ ...users, registration })],
  ])('of %s cannot be registered', (_, any) => {
    expect(() => any({ name: 'all' })).toThrow(
      '\'registration\' must be used with a single database, because Teleport cannot register a pattern; got "all"; leave it out');
  });

  test('the databases may be registered as resources instead', () => {
    const stack = stackIn();
    const policy = new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), databases: [DynamoDbDatabase.of({ databaseRoles: [user(stack)] })] });
    expect(readBackAs('db_service', stack, agentWith(policy).dbService({ listDatabases: false, resourceLabels: { '*': ['*'] } }))).toEqual({ enabled: true, resources: [{ labels: { '*': ['*'] } }] });
    expect(() => agentWith(policy).dbService({ listDatabases: false })).toThrow('\'registration.labels\' must be given for DynamoDB, because a Database Service finds databases that others register by their labels; '
      + 'got nothing; add labels, or list the database with \'listDatabases\'');
  });
});

describe('secret stores', () => {
  const cache = (secretStore?: SecretStore) => ElastiCacheDatabase.fromReplicationGroupId('sessions', {
    ...users, registration: { host: 'master.sessions.abcdef.euw1.cache.amazonaws.com', secretStore },
  });
  const managed = { manageUsersOf: [DatabaseType.ELASTICACHE] };
  const storeIn = (stack: Stack) => SecretStore.of('teleport-prod', { encryptionKey: kms.Key.fromKeyArn(stack, 'Key', `arn:aws:kms:eu-west-1:${ACCOUNT}:key/abc`) });

  test('none without managed users', () => {
    expect(written(stackIn(), cache()).listed.aws).toEqual({ ...HERE, elasticache: { replication_group_id: 'sessions' } });
  });

  test('the default one, unless one is declared', () => {
    expect(written(stackIn(), cache(), managed).listed.aws.secret_store).toEqual({ key_prefix: 'teleport' });
    const stack = stackIn();
    const { listed, resource } = written(stack, cache(), { ...managed, secretStores: [storeIn(stack)] });
    const expected = { key_prefix: 'teleport-prod', kms_key_id: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/abc` };
    expect([listed.aws.secret_store, resource.spec.aws.secret_store]).toEqual([expected, expected]);
  });

  test('one of several has to be named', () => {
    const stores = (stack: Stack) => ({ ...managed, secretStores: [SecretStore.of('one'), storeIn(stack)] });
    expect(refusal(() => cache(), stores)).toThrow('\'registration.secretStore\' must be given for sessions, because there are several \'secretStores\'; got ["one","teleport-prod"]; add one of them to its options');
    expect(refusal(() => cache(SecretStore.of('one')), stores)().listed.aws.secret_store).toEqual({ key_prefix: 'one' });
    expect(refusal(() => cache(SecretStore.of('two')), stores)).toThrow('\'registration.secretStore\' must be one of \'secretStores\', ["one","teleport-prod"], for sessions; got "two"; add it there');
    expect(refusal(() => cache(SecretStore.of('teleport-prod')), stores)).toThrow('for sessions; got "teleport-prod"; add it there'); // with another key
  });

  test('has to be allowed, and to have an effect', () => {
    expect(refusal(() => cache(SecretStore.of('one')))).toThrow('\'registration.secretStore\' must have permissions for sessions; got "one"; name elasticache in \'manageUsersOf\', and the store in \'secretStores\'');
    expect(refusal(() => RdsDatabase.fromResourceId('db-ABC123', {
      ...users, registration: { name: 'a', protocol: DatabaseProtocol.MYSQL, host: 'a.b', secretStore: SecretStore.DEFAULT },
    }))).toThrow('\'registration.secretStore\' must be left out for db-ABC123, because Teleport manages users of ElastiCache and MemoryDB only; got "teleport"');
  });
});

describe('names', () => {
  const named = (name: string, region?: string) => DynamoDbDatabase.of({ databaseRoles: [user(stackIn())], region, registration: { name } });

  test.each(['', 'a_b', '1a', '-a', 'a-', 'a b', 'a.b', 'ä'])('%p is refused, as Teleport refuses it', (name) => {
    expect(refusal(() => named(name))).toThrow('\'registration.name\' must start with a letter, then have letters, digits and hyphens, and not end with a hyphen, '
      + `for DynamoDB; got ${JSON.stringify(name)}`);
  });

  test.each(['a', 'A', 'Orders-2', 'a--b'])('%p passes', (name) => {
    expect(refusal(() => named(name))().listed.name).toBe(name);
  });

  test('have to differ', () => {
    const policyWith = (...databases: TeleportDatabase[]) => {
      const stack = stackIn();
      return { stack, policy: new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), databases }) };
    };
    const message = '\'registration.name\' must differ between databases; got "tables" for DynamoDB and for DynamoDB; give one of them another \'registration.name\'';
    expect(() => agentWith(policyWith(named('tables'), named('tables', 'us-east-1')).policy).dbService()).toThrow(message);
    expect(() => agentWith(policyWith(named('tables'), named('tables', 'us-east-1')).policy).databases()).toThrow(message);
    const { stack, policy } = policyWith(named('tables'), named('tables'), named('others', 'us-east-1'));
    expect(readBackAs('db_service', stack, agentWith(policy).dbService()).databases.map(({ name }: any) => name)).toEqual(['tables', 'others']);
  });
});

describe('contradictions show both', () => {
  const registered = (registration: object, region?: string, id = 'db-ABC123') => () =>
    RdsDatabase.fromResourceId(id, { ...users, region, registration: { name: 'orders', protocol: DatabaseProtocol.POSTGRES, host: 'orders.example.com', ...registration } });

  test('the host and the region', () => {
    const host = 'orders.abcdefghijkl.us-east-1.rds.amazonaws.com';
    expect(refusal(registered({ host }))).toThrow(`'registration.host' must be in eu-west-1, the region of db-ABC123; got "${host}"; `
      + 'give the region of the database in \'region\', or the other host');
    expect(refusal(registered({ host }, 'us-east-1'))).not.toThrow();
    const china = 'orders.abcdefghijkl.rds.cn-north-1.amazonaws.com.cn';
    expect(refusal(registered({ host: china }))).toThrow(`'registration.host' must be in eu-west-1, the region of db-ABC123; got "${china}"; `);
  });

  test('the protocol and the engine', () => {
    const stack = stackIn();
    const instance = rds.DatabaseInstance.fromDatabaseInstanceAttributes(stack, 'Imported', {
      instanceIdentifier: 'orders', instanceResourceId: 'db-ABC123', instanceEndpointAddress: 'orders.example.com', port: 3306, securityGroups: [], engine: rds.DatabaseInstanceEngine.MYSQL,
    });
    expect(() => written(stack, RdsDatabase.fromInstance(instance, { ...users, registration: { protocol: DatabaseProtocol.POSTGRES } })))
      .toThrow('\'registration.protocol\' must be that of Stack/Imported, mysql; got "postgres"; leave it out');
    const other = stackIn();
    expect(written(other, RdsDatabase.fromInstance(instance, { ...users, registration: { protocol: DatabaseProtocol.MYSQL } })).listed.protocol).toBe('mysql');
  });

  test('a protocol of another type', () => {
    const registration = { protocol: DatabaseProtocol.MYSQL, host: 'warehouse.example.com' };
    expect(refusal(() => RedshiftDatabase.fromClusterIdentifier('warehouse', { ...users, databaseNames: ['*'], registration })))
      .toThrow('\'registration.protocol\' must be that of warehouse, postgres; got "mysql"; leave it out');
    expect(refusal(registered({ protocol: 'postgresql' }))).toThrow('\'registration.protocol\' must be DatabaseProtocol.POSTGRES or DatabaseProtocol.MYSQL for db-ABC123; '
      + 'got "postgresql"; did you mean DatabaseProtocol.POSTGRES?');
    expect(refusal(registered({ protocol: 'MariaDB' }))).toThrow('got "MariaDB"; did you mean DatabaseProtocol.MYSQL?');
    expect(refusal(registered({ protocol: 'redis' }))).toThrow(/for db-ABC123; got "redis"$/);
    expect(refusal(registered({ protocol: 'oracle-ee' }))).toThrow('which speaks oracle-ee; register it by hand, because Teleport logs in to it with Kerberos');
    expect(refusal(registered({ protocol: Lazy.string({ produce: () => 'mysql' }) }))).toThrow('for db-ABC123; got a token');
  });

  test('a protocol that logs in with Kerberos', () => {
    const registration = { protocol: DatabaseProtocol.SQLSERVER, host: 'orders.abcdefghijkl.eu-west-1.rds.amazonaws.com' };
    expect(refusal(registered(registration))).toThrow('must name databases that speak postgres or mysql for Teleport\'s configuration; '
      + 'got db-ABC123, which speaks sqlserver; register it by hand, because Teleport logs in to it with Kerberos');
  });

  test.each(['https://orders.example.com', 'orders.example.com:5432', 'orders.example.com/', '', '-a', '*.example.com', 'orders..com', 'orders-.com', 'orders.com.', `${'a'.repeat(64)}.com`])('the host %p', (host) => {
    expect(refusal(registered({ host }))).toThrow('\'registration.host\' must be a host name without protocol and port for db-ABC123, such as '
      + `orders.abcdefghijkl.eu-west-1.rds.amazonaws.com; got ${JSON.stringify(host)}; give the port in 'registration.port'`);
    expect(refusal(registered({ host: 'orders.example.com' }))).not.toThrow();
  });

  test.each([0, 65536, 1.5, NaN])('the port %p', (port) => {
    expect(refusal(registered({ port }))).toThrow('\'registration.port\' must be a port from 1 to 65535 for db-ABC123; got');
    expect(refusal(registered({ port: 65535 }))).not.toThrow();
    expect(refusal(registered({ port: 1 }))).not.toThrow();
  });

  test.each([{ 'a b': 'x' }, {}])('the labels %j', (labels) => {
    expect(refusal(registered({ labels }))).toThrow('\'registration.labels\' must have at least one key, of at most 1,022 letters, digits and /._:*- without a token; got');
    expect(refusal(registered({ labels: { 'example.com/team': 'orders' } }))).not.toThrow();
  });

  test('a host name of one\'s own, where Teleport tells the type by the name', () => {
    expect(refusal(registered({}, undefined, 'prx-abc123'))).toThrow('\'registration.host\' must be the endpoint of the type rds-proxy that AWS gives, such as '
      + 'orders.proxy-abcdefghijkl.eu-west-1.rds.amazonaws.com, for prx-abc123; got "orders.example.com"');
    expect(refusal(registered({ host: 'orders.proxy-abcdef.eu-west-1.rds.amazonaws.com' }, undefined, 'prx-abc123'))).not.toThrow();
  });

  test('a host where there is none', () => {
    expect(refusal((stack) => DynamoDbDatabase.of({ databaseRoles: [user(stack)], registration: { host: 'dynamodb.eu-west-1.amazonaws.com' } })))
      .toThrow('\'registration.host\' must be left out for DynamoDB, because the region tells the endpoint; got "dynamodb.eu-west-1.amazonaws.com"');
    expect(refusal((stack) => DynamoDbDatabase.of({ databaseRoles: [user(stack)], registration: { port: 443 } }))).toThrow('\'registration.port\' must be left out for DynamoDB, because the region tells the endpoint; got 443');
  });

  test.each(['1234', '1234567890123', 'a123456789012'])('an account that is none: %s', (account) => {
    const stack = stackIn({ account, region: 'eu-west-1' });
    const databases = [RedshiftDatabase.fromClusterIdentifier('warehouse', { ...users, databaseNames: ['*'], registration: { host: 'warehouse.example.com' } })];
    expect(() => new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), databases }))
      .toThrow(`'env.account' must be an account of 12 digits, at most 12 characters; got ${JSON.stringify(account)} for Stack`);
  });
});
