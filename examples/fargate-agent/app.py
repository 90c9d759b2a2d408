from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_rds as rds
from cdk_teleport_database_access import (
    DatabaseRegistration,
    DatabaseType,
    RdsDatabase,
    TeleportFargateAgent,
)
from constructs import Construct

# Your Teleport cluster: its address and its version.
PROXY_SERVER = "example.teleport.sh:443"
TELEPORT_VERSION = "18.6.4"


class TeleportOnFargate(cdk.Stack):
    """A running Teleport agent, and a database that it opens."""

    def __init__(self, scope: Construct, construct_id: str, **kwargs: Any) -> None:
        super().__init__(scope, construct_id, **kwargs)

        vpc = ec2.Vpc(self, "Vpc", max_azs=2)

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

        agent = TeleportFargateAgent(
            self,
            "Agent",
            vpc=vpc,
            proxy_server=PROXY_SERVER,
            # no secret: the token admits the role of the tasks, which AWS vouches for, and nobody else
            join_token_name="database-agent",
            teleport_version=TELEPORT_VERSION,
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
                # those that Teleport discovers
                RdsDatabase.any(database_users=["reader"]),
            ],
            with_permissions_boundary=True,
        )

        # For `tctl create`: who may join, and who may log in to what.
        cdk.CfnOutput(self, "JoinToken", value=agent.join_token.to_yaml())
        cdk.CfnOutput(
            self,
            "Reader",
            value=agent.configuration.role(
                name="prod-reader", database_names=["orders"]
            ).to_yaml(),
        )


app = cdk.App()
TeleportOnFargate(app, "TeleportOnFargate")
app.synth()
