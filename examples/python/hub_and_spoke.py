import aws_cdk as cdk
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_rds as rds
from cdk_teleport_database_access import (
    AssumedRole,
    DatabaseRegistration,
    DatabaseType,
    DynamoDbDatabase,
    RdsDatabase,
    RedshiftDatabase,
    RemoteDatabases,
    TeleportAgentConfiguration,
    TeleportAgentPrincipal,
    TeleportDatabaseAccess,
)


def hub_and_spoke(app: cdk.App) -> None:
    """An agent in one account, databases in two, and every document that Teleport needs."""
    hub = cdk.Stack(
        app,
        "TeleportHub",
        env=cdk.Environment(account="111111111111", region="eu-west-1"),
    )
    spoke = cdk.Stack(
        app,
        "TeleportSpoke",
        env=cdk.Environment(account="222222222222", region="eu-central-1"),
    )
    agent = iam.Role(
        hub,
        "Agent",
        assumed_by=iam.ServicePrincipal("ecs-tasks.amazonaws.com"),
        role_name="teleport-agent",
    )

    # In the account of the databases: a role that trusts the agent, and what the agent may do there.
    access_role = iam.Role(
        spoke,
        "Access",
        assumed_by=TeleportAgentPrincipal(agent, external_id="prod-eu"),
        role_name="teleport-access",
    )
    there = TeleportDatabaseAccess(
        spoke,
        "Teleport",
        target=access_role,
        database_types=[DatabaseType.RDS, DatabaseType.AURORA],
        database_tags={"teleport-env": ["prod"]},
        databases=[RdsDatabase.any(database_users=["reader"])],
    )
    # with the external ID that its trust asks for
    assumed_role = AssumedRole.from_role(access_role)

    # In the account of the agent: databases that it registers, by construct, by name and with users that are roles.
    vpc = ec2.Vpc.from_vpc_attributes(
        hub,
        "Vpc",
        vpc_id="vpc-12345678",
        availability_zones=["eu-west-1a", "eu-west-1b"],
        isolated_subnet_ids=["subnet-12345678", "subnet-87654321"],
    )
    orders = rds.DatabaseInstance(
        hub,
        "Orders",
        engine=rds.DatabaseInstanceEngine.postgres(
            version=rds.PostgresEngineVersion.VER_16
        ),
        iam_authentication=True,
        vpc=vpc,
        vpc_subnets=ec2.SubnetSelection(subnet_type=ec2.SubnetType.PRIVATE_ISOLATED),
    )
    table = dynamodb.Table(
        hub,
        "Table",
        partition_key=dynamodb.Attribute(
            name="id", type=dynamodb.AttributeType.STRING
        ),
    )
    reader = iam.Role(
        hub,
        "Reader",
        assumed_by=TeleportAgentPrincipal(agent, session_tags={"team": "orders"}),
    )
    table.grant_read_data(reader)
    here = TeleportDatabaseAccess(
        hub,
        "Databases",
        target=agent,
        assumed_roles=[assumed_role],
        databases=[
            RdsDatabase.from_instance(
                orders,
                database_users=["reader", "writer"],
                registration=DatabaseRegistration(
                    name="orders", labels={"env": "prod"}
                ),
            ),
            RedshiftDatabase.from_cluster_identifier(
                "warehouse",
                database_users=["analyst"],
                database_names=["sales"],
                registration=DatabaseRegistration(
                    host="warehouse.abcdefghijkl.eu-west-1.redshift.amazonaws.com",
                    labels={"env": "prod"},
                ),
            ),
            DynamoDbDatabase.of(
                database_roles=[AssumedRole.from_role(reader)],
                registration=DatabaseRegistration(
                    name="orders-table", labels={"env": "prod"}
                ),
            ),
        ],
    )
    here.allow_default_port_from(
        ec2.SecurityGroup(hub, "AgentSecurityGroup", vpc=vpc)
    )
    # that of the warehouse, which another app opens
    cdk.Annotations.of(here).acknowledge_warning(
        "cdk-teleport-database-access:securityGroupNotOpened"
    )

    # What Teleport needs to know.
    teleport = TeleportAgentConfiguration(
        policies=[here],
        remote_databases=[RemoteDatabases.from_policy(there, assumed_role)],
    )
    config = teleport.teleport_yaml(
        proxy_server="example.teleport.sh:443", join_token_name="database-agent"
    ).with_({"teleport": {"log": {"severity": "DEBUG"}}})
    cdk.CfnOutput(hub, "TeleportYaml", value=config.to_yaml())
    cdk.CfnOutput(
        hub, "JoinToken", value=teleport.join_token(name="database-agent").to_yaml()
    )
    cdk.CfnOutput(hub, "RegisteredDatabases", value=teleport.databases().to_yaml())
    cdk.CfnOutput(
        hub,
        "People",
        value=teleport.role(
            name="prod-reader",
            database_labels={"env": ["prod"]},
            database_names=["orders", "sales"],
        ).to_yaml(),
    )
