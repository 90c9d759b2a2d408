import type { DatabaseKind } from '../../types';

/** What Teleport's configuration knows about a type of database. */
export interface Kind {
  /** The protocols that it may speak: one, unless the engine tells. */
  readonly protocols: readonly string[];
  /** Absent: there is no endpoint to name, because the region and the account tell it. */
  readonly ports?: { readonly [protocol: string]: string };
  /** The address that Teleport itself would use, where there is no endpoint to name. */
  readonly address?: (region: string) => string;
  /** Teleport can create its database users, as an admin user. */
  readonly hasAdmin?: true;
}

const rds: Kind = { protocols: ['postgres', 'mysql'], ports: { postgres: '5432', mysql: '3306' }, hasAdmin: true };
const redis: Kind = { protocols: ['redis'], ports: { redis: '6379' } };
const redshift: Kind = { protocols: ['postgres'], ports: { postgres: '5439' } };
const suffixOf = (region: string) => region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';

/** Every type. A new one does not compile without its entry. */
export const KINDS: Readonly<Record<DatabaseKind, Kind>> = {
  'rds': rds,
  'aurora': rds,
  'rds-proxy': { protocols: ['postgres', 'mysql', 'sqlserver'], ports: { postgres: '5432', mysql: '3306', sqlserver: '1433' } },
  'redshift': { ...redshift, hasAdmin: true },
  'redshift-serverless': redshift,
  'elasticache': redis,
  'elasticache-serverless': redis,
  'memorydb': redis,
  'opensearch': { protocols: ['opensearch'], ports: { opensearch: '443' } },
  'documentdb': { protocols: ['mongodb'], ports: { mongodb: '27017' } },
  'dynamodb': { protocols: ['dynamodb'], address: (region) => `aws://dynamodb.${region}.${suffixOf(region)}` },
  'keyspaces': { protocols: ['cassandra'], address: (region) => `cassandra.${region}.${suffixOf(region)}:9142` },
};

/** The protocols for which a role in Teleport must name the databases inside the server (`db_names`). */
export const WITH_NAMES: readonly string[] = ['postgres', 'mongodb'];

/** The blocks of `aws` that `teleport.yaml` takes, each with its keys: with any other key, the agent does not start. */
export const STATIC_BLOCKS: { readonly [block: string]: readonly string[] } = {
  rds: ['instance_id', 'cluster_id'],
  redshift: ['cluster_id'],
  redshift_serverless: ['workgroup_name'],
  elasticache: ['replication_group_id'],
  memorydb: ['cluster_name'],
};
