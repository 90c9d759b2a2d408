from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from cdk_teleport_database_access import (
    AssumedRole,
    DatabaseType,
    RemoteDatabases,
    TeleportAgentConfiguration,
    TeleportDatabaseAccess,
)
from constructs import Construct
from names import ACCESS, AGENT, EXTERNAL_ID, ORGANIZATION, REGIONS


class Hub(cdk.Stack):
    """The agent, which may assume the role of one name in every account of the organization.

    Teleport cannot find the accounts of an organization by itself, so a new one needs a line in `accounts`.
    """

    def __init__(
        self, scope: Construct, construct_id: str, *, accounts: list[str], **kwargs: Any
    ) -> None:
        super().__init__(scope, construct_id, **kwargs)

        agent_role = iam.Role(
            self,
            "Agent",
            role_name=AGENT,
            assumed_by=iam.ServicePrincipal("ecs-tasks.amazonaws.com"),
        )
        access = AssumedRole.in_organization(
            ORGANIZATION, role_name=ACCESS, external_id=EXTERNAL_ID
        )
        policy = TeleportDatabaseAccess(
            self, "Teleport", target=agent_role, assumed_roles=[access]
        )

        teleport = TeleportAgentConfiguration(
            policies=[policy],
            remote_databases=[
                RemoteDatabases.in_accounts(
                    accounts,
                    access,
                    database_types=[DatabaseType.RDS, DatabaseType.AURORA],
                    regions=REGIONS,
                )
            ],
        )
        yaml = teleport.teleport_yaml(
            proxy_server="example.teleport.sh:443",
            join_token_name="database-agent",
            discovery_group="organization",
        )
        cdk.CfnOutput(self, "Config", value=yaml.to_yaml())
        cdk.CfnOutput(
            self,
            "JoinToken",
            value=teleport.join_token(
                name="database-agent", runs_discovery_service=True
            ).to_yaml(),
        )
