import { CfnOutput, Stack, StackProps } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { AssumedRole, DatabaseType, RemoteDatabases, TeleportAgentConfiguration, TeleportDatabaseAccess } from 'cdk-teleport-database-access';
import { Construct } from 'constructs';
import { ACCESS, AGENT, EXTERNAL_ID, ORGANIZATION, REGIONS } from './names';

/** The accounts that Teleport looks into. Teleport cannot find the accounts of an organization by itself, so a new one needs a line here. */
export interface HubProps extends StackProps {
  readonly accounts: string[];
}

/** The agent, which may assume the role of one name in every account of the organization. */
export class Hub extends Stack {
  constructor(scope: Construct, id: string, props: HubProps) {
    super(scope, id, props);

    const agentRole = new iam.Role(this, 'Agent', { roleName: AGENT, assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') });
    const access = AssumedRole.inOrganization(ORGANIZATION, { roleName: ACCESS, externalId: EXTERNAL_ID });
    const policy = new TeleportDatabaseAccess(this, 'Teleport', { target: agentRole, assumedRoles: [access] });

    const teleport = new TeleportAgentConfiguration({
      policies: [policy],
      remoteDatabases: [RemoteDatabases.inAccounts(props.accounts, access, {
        databaseTypes: [DatabaseType.RDS, DatabaseType.AURORA], regions: REGIONS,
      })],
    });
    const yaml = teleport.teleportYaml({ proxyServer: 'example.teleport.sh:443', joinTokenName: 'database-agent', discoveryGroup: 'organization' });
    new CfnOutput(this, 'Config', { value: yaml.toYaml() });
    new CfnOutput(this, 'JoinToken', { value: teleport.joinToken({ name: 'database-agent', runsDiscoveryService: true }).toYaml() });
  }
}
