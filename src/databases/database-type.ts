/**
 * A type of AWS database that Teleport can discover.
 *
 * DynamoDB, Keyspaces and MongoDB Atlas are absent because Teleport cannot discover them: see `DynamoDbDatabase`, `KeyspacesDatabase` and
 * `MongoDbAtlasDatabase`. Teleport does
 * not discover RDS for Oracle and RDS for SQL Server either, and logs in to them with Kerberos. If one is registered, Teleport reads its
 * metadata, which `RDS` allows.
 *
 * @see https://goteleport.com/docs/enroll-resources/database-access/reference/aws/
 */
export enum DatabaseType {
  /** Amazon RDS instances. Teleport's matcher type `rds` covers Aurora clusters too, so name both. */
  RDS = 'rds',
  /** Amazon Aurora clusters. Teleport's matcher type `rds` covers RDS instances too, so name both. */
  AURORA = 'aurora',
  /** Amazon RDS proxies and their endpoints: `rdsproxy` in Teleport. */
  RDS_PROXY = 'rds-proxy',
  /** Amazon Redshift clusters: `redshift` in Teleport. */
  REDSHIFT = 'redshift',
  /** Amazon Redshift Serverless workgroups and their VPC endpoints: `redshift-serverless` in Teleport. */
  REDSHIFT_SERVERLESS = 'redshift-serverless',
  /** Amazon ElastiCache replication groups (Redis OSS or Valkey): `elasticache` in Teleport. */
  ELASTICACHE = 'elasticache',
  /** Amazon ElastiCache serverless caches: `elasticache-serverless` in Teleport. */
  ELASTICACHE_SERVERLESS = 'elasticache-serverless',
  /** Amazon MemoryDB clusters: `memorydb` in Teleport. */
  MEMORYDB = 'memorydb',
  /** Amazon OpenSearch Service domains: `opensearch` in Teleport. */
  OPENSEARCH = 'opensearch',
  /** Amazon DocumentDB clusters: `docdb` in Teleport. */
  DOCUMENTDB = 'documentdb',
}
