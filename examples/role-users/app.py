import aws_cdk as cdk
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from cdk_teleport_database_access import (
    AssumedRole,
    DatabaseRegistration,
    DynamoDbDatabase,
    RedshiftServerlessDatabase,
    TeleportAgentConfiguration,
    TeleportAgentPrincipal,
    TeleportDatabaseAccess,
)

app = cdk.App()
stack = cdk.Stack(
    app,
    "TeleportRoleUsers",
    env=cdk.Environment(account="123456789012", region="eu-west-1"),
)
agent_role = iam.Role(
    stack, "Agent", assumed_by=iam.ServicePrincipal("ecs-tasks.amazonaws.com")
)

# The user of a table is a role: whoever logs in as it may do what the role may.
reader = iam.Role(
    stack,
    "Reader",
    role_name="orders-reader",
    assumed_by=TeleportAgentPrincipal(agent_role),
)
orders = dynamodb.Table(
    stack,
    "Orders",
    partition_key=dynamodb.Attribute(name="id", type=dynamodb.AttributeType.STRING),
)
orders.grant_read_data(reader)

# So is the user of a Redshift Serverless workgroup, whose role asks AWS for credentials.
analyst = iam.Role(
    stack,
    "Analyst",
    role_name="sales-analyst",
    assumed_by=TeleportAgentPrincipal(agent_role),
)
analyst.add_to_policy(
    iam.PolicyStatement(
        actions=["redshift-serverless:GetCredentials"],
        resources=[
            stack.format_arn(
                service="redshift-serverless",
                resource="workgroup",
                resource_name="11111111-2222-3333-4444-555555555555",
            )
        ],
    )
)

# The agent may become these two roles, and no other.
access = TeleportDatabaseAccess(
    stack,
    "Teleport",
    target=agent_role,
    databases=[
        DynamoDbDatabase.of(database_roles=[AssumedRole.from_role(reader)]),
        RedshiftServerlessDatabase.from_workgroup_name(
            "sales",
            database_roles=[AssumedRole.from_role(analyst)],
            registration=DatabaseRegistration(
                host="sales.123456789012.eu-west-1.redshift-serverless.amazonaws.com"
            ),
        ),
    ],
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
