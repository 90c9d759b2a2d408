import { Annotations, App, CfnOutput, Stack } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as rds from 'aws-cdk-lib/aws-rds';
import {
  AssumedRole,
  DatabaseType,
  DynamoDbDatabase,
  RdsDatabase,
  RedshiftDatabase,
  RemoteDatabases,
  TeleportAgentConfiguration,
  TeleportAgentPrincipal,
  TeleportDatabaseAccess,
} from 'cdk-teleport-database-access';

/** An agent in one account, databases in two, and every document that Teleport needs. */
export function hubAndSpoke(app: App): void {
  const hub = new Stack(app, 'TeleportHub', { env: { account: '111111111111', region: 'eu-west-1' } });
  const spoke = new Stack(app, 'TeleportSpoke', { env: { account: '222222222222', region: 'eu-central-1' } });
  const agent = new iam.Role(hub, 'Agent', {
    assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com'),
    roleName: 'teleport-agent',
  });

  // In the account of the databases: a role that trusts the agent, and what the agent may do there.
  const accessRole = new iam.Role(spoke, 'Access', {
    assumedBy: new TeleportAgentPrincipal(agent, { externalId: 'prod-eu' }),
    roleName: 'teleport-access',
  });
  const there = new TeleportDatabaseAccess(spoke, 'Teleport', {
    target: accessRole,
    databaseTypes: [DatabaseType.RDS, DatabaseType.AURORA],
    databaseTags: { 'teleport-env': ['prod'] },
    databases: [RdsDatabase.any({ databaseUsers: ['reader'] })],
  });
  const assumedRole = AssumedRole.fromRole(accessRole); // with the external ID that its trust asks for

  // In the account of the agent: databases that it registers, by construct, by name and with users that are roles.
  const vpc = ec2.Vpc.fromVpcAttributes(hub, 'Vpc', {
    vpcId: 'vpc-12345678',
    availabilityZones: ['eu-west-1a', 'eu-west-1b'],
    isolatedSubnetIds: ['subnet-12345678', 'subnet-87654321'],
  });
  const orders = new rds.DatabaseInstance(hub, 'Orders', {
    engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_16 }),
    iamAuthentication: true,
    vpc,
    vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
  });
  const table = new dynamodb.Table(hub, 'Table', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } });
  const reader = new iam.Role(hub, 'Reader', {
    assumedBy: new TeleportAgentPrincipal(agent, { sessionTags: { team: 'orders' } }),
  });
  table.grantReadData(reader);
  const here = new TeleportDatabaseAccess(hub, 'Databases', {
    target: agent,
    assumedRoles: [assumedRole],
    databases: [
      RdsDatabase.fromInstance(orders, {
        databaseUsers: ['reader', 'writer'],
        registration: { name: 'orders', labels: { env: 'prod' } },
      }),
      RedshiftDatabase.fromClusterIdentifier('warehouse', {
        databaseUsers: ['analyst'],
        databaseNames: ['sales'],
        registration: { host: 'warehouse.abcdefghijkl.eu-west-1.redshift.amazonaws.com', labels: { env: 'prod' } },
      }),
      DynamoDbDatabase.of({
        databaseRoles: [AssumedRole.fromRole(reader)],
        registration: { name: 'orders-table', labels: { env: 'prod' } },
      }),
    ],
  });
  here.allowDefaultPortFrom(new ec2.SecurityGroup(hub, 'AgentSecurityGroup', { vpc }));
  Annotations.of(here).acknowledgeWarning('cdk-teleport-database-access:securityGroupNotOpened'); // that of the warehouse, which another app opens

  // What Teleport needs to know.
  const teleport = new TeleportAgentConfiguration({
    policies: [here],
    remoteDatabases: [RemoteDatabases.fromPolicy(there, assumedRole)],
  });
  const config = teleport.teleportYaml({ proxyServer: 'example.teleport.sh:443', joinTokenName: 'database-agent' });
  new CfnOutput(hub, 'TeleportYaml', { value: config.with({ teleport: { log: { severity: 'DEBUG' } } }).toYaml() });
  new CfnOutput(hub, 'JoinToken', { value: teleport.joinToken({ name: 'database-agent' }).toYaml() });
  new CfnOutput(hub, 'RegisteredDatabases', { value: teleport.databases().toYaml() });
  new CfnOutput(hub, 'People', {
    value: teleport.role({ name: 'prod-reader', databaseLabels: { env: ['prod'] }, databaseNames: ['orders', 'sales'] }).toYaml(),
  });
}
