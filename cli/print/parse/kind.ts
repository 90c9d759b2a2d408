import type { Endpoint } from './endpoint';
import type { Kind } from '../model';
import type { Field } from '../read/field';

/** Reads a key of `aws`. */
type Aws = (...keys: string[]) => Field;

export interface Known {
  readonly kind: Kind;
  readonly id?: string;
}

/** Protocols that tell the type. */
const BY_PROTOCOL: { readonly [protocol: string]: Kind } = { cassandra: 'keyspaces', dynamodb: 'dynamodb', opensearch: 'opensearch' };

/** The block of each type, with the key that holds AWS's name for the database. In the order in which Teleport looks. */
const BLOCKS: readonly (readonly [block: string, key: string, kind: Kind])[] = [
  ['redshift', 'cluster_id', 'redshift'],
  ['redshift_serverless', 'workgroup_name', 'redshift-serverless'],
  ['elasticache', 'replication_group_id', 'elasticache'],
  ['elasticache_serverless', 'cache_name', 'elasticache-serverless'],
  ['memorydb', 'cluster_name', 'memorydb'],
  ['rdsproxy', 'resource_id', 'rds-proxy'],
  ['opensearch', 'domain_name', 'opensearch'],
  ['docdb', 'cluster_id', 'documentdb'],
  ['rds', 'resource_id', 'rds'],
];

/** The type of a database and AWS's name for it. Undefined if it is not in AWS. */
export function kindAndId(aws: Aws, protocol: string | undefined, endpoint: Endpoint, atlas: Field): Known | undefined {
  if (!atlas.isEmpty || endpoint.kind === 'mongodb-atlas') { // which Teleport looks at first
    return { kind: 'mongodb-atlas' };
  }
  const isInAws = endpoint.kind !== undefined || !aws('region').isEmpty || !aws('account_id').isEmpty;
  const byProtocol = BY_PROTOCOL[protocol ?? ''];
  const block = BLOCKS.find(([name, , kind]) => !aws(name).isEmpty && (byProtocol === undefined || kind === byProtocol));
  if (block !== undefined) {
    const [name, key, kind] = block;
    return exact(kind, aws(name, key).text() ?? (endpoint.kind === kind ? endpoint.id : undefined), protocol);
  }
  const kind = byProtocol ?? endpoint.kind ?? 'rds'; // Teleport takes any other database with a region for RDS
  return isInAws ? exact(kind, endpoint.kind === kind ? endpoint.id : undefined, protocol) : undefined;
}

/** RDS instances and Aurora clusters share a block, which Teleport fills for Oracle and SQL Server too. */
function exact(kind: Kind, id: string | undefined, protocol: string | undefined): Known {
  if (kind === 'rds' && ['oracle', 'sqlserver'].includes(protocol ?? '')) {
    return { kind: 'rds-kerberos', id };
  }
  return { kind: kind === 'rds' && id?.startsWith('cluster-') ? 'aurora' : kind, id };
}
