package com.example;

import io.github.cdkteleport.databaseaccess.DatabaseType;
import io.github.cdkteleport.databaseaccess.ImportedRdsDatabaseOptions;
import io.github.cdkteleport.databaseaccess.ImportedRedshiftDatabaseOptions;
import io.github.cdkteleport.databaseaccess.RdsDatabase;
import io.github.cdkteleport.databaseaccess.RedshiftDatabase;
import io.github.cdkteleport.databaseaccess.SecretStore;
import io.github.cdkteleport.databaseaccess.SecretStoreOptions;
import io.github.cdkteleport.databaseaccess.TeleportDatabaseAccess;
import io.github.cdkteleport.databaseaccess.TeleportDatabaseDiscoveryPolicy;
import io.github.cdkteleport.databaseaccess.TeleportDatabasePermissionsBoundary;
import io.github.cdkteleport.databaseaccess.TeleportManagedUsersPolicy;
import io.github.cdkteleport.databaseaccess.TeleportRdsConnectPolicy;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.iam.User;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

public class TeleportStack extends Stack {
    public TeleportStack(final Construct scope, final String id, final StackProps props) {
        super(scope, id, props);

        // Teleport's Discovery Service finds databases ...
        Role discoveryService = Role.Builder.create(this, "DiscoveryService")
                .assumedBy(new ServicePrincipal("ecs-tasks.amazonaws.com"))
                .build();
        TeleportDatabaseDiscoveryPolicy.Builder.create(this, "Discovery")
                .target(discoveryService)
                .databaseTypes(List.of(DatabaseType.RDS, DatabaseType.AURORA))
                .databaseTags(Map.of("teleport-env", List.of("prod")))
                .build();

        // ... and its Database Service connects to them.
        Role databaseService = Role.Builder.create(this, "DatabaseService")
                .assumedBy(new ServicePrincipal("ecs-tasks.amazonaws.com"))
                .roleName("teleport-database-service")
                .build();
        TeleportRdsConnectPolicy connect = TeleportRdsConnectPolicy.Builder.create(this, "Connect")
                .target(databaseService)
                .databases(List.of(
                        RdsDatabase.fromResourceId("db-ABCDEFGHIJKL01234", ImportedRdsDatabaseOptions.builder()
                                .databaseUsers(List.of("reader", "teleport-admin"))
                                .build()),
                        RdsDatabase.fromResourceId("cluster-ABCDEFGHIJKL01234", ImportedRdsDatabaseOptions.builder()
                                .databaseUsers(List.of("reader"))
                                .region("eu-central-1")
                                .build())))
                .build();

        // It keeps the passwords of users of registered caches under a prefix and a key of its own.
        TeleportManagedUsersPolicy users = TeleportManagedUsersPolicy.Builder.create(this, "Users")
                .target(databaseService)
                .manageUsersOf(List.of(DatabaseType.ELASTICACHE, DatabaseType.MEMORYDB))
                .secretStores(List.of(SecretStore.of("teleport-prod", SecretStoreOptions.builder()
                        .encryptionKey(new Key(this, "Key"))
                        .build())))
                .build();

        // Nothing that somebody attaches to its role later reaches further.
        TeleportDatabasePermissionsBoundary boundary = TeleportDatabasePermissionsBoundary.Builder.create(this, "Boundary")
                .policies(List.of(connect, users))
                .build();
        new LogGroup(this, "Logs").grantWrite(boundary);
        boundary.applyTo(databaseService);

        // An agent that does both, as a user and inline.
        TeleportDatabaseAccess.Builder.create(this, "Warehouse")
                .target(new User(this, "WarehouseAgent"))
                .inline(true)
                .databaseTypes(List.of(DatabaseType.REDSHIFT))
                .databases(List.of(RedshiftDatabase.fromClusterIdentifier("warehouse", ImportedRedshiftDatabaseOptions.builder()
                        .databaseUsers(List.of("analyst"))
                        .databaseNames(List.of("sales"))
                        .build())))
                .build();
    }
}
