import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import {
  AssumedRole, DynamoDbDatabase, RedshiftServerlessDatabase, TeleportAgentConfiguration, TeleportAgentPrincipal, TeleportDatabaseAccess,
} from 'cdk-teleport-database-access';

const app = new App();
const stack = new Stack(app, 'TeleportRoleUsers', { env: { account: '123456789012', region: 'eu-west-1' } });
const agentRole = new iam.Role(stack, 'Agent', { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') });

// The user of a table is a role: whoever logs in as it may do what the role may.
const reader = new iam.Role(stack, 'Reader', { roleName: 'orders-reader', assumedBy: new TeleportAgentPrincipal(agentRole) });
const orders = new dynamodb.Table(stack, 'Orders', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } });
orders.grantReadData(reader);

// So is the user of a Redshift Serverless workgroup, whose role asks AWS for credentials.
const analyst = new iam.Role(stack, 'Analyst', { roleName: 'sales-analyst', assumedBy: new TeleportAgentPrincipal(agentRole) });
analyst.addToPolicy(new iam.PolicyStatement({
  actions: ['redshift-serverless:GetCredentials'],
  resources: [stack.formatArn({ service: 'redshift-serverless', resource: 'workgroup', resourceName: '11111111-2222-3333-4444-555555555555' })],
}));

// The agent may become these two roles, and no other.
const access = new TeleportDatabaseAccess(stack, 'Teleport', {
  target: agentRole,
  databases: [
    DynamoDbDatabase.of({ databaseRoles: [AssumedRole.fromRole(reader)] }),
    RedshiftServerlessDatabase.fromWorkgroupName('sales', {
      databaseRoles: [AssumedRole.fromRole(analyst)],
      registration: { host: 'sales.123456789012.eu-west-1.redshift-serverless.amazonaws.com' },
    }),
  ],
});

const teleport = new TeleportAgentConfiguration({ policies: [access] });
new CfnOutput(stack, 'TeleportYaml', { value: teleport.teleportYaml({ proxyServer: 'example.teleport.sh:443', joinTokenName: 'database-agent' }).toYaml() });
new CfnOutput(stack, 'JoinToken', { value: teleport.joinToken({ name: 'database-agent' }).toYaml() });

app.synth();
