import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from cdk_teleport_database_access import (
    DatabaseProtocol,
    DatabaseRegistration,
    DatabaseType,
    RdsDatabase,
    RedshiftDatabase,
    TeleportAgentConfiguration,
    TeleportDatabaseAccess,
)

app = cdk.App()
stack = cdk.Stack(
    app,
    "ExistingAgent",
    env=cdk.Environment(account="123456789012", region="eu-west-1"),
)

# The role that the agent runs as today. It stays: only its policies come from here.
agent_role = iam.Role.from_role_name(stack, "Agent", "teleport-database-agent")

# The first matcher (`db_service.aws[0]`), and the database with its labels ...
regions = ["eu-west-1", "eu-central-1"]
production = TeleportDatabaseAccess(
    stack,
    "Production",
    target=agent_role,
    regions=regions,
    database_types=[DatabaseType.RDS, DatabaseType.AURORA],
    database_tags={"teleport-env": ["prod"]},
    databases=[
        RdsDatabase.any(database_users=["reader"], regions=regions),
        RdsDatabase.from_resource_id(
            "db-ABCDEFGHIJKL01234",
            database_users=["reader", "writer"],
            registration=DatabaseRegistration(
                name="orders",
                protocol=DatabaseProtocol.POSTGRES,
                host="orders.abcdefghijkl.eu-west-1.rds.amazonaws.com",
                labels={"teleport-env": "prod"},
            ),
        ),
    ],
)

# ... and the second, which has types and tags of its own.
sales = TeleportDatabaseAccess(
    stack,
    "Sales",
    target=agent_role,
    database_types=[DatabaseType.REDSHIFT],
    database_tags={"team": ["sales"]},
    databases=[
        RedshiftDatabase.from_cluster_identifier(
            "warehouse",
            database_users=["analyst"],
            database_names=["sales"],
            registration=DatabaseRegistration(
                host="warehouse.abcdefghijkl.eu-west-1.redshift.amazonaws.com",
                labels={"team": "sales"},
            ),
        )
    ],
)

teleport = TeleportAgentConfiguration(policies=[production, sales])
cdk.CfnOutput(
    stack,
    "TeleportYaml",
    value=teleport.teleport_yaml(
        proxy_server="example.teleport.sh:443", join_token_name="database-agent"
    ).to_yaml(),
)

app.synth()
