import { App, ArnFormat, CfnOutput, Stack, StackProps } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as elasticache from 'aws-cdk-lib/aws-elasticache';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { DatabaseType, ElastiCacheDatabase, RdsDatabase, TeleportAgentConfiguration, TeleportDatabaseAccess } from 'cdk-teleport-database-access';
import { Construct } from 'constructs';

/** Your Teleport cluster. */
const PROXY_SERVER = 'example.teleport.sh:443';

/** What the join token is called. No secret: it admits the role of the task, which AWS vouches for, and nobody else. */
const JOIN_TOKEN = 'database-agent';

/** A Teleport agent on ECS Fargate, a database and a cache that it opens, and its configuration out of the same declaration as its permissions. */
export class TeleportOnEcs extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const vpc = new ec2.Vpc(this, 'Vpc', { maxAzs: 2 });
    const agentGroup = new ec2.SecurityGroup(this, 'AgentGroup', { vpc });

    // In the database: CREATE USER reader; GRANT rds_iam TO reader;
    const orders = new rds.DatabaseInstance(this, 'Orders', {
      vpc,
      engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_16 }),
      iamAuthentication: true,
    });
    orders.connections.allowDefaultPortFrom(agentGroup);

    const cacheGroup = new ec2.SecurityGroup(this, 'CacheGroup', { vpc });
    cacheGroup.addIngressRule(agentGroup, ec2.Port.tcp(6379));
    const cacheUser = new elasticache.CfnUser(this, 'CacheUser', {
      engine: 'valkey', userId: 'reader', userName: 'reader', accessString: 'on ~* +@read', authenticationMode: { Type: 'iam' },
    });
    const cacheUsers = new elasticache.CfnUserGroup(this, 'CacheUsers', { engine: 'valkey', userGroupId: 'readers', userIds: [cacheUser.ref] });
    const sessions = new elasticache.CfnReplicationGroup(this, 'Sessions', {
      replicationGroupDescription: 'Sessions of the web shop',
      engine: 'valkey',
      cacheNodeType: 'cache.t4g.micro',
      numCacheClusters: 1,
      automaticFailoverEnabled: false,
      transitEncryptionEnabled: true, // IAM authentication needs it
      userGroupIds: [cacheUsers.ref],
      securityGroupIds: [cacheGroup.securityGroupId],
      cacheSubnetGroupName: new elasticache.CfnSubnetGroup(this, 'CacheSubnets', {
        description: 'Sessions', subnetIds: vpc.selectSubnets({ subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS }).subnetIds,
      }).ref,
    });

    // One declaration: what the task may do ...
    const tasksOfThisAccount = new iam.ServicePrincipal('ecs-tasks.amazonaws.com', {
      conditions: {
        StringEquals: { 'aws:SourceAccount': this.account },
        ArnLike: { 'aws:SourceArn': this.formatArn({ service: 'ecs', resource: '*', arnFormat: ArnFormat.NO_RESOURCE_NAME }) },
      },
    });
    const taskRole = new iam.Role(this, 'TaskRole', { assumedBy: tasksOfThisAccount });
    const access = new TeleportDatabaseAccess(this, 'Teleport', {
      target: taskRole,
      databaseTypes: [DatabaseType.RDS, DatabaseType.AURORA],
      databaseTags: { 'teleport-env': ['prod'] },
      databases: [
        RdsDatabase.fromInstance(orders, { databaseUsers: ['reader'], registration: { name: 'orders', labels: { 'teleport-env': 'prod' } } }),
        ElastiCacheDatabase.fromReplicationGroup(sessions, { databaseUsers: ['reader'], registration: { name: 'sessions', labels: { 'teleport-env': 'prod' } } }),
        RdsDatabase.any({ databaseUsers: ['reader'] }), // those that Teleport discovers
      ],
    });

    // ... and what Teleport needs to know.
    const teleport = new TeleportAgentConfiguration({ policies: [access] });
    const config = new ssm.StringParameter(this, 'Config', {
      description: 'teleport.yaml of the agent, in base64',
      tier: ssm.ParameterTier.INTELLIGENT_TIERING, // up to 8,192 characters
      stringValue: teleport.teleportYaml({ proxyServer: PROXY_SERVER, joinTokenName: JOIN_TOKEN }).toBase64(),
    });

    const task = new ecs.FargateTaskDefinition(this, 'Task', { taskRole, cpu: 512, memoryLimitMiB: 1024 });
    task.addContainer('teleport', {
      image: ecs.ContainerImage.fromRegistry('public.ecr.aws/gravitational/teleport-distroless:18'),
      entryPoint: ['/usr/bin/dumb-init', '--rewrite', '15:3', '--', 'teleport', 'start'], // SIGQUIT: sessions may end before the task does
      secrets: { TELEPORT_CONFIG: ecs.Secret.fromSsmParameter(config) }, // read when a task starts: a new configuration needs a new deployment
      logging: ecs.LogDrivers.awsLogs({ streamPrefix: 'teleport' }),
    });
    const service = new ecs.FargateService(this, 'Agent', {
      cluster: new ecs.Cluster(this, 'Cluster', { vpc }),
      taskDefinition: task,
      securityGroups: [agentGroup],
      desiredCount: 2,
      minHealthyPercent: 50,
    });
    service.node.addDependency(access); // an agent that starts without its permissions finds nothing

    // For `tctl create`: who may join, and who may log in to what.
    new CfnOutput(this, 'JoinToken', { value: teleport.joinToken({ name: JOIN_TOKEN }).toYaml() });
    new CfnOutput(this, 'Reader', { value: teleport.role({ name: 'prod-reader', databaseNames: ['orders'] }).toYaml() });
  }
}

const app = new App();
new TeleportOnEcs(app, 'TeleportOnEcs');
app.synth();
