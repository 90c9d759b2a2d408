using System.Collections.Generic;
using Amazon.CDK;
using Amazon.CDK.AWS.DynamoDB;
using Amazon.CDK.AWS.EC2;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.RDS;
using CdkTeleport.DatabaseAccess;

namespace Example
{
    /// <summary>An agent in one account, databases in two, and every document that Teleport needs.</summary>
    public static class HubAndSpoke
    {
        public static void Add(App app)
        {
            var hub = NewStack(app, "TeleportHub", "111111111111", "eu-west-1");
            var spoke = NewStack(app, "TeleportSpoke", "222222222222", "eu-central-1");
            var agent = new Role(hub, "Agent", new RoleProps
            {
                AssumedBy = new ServicePrincipal("ecs-tasks.amazonaws.com"),
                RoleName = "teleport-agent",
            });

            // In the account of the databases: a role that trusts the agent, and what the agent may do there.
            var accessRole = new Role(spoke, "Access", new RoleProps
            {
                AssumedBy = new TeleportAgentPrincipal(agent, new TeleportAgentPrincipalOptions { ExternalId = "prod-eu" }),
                RoleName = "teleport-access",
            });
            var there = new TeleportDatabaseAccess(spoke, "Teleport", new TeleportDatabaseAccessProps
            {
                Target = accessRole,
                DatabaseTypes = new[] { DatabaseType.RDS, DatabaseType.AURORA },
                DatabaseTags = new Dictionary<string, string[]> { ["teleport-env"] = new[] { "prod" } },
                Databases = new TeleportDatabase[] { RdsDatabase.Any(new AnyRdsDatabaseOptions { DatabaseUsers = new[] { "reader" } }) },
            });
            var assumedRole = AssumedRole.FromRole(accessRole); // with the external ID that its trust asks for

            // In the account of the agent: databases that it registers, by construct, by name and with users that are roles.
            var vpc = Vpc.FromVpcAttributes(hub, "Vpc", new VpcAttributes
            {
                VpcId = "vpc-12345678",
                AvailabilityZones = new[] { "eu-west-1a", "eu-west-1b" },
                IsolatedSubnetIds = new[] { "subnet-12345678", "subnet-87654321" },
            });
            var orders = new DatabaseInstance(hub, "Orders", new DatabaseInstanceProps
            {
                Engine = DatabaseInstanceEngine.Postgres(new PostgresInstanceEngineProps { Version = PostgresEngineVersion.VER_16 }),
                IamAuthentication = true,
                Vpc = vpc,
                VpcSubnets = new SubnetSelection { SubnetType = SubnetType.PRIVATE_ISOLATED },
            });
            var table = new Table(hub, "Table", new TableProps
            {
                PartitionKey = new Attribute { Name = "id", Type = AttributeType.STRING },
            });
            var reader = new Role(hub, "Reader", new RoleProps
            {
                AssumedBy = new TeleportAgentPrincipal(agent, new TeleportAgentPrincipalOptions
                {
                    SessionTags = new Dictionary<string, string> { ["team"] = "orders" },
                }),
            });
            table.GrantReadData(reader);
            var labels = new Dictionary<string, string> { ["env"] = "prod" };
            var here = new TeleportDatabaseAccess(hub, "Databases", new TeleportDatabaseAccessProps
            {
                Target = agent,
                AssumedRoles = new[] { assumedRole },
                Databases = new TeleportDatabase[]
                {
                    RdsDatabase.FromInstance(orders, new RdsDatabaseOptions
                    {
                        DatabaseUsers = new[] { "reader", "writer" },
                        Registration = new DatabaseRegistration { Name = "orders", Labels = labels },
                    }),
                    RedshiftDatabase.FromClusterIdentifier("warehouse", new ImportedRedshiftDatabaseOptions
                    {
                        DatabaseUsers = new[] { "analyst" },
                        DatabaseNames = new[] { "sales" },
                        Registration = new DatabaseRegistration
                        {
                            Host = "warehouse.abcdefghijkl.eu-west-1.redshift.amazonaws.com",
                            Labels = labels,
                        },
                    }),
                    DynamoDbDatabase.Of(new DynamoDbDatabaseOptions
                    {
                        DatabaseRoles = new[] { AssumedRole.FromRole(reader) },
                        Registration = new DatabaseRegistration { Name = "orders-table", Labels = labels },
                    }),
                },
            });
            here.AllowDefaultPortFrom(new SecurityGroup(hub, "AgentSecurityGroup", new SecurityGroupProps { Vpc = vpc }));
            // that of the warehouse, which another app opens
            Annotations.Of(here).AcknowledgeWarning("cdk-teleport-database-access:securityGroupNotOpened");

            // What Teleport needs to know.
            var teleport = new TeleportAgentConfiguration(new TeleportAgentConfigurationProps
            {
                Policies = new ITeleportPolicy[] { here },
                RemoteDatabases = new[] { RemoteDatabases.FromPolicy(there, assumedRole) },
            });
            var config = teleport.TeleportYaml(new TeleportYamlOptions
            {
                ProxyServer = "example.teleport.sh:443",
                JoinTokenName = "database-agent",
            });
            var debug = new Dictionary<string, object>
            {
                ["teleport"] = new Dictionary<string, object> { ["log"] = new Dictionary<string, object> { ["severity"] = "DEBUG" } },
            };
            Output(hub, "TeleportYaml", config.With(debug));
            Output(hub, "JoinToken", teleport.JoinToken(new TeleportJoinTokenOptions { Name = "database-agent" }));
            Output(hub, "RegisteredDatabases", teleport.Databases());
            Output(hub, "People", teleport.Role(new TeleportRoleOptions
            {
                Name = "prod-reader",
                DatabaseLabels = new Dictionary<string, string[]> { ["env"] = new[] { "prod" } },
                DatabaseNames = new[] { "orders", "sales" },
            }));
        }

        private static Stack NewStack(App app, string id, string account, string region) => new Stack(app, id, new StackProps
        {
            Env = new Amazon.CDK.Environment { Account = account, Region = region },
        });

        private static void Output(Stack stack, string id, TeleportDocument document) =>
            new CfnOutput(stack, id, new CfnOutputProps { Value = document.ToYaml() });
    }
}
