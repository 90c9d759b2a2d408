// Agents that join Teleport by IAM: a role with a generated name, one with a path, and a user with a path.
import { App, CfnOutput, LegacyStackSynthesizer, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { RdsDatabase, TeleportAgentConfiguration, TeleportDatabaseAccess } from 'cdk-teleport-database-access';

const stack = new Stack(new App(), 'joining', { env: { account: '123456789012', region: 'eu-west-1' }, synthesizer: new LegacyStackSynthesizer() });
const assumedBy = new iam.ServicePrincipal('ecs-tasks.amazonaws.com');
const agents: { readonly [id: string]: iam.Role | iam.User } = {
  Generated: new iam.Role(stack, 'GeneratedRole', { assumedBy }),
  WithPath: new iam.Role(stack, 'RoleWithPath', { assumedBy, roleName: 'teleport-agent', path: '/teleport/eu/' }),
  User: new iam.User(stack, 'UserWithPath', { userName: 'teleport-user', path: '/teleport/' }),
};

for (const [id, target] of Object.entries(agents)) {
  const access = new TeleportDatabaseAccess(stack, `${id}Access`, { target, databases: [RdsDatabase.any({ databaseUsers: ['reader'] })] });
  new CfnOutput(stack, `${id}Token`, { value: new TeleportAgentConfiguration({ policies: [access] }).joinToken({ name: 'agent' }).toYaml() });
  new CfnOutput(stack, `${id}Name`, { value: target instanceof iam.Role ? target.roleName : target.userName });
}
