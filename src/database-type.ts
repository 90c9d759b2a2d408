/**
 * A type of AWS database that Teleport can discover.
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
  /** Amazon ElastiCache replication groups (Redis OSS or Valkey): `elasticache` in Teleport. */
  ELASTICACHE = 'elasticache',
  /** Amazon MemoryDB clusters: `memorydb` in Teleport. */
  MEMORYDB = 'memorydb',
}
