import { Duration, Lazy, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as redshift from 'aws-cdk-lib/aws-redshift';
import {
  AssumedRole, DatabaseProtocol, DatabaseRegistration, DatabaseTlsMode, DocumentDbDatabase, DynamicLabel, ElastiCacheDatabase, MemoryDbDatabase,
  OpenSearchDatabase, RdsDatabase, RedshiftDatabase, RedshiftServerlessDatabase, TeleportDatabase, TeleportDatabaseAccess,
} from '../../src';
import { agentWith, readBackAs } from '../support/configuration';
import { roleIn, stackIn } from '../support/template';

function agentOf(database: TeleportDatabase, stack: Stack = stackIn()) {
  return { stack, agent: agentWith(new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), databases: [database] })) };
}

/** What both dialects make of a database. */
function written(database: TeleportDatabase, stack: Stack = stackIn()) {
  const { agent } = agentOf(database, stack);
  return { listed: readBackAs('db_service', stack, agent.dbService()).databases[0], resource: readBackAs('db', stack, agent.databases()) };
}

const orders = (registration: DatabaseRegistration, databaseUsers = ['teleport-admin', '*'], resourceId = 'db-ABC123') => RdsDatabase.fromResourceId(resourceId, {
  databaseUsers, registration: { name: 'orders', host: 'orders.example.com', protocol: DatabaseProtocol.POSTGRES, ...registration },
});

describe('what a registration says beside the endpoint', () => {
  test('stands where each dialect has it', () => {
    const { listed, resource } = written(orders({
      description: 'Orders of the web shop',
      labels: { env: 'prod' },
      dynamicLabels: { host: { command: ['/bin/hostname', '-f'], period: Duration.minutes(5) } },
      adminUser: 'teleport-admin',
      adminDefaultDatabase: 'orders',
    }));
    const admin = { name: 'teleport-admin', default_database: 'orders' };
    expect(listed).toMatchObject({
      description: 'Orders of the web shop',
      static_labels: { env: 'prod' },
      dynamic_labels: [{ name: 'host', command: ['/bin/hostname', '-f'], period: '300s' }],
      admin_user: admin,
    });
    expect(resource.metadata).toEqual({ name: 'orders', description: 'Orders of the web shop', labels: { env: 'prod' } });
    expect(resource.spec).toMatchObject({ dynamic_labels: { host: { command: ['/bin/hostname', '-f'], period: '300s' } }, admin_user: admin });
  });

  test.each<[string, object]>([
    ['no period', { host: { command: ['/bin/hostname'], period: Duration.seconds(0) } }], ['a number', { host: { command: [1], period: Duration.seconds(1) } }],
  ])('a dynamic label with %s is refused', (_, dynamicLabels) => {
    const { agent } = agentOf(orders({ dynamicLabels: dynamicLabels as DatabaseRegistration['dynamicLabels'] }));
    expect(() => agent.dbService()).toThrow('\'registration.dynamicLabels\' must have a command and a period of at least a second for db-ABC123; got {"host":');
  });

  test.each<[unknown, string]>([
    [null, '.host\' must be an object; got null'],
    [undefined, '.host.command\' must be a list; got undefined'],
    [{ period: Duration.minutes(5) }, '.host.command\' must be a list; got undefined'],
    [{ command: [] }, '.host.command\' must not be empty; got []; name a program, then its arguments'],
    [{ command: '/bin/hostname' }, '.host.command\' must be a list; got "/bin/hostname"; a single one is a list too: [ ... ]'],
    [{ command: Lazy.list({ produce: () => [] }, { omitEmpty: true }) },
      '.host.command\' must be a list whose length is known; got a token list; give a list of strings, each of which may be a token'],
  ])('%j is no dynamic label', (label, message) => {
    expect(() => orders({ dynamicLabels: { host: label as DynamicLabel } })).toThrow(new Error(`'registration.dynamicLabels${message}`));
  });

  test('a dynamic label that changes after the registration does not reach the configuration', () => {
    const host = { command: ['/bin/hostname'], period: Duration.minutes(5) };
    const database = orders({ dynamicLabels: { host } });
    host.command.push('evil');
    host.period = Duration.seconds(1);
    expect(written(database).listed.dynamic_labels).toEqual([{ name: 'host', command: ['/bin/hostname'], period: '300s' }]);
  });

  test.each<[string, object, string]>([
    ['a number', { port: 5432 }, '{"port":5432}'], ['nothing', { env: undefined }, '{}'], ['a list', { env: ['prod'] }, '{"env":["prod"]}'],
  ])('a label that is %s is refused', (_, labels, shown) => {
    const { agent } = agentOf(orders({ labels: labels as { [key: string]: string } }));
    expect(() => agent.dbService()).toThrow(`'registration.labels' must have strings as values for db-ABC123; got ${shown}; quote the value`);
  });

  test('TLS: teleport.yaml takes a file, a resource the certificate itself', () => {
    const PEM = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----';
    const common = { mode: DatabaseTlsMode.VERIFY_CA, serverName: 'orders.internal' };
    const file = agentOf(orders({ tls: { ...common, caCertificateFile: '/etc/ca.pem' } }));
    expect(readBackAs('db_service', file.stack, file.agent.dbService()).databases[0].tls).toEqual({ mode: 'verify-ca', server_name: 'orders.internal', ca_cert_file: '/etc/ca.pem' });
    expect(() => file.agent.databases()).toThrow('\'registration.tls.caCertificateFile\' must be left out for db-ABC123 as a resource, which takes the certificate itself; '
      + 'got "/etc/ca.pem"; give \'caCertificate\'');
    const inline = agentOf(orders({ tls: { ...common, caCertificate: PEM } }));
    expect(readBackAs('db', inline.stack, inline.agent.databases()).spec.tls).toEqual({ mode: 'verify-ca', server_name: 'orders.internal', ca_cert: PEM });
    expect(() => inline.agent.dbService()).toThrow('\'registration.tls.caCertificate\' must be left out for db-ABC123 in teleport.yaml, which takes a file only; '
      + 'got "-----BEGIN CERTIFICATE-----\\nMIIB\\n-----END CERTIFICATE-----"; give \'caCertificateFile\'');
  });
});

describe('an admin user', () => {
  const warehouse = (registration: DatabaseRegistration) => RedshiftDatabase.fromClusterIdentifier('warehouse', {
    databaseUsers: ['*'], databaseNames: ['*'], registration: { host: 'warehouse.example.com', ...registration },
  });

  test('is one that the agent may log in as, of a type that has one', () => {
    expect(written(orders({ adminUser: 'teleport-admin' })).listed.admin_user).toEqual({ name: 'teleport-admin' });
    expect(written(warehouse({ adminUser: 'teleport-admin' })).resource.spec.admin_user).toEqual({ name: 'teleport-admin' });
    expect(written(orders({ adminUser: 'teleport-admin', adminDefaultDatabase: 'mysql', protocol: DatabaseProtocol.MYSQL })).listed.admin_user)
      .toEqual({ name: 'teleport-admin', default_database: 'mysql' });
  });

  test.each<[string, () => TeleportDatabase, string]>([
    ['may not log in', () => orders({ adminUser: 'admin' }, ['teleport-*', 'reader']),
      '\'registration.adminUser\' must be among \'databaseUsers\' of db-ABC123, because Teleport logs in as this user; got "admin"; add it there'],
    ['is of an RDS Proxy', () => orders({ adminUser: 'teleport-admin', host: 'orders.proxy-abcdef.eu-west-1.rds.amazonaws.com' }, ['*'], 'prx-abc123'),
      '\'registration.adminUser\' must be left out for prx-abc123, because Teleport creates users of RDS instances, Aurora writers and Redshift clusters only; got "teleport-admin"'],
    ['is of an Aurora reader', () => orders({ adminUser: 'teleport-admin', host: 'orders.cluster-ro-abcdef.eu-west-1.rds.amazonaws.com' }, ['*'], 'cluster-ABC123'),
      '\'registration.adminUser\' must be left out for cluster-ABC123'],
    ['is of a cache', () => MemoryDbDatabase.fromClusterName('ledger', { databaseUsers: ['app'], registration: { host: 'ledger.example.com', adminUser: 'app' } }),
      '\'registration.adminUser\' must be left out for ledger'],
    ['of MySQL has no database', () => orders({ adminUser: 'teleport-admin', protocol: DatabaseProtocol.MYSQL }),
      '\'registration.adminDefaultDatabase\' must be given for db-ABC123, because MySQL and MariaDB need a database to log in to; got nothing'],
    ['is forgotten', () => orders({ adminDefaultDatabase: 'orders' }),
      '\'registration.adminDefaultDatabase\' must be left out for db-ABC123 without \'registration.adminUser\'; got "orders"'],
  ])('that %s is refused', (_, database, message) => {
    expect(() => agentOf(database()).agent.dbService()).toThrow(message);
  });

  test('of an Aurora reader is refused also if only its cluster knows the endpoint, and that of its writer passes', () => {
    const stack = stackIn();
    const { attrReadEndpointAddress } = new rds.CfnDBCluster(stack, 'Cluster', {});
    const { agent } = agentOf(orders({ adminUser: 'teleport-admin', host: attrReadEndpointAddress }, ['*'], 'cluster-ABC123'), stack);
    expect(() => agent.dbService()).toThrow('\'registration.adminUser\' must be left out for cluster-ABC123, because Teleport creates users of RDS instances, '
      + 'Aurora writers and Redshift clusters only; got "teleport-admin"');
    const other = stackIn();
    const writer = new rds.CfnDBCluster(other, 'Cluster', {}).attrEndpointAddress;
    expect(() => agentOf(orders({ adminUser: 'teleport-admin', host: writer }, ['*'], 'cluster-ABC123'), other).agent.dbService()).not.toThrow();
  });
});

describe('a literal identifier names the database', () => {
  test.each<[string, (stack: Stack) => TeleportDatabase]>([
    ['an RDS instance', (stack) => RdsDatabase.fromInstance(new rds.DatabaseInstance(stack, 'Orders', {
      vpc: new ec2.Vpc(stack, 'Vpc'),
      engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_16 }),
      iamAuthentication: true,
      instanceIdentifier: 'orders-prod',
    }), { databaseUsers: ['reader'] })],
    ['a Redshift cluster', (stack) => RedshiftDatabase.fromCluster(new redshift.CfnCluster(stack, 'Warehouse', {
      clusterIdentifier: 'orders-prod', clusterType: 'single-node', dbName: 'sales', masterUsername: 'admin', nodeType: 'ra3.large',
    }), { databaseUsers: ['reader'], databaseNames: ['*'] })],
  ])('%s', (_, database) => {
    const stack = stackIn();
    expect(written(database(stack), stack).listed.name).toBe('orders-prod');
  });
});

describe('a host of AWS must be that of the database', () => {
  const users = { databaseUsers: ['reader'] };
  const roles = () => ({ databaseRoles: [AssumedRole.fromRole(iam.Role.fromRoleArn(stackIn(), 'Reader', 'arn:aws:iam::123456789012:role/reader'))] });
  const makers: { readonly [type: string]: (host: string) => TeleportDatabase } = {
    'rds': (host) => orders({ host }),
    'aurora': (host) => orders({ host }, undefined, 'cluster-ABC123'),
    'rds-proxy': (host) => orders({ host }, undefined, 'prx-abc123'),
    'redshift': (host) => RedshiftDatabase.fromClusterIdentifier('warehouse', { ...users, databaseNames: ['*'], registration: { host } }),
    'redshift-serverless': (host) => RedshiftServerlessDatabase.fromWorkgroupName('reports', { ...roles(), registration: { host } }),
    'elasticache': (host) => ElastiCacheDatabase.fromReplicationGroupId('sessions', { ...users, registration: { host } }),
    'elasticache-serverless': (host) => ElastiCacheDatabase.fromServerlessCacheName('carts', { ...users, registration: { host } }),
    'memorydb': (host) => MemoryDbDatabase.fromClusterName('ledger', { ...users, registration: { host } }),
    'opensearch': (host) => OpenSearchDatabase.fromDomainName('search', { ...roles(), registration: { host } }),
    'documentdb': (host) => DocumentDbDatabase.fromClusterIdentifier('documents', { ...roles(), registration: { host } }),
  };
  const register = (type: string, host: string) => () => agentOf(makers[type](host)).agent.databases();

  test.each([
    ['rds', 'orders.abcdef.eu-west-1.rds.amazonaws.com'], ['rds', 'orders.internal.example.com'], ['rds', 'notamazonaws.com'],
    ['rds', 'orders_db.internal'], ['rds', '_orders._tcp.example.com'], ['rds', 'xn--bcher-kva.example'], ['rds', '10.0.0.5'],
    ['aurora', 'orders.cluster-abcdef.eu-west-1.rds.amazonaws.com'], ['aurora', 'orders.cluster-ro-abcdef.eu-west-1.rds.amazonaws.com'],
    ['aurora', 'orders-1.abcdef.eu-west-1.rds.amazonaws.com'], ['rds-proxy', 'a.proxy-abcdef.eu-west-1.rds.amazonaws.com'],
    ['redshift', 'warehouse.abcdef.eu-west-1.redshift.amazonaws.com'], ['redshift-serverless', 'reports.123456789012.eu-west-1.redshift-serverless.amazonaws.com'],
    ['elasticache', 'clustercfg.sessions.abcdef.euw1.cache.amazonaws.com'], ['elasticache', 'sessions.abcdef.ng.0001.euw1.cache.amazonaws.com'],
    ['elasticache-serverless', 'carts-abcdef.serverless.euw1.cache.amazonaws.com'], ['memorydb', 'clustercfg.ledger.abcdef.memorydb.eu-west-1.amazonaws.com'],
    ['opensearch', 'vpc-search-abcdef.eu-west-1.es.amazonaws.com'], ['documentdb', 'documents.cluster-abcdef.eu-west-1.docdb.amazonaws.com'],
  ])('%s at %s passes', (type, host) => {
    expect(register(type, host)).not.toThrow();
  });

  test.each([
    ['rds', 'orders.abcdef.eu-west-1.docdb.amazonaws.com'], ['rds', 'eu-west-1.rds.amazonaws.com'], ['redshift', 'warehouse.eu-west-1.redshift.amazonaws.com'],
    ['redshift', 'warehouse.a.b.eu-west-1.redshift.amazonaws.com'], ['redshift', 'orders.abcdef.eu-west-1.rds.amazonaws.com'],
    ['redshift', 'reports.123456789012.eu-west-1.redshift-serverless.amazonaws.com'], ['redshift-serverless', 'reports.example.eu-west-1.redshift-serverless.amazonaws.com'],
    ['elasticache', 'carts-abcdef.serverless.euw1.cache.amazonaws.com.evil.amazonaws.com'], ['elasticache-serverless', 'carts.example.com'],
    ['memorydb', 'master.sessions.abcdef.euw1.cache.amazonaws.com'], ['opensearch', 'abcdef.eu-west-1.aoss.amazonaws.com'], ['opensearch', 'abcdef.aoss.eu-west-1.on.aws'],
    ['documentdb', 'documents.example.com'], ['rds-proxy', 'orders.abcdef.eu-west-1.rds.amazonaws.com'],
  ])('%s at %s is refused', (type, host) => {
    expect(register(type, host)).toThrow(new RegExp(`^'registration.host' must be the endpoint of the type ${type} that AWS gives, such as .*; got "${host}"$`));
  });

  test.each([
    ['rds', 'orders.abcdef.us-east-1.rds.amazonaws.com'], ['elasticache', 'master.sessions.abcdef.use1.cache.amazonaws.com'],
    ['elasticache-serverless', 'carts-abcdef.serverless.euw2.cache.amazonaws.com'], ['memorydb', 'clustercfg.ledger.abcdef.memorydb.eu-west-2.amazonaws.com'],
    ['rds', 'orders.abcdef.rds.cn-north-1.amazonaws.com.cn'],
  ])('%s at %s is in another region', (type, host) => {
    expect(register(type, host)).toThrow(new RegExp(`^'registration.host' must be in eu-west-1, the region of .*; got "${host}"; give the region of the database in 'region', or the other host$`));
  });

  test.each([
    ['us-east-1', 'use1'], ['ap-southeast-2', 'apse2'], ['ap-northeast-1', 'apne1'], ['ca-central-1', 'cac1'], ['sa-east-1', 'sae1'], ['me-south-1', 'mes1'],
  ])('ElastiCache calls %s %s', (region, short) => {
    const cache = ElastiCacheDatabase.fromReplicationGroupId('sessions', { ...users, region, registration: { host: `master.sessions.abcdef.${short}.cache.amazonaws.com` } });
    expect(() => agentOf(cache).agent.databases()).not.toThrow();
  });

  test('a custom endpoint of Aurora does not tell its cluster', () => {
    const host = 'orders.cluster-custom-abcdef.eu-west-1.rds.amazonaws.com';
    expect(register('aurora', host)).toThrow(`'registration.host' must not be a custom endpoint for cluster-ABC123, because Teleport cannot tell its cluster; got "${host}"; `
      + 'use RdsDatabase.fromCluster(), which knows the cluster, or its cluster endpoint');
    const stack = stackIn();
    const cluster = rds.DatabaseCluster.fromDatabaseClusterAttributes(stack, 'Imported', {
      clusterIdentifier: 'orders', clusterResourceIdentifier: 'cluster-ABC123', engine: rds.DatabaseClusterEngine.AURORA_POSTGRESQL,
    });
    expect(written(RdsDatabase.fromCluster(cluster, { ...users, registration: { host } }), stack).listed.aws.rds).toEqual({ cluster_id: 'orders' });
  });
});
