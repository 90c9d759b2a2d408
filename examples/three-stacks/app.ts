import { App, Aspects, CfnOutput, IAspect, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as rds from 'aws-cdk-lib/aws-rds';
import { RdsDatabase, TeleportAgentConfiguration, TeleportDatabaseAccess, TeleportReadyDatabases } from 'cdk-teleport-database-access';
import { IConstruct } from 'constructs';

/** Your Teleport cluster. */
const PROXY_SERVER = 'example.teleport.sh:443';

/** What the join token is called. No secret: it admits the role of the instance, which AWS vouches for, and nobody else. */
const JOIN_TOKEN = 'database-agent';

/** The company has all roles under one path. */
class CorporatePath implements IAspect {
  public visit(node: IConstruct): void {
    if (node instanceof iam.CfnRole) {
      node.path = '/corporate/';
    }
  }
}

const app = new App();
Aspects.of(app).add(new CorporatePath());

// The network team has this stack ...
const network = new Stack(app, 'Network');
const vpc = new ec2.Vpc(network, 'Vpc', { maxAzs: 2 });

// ... the data team this one, which knows nothing of Teleport but the aspect that turns on IAM authentication ...
const data = new Stack(app, 'Data');
const orders = new rds.DatabaseInstance(data, 'Orders', {
  vpc, databaseName: 'orders', engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_16 }),
});
const stock = new rds.DatabaseCluster(data, 'Stock', {
  vpc,
  engine: rds.DatabaseClusterEngine.auroraMysql({ version: rds.AuroraMysqlEngineVersion.VER_3_08_0 }),
  writer: rds.ClusterInstance.serverlessV2('Writer'),
});
Aspects.of(data).add(new TeleportReadyDatabases());

// ... and the platform team this one. The role has no name: everything refers to it, so it may be renamed and moved.
const agent = new Stack(app, 'Agent');
const role = new iam.Role(agent, 'Role', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
const labels = { team: 'shop' };
const access = new TeleportDatabaseAccess(agent, 'Teleport', {
  target: role,
  databases: [
    RdsDatabase.fromInstance(orders, { databaseUsers: ['reader'], registration: { name: 'orders', labels } }),
    RdsDatabase.fromCluster(stock, { databaseUsers: ['reader'], registration: { name: 'stock', labels } }),
  ],
});

const teleport = new TeleportAgentConfiguration({ policies: [access] });
const userData = ec2.UserData.forLinux();
userData.addCommands(
  `curl -fsSL https://${PROXY_SERVER}/scripts/install.sh | bash`,
  'cat > /etc/teleport.yaml <<\'EOF\'',
  teleport.teleportYaml({ proxyServer: PROXY_SERVER, joinTokenName: JOIN_TOKEN }).toYaml(),
  'EOF',
  'systemctl enable --now teleport',
);
const instance = new ec2.Instance(agent, 'Instance', {
  vpc,
  role,
  userData,
  userDataCausesReplacement: true, // user data runs once
  instanceType: ec2.InstanceType.of(ec2.InstanceClass.T4G, ec2.InstanceSize.SMALL),
  machineImage: ec2.MachineImage.latestAmazonLinux2023({ cpuType: ec2.AmazonLinuxCpuType.ARM_64 }),
  requireImdsv2: true,
});

// The rules are in this stack, so that the stack of the databases needs nothing from it.
access.allowDefaultPortFrom(instance);

// For `tctl create`: who may join, and who may log in to what.
new CfnOutput(agent, 'JoinToken', { value: teleport.joinToken({ name: JOIN_TOKEN }).toYaml() });
new CfnOutput(agent, 'Reader', { value: teleport.role({ name: 'shop-reader', databaseNames: ['orders'] }).toYaml() });

app.synth();
