import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { DatabaseProtocol, DatabaseType, RdsDatabase, RedshiftDatabase, TeleportAgentConfiguration, TeleportDatabaseAccess } from 'cdk-teleport-database-access';

const app = new App();
const stack = new Stack(app, 'ExistingAgent', { env: { account: '123456789012', region: 'eu-west-1' } });

// The role that the agent runs as today. It stays: only its policies come from here.
const agentRole = iam.Role.fromRoleName(stack, 'Agent', 'teleport-database-agent');

// The first matcher (`db_service.aws[0]`), and the database with its labels ...
const regions = ['eu-west-1', 'eu-central-1'];
const production = new TeleportDatabaseAccess(stack, 'Production', {
  target: agentRole,
  regions,
  databaseTypes: [DatabaseType.RDS, DatabaseType.AURORA],
  databaseTags: { 'teleport-env': ['prod'] },
  databases: [
    RdsDatabase.any({ databaseUsers: ['reader'], regions }),
    RdsDatabase.fromResourceId('db-ABCDEFGHIJKL01234', {
      databaseUsers: ['reader', 'writer'],
      registration: {
        name: 'orders',
        protocol: DatabaseProtocol.POSTGRES,
        host: 'orders.abcdefghijkl.eu-west-1.rds.amazonaws.com',
        labels: { 'teleport-env': 'prod' },
      },
    }),
  ],
});

// ... and the second, which has types and tags of its own.
const sales = new TeleportDatabaseAccess(stack, 'Sales', {
  target: agentRole,
  databaseTypes: [DatabaseType.REDSHIFT],
  databaseTags: { team: ['sales'] },
  databases: [RedshiftDatabase.fromClusterIdentifier('warehouse', {
    databaseUsers: ['analyst'],
    databaseNames: ['sales'],
    registration: { host: 'warehouse.abcdefghijkl.eu-west-1.redshift.amazonaws.com', labels: { team: 'sales' } },
  })],
});

const teleport = new TeleportAgentConfiguration({ policies: [production, sales] });
new CfnOutput(stack, 'TeleportYaml', { value: teleport.teleportYaml({ proxyServer: 'example.teleport.sh:443', joinTokenName: 'database-agent' }).toYaml() });

app.synth();
