import { App, Lazy, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as memorydb from 'aws-cdk-lib/aws-memorydb';
import * as opensearch from 'aws-cdk-lib/aws-opensearchservice';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { AssumedRole, DatabaseProtocol, DynamoDbDatabase, MemoryDbDatabase, OpenSearchDatabase, RdsDatabase, RedshiftDatabase, TeleportDatabase, TeleportDatabaseAccess, TeleportRdsConnectPolicy, TeleportRedshiftConnectPolicy } from '../../src';
import { roleIn, stackIn, warningsOf } from '../support/template';

const users = { databaseUsers: ['reader'] };

function opened(databases: (stack: Stack, vpc: ec2.Vpc) => TeleportDatabase[]) {
  const stack = stackIn();
  const vpc = new ec2.Vpc(stack, 'Vpc');
  const access = new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), databases: databases(stack, vpc) });
  access.allowDefaultPortFrom(new ec2.SecurityGroup(stack, 'AgentGroup', { vpc }));
  return stack;
}

const rulesOf = (stack: Stack) => Object.values(Template.fromStack(stack).findResources('AWS::EC2::SecurityGroupIngress'))
  .map(({ Properties: { FromPort, ToPort, IpProtocol, GroupId, SourceSecurityGroupId, Description } }) => ({
    FromPort, ToPort, IpProtocol, to: GroupId['Fn::GetAtt'][0], from: SourceSecurityGroupId['Fn::GetAtt'][0], Description,
  }));
const instanceIn = (stack: Stack, vpc: ec2.IVpc) => new rds.DatabaseInstance(stack, 'Orders', {
  vpc, engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_16 }), iamAuthentication: true,
});
const rule = { IpProtocol: 'tcp', Description: 'Teleport agent', from: expect.stringMatching(/^AgentGroup/) };

test('the security group of a database opens to the agent, on its port', () => {
  const stack = opened((scope, vpc) => [RdsDatabase.fromInstance(instanceIn(scope, vpc), users), RdsDatabase.any(users)]);
  const port = { 'Fn::GetAtt': [expect.stringMatching(/^Orders/), 'Endpoint.Port'] };
  expect(rulesOf(stack)).toEqual([{ ...rule, FromPort: port, ToPort: port, to: expect.stringMatching(/^OrdersSecurityGroup/) }]);
  expect(warningsOf(stack)).toEqual([]);
});

describe('a connect policy opens them too', () => {
  test('of RDS', () => {
    const stack = stackIn();
    const vpc = new ec2.Vpc(stack, 'Vpc');
    const connect = new TeleportRdsConnectPolicy(stack, 'Connect', { target: roleIn(stack), databases: [RdsDatabase.fromInstance(instanceIn(stack, vpc), users)] });
    connect.allowDefaultPortFrom(new ec2.SecurityGroup(stack, 'AgentGroup', { vpc }));
    const port = { 'Fn::GetAtt': [expect.stringMatching(/^Orders/), 'Endpoint.Port'] };
    expect(rulesOf(stack)).toEqual([{ ...rule, FromPort: port, ToPort: port, to: expect.stringMatching(/^OrdersSecurityGroup/) }]);
  });

  test('of Redshift, and warns about a cluster that is only named', () => {
    const stack = stackIn();
    const vpc = new ec2.Vpc(stack, 'Vpc');
    const databases = [RedshiftDatabase.fromClusterIdentifier('warehouse', { ...users, databaseNames: ['dev'] })];
    new TeleportRedshiftConnectPolicy(stack, 'Connect', { target: roleIn(stack), databases }).allowDefaultPortFrom(new ec2.SecurityGroup(stack, 'AgentGroup', { vpc }));
    expect(warningsOf(stack)).toEqual(['cdk-teleport-database-access:securityGroupNotOpened']);
  });
});

test('the port of a registration wins', () => {
  const stack = opened((scope, vpc) => [RdsDatabase.fromInstance(instanceIn(scope, vpc), { ...users, registration: { port: 6432 } })]);
  expect(rulesOf(stack)).toEqual([{ ...rule, FromPort: 6432, ToPort: 6432, to: expect.stringMatching(/^OrdersSecurityGroup/) }]);
});

test('a database whose construct has no port of its own opens on the usual one', () => {
  const stack = opened((scope, vpc) => {
    const domain = new opensearch.Domain(scope, 'Search', { version: opensearch.EngineVersion.OPENSEARCH_2_17, vpc });
    return [OpenSearchDatabase.fromDomain(domain, { databaseRoles: [AssumedRole.fromRole(roleIn(scope, 'Reader'))] })];
  });
  expect(rulesOf(stack)).toEqual([{ ...rule, FromPort: 443, ToPort: 443, to: expect.stringMatching(/^Search/) }]);
});

describe('a database of another protocol than PostgreSQL opens on the port that Teleport dials', () => {
  const group = (stack: Stack, vpc: ec2.IVpc) => new ec2.SecurityGroup(stack, 'Group', { vpc });
  const cluster = (engine?: rds.IClusterEngine) => (stack: Stack, vpc: ec2.Vpc) => rds.DatabaseCluster.fromDatabaseClusterAttributes(stack, 'Cluster', {
    clusterIdentifier: 'orders', clusterResourceIdentifier: 'cluster-ABC', securityGroups: [group(stack, vpc)], engine,
  });
  const proxy = (engineFamily?: string) => (stack: Stack, vpc: ec2.Vpc) => {
    const made = new rds.DatabaseProxy(stack, 'Proxy', {
      vpc,
      securityGroups: [group(stack, vpc)],
      iamAuth: true,
      secrets: [secretsmanager.Secret.fromSecretNameV2(stack, 'Secret', 'orders')],
      proxyTarget: rds.ProxyTarget.fromInstance(instanceIn(stack, vpc)),
    });
    (made.node.defaultChild as rds.CfnDBProxy).engineFamily = engineFamily ?? 'POSTGRESQL';
    return made;
  };
  const registration = { protocol: DatabaseProtocol.MYSQL };
  const UNKNOWN = ['cdk-teleport-database-access:securityGroupNotOpened'];

  test.each<[string, (stack: Stack, vpc: ec2.Vpc) => TeleportDatabase, number[], string[]]>([
    ['a proxy of MySQL', (...of) => RdsDatabase.fromProxy(proxy('MYSQL')(...of), users), [3306], []],
    ['a proxy of SQL Server', (...of) => RdsDatabase.fromProxy(proxy('SQLSERVER')(...of), users), [1433], []],
    ['a proxy of PostgreSQL', (...of) => RdsDatabase.fromProxy(proxy()(...of), users), [5432], []],
    ['an imported cluster of MySQL without a port', (...of) => RdsDatabase.fromCluster(cluster(rds.DatabaseClusterEngine.AURORA_MYSQL)(...of), users), [3306], []],
    ['an imported cluster of PostgreSQL without a port', (...of) => RdsDatabase.fromCluster(cluster(rds.DatabaseClusterEngine.AURORA_POSTGRESQL)(...of), users), [5432], []],
    ['an imported cluster with a protocol', (...of) => RdsDatabase.fromCluster(cluster()(...of), { ...users, registration }), [3306], []],
    ['an imported cluster', (...of) => RdsDatabase.fromCluster(cluster()(...of), users), [], UNKNOWN],
  ])('%s', (_, database, ports, warnings) => {
    const stack = opened((scope, vpc) => [database(scope, vpc)]);
    expect(rulesOf(stack).filter(({ Description }) => Description === 'Teleport agent').map(({ FromPort }) => FromPort)).toEqual(ports);
    expect(warningsOf(stack)).toEqual(warnings);
  });

  test('where nothing tells the port, nothing is opened, and a warning names the database', () => {
    const stack = opened((scope, vpc) => [RdsDatabase.fromCluster(cluster()(scope, vpc), users)]);
    expect(rulesOf(stack)).toEqual([]);
    Annotations.fromStack(stack).hasWarning('/Stack/Access', Match.stringLikeRegexp('^nothing tells which ports Stack/Cluster listen on, so their security groups are not opened to '
      + 'the agent; give their protocol in \'registration.protocol\', or the port in \'registration.port\'\\.'));
  });
});

test('those that cannot be opened are named, and what has no security group is not', () => {
  const stack = opened((scope, vpc) => {
    const databaseRoles = [AssumedRole.fromRole(iam.Role.fromRoleName(scope, 'Reader', 'reader'))];
    const imported = rds.DatabaseInstance.fromDatabaseInstanceAttributes(scope, 'Imported', {
      instanceIdentifier: 'orders', instanceResourceId: 'db-ABC123', instanceEndpointAddress: 'orders.example.com', port: 5432, securityGroups: [],
    });
    const cluster = new memorydb.CfnCluster(scope, 'Ledger', { aclName: 'acl', clusterName: 'ledger', nodeType: 'db.t4g.small' });
    const domain = new opensearch.Domain(scope, 'Public', { version: opensearch.EngineVersion.OPENSEARCH_2_17 });
    return [
      RdsDatabase.fromInstance(instanceIn(scope, vpc), users), RdsDatabase.fromInstance(imported, users), RdsDatabase.fromResourceId('db-XYZ', users),
      MemoryDbDatabase.fromCluster(cluster, users), OpenSearchDatabase.fromDomain(domain, { databaseRoles }), DynamoDbDatabase.of({ databaseRoles }),
    ];
  });
  expect(rulesOf(stack)).toHaveLength(1);
  Annotations.fromStack(stack).hasWarning('/Stack/Access', Match.stringLikeRegexp('^the security groups of Stack/Imported, db-XYZ, Stack/Ledger, Stack/Public are not known, '
    + 'so they are not opened to the agent; open their ports to its security group\\.'));
  expect(warningsOf(stack)).toEqual(['cdk-teleport-database-access:securityGroupNotOpened']);
});

test.each<[string, (stack: Stack) => TeleportDatabase[]]>([
  ['patterns', () => [RdsDatabase.any(users)]],
  ['what has no security group', (stack) => [DynamoDbDatabase.of({ databaseRoles: [AssumedRole.fromRole(iam.Role.fromRoleName(stack, 'Reader', 'reader'))] })]],
])('with %s alone, nothing is opened, and a warning says so', (_, databases) => {
  const stack = opened(databases);
  expect(rulesOf(stack)).toEqual([]);
  Annotations.fromStack(stack).hasWarning('/Stack/Access', Match.stringLikeRegexp('^\'databases\' names no single database that has a security group, and a pattern does not '
    + 'tell which databases there are, so no security group is opened to the agent; open those of the databases to its security group\\.'));
  expect(warningsOf(stack)).toEqual(['cdk-teleport-database-access:securityGroupNotOpened']);
});

test.each([[undefined, 'undefined'], [null, 'null'], ['sg-0123', '"sg-0123"'], [{}, '{}']])('%p is nothing that has security groups', (connectable, got) => {
  const stack = stackIn();
  const access = new TeleportDatabaseAccess(stack, 'Access', {
    target: roleIn(stack), databases: [RdsDatabase.fromResourceId('db-ABC', { databaseUsers: ['reader'] })],
  });
  expect(() => access.allowDefaultPortFrom(connectable as never)).toThrow(`'connectable' must be an instance, a service or a security group; got ${got}`);
});

describe('what opens nothing, or another port', () => {
  const access = (port?: number) => {
    const stack = stackIn();
    const vpc = new ec2.Vpc(stack, 'Vpc');
    const databases = [RdsDatabase.fromInstance(instanceIn(stack, vpc), { ...users, registration: { port } })];
    return { stack, vpc, policy: new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), databases }) };
  };
  const NO_GROUP = '\'connectable\' has no security group, so no database is opened to it; give it one, or open the security groups of the databases to its addresses';

  test('an agent without a security group is warned about, unless it gets one or is an address', () => {
    const without = access();
    without.policy.allowDefaultPortFrom({ connections: new ec2.Connections() });
    expect(warningsOf(without.stack)).toEqual(['cdk-teleport-database-access:securityGroupNotOpened']);
    Annotations.fromStack(without.stack).hasWarning('/Stack/Access', Match.stringLikeRegexp(`^${NO_GROUP}`));

    const later = access();
    const connections = new ec2.Connections();
    later.policy.allowDefaultPortFrom({ connections });
    connections.addSecurityGroup(new ec2.SecurityGroup(later.stack, 'AgentGroup', { vpc: later.vpc }));
    expect(rulesOf(later.stack)).toHaveLength(1);
    expect(warningsOf(later.stack)).toEqual([]);

    const address = access();
    address.policy.allowDefaultPortFrom(ec2.Peer.ipv4('10.0.0.5/32'));
    expect(warningsOf(address.stack)).toEqual([]);
  });

  test('what only looks like an agent is refused', () => {
    const { policy } = access();
    expect(() => policy.allowDefaultPortFrom({ connections: {} } as any))
      .toThrow(new Error('\'connectable\' must be an instance, a service or a security group; got {"connections":{}}'));
  });

  test.each([{ port: 0 }, { port: 65536 }])('port $port is refused', ({ port }) => {
    const { policy } = access(port);
    expect(() => policy.allowDefaultPortFrom(ec2.Peer.ipv4('10.0.0.5/32'))).toThrow(new Error(`'registration.port' must be a port from 1 to 65535 for Stack/Orders; got ${port}`));
  });

  test('a port that is a token is refused when it is known', () => {
    const open = (port: number) => {
      const { stack, policy } = access(Lazy.number({ produce: () => port }));
      policy.allowDefaultPortFrom(ec2.Peer.ipv4('10.0.0.5/32'));
      return () => (stack.node.root as App).synth();
    };
    expect(open(65536)).toThrow('\'registration.port\' must be a port from 1 to 65535, at most 5 characters; got "65536", which a token turns out to be');
    expect(open(65535)).not.toThrow();
  });
});
