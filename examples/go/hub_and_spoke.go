package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsdynamodb"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsrds"
	"github.com/aws/jsii-runtime-go"
	teleport "github.com/cdk-teleport-database-access/cdk-teleport-database-access-go/cdkteleportdatabaseaccess"
)

// HubAndSpoke has an agent in one account, databases in two, and every document that Teleport needs.
func HubAndSpoke(app awscdk.App) {
	hub := newStack(app, "TeleportHub", "111111111111", "eu-west-1")
	spoke := newStack(app, "TeleportSpoke", "222222222222", "eu-central-1")
	agent := awsiam.NewRole(hub, jsii.String("Agent"), &awsiam.RoleProps{
		AssumedBy: awsiam.NewServicePrincipal(jsii.String("ecs-tasks.amazonaws.com"), nil),
		RoleName:  jsii.String("teleport-agent"),
	})

	// In the account of the databases: a role that trusts the agent, and what the agent may do there.
	accessRole := awsiam.NewRole(spoke, jsii.String("Access"), &awsiam.RoleProps{
		AssumedBy: teleport.NewTeleportAgentPrincipal(agent, &teleport.TeleportAgentPrincipalOptions{ExternalId: jsii.String("prod-eu")}),
		RoleName:  jsii.String("teleport-access"),
	})
	there := teleport.NewTeleportDatabaseAccess(spoke, jsii.String("Teleport"), &teleport.TeleportDatabaseAccessProps{
		Target:        accessRole,
		DatabaseTypes: &[]teleport.DatabaseType{teleport.DatabaseType_RDS, teleport.DatabaseType_AURORA},
		DatabaseTags:  &map[string]*[]*string{"teleport-env": jsii.Strings("prod")},
		Databases: &[]teleport.TeleportDatabase{
			teleport.RdsDatabase_Any(&teleport.AnyRdsDatabaseOptions{DatabaseUsers: jsii.Strings("reader")}),
		},
	})
	assumedRole := teleport.AssumedRole_FromRole(accessRole, nil) // with the external ID that its trust asks for

	// In the account of the agent: databases that it registers, by construct, by name and with users that are roles.
	vpc := awsec2.Vpc_FromVpcAttributes(hub, jsii.String("Vpc"), &awsec2.VpcAttributes{
		VpcId:             jsii.String("vpc-12345678"),
		AvailabilityZones: jsii.Strings("eu-west-1a", "eu-west-1b"),
		IsolatedSubnetIds: jsii.Strings("subnet-12345678", "subnet-87654321"),
	})
	orders := awsrds.NewDatabaseInstance(hub, jsii.String("Orders"), &awsrds.DatabaseInstanceProps{
		Engine: awsrds.DatabaseInstanceEngine_Postgres(&awsrds.PostgresInstanceEngineProps{
			Version: awsrds.PostgresEngineVersion_VER_16(),
		}),
		IamAuthentication: jsii.Bool(true),
		Vpc:               vpc,
		VpcSubnets:        &awsec2.SubnetSelection{SubnetType: awsec2.SubnetType_PRIVATE_ISOLATED},
	})
	table := awsdynamodb.NewTable(hub, jsii.String("Table"), &awsdynamodb.TableProps{
		PartitionKey: &awsdynamodb.Attribute{Name: jsii.String("id"), Type: awsdynamodb.AttributeType_STRING},
	})
	reader := awsiam.NewRole(hub, jsii.String("Reader"), &awsiam.RoleProps{
		AssumedBy: teleport.NewTeleportAgentPrincipal(agent, &teleport.TeleportAgentPrincipalOptions{
			SessionTags: &map[string]*string{"team": jsii.String("orders")},
		}),
	})
	table.GrantReadData(reader)
	labels := &map[string]*string{"env": jsii.String("prod")}
	here := teleport.NewTeleportDatabaseAccess(hub, jsii.String("Databases"), &teleport.TeleportDatabaseAccessProps{
		Target:       agent,
		AssumedRoles: &[]teleport.AssumedRole{assumedRole},
		Databases: &[]teleport.TeleportDatabase{
			teleport.RdsDatabase_FromInstance(orders, &teleport.RdsDatabaseOptions{
				DatabaseUsers: jsii.Strings("reader", "writer"),
				Registration:  &teleport.DatabaseRegistration{Name: jsii.String("orders"), Labels: labels},
			}),
			teleport.RedshiftDatabase_FromClusterIdentifier(jsii.String("warehouse"), &teleport.ImportedRedshiftDatabaseOptions{
				DatabaseUsers: jsii.Strings("analyst"),
				DatabaseNames: jsii.Strings("sales"),
				Registration: &teleport.DatabaseRegistration{
					Host:   jsii.String("warehouse.abcdefghijkl.eu-west-1.redshift.amazonaws.com"),
					Labels: labels,
				},
			}),
			teleport.DynamoDbDatabase_Of(&teleport.DynamoDbDatabaseOptions{
				DatabaseRoles: &[]teleport.AssumedRole{teleport.AssumedRole_FromRole(reader, nil)},
				Registration:  &teleport.DatabaseRegistration{Name: jsii.String("orders-table"), Labels: labels},
			}),
		},
	})
	here.AllowDefaultPortFrom(awsec2.NewSecurityGroup(hub, jsii.String("AgentSecurityGroup"), &awsec2.SecurityGroupProps{Vpc: vpc}))
	// that of the warehouse, which another app opens
	awscdk.Annotations_Of(here).AcknowledgeWarning(jsii.String("cdk-teleport-database-access:securityGroupNotOpened"), nil)

	// What Teleport needs to know.
	configuration := teleport.NewTeleportAgentConfiguration(&teleport.TeleportAgentConfigurationProps{
		Policies:        &[]teleport.ITeleportPolicy{here},
		RemoteDatabases: &[]teleport.RemoteDatabases{teleport.RemoteDatabases_FromPolicy(there, assumedRole)},
	})
	config := configuration.TeleportYaml(&teleport.TeleportYamlOptions{
		ProxyServer:   jsii.String("example.teleport.sh:443"),
		JoinTokenName: jsii.String("database-agent"),
	})
	output(hub, "TeleportYaml", config.With(&map[string]any{"teleport": map[string]any{"log": map[string]any{"severity": "DEBUG"}}}))
	output(hub, "JoinToken", configuration.JoinToken(&teleport.TeleportJoinTokenOptions{Name: jsii.String("database-agent")}))
	output(hub, "RegisteredDatabases", configuration.Databases())
	output(hub, "People", configuration.Role(&teleport.TeleportRoleOptions{
		Name:           jsii.String("prod-reader"),
		DatabaseLabels: &map[string]*[]*string{"env": jsii.Strings("prod")},
		DatabaseNames:  jsii.Strings("orders", "sales"),
	}))
}

func newStack(app awscdk.App, id string, account string, region string) awscdk.Stack {
	return awscdk.NewStack(app, &id, &awscdk.StackProps{
		Env: &awscdk.Environment{Account: &account, Region: &region},
	})
}

func output(stack awscdk.Stack, id string, document teleport.TeleportDocument) {
	awscdk.NewCfnOutput(stack, &id, &awscdk.CfnOutputProps{Value: document.ToYaml()})
}
