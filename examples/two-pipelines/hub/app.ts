import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { AssumedRole, DatabaseType, RemoteDatabases, TeleportAgentConfiguration, TeleportDatabaseAccess } from 'cdk-teleport-database-access';

/** What the other pipeline deploys. Its owners say what is there, because this app cannot see it. */
const ACCESS_ROLE = 'arn:aws:iam::222222222222:role/teleport-access';
const EXTERNAL_ID = 'prod-eu';
const BEHIND_IT = { databaseTypes: [DatabaseType.RDS, DatabaseType.AURORA], regions: ['eu-central-1'] };

const app = new App();
const stack = new Stack(app, 'TeleportHub', { env: { account: '111111111111', region: 'eu-west-1' } });

// The other pipeline trusts the role by this name.
const agentRole = new iam.Role(stack, 'Agent', { roleName: 'teleport-agent', assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') });

const accessRole = AssumedRole.fromRole(iam.Role.fromRoleArn(stack, 'Access', ACCESS_ROLE), { externalId: EXTERNAL_ID });
const policy = new TeleportDatabaseAccess(stack, 'Teleport', { target: agentRole, assumedRoles: [accessRole] });
const teleport = new TeleportAgentConfiguration({ policies: [policy], remoteDatabases: [RemoteDatabases.behindRole(accessRole, BEHIND_IT)] });

new CfnOutput(stack, 'TeleportYaml', { value: teleport.teleportYaml({ proxyServer: 'example.teleport.sh:443', joinTokenName: 'database-agent' }).toYaml() });
new CfnOutput(stack, 'JoinToken', { value: teleport.joinToken({ name: 'database-agent' }).toYaml() });

app.synth();
