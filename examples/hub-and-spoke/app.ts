import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import {
  AssumedRole, DatabaseType, RdsDatabase, RemoteDatabases, TeleportAgentConfiguration, TeleportAgentPrincipal, TeleportDatabaseAccess,
} from 'cdk-teleport-database-access';

const app = new App();
const hub = new Stack(app, 'TeleportHub', { env: { account: '111111111111', region: 'eu-west-1' } });
const spoke = new Stack(app, 'TeleportSpoke', { env: { account: '222222222222', region: 'eu-central-1' } });

// In the hub, the agent's role. It has a name, because another account trusts it.
const agentRole = new iam.Role(hub, 'Agent', { roleName: 'teleport-agent', assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') });

// In the spoke, a role that trusts the agent, and what it may do there.
const assumedBy = new TeleportAgentPrincipal(agentRole, { externalId: 'prod-eu' });
const accessRole = new iam.Role(spoke, 'Access', { roleName: 'teleport-access', assumedBy });
const there = new TeleportDatabaseAccess(spoke, 'Teleport', {
  target: accessRole,
  databaseTypes: [DatabaseType.RDS, DatabaseType.AURORA],
  databases: [RdsDatabase.any({ databaseUsers: ['reader'] })],
});

// In the hub again, the agent may assume that role, and Teleport learns what is behind it.
const assumedRole = AssumedRole.fromRole(accessRole);
const here = new TeleportDatabaseAccess(hub, 'Teleport', { target: agentRole, assumedRoles: [assumedRole] });
const teleport = new TeleportAgentConfiguration({ policies: [here], remoteDatabases: [RemoteDatabases.fromPolicy(there, assumedRole)] });

new CfnOutput(hub, 'TeleportYaml', { value: teleport.teleportYaml({ proxyServer: 'example.teleport.sh:443', joinTokenName: 'database-agent' }).toYaml() });
new CfnOutput(hub, 'JoinToken', { value: teleport.joinToken({ name: 'database-agent' }).toYaml() });

app.synth();
