import { App, Aspects, CfnOutput, PermissionsBoundary, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { AwsSolutionsChecks, NagSuppressions } from 'cdk-nag';
import { DatabaseProtocol, RdsDatabase, TeleportAgentConfiguration, TeleportDatabaseAccess } from 'cdk-teleport-database-access';

const app = new App();
Aspects.of(app).add(new AwsSolutionsChecks());

// The company demands its boundary on every role, a path for the policies of each team, and a reason for each finding of cdk-nag.
const stack = new Stack(app, 'Teleport', { permissionsBoundary: PermissionsBoundary.fromName('company-boundary') });
const agentRole = new iam.Role(stack, 'Agent', { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') });

const access = new TeleportDatabaseAccess(stack, 'Access', {
  target: agentRole,
  path: '/databases/',
  databases: [RdsDatabase.fromResourceId('db-ABCDEFGHIJKL01234', {
    databaseUsers: ['reader'],
    registration: { name: 'orders', protocol: DatabaseProtocol.POSTGRES, host: 'orders.abcdefghijkl.eu-west-1.rds.amazonaws.com' },
  })],
});
NagSuppressions.addResourceSuppressions(access, [
  { id: 'AwsSolutions-IAM5', reason: 'AWS cannot limit lists by name; a condition limits them to a region', appliesTo: ['Resource::*'] },
], true);

const teleport = new TeleportAgentConfiguration({ policies: [access] });
new CfnOutput(stack, 'TeleportYaml', { value: teleport.teleportYaml({ proxyServer: 'example.teleport.sh:443', joinTokenName: 'database-agent' }).toYaml() });
new CfnOutput(stack, 'JoinToken', { value: teleport.joinToken({ name: 'database-agent' }).toYaml() });

app.synth();
