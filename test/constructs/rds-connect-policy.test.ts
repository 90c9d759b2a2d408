import { aws_ec2 as ec2, aws_rds as rds, CfnParameter, SecretValue, Stack } from 'aws-cdk-lib';
import { RdsDatabase, TeleportRdsConnectPolicy } from '../../src';
import { document } from '../support/expected';
import { ACCOUNT, documentOf, propertiesOf, roleIn, stackIn, warningsOf } from '../support/template';

const reader = { databaseUsers: ['reader'] };

function connect(stack: Stack, ...databases: RdsDatabase[]): Stack {
  new TeleportRdsConnectPolicy(stack, 'Connect', { target: roleIn(stack), databases });
  return stack;
}

test('11: the call of Teleport\'s reference, with the names of users: exactly these databases, as these users, and nothing that is read', () => {
  const stack = connect(stackIn(),
    RdsDatabase.fromResourceId('db-ABCDEFGHIJKL01234', { databaseUsers: ['reader', 'teleport-admin'], region: 'us-east-2' }),
    RdsDatabase.fromResourceId('cluster-ABCDEFGHIJKL01234', { databaseUsers: ['reader'], region: 'us-east-2' }),
    RdsDatabase.fromResourceId('prx-ABCDEFGHIJKL01234', { databaseUsers: ['app_*'], region: 'us-east-2' }));
  expect(documentOf(stack)).toEqual(document({
    Sid: 'RDSConnect',
    Action: 'rds-db:connect',
    Resource: [
      'arn:aws:rds-db:us-east-2:123456789012:dbuser:db-ABCDEFGHIJKL01234/reader',
      'arn:aws:rds-db:us-east-2:123456789012:dbuser:db-ABCDEFGHIJKL01234/teleport-admin',
      'arn:aws:rds-db:us-east-2:123456789012:dbuser:cluster-ABCDEFGHIJKL01234/reader',
      'arn:aws:rds-db:us-east-2:123456789012:dbuser:prx-ABCDEFGHIJKL01234/app_*',
    ],
  }));
  expect(warningsOf(stack)).toEqual([]);
});

test('a database without a region is in that of the stack, even where that is not known', () => {
  const stack = connect(stackIn({}), RdsDatabase.fromResourceId('db-ABCDEFGHIJKL01234', reader));
  expect(documentOf(stack, { 'AWS::Region': 'ap-southeast-1' })).toEqual(document({
    Sid: 'RDSConnect', Action: 'rds-db:connect', Resource: 'arn:aws:rds-db:ap-southeast-1:123456789012:dbuser:db-ABCDEFGHIJKL01234/reader',
  }));
});

test.each([
  ['the region of the stack', undefined, 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:*/reader'],
  ['all regions', ['*'], 'arn:aws:rds-db:*:123456789012:dbuser:*/reader'],
  ['two regions', ['eu-west-1', 'eu-central-1'], ['arn:aws:rds-db:eu-west-1:123456789012:dbuser:*/reader', 'arn:aws:rds-db:eu-central-1:123456789012:dbuser:*/reader']],
])('any() is every database in %s, as the users that are named', (_, regions, Resource) => {
  expect(documentOf(connect(stackIn(), RdsDatabase.any({ ...reader, regions })))).toEqual(document({ Sid: 'RDSConnect', Action: 'rds-db:connect', Resource }));
});

test('asDocumented leaves out the Sid and keeps every name', () => {
  const stack = stackIn();
  new TeleportRdsConnectPolicy(stack, 'Connect', {
    target: roleIn(stack), databases: [RdsDatabase.fromResourceId('db-ABCDEFGHIJKL01234', reader)], asDocumented: true,
  });
  expect(documentOf(stack)).toEqual(document({
    Action: 'rds-db:connect', Resource: 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-ABCDEFGHIJKL01234/reader',
  }));
});

test('the same database twice, or the same user twice, is there once', () => {
  const orders = () => RdsDatabase.fromResourceId('db-ABCDEFGHIJKL01234', { databaseUsers: ['reader', 'reader'] });
  expect(documentOf(connect(stackIn(), orders(), orders()))).toEqual(document({
    Sid: 'RDSConnect', Action: 'rds-db:connect', Resource: 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-ABCDEFGHIJKL01234/reader',
  }));
});

describe('databases of the app, by the resource ids that they get', () => {
  test('an instance', () => {
    const stack = stackIn();
    const orders = new rds.DatabaseInstance(stack, 'Orders', {
      vpc: new ec2.Vpc(stack, 'Vpc'), iamAuthentication: true, engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_16 }),
    });
    connect(stack, RdsDatabase.fromInstance(orders, { databaseUsers: ['reader', 'writer'] }));
    const id = `<${stack.getLogicalId(orders.node.defaultChild as rds.CfnDBInstance)}.DbiResourceId>`;
    expect(documentOf(stack)).toEqual(document({
      Sid: 'RDSConnect',
      Action: 'rds-db:connect',
      Resource: [`arn:aws:rds-db:eu-west-1:123456789012:dbuser:${id}/reader`, `arn:aws:rds-db:eu-west-1:123456789012:dbuser:${id}/writer`],
    }));
    expect(warningsOf(stack)).toEqual([]);
  });

  test('a cluster', () => {
    const stack = stackIn();
    const orders = new rds.DatabaseCluster(stack, 'Orders', {
      vpc: new ec2.Vpc(stack, 'Vpc'),
      iamAuthentication: true,
      engine: rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_16_6 }),
      writer: rds.ClusterInstance.serverlessV2('Writer'),
    });
    connect(stack, RdsDatabase.fromCluster(orders, reader));
    const id = `<${stack.getLogicalId(orders.node.defaultChild as rds.CfnDBCluster)}.DBClusterResourceId>`;
    expect(documentOf(stack)).toEqual(document({
      Sid: 'RDSConnect', Action: 'rds-db:connect', Resource: `arn:aws:rds-db:eu-west-1:123456789012:dbuser:${id}/reader`,
    }));
    expect(warningsOf(stack)).toEqual([]);
  });

  test('a proxy: the last part of its ARN', () => {
    const stack = stackIn();
    const vpc = new ec2.Vpc(stack, 'Vpc');
    const orders = new rds.DatabaseInstance(stack, 'Orders', {
      vpc, engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_16 }),
    });
    const proxy = orders.addProxy('Proxy', { vpc, iamAuth: true, secrets: [orders.secret!] });
    connect(stack, RdsDatabase.fromProxy(proxy, reader));
    const [{ PolicyDocument }] = propertiesOf(stack, 'AWS::IAM::ManagedPolicy');
    const id = { 'Fn::Select': [6, { 'Fn::Split': [':', { 'Fn::GetAtt': [stack.getLogicalId(proxy.node.defaultChild as rds.CfnDBProxy), 'DBProxyArn'] }] }] };
    expect(PolicyDocument).toEqual(document({
      Sid: 'RDSConnect',
      Action: 'rds-db:connect',
      Resource: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':rds-db:eu-west-1:123456789012:dbuser:', id, '/reader']] },
    }));
    expect(warningsOf(stack)).toEqual([]);
  });

  test('imported ones, by the ids that they are imported with', () => {
    const stack = stackIn();
    const instance = rds.DatabaseInstance.fromDatabaseInstanceAttributes(stack, 'Instance', {
      instanceIdentifier: 'orders', instanceEndpointAddress: 'orders.example', port: 5432, securityGroups: [], instanceResourceId: 'db-ABCDEFGHIJKL01234',
    });
    const cluster = rds.DatabaseCluster.fromDatabaseClusterAttributes(stack, 'Cluster', {
      clusterIdentifier: 'orders', clusterResourceIdentifier: 'cluster-ABCDEFGHIJKL01234',
    });
    const proxy = rds.DatabaseProxy.fromDatabaseProxyAttributes(stack, 'Proxy', {
      dbProxyName: 'orders', dbProxyArn: `arn:aws:rds:eu-west-1:${ACCOUNT}:db-proxy:prx-0123456789abcdef0`, endpoint: 'orders.example', securityGroups: [],
    });
    connect(stack, RdsDatabase.fromInstance(instance, reader), RdsDatabase.fromCluster(cluster, reader), RdsDatabase.fromProxy(proxy, reader));
    expect(documentOf(stack)).toEqual(document({
      Sid: 'RDSConnect',
      Action: 'rds-db:connect',
      Resource: [
        'arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-ABCDEFGHIJKL01234/reader',
        'arn:aws:rds-db:eu-west-1:123456789012:dbuser:cluster-ABCDEFGHIJKL01234/reader',
        'arn:aws:rds-db:eu-west-1:123456789012:dbuser:prx-0123456789abcdef0/reader',
      ],
    }));
  });
});

test('names may be tokens: they stand where they were given, and nothing gets wider', () => {
  const stack = stackIn();
  const parameter = (id: string) => new CfnParameter(stack, id).valueAsString;
  connect(stack, RdsDatabase.fromResourceId(parameter('Id'), { databaseUsers: [parameter('User')], region: parameter('Region') }));
  expect(documentOf(stack)).toEqual(document({
    Sid: 'RDSConnect', Action: 'rds-db:connect', Resource: 'arn:aws:rds-db:<Region>:123456789012:dbuser:<Id>/<User>',
  }));
});

test.each([['aws-us-gov', 'us-gov-west-1'], ['aws-cn', 'cn-north-1']])('in the partition %s', (partition, region) => {
  const stack = connect(stackIn({ account: ACCOUNT, region }), RdsDatabase.fromResourceId('db-ABCDEFGHIJKL01234', reader));
  expect(documentOf(stack, { 'AWS::Partition': partition })).toEqual(document({
    Sid: 'RDSConnect', Action: 'rds-db:connect', Resource: `arn:${partition}:rds-db:${region}:123456789012:dbuser:db-ABCDEFGHIJKL01234/reader`,
  }));
});

describe('a database that the app defines without IAM authentication', () => {
  test.each([[undefined, ['cdk-teleport-database-access:iamAuthenticationDisabled']], [false, ['cdk-teleport-database-access:iamAuthenticationDisabled']], [true, []]])(
    'iamAuthentication: %s', (iamAuthentication, warnings) => {
      const stack = stackIn();
      const orders = new rds.DatabaseInstance(stack, 'Orders', {
        vpc: new ec2.Vpc(stack, 'Vpc'),
        engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_16 }),
        credentials: rds.Credentials.fromPassword('admin', SecretValue.unsafePlainText('not a secret')),
        iamAuthentication,
      });
      connect(stack, RdsDatabase.fromInstance(orders, reader));
      expect(warningsOf(stack)).toEqual(warnings);
    });
});
