import { App, CfnOutput, Stack, StackProps } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as rds from 'aws-cdk-lib/aws-rds';
import { DatabaseType, RdsDatabase, TeleportFargateAgent } from 'cdk-teleport-database-access';
import { Construct } from 'constructs';

/** Your Teleport cluster: its address and its version. */
const PROXY_SERVER = 'example.teleport.sh:443';
const TELEPORT_VERSION = '18.6.4';

/** A running Teleport agent, and a database that it opens. */
export class TeleportOnFargate extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const vpc = new ec2.Vpc(this, 'Vpc', { maxAzs: 2 });

    // In the database: CREATE USER reader; GRANT rds_iam TO reader;
    const orders = new rds.DatabaseInstance(this, 'Orders', {
      vpc,
      engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_16 }),
      iamAuthentication: true,
    });

    const agent = new TeleportFargateAgent(this, 'Agent', {
      vpc,
      proxyServer: PROXY_SERVER,
      joinTokenName: 'database-agent', // no secret: the token admits the role of the tasks, which AWS vouches for, and nobody else
      teleportVersion: TELEPORT_VERSION,
      databaseTypes: [DatabaseType.RDS, DatabaseType.AURORA],
      databaseTags: { 'teleport-env': ['prod'] },
      databases: [
        RdsDatabase.fromInstance(orders, { databaseUsers: ['reader'], registration: { name: 'orders', labels: { 'teleport-env': 'prod' } } }),
        RdsDatabase.any({ databaseUsers: ['reader'] }), // those that Teleport discovers
      ],
      withPermissionsBoundary: true,
    });

    // For `tctl create`: who may join, and who may log in to what.
    new CfnOutput(this, 'JoinToken', { value: agent.joinToken.toYaml() });
    new CfnOutput(this, 'Reader', { value: agent.configuration.role({ name: 'prod-reader', databaseNames: ['orders'] }).toYaml() });
  }
}

const app = new App();
new TeleportOnFargate(app, 'TeleportOnFargate');
app.synth();
