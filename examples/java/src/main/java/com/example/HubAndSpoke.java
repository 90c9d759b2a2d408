package com.example;

import io.github.cdkteleport.databaseaccess.AnyRdsDatabaseOptions;
import io.github.cdkteleport.databaseaccess.AssumedRole;
import io.github.cdkteleport.databaseaccess.DatabaseRegistration;
import io.github.cdkteleport.databaseaccess.DatabaseType;
import io.github.cdkteleport.databaseaccess.DynamoDbDatabase;
import io.github.cdkteleport.databaseaccess.DynamoDbDatabaseOptions;
import io.github.cdkteleport.databaseaccess.ImportedRedshiftDatabaseOptions;
import io.github.cdkteleport.databaseaccess.RdsDatabase;
import io.github.cdkteleport.databaseaccess.RdsDatabaseOptions;
import io.github.cdkteleport.databaseaccess.RedshiftDatabase;
import io.github.cdkteleport.databaseaccess.RemoteDatabases;
import io.github.cdkteleport.databaseaccess.TeleportAgentConfiguration;
import io.github.cdkteleport.databaseaccess.TeleportAgentPrincipal;
import io.github.cdkteleport.databaseaccess.TeleportDatabaseAccess;
import io.github.cdkteleport.databaseaccess.TeleportDocument;
import io.github.cdkteleport.databaseaccess.TeleportJoinTokenOptions;
import io.github.cdkteleport.databaseaccess.TeleportRoleOptions;
import io.github.cdkteleport.databaseaccess.TeleportYamlOptions;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.rds.DatabaseInstance;
import software.amazon.awscdk.services.rds.DatabaseInstanceEngine;
import software.amazon.awscdk.services.rds.PostgresEngineVersion;
import software.amazon.awscdk.services.rds.PostgresInstanceEngineProps;

/** An agent in one account, databases in two, and every document that Teleport needs. */
final class HubAndSpoke {
    private HubAndSpoke() {
    }

    static void add(final App app) {
        Stack hub = stack(app, "TeleportHub", "111111111111", "eu-west-1");
        Stack spoke = stack(app, "TeleportSpoke", "222222222222", "eu-central-1");
        Role agent = Role.Builder.create(hub, "Agent")
                .assumedBy(new ServicePrincipal("ecs-tasks.amazonaws.com"))
                .roleName("teleport-agent")
                .build();

        // In the account of the databases: a role that trusts the agent, and what the agent may do there.
        Role accessRole = Role.Builder.create(spoke, "Access")
                .assumedBy(TeleportAgentPrincipal.Builder.create(agent).externalId("prod-eu").build())
                .roleName("teleport-access")
                .build();
        TeleportDatabaseAccess there = TeleportDatabaseAccess.Builder.create(spoke, "Teleport")
                .target(accessRole)
                .databaseTypes(List.of(DatabaseType.RDS, DatabaseType.AURORA))
                .databaseTags(Map.of("teleport-env", List.of("prod")))
                .databases(List.of(RdsDatabase.any(AnyRdsDatabaseOptions.builder()
                        .databaseUsers(List.of("reader"))
                        .build())))
                .build();
        AssumedRole assumedRole = AssumedRole.fromRole(accessRole); // with the external ID that its trust asks for

        // In the account of the agent: databases that it registers, by construct, by name and with users that are roles.
        IVpc vpc = Vpc.fromVpcAttributes(hub, "Vpc", VpcAttributes.builder()
                .vpcId("vpc-12345678")
                .availabilityZones(List.of("eu-west-1a", "eu-west-1b"))
                .isolatedSubnetIds(List.of("subnet-12345678", "subnet-87654321"))
                .build());
        DatabaseInstance orders = DatabaseInstance.Builder.create(hub, "Orders")
                .engine(DatabaseInstanceEngine.postgres(PostgresInstanceEngineProps.builder()
                        .version(PostgresEngineVersion.VER_16)
                        .build()))
                .iamAuthentication(true)
                .vpc(vpc)
                .vpcSubnets(SubnetSelection.builder().subnetType(SubnetType.PRIVATE_ISOLATED).build())
                .build();
        Table table = Table.Builder.create(hub, "Table")
                .partitionKey(Attribute.builder().name("id").type(AttributeType.STRING).build())
                .build();
        Role reader = Role.Builder.create(hub, "Reader")
                .assumedBy(TeleportAgentPrincipal.Builder.create(agent).sessionTags(Map.of("team", "orders")).build())
                .build();
        table.grantReadData(reader);
        TeleportDatabaseAccess here = TeleportDatabaseAccess.Builder.create(hub, "Databases")
                .target(agent)
                .assumedRoles(List.of(assumedRole))
                .databases(List.of(
                        RdsDatabase.fromInstance(orders, RdsDatabaseOptions.builder()
                                .databaseUsers(List.of("reader", "writer"))
                                .registration(DatabaseRegistration.builder()
                                        .name("orders")
                                        .labels(Map.of("env", "prod"))
                                        .build())
                                .build()),
                        RedshiftDatabase.fromClusterIdentifier("warehouse", ImportedRedshiftDatabaseOptions.builder()
                                .databaseUsers(List.of("analyst"))
                                .databaseNames(List.of("sales"))
                                .registration(DatabaseRegistration.builder()
                                        .host("warehouse.abcdefghijkl.eu-west-1.redshift.amazonaws.com")
                                        .labels(Map.of("env", "prod"))
                                        .build())
                                .build()),
                        DynamoDbDatabase.of(DynamoDbDatabaseOptions.builder()
                                .databaseRoles(List.of(AssumedRole.fromRole(reader)))
                                .registration(DatabaseRegistration.builder()
                                        .name("orders-table")
                                        .labels(Map.of("env", "prod"))
                                        .build())
                                .build())))
                .build();
        here.allowDefaultPortFrom(SecurityGroup.Builder.create(hub, "AgentSecurityGroup").vpc(vpc).build());
        // that of the warehouse, which another app opens
        Annotations.of(here).acknowledgeWarning("cdk-teleport-database-access:securityGroupNotOpened");

        // What Teleport needs to know.
        TeleportAgentConfiguration teleport = TeleportAgentConfiguration.Builder.create()
                .policies(List.of(here))
                .remoteDatabases(List.of(RemoteDatabases.fromPolicy(there, assumedRole)))
                .build();
        TeleportDocument config = teleport.teleportYaml(TeleportYamlOptions.builder()
                .proxyServer("example.teleport.sh:443")
                .joinTokenName("database-agent")
                .build());
        output(hub, "TeleportYaml", config.with(Map.of("teleport", Map.of("log", Map.of("severity", "DEBUG")))));
        output(hub, "JoinToken", teleport.joinToken(TeleportJoinTokenOptions.builder().name("database-agent").build()));
        output(hub, "RegisteredDatabases", teleport.databases());
        output(hub, "People", teleport.role(TeleportRoleOptions.builder()
                .name("prod-reader")
                .databaseLabels(Map.of("env", List.of("prod")))
                .databaseNames(List.of("orders", "sales"))
                .build()));
    }

    private static Stack stack(final App app, final String id, final String account, final String region) {
        return new Stack(app, id, StackProps.builder()
                .env(Environment.builder().account(account).region(region).build())
                .build());
    }

    private static void output(final Stack stack, final String id, final TeleportDocument document) {
        CfnOutput.Builder.create(stack, id).value(document.toYaml()).build();
    }
}
