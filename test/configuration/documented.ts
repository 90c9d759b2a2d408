// The examples of docs/configuration.md, as TypeScript: a test holds that the page says the same, and the type checker reads this file.
import { CfnOutput, Stack, StackProps } from 'aws-cdk-lib';
import * as elasticache from 'aws-cdk-lib/aws-elasticache';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import {
  AssumedRole, DatabaseType, ElastiCacheDatabase, MemoryDbDatabase, RdsDatabase, RedshiftDatabase, TeleportAgentPrincipal, TeleportDatabaseAccess,
} from '../../src';

export class After extends Stack {
  public readonly teleportYaml: string;

  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const agentRole = new iam.Role(this, 'Agent', { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') });

    const access = new TeleportDatabaseAccess(this, 'Teleport', {
      target: agentRole,
      databaseTypes: [DatabaseType.RDS, DatabaseType.AURORA, DatabaseType.MEMORYDB],
      databaseTags: { 'teleport-env': ['prod'] },
      databases: [
        RdsDatabase.any({ databaseUsers: ['reader'] }),
        MemoryDbDatabase.any({ databaseUsers: ['reader'] }),
        RedshiftDatabase.fromClusterIdentifier('warehouse', {
          databaseUsers: ['analyst'],
          databaseNames: ['sales'],
          registration: { host: 'warehouse.abcdefghijkl.eu-west-1.redshift.amazonaws.com', labels: { env: 'prod' } },
        }),
      ],
    });

    const teleportYaml = [
      'version: v3',
      'teleport:',
      '  proxy_server: "example.teleport.sh:443"',
      '  join_params: { method: iam, token_name: "database-agent" }',
      'auth_service: { enabled: "no" }',
      'proxy_service: { enabled: "no" }',
      'ssh_service: { enabled: "no" }',
      `db_service: ${access.dbServiceYaml()}`,
    ].join('\n');

    this.teleportYaml = teleportYaml;
  }
}

export class Endpoints extends Stack {
  public declareDatabases(agentRole: iam.Role, orders: rds.DatabaseInstance, sessions: elasticache.CfnReplicationGroup): void {
    const access = new TeleportDatabaseAccess(this, 'Teleport', {
      target: agentRole,
      databases: [
        RdsDatabase.fromInstance(orders, { databaseUsers: ['reader'] }),
        ElastiCacheDatabase.fromReplicationGroup(sessions, { databaseUsers: ['reader'], registration: { name: 'sessions' } }),
      ],
    });

    new ssm.StringParameter(this, 'DbService', { stringValue: access.dbServiceYaml() });
    new CfnOutput(this, 'Resources', { value: access.dbResourcesYaml() }); // for tctl create
  }
}

export class OtherAccounts {
  public discover(hub: Stack, spoke: Stack): void {
    const options = { externalId: 'prod-eu' };
    const agentRole = new iam.Role(hub, 'Agent', { roleName: 'teleport-agent', assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') });

    const accessRole = new iam.Role(spoke, 'Access', { roleName: 'teleport-access', assumedBy: new TeleportAgentPrincipal(agentRole, options) });
    const there = new TeleportDatabaseAccess(spoke, 'Teleport', {
      target: accessRole,
      databaseTypes: [DatabaseType.RDS, DatabaseType.AURORA],
      databases: [RdsDatabase.any({ databaseUsers: ['reader'] })],
    });
    const here = new TeleportDatabaseAccess(hub, 'Teleport', { target: agentRole, assumedRoles: [AssumedRole.fromRole(accessRole, options)] });

    here.discoveryServiceYaml({ discoveryGroup: 'prod', otherAccounts: [there] }); // types, region and tags of the spoke, with assume_role_arn and external_id
  }
}
