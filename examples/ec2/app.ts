import { App, CfnOutput, Stack, StackProps } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elasticache from 'aws-cdk-lib/aws-elasticache';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as rds from 'aws-cdk-lib/aws-rds';
import { DatabaseType, ElastiCacheDatabase, RdsDatabase, TeleportDatabaseAccess } from 'cdk-teleport-database-access';
import { Construct } from 'constructs';

/** Your Teleport cluster. */
const PROXY_SERVER = 'example.teleport.sh:443';

/**
 * The join token is yours to create, once, with `tctl create`: it says which role of AWS may join as what, and is no secret. The output
 * `JoinTokenArn` of this stack has the value of `aws_arn`.
 *
 *     kind: token
 *     version: v2
 *     metadata: { name: database-agent }
 *     spec:
 *       roles: [Db, Discovery]
 *       join_method: iam
 *       allow: [{ aws_account: "123456789012", aws_arn: "..." }]
 */
const TOKEN_NAME = 'database-agent';

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
        RdsDatabase.fromCluster(orders, { databaseUsers: ['reader'], registration: { name: 'orders', labels: { env: 'prod' } } }),
        ElastiCacheDatabase.fromServerlessCache(carts, { databaseUsers: ['reader'], registration: { name: 'carts', labels: { env: 'prod' } } }),
        RdsDatabase.any({ databaseUsers: ['reader'] }), // those that Teleport discovers
      ],
    });

    // ... and what Teleport does with it. The quotes around EOF keep the shell from reading it.
    const userData = ec2.UserData.forLinux();
    userData.addCommands(
      `curl -fsSL https://${PROXY_SERVER}/scripts/install.sh | bash`,
      'cat > /etc/teleport.yaml <<\'EOF\'',
      'version: v3',
      'teleport:',
      `  proxy_server: "${PROXY_SERVER}"`,
      `  join_params: { method: iam, token_name: "${TOKEN_NAME}" }`,
      'auth_service: { enabled: "no" }',
      'proxy_service: { enabled: "no" }',
      'ssh_service: { enabled: "no" }',
      `discovery_service: ${access.discoveryServiceYaml({ discoveryGroup: 'prod' })}`,
      `db_service: ${access.dbServiceYaml({ discoverDatabases: false, resourceLabels: { 'teleport-env': ['prod'] } })}`,
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

    new CfnOutput(this, 'JoinTokenArn', { value: `arn:${this.partition}:sts::${this.account}:assumed-role/${role.roleName}/*` });
  }
}

new TeleportOnEc2(new App(), 'TeleportOnEc2');
