package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awskms"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslogs"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	teleport "github.com/cdk-teleport-database-access/cdk-teleport-database-access-go/cdkteleportdatabaseaccess"
)

type TeleportStackProps struct {
	awscdk.StackProps
}

func NewTeleportStack(scope constructs.Construct, id string, props *TeleportStackProps) awscdk.Stack {
	var sprops awscdk.StackProps
	if props != nil {
		sprops = props.StackProps
	}
	stack := awscdk.NewStack(scope, &id, &sprops)

	// Teleport's Discovery Service finds databases ...
	discoveryService := awsiam.NewRole(stack, jsii.String("DiscoveryService"), &awsiam.RoleProps{
		AssumedBy: awsiam.NewServicePrincipal(jsii.String("ecs-tasks.amazonaws.com"), nil),
	})
	teleport.NewTeleportDatabaseDiscoveryPolicy(stack, jsii.String("Discovery"), &teleport.TeleportDatabaseDiscoveryPolicyProps{
		Target: discoveryService,
		DatabaseTypes: &[]teleport.DatabaseType{
			teleport.DatabaseType_RDS,
			teleport.DatabaseType_AURORA,
		},
		DatabaseTags: &map[string]*[]*string{"teleport-env": jsii.Strings("prod")},
	})

	// ... and its Database Service connects to them.
	databaseService := awsiam.NewRole(stack, jsii.String("DatabaseService"), &awsiam.RoleProps{
		AssumedBy: awsiam.NewServicePrincipal(jsii.String("ecs-tasks.amazonaws.com"), nil),
		RoleName:  jsii.String("teleport-database-service"),
	})
	connect := teleport.NewTeleportRdsConnectPolicy(stack, jsii.String("Connect"), &teleport.TeleportRdsConnectPolicyProps{
		Target: databaseService,
		Databases: &[]teleport.RdsDatabase{
			teleport.RdsDatabase_FromResourceId(jsii.String("db-ABCDEFGHIJKL01234"), &teleport.ImportedRdsDatabaseOptions{
				DatabaseUsers: jsii.Strings("reader", "teleport-admin"),
			}),
			teleport.RdsDatabase_FromResourceId(jsii.String("cluster-ABCDEFGHIJKL01234"), &teleport.ImportedRdsDatabaseOptions{
				DatabaseUsers: jsii.Strings("reader"),
				Region:        jsii.String("eu-central-1"),
			}),
		},
	})

	// It keeps the passwords of users of registered caches under a prefix and a key of its own.
	users := teleport.NewTeleportManagedUsersPolicy(stack, jsii.String("Users"), &teleport.TeleportManagedUsersPolicyProps{
		Target: databaseService,
		ManageUsersOf: &[]teleport.DatabaseType{
			teleport.DatabaseType_ELASTICACHE,
			teleport.DatabaseType_MEMORYDB,
		},
		SecretStores: &[]teleport.SecretStore{
			teleport.SecretStore_Of(jsii.String("teleport-prod"), &teleport.SecretStoreOptions{
				EncryptionKey: awskms.NewKey(stack, jsii.String("Key"), nil),
			}),
		},
	})

	// Nothing that somebody attaches to its role later reaches further.
	boundary := teleport.NewTeleportDatabasePermissionsBoundary(stack, jsii.String("Boundary"), &teleport.TeleportDatabasePermissionsBoundaryProps{
		Policies: &[]teleport.ITeleportPolicy{connect, users},
	})
	awslogs.NewLogGroup(stack, jsii.String("Logs"), nil).GrantWrite(boundary)
	boundary.ApplyTo(databaseService)

	// An agent that does both, as a user and inline.
	teleport.NewTeleportDatabaseAccess(stack, jsii.String("Warehouse"), &teleport.TeleportDatabaseAccessProps{
		Target:        awsiam.NewUser(stack, jsii.String("WarehouseAgent"), nil),
		Inline:        jsii.Bool(true),
		DatabaseTypes: &[]teleport.DatabaseType{teleport.DatabaseType_REDSHIFT},
		Databases: &[]teleport.TeleportDatabase{
			teleport.RedshiftDatabase_FromClusterIdentifier(jsii.String("warehouse"), &teleport.ImportedRedshiftDatabaseOptions{
				DatabaseUsers: jsii.Strings("analyst"),
				DatabaseNames: jsii.Strings("sales"),
			}),
		},
	})

	return stack
}

func main() {
	defer jsii.Close()

	app := awscdk.NewApp(nil)

	NewTeleportStack(app, "TeleportStack", &TeleportStackProps{
		StackProps: awscdk.StackProps{
			Env: env(),
		},
	})

	HubAndSpoke(app)
	app.Synth(nil)
}

func env() *awscdk.Environment {
	return &awscdk.Environment{
		Account: jsii.String("123456789012"),
		Region:  jsii.String("eu-west-1"),
	}
}
