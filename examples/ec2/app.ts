import { App, CfnOutput, Stack, StackProps } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elasticache from 'aws-cdk-lib/aws-elasticache';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as rds from 'aws-cdk-lib/aws-rds';
import { DatabaseType, ElastiCacheDatabase, RdsDatabase, TeleportAgentConfiguration, TeleportDatabaseAccess } from 'cdk-teleport-database-access';
import { Construct } from 'constructs';

/** Your Teleport cluster. */
const PROXY_SERVER = 'example.teleport.sh:443';

/** What the join token is called. No secret: it admits the role of the instance, which AWS vouches for, and nobody else. */
const JOIN_TOKEN = 'database-agent';

/** A Teleport agent on EC2 that runs both services: the Discovery Service registers what it finds, the Database Service opens it by its labels. */
export class TeleportOnEc2 extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const vpc = new ec2.Vpc(this, 'Vpc', { maxAzs: 2 });
    const agentGroup = new ec2.SecurityGroup(this, 'AgentGroup', { vpc });

    // In the database: CREATE USER 'reader' IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS';
    const orders = new rds.DatabaseCluster(this, 'Orders', {
      vpc,
      engine: rds.DatabaseClusterEngine.auroraMysql({ version: rds.AuroraMysqlEngineVersion.VER_3_08_0 }),
      writer: rds.ClusterInstance.serverlessV2('Writer'),
      iamAuthentication: true,
    });
    orders.connections.allowDefaultPortFrom(agentGroup);

    const cacheGroup = new ec2.SecurityGroup(this, 'CacheGroup', { vpc });
    cacheGroup.addIngressRule(agentGroup, ec2.Port.tcp(6379));
    const cacheUser = new elasticache.CfnUser(this, 'CacheUser', {
      engine: 'valkey', userId: 'reader', userName: 'reader', accessString: 'on ~* +@read', authenticationMode: { Type: 'iam' },
    });
    const cacheUsers = new elasticache.CfnUserGroup(this, 'CacheUsers', { engine: 'valkey', userGroupId: 'readers', userIds: [cacheUser.ref] });
    const carts = new elasticache.CfnServerlessCache(this, 'Carts', {
      engine: 'valkey',
      serverlessCacheName: 'carts',
      userGroupId: cacheUsers.ref,
      securityGroupIds: [cacheGroup.securityGroupId],
      subnetIds: vpc.selectSubnets({ subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS }).subnetIds,
    });

    // One declaration: what the instance may do ...
    const role = new iam.Role(this, 'Role', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
    const access = new TeleportDatabaseAccess(this, 'Teleport', {
      target: role,
      databaseTypes: [DatabaseType.RDS, DatabaseType.AURORA],
      databaseTags: { 'teleport-env': ['prod'] },
      databases: [
        RdsDatabase.fromCluster(orders, { databaseUsers: ['reader'], registration: { name: 'orders', labels: { 'teleport-env': 'prod' } } }),
        ElastiCacheDatabase.fromServerlessCache(carts, { databaseUsers: ['reader'], registration: { name: 'carts', labels: { 'teleport-env': 'prod' } } }),
        RdsDatabase.any({ databaseUsers: ['reader'] }), // those that Teleport discovers
      ],
    });

    // ... and what Teleport needs to know. The quotes around EOF keep the shell from reading it.
    const teleport = new TeleportAgentConfiguration({ policies: [access], vpc });
    const userData = ec2.UserData.forLinux();
    userData.addCommands(
      `curl -fsSL https://${PROXY_SERVER}/scripts/install.sh | bash`,
      'cat > /etc/teleport.yaml <<\'EOF\'',
      teleport.teleportYaml({ proxyServer: PROXY_SERVER, joinTokenName: JOIN_TOKEN, discoveryGroup: 'prod' }).toYaml(),
      'EOF',
      'systemctl enable --now teleport',
    );

    new ec2.Instance(this, 'Agent', {
      vpc,
      role,
      userData,
      userDataCausesReplacement: true, // user data runs once
      securityGroup: agentGroup,
      instanceType: ec2.InstanceType.of(ec2.InstanceClass.T4G, ec2.InstanceSize.SMALL),
      machineImage: ec2.MachineImage.latestAmazonLinux2023({ cpuType: ec2.AmazonLinuxCpuType.ARM_64 }),
      requireImdsv2: true,
    });

    // For `tctl create`: who may join, and who may log in to what.
    new CfnOutput(this, 'JoinToken', { value: teleport.joinToken({ name: JOIN_TOKEN, runsDiscoveryService: true }).toYaml() });
    new CfnOutput(this, 'Reader', { value: teleport.role({ name: 'prod-reader', databaseNames: ['*'] }).toYaml() });
  }
}

const app = new App();
new TeleportOnEc2(app, 'TeleportOnEc2');
app.synth();
