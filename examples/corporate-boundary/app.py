import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from cdk_nag import AwsSolutionsChecks, NagPackSuppression, NagSuppressions
from cdk_teleport_database_access import (
    DatabaseProtocol,
    DatabaseRegistration,
    RdsDatabase,
    TeleportAgentConfiguration,
    TeleportDatabaseAccess,
)

app = cdk.App()
cdk.Aspects.of(app).add(AwsSolutionsChecks())

# The company demands its boundary on every role, a path for the policies of each team,
# and a reason for each finding of cdk-nag.
stack = cdk.Stack(
    app,
    "Teleport",
    permissions_boundary=cdk.PermissionsBoundary.from_name("company-boundary"),
)
agent_role = iam.Role(
    stack, "Agent", assumed_by=iam.ServicePrincipal("ecs-tasks.amazonaws.com")
)

access = TeleportDatabaseAccess(
    stack,
    "Access",
    target=agent_role,
    path="/databases/",
    databases=[
        RdsDatabase.from_resource_id(
            "db-ABCDEFGHIJKL01234",
            database_users=["reader"],
            registration=DatabaseRegistration(
                name="orders",
                protocol=DatabaseProtocol.POSTGRES,
                host="orders.abcdefghijkl.eu-west-1.rds.amazonaws.com",
            ),
        )
    ],
)
NagSuppressions.add_resource_suppressions(
    access,
    [
        NagPackSuppression(
            id="AwsSolutions-IAM5",
            reason="AWS cannot limit lists by name; a condition limits them to a region",
            applies_to=["Resource::*"],
        )
    ],
    True,
)

teleport = TeleportAgentConfiguration(policies=[access])
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
