import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from cdk_teleport_database_access import (
    DatabaseRegistration,
    DatabaseType,
    ElastiCacheDatabase,
    MemoryDbDatabase,
    SecretStore,
    TeleportAgentConfiguration,
    TeleportDatabaseAccess,
)

app = cdk.App()
stack = cdk.Stack(
    app,
    "TeleportManagedUsers",
    env=cdk.Environment(account="123456789012", region="eu-west-1"),
)
agent_role = iam.Role(
    stack, "Agent", assumed_by=iam.ServicePrincipal("ecs-tasks.amazonaws.com")
)

# Teleport keeps the passwords in secrets of this prefix, encrypted with this key,
# and changes those of tagged users only.
secret_store = SecretStore.of(
    "teleport-prod", encryption_key=kms.Key(stack, "Key", enable_key_rotation=True)
)

access = TeleportDatabaseAccess(
    stack,
    "Teleport",
    target=agent_role,
    manage_users_of=[DatabaseType.ELASTICACHE, DatabaseType.MEMORYDB],
    secret_stores=[secret_store],
    databases=[
        ElastiCacheDatabase.from_replication_group_id(
            "sessions",
            registration=DatabaseRegistration(
                host="master.sessions.abcdef.euw1.cache.amazonaws.com"
            ),
        ),
        MemoryDbDatabase.from_cluster_name(
            "ledger",
            registration=DatabaseRegistration(
                host="clustercfg.ledger.abcdef.memorydb.eu-west-1.amazonaws.com"
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
