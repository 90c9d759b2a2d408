// The examples of docs/configuration.md, as TypeScript: a test holds that the page says the same, and the type checker reads this file.
import { Aspects, CfnOutput, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import {
  AssumedRole, DatabaseProtocol, DatabaseType, MemoryDbDatabase, RdsDatabase, RedshiftDatabase, RemoteDatabases, TeleportAgentConfiguration,
  TeleportAgentPrincipal, TeleportDatabaseAccess, TeleportDatabaseDiscoveryPolicy, TeleportDocument,
  TeleportOidcPrincipal, TeleportReadyDatabases,
} from '../../src';

/** Each method is an example: what it returns is what a test looks at. */
export class Documented extends Stack {
  public declare(): TeleportDatabaseAccess {
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
          registration: { host: 'warehouse.abcdefghijkl.eu-west-1.redshift.amazonaws.com', labels: { 'teleport-env': 'prod' } },
        }),
      ],
    });
    return access;
  }

  public derive(access: TeleportDatabaseAccess): TeleportAgentConfiguration {
    const teleport = new TeleportAgentConfiguration({ policies: [access] });
    const config = teleport.teleportYaml({ proxyServer: 'example.teleport.sh:443', joinTokenName: 'database-agent' });

    // the agent reads its configuration when it starts: a container as TELEPORT_CONFIG, in base64
    new ssm.StringParameter(this, 'Config', { stringValue: config.toBase64() });
    // who may join, and who may log in to what
    new CfnOutput(this, 'JoinToken', { value: teleport.joinToken({ name: 'database-agent' }).toYaml() });
    new CfnOutput(this, 'Reader', { value: teleport.role({ name: 'prod-reader', databaseNames: ['orders', 'sales'] }).toYaml() });
    return teleport;
  }

  public extend(config: TeleportDocument): TeleportDocument {
    const verbose = config.with({ teleport: { log: { severity: 'DEBUG' } } });
    return verbose;
  }

  public twoRoles(discoveryRole: iam.Role, databaseRole: iam.Role, searchRole: iam.IRole): TeleportDocument[] {
    const databaseTypes = [DatabaseType.RDS, DatabaseType.AURORA, DatabaseType.OPENSEARCH];
    const databaseTags = { 'teleport-env': ['prod'] };

    const discovery = new TeleportDatabaseDiscoveryPolicy(this, 'Discovery', { target: discoveryRole, databaseTypes, databaseTags });
    const access = new TeleportDatabaseAccess(this, 'Access', {
      target: databaseRole,
      databaseTypes,
      databaseTags,
      databases: [RdsDatabase.any({ databaseUsers: ['reader'] })],
      assumedRoles: [AssumedRole.fromRole(searchRole)],
      allowDatabaseModification: true,
    });

    const agent = { proxyServer: 'example.teleport.sh:443', joinTokenName: 'database-agent' };
    const finds = new TeleportAgentConfiguration({ policies: [discovery] }).teleportYaml({ ...agent, discoveryGroup: 'aws-prod' });
    const opens = new TeleportAgentConfiguration({ policies: [access] }).teleportYaml({ ...agent, discoverDatabases: false });
    return [finds, opens];
  }

  public lookUp(agentRole: iam.Role): TeleportDatabaseAccess {
    const orders = rds.DatabaseInstance.fromLookup(this, 'Orders', { instanceIdentifier: 'orders-prod' });
    const access = new TeleportDatabaseAccess(this, 'Teleport', {
      target: agentRole,
      databases: [RdsDatabase.fromInstance(orders, { databaseUsers: ['reader'], registration: { protocol: DatabaseProtocol.POSTGRES } })],
    });
    return access;
  }

  public reach(access: TeleportDatabaseAccess, agent: ec2.Instance, vpc: ec2.Vpc): TeleportAgentConfiguration {
    access.allowDefaultPortFrom(agent); // opens the security groups of the databases that are constructs
    const teleport = new TeleportAgentConfiguration({ policies: [access], vpc }); // the agent serves discovered databases of this VPC only
    return teleport;
  }

  public readyDatabases(data: Stack): Stack {
    Aspects.of(data).add(new TeleportReadyDatabases({ tags: { 'teleport-env': 'prod' } }));
    return data;
  }

  public hubAndSpoke(hub: Stack, spoke: Stack): TeleportAgentConfiguration {
    const agentRole = new iam.Role(hub, 'Agent', { roleName: 'teleport-agent', assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') });

    const accessRole = new iam.Role(spoke, 'Access', { roleName: 'teleport-access', assumedBy: new TeleportAgentPrincipal(agentRole, { externalId: 'prod-eu' }) });
    const there = new TeleportDatabaseAccess(spoke, 'Teleport', {
      target: accessRole,
      databaseTypes: [DatabaseType.RDS, DatabaseType.AURORA],
      databases: [RdsDatabase.any({ databaseUsers: ['reader'] })],
    });
    const assumed = AssumedRole.fromRole(accessRole); // with the external ID that its trust asks for
    const here = new TeleportDatabaseAccess(hub, 'Teleport', { target: agentRole, assumedRoles: [assumed] });

    // types, region and tags of the spoke, with assume_role_arn and external_id
    const teleport = new TeleportAgentConfiguration({ policies: [here], remoteDatabases: [RemoteDatabases.fromPolicy(there, assumed)] });
    teleport.discoveryService({ discoveryGroup: 'prod' });
    return teleport;
  }

  public twoApps(agentRole: iam.Role): TeleportAgentConfiguration {
    const accessRole = iam.Role.fromRoleArn(this, 'Access', 'arn:aws:iam::222222222222:role/teleport-access');
    const assumed = AssumedRole.fromRole(accessRole, { externalId: 'prod-eu' });
    const here = new TeleportDatabaseAccess(this, 'Teleport', { target: agentRole, assumedRoles: [assumed] });
    const there = RemoteDatabases.behindRole(assumed, { databaseTypes: [DatabaseType.RDS, DatabaseType.AURORA], regions: ['eu-central-1'] });

    const teleport = new TeleportAgentConfiguration({ policies: [here], remoteDatabases: [there] });
    return teleport;
  }

  public cloud(): TeleportDocument[] {
    new iam.CfnOIDCProvider(this, 'Teleport', { url: 'https://example.teleport.sh', clientIdList: ['discover.teleport'] }); // one for each account
    const discoveryRole = new iam.Role(this, 'Discovery', { assumedBy: new TeleportOidcPrincipal('example.teleport.sh') });
    const discovery = new TeleportDatabaseDiscoveryPolicy(this, 'DiscoveryPolicy', { target: discoveryRole, databaseTypes: [DatabaseType.RDS, DatabaseType.AURORA] });

    const cloud = new TeleportAgentConfiguration({ policies: [discovery] });
    const integration = cloud.integration({ name: 'aws-prod' });
    const config = cloud.discoveryConfig({ name: 'aws-prod', discoveryGroup: 'cloud-discovery-group', integration: 'aws-prod' });
    return [integration, config];
  }
}
