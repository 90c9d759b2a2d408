import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from cdk_teleport_database_access import (
    DatabaseType,
    RdsDatabase,
    TeleportAgentPrincipal,
    TeleportDatabaseAccess,
)

# What the other pipeline deploys.
AGENT_ROLE = "arn:aws:iam::111111111111:role/teleport-agent"
EXTERNAL_ID = "prod-eu"

app = cdk.App()
stack = cdk.Stack(
    app,
    "TeleportSpoke",
    env=cdk.Environment(account="222222222222", region="eu-central-1"),
)

# The other pipeline assumes the role by this name.
access_role = iam.Role(
    stack,
    "Access",
    role_name="teleport-access",
    assumed_by=TeleportAgentPrincipal(
        iam.Role.from_role_arn(stack, "Agent", AGENT_ROLE), external_id=EXTERNAL_ID
    ),
)
TeleportDatabaseAccess(
    stack,
    "Teleport",
    target=access_role,
    database_types=[DatabaseType.RDS, DatabaseType.AURORA],
    databases=[RdsDatabase.any(database_users=["reader"])],
)

app.synth()
