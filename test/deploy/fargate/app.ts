// An agent on Fargate, with a boundary: `--context environment=...` changes its configuration.
import { App, CfnOutput, LegacyStackSynthesizer, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as logs from 'aws-cdk-lib/aws-logs';
import { DatabaseType, RdsDatabase, TeleportFargateAgent } from 'cdk-teleport-database-access';

const AZ = 'eu-west-1a';
// ec2.Vpc looks its zones up even where they are given, and the CDK CLI would write them into the repository
const app = new App({ context: { 'availability-zones:account=123456789012:region=eu-west-1': [AZ] } });
const env = { account: '123456789012', region: 'eu-west-1' };
const stack = new Stack(app, 'fargate', { env, synthesizer: new LegacyStackSynthesizer() });
const agent = new TeleportFargateAgent(stack, 'Agent', {
  vpc: new ec2.Vpc(stack, 'Vpc', {
    availabilityZones: [AZ],
    natGateways: 0, // the emulator has none
    subnetConfiguration: [{ name: 'Tasks', subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS }],
  }),
  roleName: 'teleport-agent',
  logGroup: new logs.LogGroup(stack, 'Logs', { removalPolicy: RemovalPolicy.DESTROY }),
  proxyServer: 'example.teleport.sh:443',
  joinTokenName: 'database-agent',
  teleportVersion: '18.6.4',
  databaseTypes: [DatabaseType.RDS, DatabaseType.AURORA],
  databaseTags: { 'teleport-env': [String(app.node.tryGetContext('environment') ?? 'prod')] },
  databases: [RdsDatabase.any({ databaseUsers: ['reader'] })],
  withPermissionsBoundary: true,
});
new CfnOutput(stack, 'JoinToken', { value: agent.joinToken.toYaml() });
