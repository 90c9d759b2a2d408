import { App, Stack, StackProps } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import {
  DatabaseType,
  RdsDatabase,
  RedshiftDatabase,
  SecretStore,
  TeleportDatabaseAccess,
  TeleportDatabaseDiscoveryPolicy,
  TeleportDatabasePermissionsBoundary,
  TeleportManagedUsersPolicy,
  TeleportRdsConnectPolicy,
} from 'cdk-teleport-database-access';
import { Construct } from 'constructs';
import { hubAndSpoke } from './hub-and-spoke';

class TeleportStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    // Teleport's Discovery Service finds databases ...
    const discoveryService = new iam.Role(this, 'DiscoveryService', {
      assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com'),
    });
    new TeleportDatabaseDiscoveryPolicy(this, 'Discovery', {
      target: discoveryService,
      databaseTypes: [DatabaseType.RDS, DatabaseType.AURORA],
      databaseTags: { 'teleport-env': ['prod'] },
    });

    // ... and its Database Service connects to them.
    const databaseService = new iam.Role(this, 'DatabaseService', {
      assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com'),
      roleName: 'teleport-database-service',
    });
    const connect = new TeleportRdsConnectPolicy(this, 'Connect', {
      target: databaseService,
      databases: [
        RdsDatabase.fromResourceId('db-ABCDEFGHIJKL01234', { databaseUsers: ['reader', 'teleport-admin'] }),
        RdsDatabase.fromResourceId('cluster-ABCDEFGHIJKL01234', { databaseUsers: ['reader'], region: 'eu-central-1' }),
      ],
    });

    // It keeps the passwords of users of registered caches under a prefix and a key of its own.
    const users = new TeleportManagedUsersPolicy(this, 'Users', {
      target: databaseService,
      manageUsersOf: [DatabaseType.ELASTICACHE, DatabaseType.MEMORYDB],
      secretStores: [SecretStore.of('teleport-prod', { encryptionKey: new kms.Key(this, 'Key') })],
    });

    // Nothing that somebody attaches to its role later reaches further.
    const boundary = new TeleportDatabasePermissionsBoundary(this, 'Boundary', { policies: [connect, users] });
    new logs.LogGroup(this, 'Logs').grantWrite(boundary);
    boundary.applyTo(databaseService);

    // An agent that does both, as a user and inline.
    new TeleportDatabaseAccess(this, 'Warehouse', {
      target: new iam.User(this, 'WarehouseAgent'),
      inline: true,
      databaseTypes: [DatabaseType.REDSHIFT],
      databases: [RedshiftDatabase.fromClusterIdentifier('warehouse', { databaseUsers: ['analyst'], databaseNames: ['sales'] })],
    });
  }
}

const app = new App();
new TeleportStack(app, 'TeleportStack', { env: { account: '123456789012', region: 'eu-west-1' } });
hubAndSpoke(app);
app.synth();
