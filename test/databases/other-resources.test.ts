import { CfnResource, Resource, Stack } from 'aws-cdk-lib';
import * as docdb from 'aws-cdk-lib/aws-docdb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elasticache from 'aws-cdk-lib/aws-elasticache';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as redshift from 'aws-cdk-lib/aws-redshift';
import { AssumedRole, DocumentDbDatabase, ElastiCacheDatabase, MemoryDbDatabase, OpenSearchDatabase, RdsDatabase, RedshiftDatabase } from '../../src';
import { stackIn } from '../support/template';

const untyped = (construct: unknown): any => construct;
const users = { databaseUsers: ['reader'] };
const roles = (stack: Stack) => ({ databaseRoles: [AssumedRole.fromRole(iam.Role.fromRoleName(stack, 'Reader', 'reader'))] });
const vpcIn = (stack: Stack) => new ec2.Vpc(stack, 'Vpc');
const aurora = (stack: Stack) => new rds.DatabaseCluster(stack, 'Aurora', {
  engine: rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_16_4 }), writer: rds.ClusterInstance.provisioned('writer'), vpc: vpcIn(stack),
});
const documents = (stack: Stack) => new docdb.DatabaseCluster(stack, 'Documents', {
  masterUser: { username: 'root' }, instanceType: new ec2.InstanceType('r6g.large'), vpc: vpcIn(stack),
});
const neptune = (stack: Stack) => {
  class Cluster extends Resource {
    public readonly clusterIdentifier = 'graph';
    public readonly clusterResourceIdentifier = 'cluster-GRAPH';
    constructor(scope: Stack, id: string) {
      super(scope, id);
      new CfnResource(this, 'Resource', { type: 'AWS::Neptune::DBCluster' });
    }
  }
  return new Cluster(stack, 'Graph');
};
const importedAurora = (stack: Stack, engine?: rds.IClusterEngine) => rds.DatabaseCluster.fromDatabaseClusterAttributes(stack, 'Imported', {
  clusterIdentifier: 'orders', clusterResourceIdentifier: 'cluster-ABC', engine,
});
const importedDocuments = (stack: Stack) => docdb.DatabaseCluster.fromDatabaseClusterAttributes(stack, 'Imported', { clusterIdentifier: 'documents' });
const cache = (stack: Stack) => new elasticache.CfnServerlessCache(stack, 'Carts', { engine: 'valkey', serverlessCacheName: 'carts' });

test.each<[string, (stack: Stack) => unknown, string]>([
  ['a cluster of DocumentDB for one of Aurora', (stack) => RdsDatabase.fromCluster(untyped(documents(stack)), users),
    '\'cluster\' must be an Aurora cluster such as an rds.DatabaseCluster; got Stack/Documents, an AWS::DocDB::DBCluster; use DocumentDbDatabase.fromCluster()'],
  ['a cluster of Aurora for one of DocumentDB', (stack) => DocumentDbDatabase.fromCluster(untyped(aurora(stack)), roles(stack)),
    '\'cluster\' must be a cluster such as a docdb.DatabaseCluster; got Stack/Aurora, an AWS::RDS::DBCluster; use RdsDatabase.fromCluster()'],
  ['a cluster of Neptune for one of Aurora', (stack) => RdsDatabase.fromCluster(untyped(neptune(stack)), users),
    '\'cluster\' must be an Aurora cluster such as an rds.DatabaseCluster; got Stack/Graph, an AWS::Neptune::DBCluster; leave it out, because Teleport does not support Neptune'],
  ['an imported cluster of DocumentDB for one of Aurora', (stack) => RdsDatabase.fromCluster(untyped(importedDocuments(stack)), users),
    '\'cluster\' must be an Aurora cluster such as an rds.DatabaseCluster; got Stack/Imported; use DocumentDbDatabase.fromCluster(), or fromCluster() of the class of its service'],
  ['an imported cluster of Aurora for one of DocumentDB', (stack) => DocumentDbDatabase.fromCluster(untyped(importedAurora(stack)), roles(stack)),
    '\'cluster\' must be a cluster such as a docdb.DatabaseCluster; got Stack/Imported; use RdsDatabase.fromCluster()'],
  ['an imported cluster whose engine is that of Neptune', (stack) => RdsDatabase.fromCluster(importedAurora(stack, { engineType: 'neptune' } as any), users),
    '\'cluster\' must be an Aurora cluster such as an rds.DatabaseCluster; got Stack/Imported, whose engine is neptune; leave it out, because Teleport does not support Neptune'],
  ['a cluster for an instance', (stack) => RdsDatabase.fromInstance(untyped(aurora(stack)), users),
    '\'instance\' must be an RDS instance such as an rds.DatabaseInstance; got Stack/Aurora, an AWS::RDS::DBCluster; use RdsDatabase.fromCluster()'],
  ['an imported cluster for an instance', (stack) => RdsDatabase.fromInstance(untyped(importedAurora(stack)), users),
    '\'instance\' must be an RDS instance such as an rds.DatabaseInstance; got Stack/Imported; use RdsDatabase.fromCluster()'],
  ['a cluster for a proxy', (stack) => RdsDatabase.fromProxy(untyped(aurora(stack)), users),
    '\'proxy\' must be an RDS Proxy such as an rds.DatabaseProxy; got Stack/Aurora, an AWS::RDS::DBCluster; use RdsDatabase.fromCluster()'],
  ['a cluster for a domain', (stack) => OpenSearchDatabase.fromDomain(untyped(aurora(stack)), roles(stack)),
    '\'domain\' must be a domain such as an opensearchservice.Domain; got Stack/Aurora, an AWS::RDS::DBCluster; use RdsDatabase.fromCluster()'],
  ['a serverless cache for a replication group', (stack) => ElastiCacheDatabase.fromReplicationGroup(untyped(cache(stack))),
    '\'replicationGroup\' must be an L1 construct of AWS::ElastiCache::ReplicationGroup; got Stack/Carts, an AWS::ElastiCache::ServerlessCache; use ElastiCacheDatabase.fromServerlessCache()'],
  ['a cluster of Redshift for one of MemoryDB', (stack) => MemoryDbDatabase.fromCluster(untyped(new redshift.CfnCluster(stack, 'Warehouse', {
    clusterType: 'single-node', dbName: 'sales', masterUsername: 'root', nodeType: 'ra3.large',
  }))), '\'cluster\' must be an L1 construct of AWS::MemoryDB::Cluster; got Stack/Warehouse, an AWS::Redshift::Cluster; use RedshiftDatabase.fromCluster()'],
  ['a cache cluster for a cluster of Redshift', (stack) => RedshiftDatabase.fromCluster(untyped(new elasticache.CfnCacheCluster(stack, 'Old', {
    cacheNodeType: 'cache.t4g.small', engine: 'redis', numCacheNodes: 1,
  })), { ...users, databaseNames: ['*'] }),
  '\'cluster\' must be an L1 construct of AWS::Redshift::Cluster; got Stack/Old, an AWS::ElastiCache::CacheCluster; give the replication group that it belongs to'],
])('%s', (_, give, message) => {
  expect(() => give(stackIn())).toThrow(new Error(message));
});

test.each<[string, (stack: Stack) => unknown]>([
  ['a cluster of Aurora', (stack) => RdsDatabase.fromCluster(aurora(stack), users)],
  ['a cluster of DocumentDB', (stack) => DocumentDbDatabase.fromCluster(documents(stack), roles(stack))],
  ['an imported cluster of Aurora', (stack) => RdsDatabase.fromCluster(importedAurora(stack), users)],
  ['an imported cluster of Aurora with its engine', (stack) => RdsDatabase.fromCluster(importedAurora(stack, rds.DatabaseClusterEngine.AURORA_MYSQL), users)],
  ['an imported cluster of DocumentDB', (stack) => DocumentDbDatabase.fromCluster(importedDocuments(stack), roles(stack))],
  ['a serverless cache', (stack) => ElastiCacheDatabase.fromServerlessCache(cache(stack), users)],
])('takes %s where it belongs', (_, give) => {
  expect(() => give(stackIn())).not.toThrow();
});
