#!/usr/bin/env python3
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_logs as logs
from cdk_teleport_database_access import (
    DatabaseType,
    RdsDatabase,
    RedshiftDatabase,
    SecretStore,
    TeleportDatabaseAccess,
    TeleportDatabaseDiscoveryPolicy,
    TeleportDatabasePermissionsBoundary,
    TeleportManagedUsersPolicy,
    TeleportRdsConnectPolicy,
)
from constructs import Construct
from hub_and_spoke import hub_and_spoke


class TeleportStack(cdk.Stack):
    def __init__(self, scope: Construct, construct_id: str, **kwargs: Any) -> None:
        super().__init__(scope, construct_id, **kwargs)

        # Teleport's Discovery Service finds databases ...
        discovery_service = iam.Role(
            self,
            "DiscoveryService",
            assumed_by=iam.ServicePrincipal("ecs-tasks.amazonaws.com"),
        )
        TeleportDatabaseDiscoveryPolicy(
            self,
            "Discovery",
            target=discovery_service,
            database_types=[DatabaseType.RDS, DatabaseType.AURORA],
            database_tags={"teleport-env": ["prod"]},
        )

        # ... and its Database Service connects to them.
        database_service = iam.Role(
            self,
            "DatabaseService",
            assumed_by=iam.ServicePrincipal("ecs-tasks.amazonaws.com"),
            role_name="teleport-database-service",
        )
        connect = TeleportRdsConnectPolicy(
            self,
            "Connect",
            target=database_service,
            databases=[
                RdsDatabase.from_resource_id(
                    "db-ABCDEFGHIJKL01234",
                    database_users=["reader", "teleport-admin"],
                ),
                RdsDatabase.from_resource_id(
                    "cluster-ABCDEFGHIJKL01234",
                    database_users=["reader"],
                    region="eu-central-1",
                ),
            ],
        )

        # It keeps the passwords of users of registered caches under a prefix and a key of its own.
        users = TeleportManagedUsersPolicy(
            self,
            "Users",
            target=database_service,
            manage_users_of=[DatabaseType.ELASTICACHE, DatabaseType.MEMORYDB],
            secret_stores=[
                SecretStore.of("teleport-prod", encryption_key=kms.Key(self, "Key"))
            ],
        )

        # Nothing that somebody attaches to its role later reaches further.
        boundary = TeleportDatabasePermissionsBoundary(
            self, "Boundary", policies=[connect, users]
        )
        logs.LogGroup(self, "Logs").grant_write(boundary)
        boundary.apply_to(database_service)

        # An agent that does both, as a user and inline.
        TeleportDatabaseAccess(
            self,
            "Warehouse",
            target=iam.User(self, "WarehouseAgent"),
            inline=True,
            database_types=[DatabaseType.REDSHIFT],
            databases=[
                RedshiftDatabase.from_cluster_identifier(
                    "warehouse", database_users=["analyst"], database_names=["sales"]
                )
            ],
        )


app = cdk.App()
TeleportStack(
    app,
    "TeleportStack",
    env=cdk.Environment(account="123456789012", region="eu-west-1"),
)
hub_and_spoke(app)
app.synth()
