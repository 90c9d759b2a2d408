/**
 * A type of AWS database that Teleport can discover.
 *
 * DynamoDB and Keyspaces are absent because Teleport cannot discover them: see `DynamoDbDatabase` and `KeyspacesDatabase`. RDS for Oracle and for SQL
 * Server are not discovered either, and log in with Kerberos: for a registered one Teleport reads its metadata, which `RDS` allows.
 *
 * @see https://goteleport.com/docs/reference/agent-services/database-access-reference/aws/
 */
export enum DatabaseType {
  /** Amazon RDS instances. Teleport's matcher type `rds` stands for these and for Aurora clusters: name both. */
  RDS = 'rds',
  /** Amazon Aurora clusters. Teleport's matcher type `rds` stands for these and for RDS instances: name both. */
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
