from aws_cdk import aws_iam as iam
from cdk_stacksets import StackSetStack
from cdk_teleport_database_access import (
    DatabaseType,
    RdsDatabase,
    TeleportAgentPrincipal,
    TeleportDatabaseAccess,
)
from constructs import Construct
from names import ACCESS, AGENT, EXTERNAL_ID, HUB, ORGANIZATION, REGIONS


class Spoke(StackSetStack):
    """What every account of the organization gets, from one template: the role that the agent assumes there, and what it may do."""

    def __init__(self, scope: Construct, construct_id: str) -> None:
        super().__init__(scope, construct_id)

        agent_role = iam.Role.from_role_arn(
            self, "Agent", f"arn:aws:iam::{HUB['account']}:role/{AGENT}"
        )
        access_role = iam.Role(
            self,
            "Access",
            role_name=ACCESS,  # IAM is global: deploy the template to one region of each account
            assumed_by=TeleportAgentPrincipal(
                agent_role, external_id=EXTERNAL_ID, organization_id=ORGANIZATION
            ),
        )
        TeleportDatabaseAccess(
            self,
            "Teleport",
            target=access_role,
            regions=REGIONS,
            database_types=[DatabaseType.RDS, DatabaseType.AURORA],
            databases=[RdsDatabase.any(database_users=["reader"], regions=REGIONS)],
        )
