import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from cdk_teleport_database_access import (
    AssumedRole,
    DatabaseType,
    RdsDatabase,
    RemoteDatabases,
    TeleportAgentConfiguration,
    TeleportAgentPrincipal,
    TeleportDatabaseAccess,
)

app = cdk.App()
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

# In the hub, the agent's role. It has a name, because another account trusts it.
agent_role = iam.Role(
    hub,
    "Agent",
    role_name="teleport-agent",
    assumed_by=iam.ServicePrincipal("ecs-tasks.amazonaws.com"),
)

# In the spoke, a role that trusts the agent, and what it may do there.
access_role = iam.Role(
    spoke,
    "Access",
    role_name="teleport-access",
    assumed_by=TeleportAgentPrincipal(agent_role, external_id="prod-eu"),
)
there = TeleportDatabaseAccess(
    spoke,
    "Teleport",
    target=access_role,
    database_types=[DatabaseType.RDS, DatabaseType.AURORA],
    databases=[RdsDatabase.any(database_users=["reader"])],
)

# In the hub again, the agent may assume that role, and Teleport learns what is behind it.
assumed_role = AssumedRole.from_role(access_role)
here = TeleportDatabaseAccess(
    hub, "Teleport", target=agent_role, assumed_roles=[assumed_role]
)
teleport = TeleportAgentConfiguration(
    policies=[here],
    remote_databases=[RemoteDatabases.from_policy(there, assumed_role)],
)

cdk.CfnOutput(
    hub,
    "TeleportYaml",
    value=teleport.teleport_yaml(
        proxy_server="example.teleport.sh:443", join_token_name="database-agent"
    ).to_yaml(),
)
cdk.CfnOutput(
    hub, "JoinToken", value=teleport.join_token(name="database-agent").to_yaml()
)

app.synth()
