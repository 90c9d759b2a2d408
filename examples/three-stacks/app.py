import aws_cdk as cdk
import jsii
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_rds as rds
from cdk_teleport_database_access import (
    DatabaseRegistration,
    RdsDatabase,
    TeleportAgentConfiguration,
    TeleportDatabaseAccess,
    TeleportReadyDatabases,
)
from constructs import IConstruct

# Your Teleport cluster.
PROXY_SERVER = "example.teleport.sh:443"

# What the join token is called. No secret: it admits the role of the instance, which AWS vouches for, and nobody else.
JOIN_TOKEN = "database-agent"


@jsii.implements(cdk.IAspect)
class CorporatePath:
    """The company has all roles under one path."""

    def visit(self, node: IConstruct) -> None:
        if isinstance(node, iam.CfnRole):
            node.path = "/corporate/"


app = cdk.App()
cdk.Aspects.of(app).add(CorporatePath())

# The network team has this stack ...
network = cdk.Stack(app, "Network")
vpc = ec2.Vpc(network, "Vpc", max_azs=2)

# ... the data team this one, which knows nothing of Teleport but the aspect that turns on IAM authentication ...
data = cdk.Stack(app, "Data")
orders = rds.DatabaseInstance(
    data,
    "Orders",
    vpc=vpc,
    database_name="orders",
    engine=rds.DatabaseInstanceEngine.postgres(
        version=rds.PostgresEngineVersion.VER_16
    ),
)
stock = rds.DatabaseCluster(
    data,
    "Stock",
    vpc=vpc,
    engine=rds.DatabaseClusterEngine.aurora_mysql(
        version=rds.AuroraMysqlEngineVersion.VER_3_08_0
    ),
    writer=rds.ClusterInstance.serverless_v2("Writer"),
)
cdk.Aspects.of(data).add(TeleportReadyDatabases())

# ... and the platform team this one. The role has no name: everything refers to it, so it may be renamed and moved.
agent = cdk.Stack(app, "Agent")
role = iam.Role(agent, "Role", assumed_by=iam.ServicePrincipal("ec2.amazonaws.com"))
labels = {"team": "shop"}
access = TeleportDatabaseAccess(
    agent,
    "Teleport",
    target=role,
    databases=[
        RdsDatabase.from_instance(
            orders,
            database_users=["reader"],
            registration=DatabaseRegistration(name="orders", labels=labels),
        ),
        RdsDatabase.from_cluster(
            stock,
            database_users=["reader"],
            registration=DatabaseRegistration(name="stock", labels=labels),
        ),
    ],
)

teleport = TeleportAgentConfiguration(policies=[access])
user_data = ec2.UserData.for_linux()
user_data.add_commands(
    f"curl -fsSL https://{PROXY_SERVER}/scripts/install.sh | bash",
    "cat > /etc/teleport.yaml <<'EOF'",
    teleport.teleport_yaml(
        proxy_server=PROXY_SERVER, join_token_name=JOIN_TOKEN
    ).to_yaml(),
    "EOF",
    "systemctl enable --now teleport",
)
instance = ec2.Instance(
    agent,
    "Instance",
    vpc=vpc,
    role=role,
    user_data=user_data,
    user_data_causes_replacement=True,  # user data runs once
    instance_type=ec2.InstanceType.of(ec2.InstanceClass.T4G, ec2.InstanceSize.SMALL),
    machine_image=ec2.MachineImage.latest_amazon_linux2023(
        cpu_type=ec2.AmazonLinuxCpuType.ARM_64
    ),
    require_imdsv2=True,
)

# The rules are in this stack, so that the stack of the databases needs nothing from it.
access.allow_default_port_from(instance)

# For `tctl create`: who may join, and who may log in to what.
cdk.CfnOutput(
    agent, "JoinToken", value=teleport.join_token(name=JOIN_TOKEN).to_yaml()
)
cdk.CfnOutput(
    agent,
    "Reader",
    value=teleport.role(name="shop-reader", database_names=["orders"]).to_yaml(),
)

app.synth()
