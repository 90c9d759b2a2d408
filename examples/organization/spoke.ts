import * as iam from 'aws-cdk-lib/aws-iam';
import { StackSetStack } from 'cdk-stacksets';
import { DatabaseType, RdsDatabase, TeleportAgentPrincipal, TeleportDatabaseAccess } from 'cdk-teleport-database-access';
import { Construct } from 'constructs';
import { ACCESS, AGENT, EXTERNAL_ID, HUB, ORGANIZATION, REGIONS } from './names';

/** What every account of the organization gets, from one template: the role that the agent assumes there, and what it may do. */
export class Spoke extends StackSetStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    const agentRole = iam.Role.fromRoleArn(this, 'Agent', `arn:aws:iam::${HUB.account}:role/${AGENT}`);
    const accessRole = new iam.Role(this, 'Access', {
      roleName: ACCESS, // IAM is global: deploy the template to one region of each account
      assumedBy: new TeleportAgentPrincipal(agentRole, { externalId: EXTERNAL_ID, organizationId: ORGANIZATION }),
    });
    new TeleportDatabaseAccess(this, 'Teleport', {
      target: accessRole,
      regions: REGIONS,
      databaseTypes: [DatabaseType.RDS, DatabaseType.AURORA],
      databases: [RdsDatabase.any({ databaseUsers: ['reader'], regions: REGIONS })],
    });
  }
}
