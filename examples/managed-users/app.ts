import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { DatabaseType, ElastiCacheDatabase, MemoryDbDatabase, SecretStore, TeleportAgentConfiguration, TeleportDatabaseAccess } from 'cdk-teleport-database-access';

const app = new App();
const stack = new Stack(app, 'TeleportManagedUsers', { env: { account: '123456789012', region: 'eu-west-1' } });
const agentRole = new iam.Role(stack, 'Agent', { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') });

// Teleport keeps the passwords in secrets of this prefix, encrypted with this key, and changes those of tagged users only.
const secretStore = SecretStore.of('teleport-prod', { encryptionKey: new kms.Key(stack, 'Key', { enableKeyRotation: true }) });

const access = new TeleportDatabaseAccess(stack, 'Teleport', {
  target: agentRole,
  manageUsersOf: [DatabaseType.ELASTICACHE, DatabaseType.MEMORYDB],
  secretStores: [secretStore],
  databases: [
    ElastiCacheDatabase.fromReplicationGroupId('sessions', { registration: { host: 'master.sessions.abcdef.euw1.cache.amazonaws.com' } }),
    MemoryDbDatabase.fromClusterName('ledger', { registration: { host: 'clustercfg.ledger.abcdef.memorydb.eu-west-1.amazonaws.com' } }),
  ],
});

const teleport = new TeleportAgentConfiguration({ policies: [access] });
new CfnOutput(stack, 'TeleportYaml', { value: teleport.teleportYaml({ proxyServer: 'example.teleport.sh:443', joinTokenName: 'database-agent' }).toYaml() });
new CfnOutput(stack, 'JoinToken', { value: teleport.joinToken({ name: 'database-agent' }).toYaml() });

app.synth();
