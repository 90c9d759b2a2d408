import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { DatabaseType, RdsDatabase, TeleportAgentPrincipal, TeleportDatabaseAccess } from 'cdk-teleport-database-access';

/** What the other pipeline deploys. */
const AGENT_ROLE = 'arn:aws:iam::111111111111:role/teleport-agent';
const EXTERNAL_ID = 'prod-eu';

const app = new App();
const stack = new Stack(app, 'TeleportSpoke', { env: { account: '222222222222', region: 'eu-central-1' } });

// The other pipeline assumes the role by this name.
const accessRole = new iam.Role(stack, 'Access', {
  roleName: 'teleport-access',
  assumedBy: new TeleportAgentPrincipal(iam.Role.fromRoleArn(stack, 'Agent', AGENT_ROLE), { externalId: EXTERNAL_ID }),
});
new TeleportDatabaseAccess(stack, 'Teleport', {
  target: accessRole,
  databaseTypes: [DatabaseType.RDS, DatabaseType.AURORA],
  databases: [RdsDatabase.any({ databaseUsers: ['reader'] })],
});

app.synth();
