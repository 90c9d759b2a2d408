using System.Collections.Generic;
using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.KMS;
using Amazon.CDK.AWS.Logs;
using CdkTeleport.DatabaseAccess;
using Constructs;

namespace Example
{
    public class TeleportStack : Stack
    {
        public TeleportStack(Construct scope, string id, IStackProps? props = null) : base(scope, id, props)
        {
            // Teleport's Discovery Service finds databases ...
            var discoveryService = new Role(this, "DiscoveryService", new RoleProps
            {
                AssumedBy = new ServicePrincipal("ecs-tasks.amazonaws.com"),
            });
            new TeleportDatabaseDiscoveryPolicy(this, "Discovery", new TeleportDatabaseDiscoveryPolicyProps
            {
                Target = discoveryService,
                DatabaseTypes = new[] { DatabaseType.RDS, DatabaseType.AURORA },
                DatabaseTags = new Dictionary<string, string[]> { ["teleport-env"] = new[] { "prod" } },
            });

            // ... and its Database Service connects to them.
            var databaseService = new Role(this, "DatabaseService", new RoleProps
            {
                AssumedBy = new ServicePrincipal("ecs-tasks.amazonaws.com"),
                RoleName = "teleport-database-service",
            });
            var connect = new TeleportRdsConnectPolicy(this, "Connect", new TeleportRdsConnectPolicyProps
            {
                Target = databaseService,
                Databases = new[]
                {
                    RdsDatabase.FromResourceId("db-ABCDEFGHIJKL01234", new ImportedRdsDatabaseOptions
                    {
                        DatabaseUsers = new[] { "reader", "teleport-admin" },
                    }),
                    RdsDatabase.FromResourceId("cluster-ABCDEFGHIJKL01234", new ImportedRdsDatabaseOptions
                    {
                        DatabaseUsers = new[] { "reader" },
                        Region = "eu-central-1",
                    }),
                },
            });

            // It keeps the passwords of users of registered caches under a prefix and a key of its own.
            var users = new TeleportManagedUsersPolicy(this, "Users", new TeleportManagedUsersPolicyProps
            {
                Target = databaseService,
                ManageUsersOf = new[] { DatabaseType.ELASTICACHE, DatabaseType.MEMORYDB },
                SecretStores = new[]
                {
                    SecretStore.Of("teleport-prod", new SecretStoreOptions { EncryptionKey = new Key(this, "Key") }),
                },
            });

            // Nothing that somebody attaches to its role later reaches further.
            var boundary = new TeleportDatabasePermissionsBoundary(this, "Boundary", new TeleportDatabasePermissionsBoundaryProps
            {
                Policies = new ITeleportPolicy[] { connect, users },
            });
            new LogGroup(this, "Logs").GrantWrite(boundary);
            boundary.ApplyTo(databaseService);

            // An agent that does both, as a user and inline.
            new TeleportDatabaseAccess(this, "Warehouse", new TeleportDatabaseAccessProps
            {
                Target = new User(this, "WarehouseAgent"),
                Inline = true,
                DatabaseTypes = new[] { DatabaseType.REDSHIFT },
                Databases = new TeleportDatabase[]
                {
                    RedshiftDatabase.FromClusterIdentifier("warehouse", new ImportedRedshiftDatabaseOptions
                    {
                        DatabaseUsers = new[] { "analyst" },
                        DatabaseNames = new[] { "sales" },
                    }),
                },
            });
        }
    }
}
