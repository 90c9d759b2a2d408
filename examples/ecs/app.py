from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_elasticache as elasticache
from aws_cdk import aws_iam as iam
from aws_cdk import aws_rds as rds
from aws_cdk import aws_ssm as ssm
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

# What the join token is called. No secret: it admits the role of the task, which AWS vouches for, and nobody else.
JOIN_TOKEN = "database-agent"


class TeleportOnEcs(cdk.Stack):
    """A Teleport agent on ECS Fargate, a database and a cache that it opens, and its configuration out of the same declaration as its permissions."""

    def __init__(self, scope: Construct, construct_id: str, **kwargs: Any) -> None:
        super().__init__(scope, construct_id, **kwargs)

        vpc = ec2.Vpc(self, "Vpc", max_azs=2)
        agent_group = ec2.SecurityGroup(self, "AgentGroup", vpc=vpc)

        # In the database: CREATE USER reader; GRANT rds_iam TO reader;
        orders = rds.DatabaseInstance(
            self,
            "Orders",
            vpc=vpc,
            engine=rds.DatabaseInstanceEngine.postgres(
                version=rds.PostgresEngineVersion.VER_16
            ),
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
        sessions = elasticache.CfnReplicationGroup(
            self,
            "Sessions",
            replication_group_description="Sessions of the web shop",
            engine="valkey",
            cache_node_type="cache.t4g.micro",
            num_cache_clusters=1,
            automatic_failover_enabled=False,
            transit_encryption_enabled=True,  # IAM authentication needs it
            user_group_ids=[cache_users.ref],
            security_group_ids=[cache_group.security_group_id],
            cache_subnet_group_name=elasticache.CfnSubnetGroup(
                self,
                "CacheSubnets",
                description="Sessions",
                subnet_ids=vpc.select_subnets(
                    subnet_type=ec2.SubnetType.PRIVATE_WITH_EGRESS
                ).subnet_ids,
            ).ref,
        )

        # One declaration: what the task may do ...
        tasks_of_this_account = iam.ServicePrincipal(
            "ecs-tasks.amazonaws.com",
            conditions={
                "StringEquals": {"aws:SourceAccount": self.account},
                "ArnLike": {
                    "aws:SourceArn": self.format_arn(
                        service="ecs",
                        resource="*",
                        arn_format=cdk.ArnFormat.NO_RESOURCE_NAME,
                    )
                },
            },
        )
        task_role = iam.Role(self, "TaskRole", assumed_by=tasks_of_this_account)
        access = TeleportDatabaseAccess(
            self,
            "Teleport",
            target=task_role,
            database_types=[DatabaseType.RDS, DatabaseType.AURORA],
            database_tags={"teleport-env": ["prod"]},
            databases=[
                RdsDatabase.from_instance(
                    orders,
                    database_users=["reader"],
                    registration=DatabaseRegistration(
                        name="orders", labels={"teleport-env": "prod"}
                    ),
                ),
                ElastiCacheDatabase.from_replication_group(
                    sessions,
                    database_users=["reader"],
                    registration=DatabaseRegistration(
                        name="sessions", labels={"teleport-env": "prod"}
                    ),
                ),
                # those that Teleport discovers
                RdsDatabase.any(database_users=["reader"]),
            ],
        )

        # ... and what Teleport needs to know.
        teleport = TeleportAgentConfiguration(policies=[access])
        yaml = teleport.teleport_yaml(proxy_server=PROXY_SERVER, join_token_name=JOIN_TOKEN)
        config = ssm.StringParameter(
            self,
            "Config",
            description="teleport.yaml of the agent, in base64",
            tier=ssm.ParameterTier.INTELLIGENT_TIERING,  # up to 8,192 characters
            string_value=yaml.to_base64(),
        )

        task = ecs.FargateTaskDefinition(
            self, "Task", task_role=task_role, cpu=512, memory_limit_mib=1024
        )
        task.add_container(
            "teleport",
            image=ecs.ContainerImage.from_registry(
                "public.ecr.aws/gravitational/teleport-distroless:18"
            ),
            # SIGQUIT: sessions may end before the task does
            entry_point=[
                "/usr/bin/dumb-init",
                "--rewrite",
                "15:3",
                "--",
                "teleport",
                "start",
            ],
            # read when a task starts: a new configuration needs a new deployment
            secrets={"TELEPORT_CONFIG": ecs.Secret.from_ssm_parameter(config)},
            logging=ecs.LogDrivers.aws_logs(stream_prefix="teleport"),
        )
        service = ecs.FargateService(
            self,
            "Agent",
            cluster=ecs.Cluster(self, "Cluster", vpc=vpc),
            task_definition=task,
            security_groups=[agent_group],
            desired_count=2,
            min_healthy_percent=50,
        )
        # an agent that starts without its permissions finds nothing
        service.node.add_dependency(access)

        # For `tctl create`: who may join, and who may log in to what.
        cdk.CfnOutput(
            self, "JoinToken", value=teleport.join_token(name=JOIN_TOKEN).to_yaml()
        )
        cdk.CfnOutput(
            self,
            "Reader",
            value=teleport.role(
                name="prod-reader", database_names=["orders"]
            ).to_yaml(),
        )


app = cdk.App()
TeleportOnEcs(app, "TeleportOnEcs")
app.synth()
