from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_elasticache as elasticache
from aws_cdk import aws_iam as iam
from aws_cdk import aws_rds as rds
from cdk_teleport_database_access import (
    DatabaseRegistration,
    DatabaseType,
    ElastiCacheDatabase,
    RdsDatabase,
    TeleportAgentConfiguration,
    TeleportDatabaseAccess,
)
from constructs import Construct

# Your Teleport cluster.
PROXY_SERVER = "example.teleport.sh:443"

# What the join token is called. No secret: it admits the role of the instance, which AWS vouches for, and nobody else.
JOIN_TOKEN = "database-agent"


class TeleportOnEc2(cdk.Stack):
    """A Teleport agent on EC2 that runs both services: the Discovery Service registers what it finds, the Database Service opens it by its labels."""

    def __init__(self, scope: Construct, construct_id: str, **kwargs: Any) -> None:
        super().__init__(scope, construct_id, **kwargs)

        vpc = ec2.Vpc(self, "Vpc", max_azs=2)
        agent_group = ec2.SecurityGroup(self, "AgentGroup", vpc=vpc)

        # In the database: CREATE USER 'reader' IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS';
        orders = rds.DatabaseCluster(
            self,
            "Orders",
            vpc=vpc,
            engine=rds.DatabaseClusterEngine.aurora_mysql(
                version=rds.AuroraMysqlEngineVersion.VER_3_08_0
            ),
            writer=rds.ClusterInstance.serverless_v2("Writer"),
            iam_authentication=True,
        )
        orders.connections.allow_default_port_from(agent_group)

        cache_group = ec2.SecurityGroup(self, "CacheGroup", vpc=vpc)
        cache_group.add_ingress_rule(agent_group, ec2.Port.tcp(6379))
        cache_user = elasticache.CfnUser(
            self,
            "CacheUser",
            engine="valkey",
            user_id="reader",
            user_name="reader",
            access_string="on ~* +@read",
            authentication_mode={"Type": "iam"},
        )
        cache_users = elasticache.CfnUserGroup(
            self,
            "CacheUsers",
            engine="valkey",
            user_group_id="readers",
            user_ids=[cache_user.ref],
        )
        carts = elasticache.CfnServerlessCache(
            self,
            "Carts",
            engine="valkey",
            serverless_cache_name="carts",
            user_group_id=cache_users.ref,
            security_group_ids=[cache_group.security_group_id],
            subnet_ids=vpc.select_subnets(
                subnet_type=ec2.SubnetType.PRIVATE_WITH_EGRESS
            ).subnet_ids,
        )

        # One declaration: what the instance may do ...
        role = iam.Role(
            self, "Role", assumed_by=iam.ServicePrincipal("ec2.amazonaws.com")
        )
        access = TeleportDatabaseAccess(
            self,
            "Teleport",
            target=role,
            database_types=[DatabaseType.RDS, DatabaseType.AURORA],
            database_tags={"teleport-env": ["prod"]},
            databases=[
                RdsDatabase.from_cluster(
                    orders,
                    database_users=["reader"],
                    registration=DatabaseRegistration(
                        name="orders", labels={"teleport-env": "prod"}
                    ),
                ),
                ElastiCacheDatabase.from_serverless_cache(
                    carts,
                    database_users=["reader"],
                    registration=DatabaseRegistration(
                        name="carts", labels={"teleport-env": "prod"}
                    ),
                ),
                # those that Teleport discovers
                RdsDatabase.any(database_users=["reader"]),
            ],
        )

        # ... and what Teleport needs to know. The quotes around EOF keep the shell from reading it.
        teleport = TeleportAgentConfiguration(policies=[access], vpc=vpc)
        user_data = ec2.UserData.for_linux()
        user_data.add_commands(
            f"curl -fsSL https://{PROXY_SERVER}/scripts/install.sh | bash",
            "cat > /etc/teleport.yaml <<'EOF'",
            teleport.teleport_yaml(
                proxy_server=PROXY_SERVER,
                join_token_name=JOIN_TOKEN,
                discovery_group="prod",
            ).to_yaml(),
            "EOF",
            "systemctl enable --now teleport",
        )

        ec2.Instance(
            self,
            "Agent",
            vpc=vpc,
            role=role,
            user_data=user_data,
            user_data_causes_replacement=True,  # user data runs once
            security_group=agent_group,
            instance_type=ec2.InstanceType.of(
                ec2.InstanceClass.T4G, ec2.InstanceSize.SMALL
            ),
            machine_image=ec2.MachineImage.latest_amazon_linux2023(
                cpu_type=ec2.AmazonLinuxCpuType.ARM_64
            ),
            require_imdsv2=True,
        )

        # For `tctl create`: who may join, and who may log in to what.
        cdk.CfnOutput(
            self,
            "JoinToken",
            value=teleport.join_token(
                name=JOIN_TOKEN, runs_discovery_service=True
            ).to_yaml(),
        )
        cdk.CfnOutput(
            self,
            "Reader",
            value=teleport.role(name="prod-reader", database_names=["*"]).to_yaml(),
        )


app = cdk.App()
TeleportOnEc2(app, "TeleportOnEc2")
app.synth()
