import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from cdk_teleport_database_access import (
    AssumedRole,
    DatabaseType,
    RemoteDatabases,
    TeleportAgentConfiguration,
    TeleportDatabaseAccess,
)

# What the other pipeline deploys. Its owners say what is there, because this app cannot see it.
ACCESS_ROLE = "arn:aws:iam::222222222222:role/teleport-access"
EXTERNAL_ID = "prod-eu"
DATABASE_TYPES = [DatabaseType.RDS, DatabaseType.AURORA]
REGIONS = ["eu-central-1"]

app = cdk.App()
stack = cdk.Stack(
    app,
    "TeleportHub",
    env=cdk.Environment(account="111111111111", region="eu-west-1"),
)

# The other pipeline trusts the role by this name.
agent_role = iam.Role(
    stack,
    "Agent",
    role_name="teleport-agent",
    assumed_by=iam.ServicePrincipal("ecs-tasks.amazonaws.com"),
)

access_role = AssumedRole.from_role(
    iam.Role.from_role_arn(stack, "Access", ACCESS_ROLE), external_id=EXTERNAL_ID
)
policy = TeleportDatabaseAccess(
    stack, "Teleport", target=agent_role, assumed_roles=[access_role]
)
teleport = TeleportAgentConfiguration(
    policies=[policy],
    remote_databases=[
        RemoteDatabases.behind_role(
            access_role, database_types=DATABASE_TYPES, regions=REGIONS
        )
    ],
)

cdk.CfnOutput(
    stack,
    "TeleportYaml",
    value=teleport.teleport_yaml(
        proxy_server="example.teleport.sh:443", join_token_name="database-agent"
    ).to_yaml(),
)
cdk.CfnOutput(
    stack, "JoinToken", value=teleport.join_token(name="database-agent").to_yaml()
)

app.synth()
