/** The engines that RDS has in its own resources too, with what declares databases of theirs. */
export const OTHER_ENGINES: { readonly [engine: string]: string } = {
  docdb: 'use DocumentDbDatabase.fromCluster() or fromClusterIdentifier()',
  neptune: 'leave it out, because Teleport does not support Neptune',
};
/** Resources of the same services that are no single database, or that Teleport does not know. */
export const OTHER_RESOURCES: { readonly [resourceType: string]: string } = {
  'AWS::DocDB::DBInstance': 'use DocumentDbDatabase.fromCluster() with its cluster',
  'AWS::DocDBElastic::Cluster': 'leave it out, because Teleport does not support elastic clusters of DocumentDB',
  'AWS::DynamoDB::GlobalTable': 'use DynamoDbDatabase.of(), which declares all tables of a region',
  'AWS::DynamoDB::Table': 'use DynamoDbDatabase.of(), which declares all tables of a region',
  'AWS::Cassandra::Keyspace': 'use KeyspacesDatabase.of(), which declares all keyspaces of a region',
  'AWS::Cassandra::Table': 'use KeyspacesDatabase.of(), which declares all keyspaces of a region',
  'AWS::ElastiCache::CacheCluster': 'give the replication group that it belongs to',
  'AWS::Neptune::DBCluster': OTHER_ENGINES.neptune,
  'AWS::Neptune::DBInstance': OTHER_ENGINES.neptune,
  'AWS::RDS::DBProxyEndpoint': 'use RdsDatabase.fromProxy() with its proxy',
};
