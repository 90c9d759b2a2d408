import { DatabaseType } from '../../../src';

/** What `tctl get db` prints of a database of each type, composed by hand: Go writes empty blocks too. */
interface Export {
  readonly protocol: string;
  readonly uri: string;
  /** `spec.aws`, beyond account and region. */
  readonly aws: string;
  /** The users that a role of Teleport allows. */
  readonly users: string;
}

const EMPTY = 'secret_store: {}, rds: {}, redshift: {}, elasticache: {}, memorydb: {}, redshift_serverless: {}, rdsproxy: {}, opensearch: {}, docdb: {}';

export type Type = `${DatabaseType}` | 'dynamodb' | 'keyspaces' | 'mongodb-atlas';

export const EXPORTS: Readonly<Record<Type, Export>> = {
  [DatabaseType.RDS]: {
    protocol: 'postgres',
    uri: 'orders.abcdefghijkl.eu-west-1.rds.amazonaws.com:5432',
    users: 'reader',
    aws: 'rds: { instance_id: orders, resource_id: db-ABCDEFGHIJKL01234, iam_auth: true }',
  },
  [DatabaseType.AURORA]: {
    protocol: 'mysql',
    uri: 'orders.cluster-abcdefghijkl.eu-west-1.rds.amazonaws.com:3306',
    users: 'reader',
    aws: 'rds: { cluster_id: orders, resource_id: cluster-ABCDEFGHIJKL01234, iam_auth: true }',
  },
  [DatabaseType.RDS_PROXY]: {
    protocol: 'postgres',
    uri: 'orders.proxy-abcdefghijkl.eu-west-1.rds.amazonaws.com:5432',
    users: 'reader',
    aws: 'rdsproxy: { name: orders, resource_id: prx-ABCDEFGHIJKL01234 }',
  },
  [DatabaseType.REDSHIFT]: {
    protocol: 'postgres',
    uri: 'warehouse.abcdefghijkl.eu-west-1.redshift.amazonaws.com:5439',
    users: 'analyst, role/apps/reader',
    aws: 'redshift: { cluster_id: warehouse }',
  },
  [DatabaseType.REDSHIFT_SERVERLESS]: {
    protocol: 'postgres',
    uri: 'reports.123456789012.eu-west-1.redshift-serverless.amazonaws.com:5439',
    users: 'apps/reader',
    aws: 'redshift_serverless: { workgroup_name: reports, workgroup_id: 11111111-1111-1111-1111-111111111111 }',
  },
  [DatabaseType.ELASTICACHE]: {
    protocol: 'redis',
    uri: 'master.sessions.abcdef.euw1.cache.amazonaws.com:6379',
    users: 'app',
    aws: 'elasticache: { replication_group_id: sessions, transit_encryption_enabled: true, endpoint_type: primary }',
  },
  [DatabaseType.ELASTICACHE_SERVERLESS]: {
    protocol: 'redis',
    uri: 'carts-abcdef.serverless.euw1.cache.amazonaws.com:6379',
    users: 'app',
    aws: 'elasticache_serverless: { cache_name: carts }',
  },
  [DatabaseType.MEMORYDB]: {
    protocol: 'redis',
    uri: 'clustercfg.ledger.abcdef.memorydb.eu-west-1.amazonaws.com:6379',
    users: 'app',
    aws: 'memorydb: { cluster_name: ledger, acl_name: open-access, tls_enabled: true, endpoint_type: cluster }',
  },
  [DatabaseType.OPENSEARCH]: {
    protocol: 'opensearch',
    uri: 'search-search-abcdefghijklmnopqrstuvwxyz.eu-west-1.es.amazonaws.com:443',
    users: 'arn:aws:iam::123456789012:role/apps/reader',
    aws: 'opensearch: { domain_name: search, endpoint_type: default }',
  },
  [DatabaseType.DOCUMENTDB]: {
    protocol: 'mongodb',
    uri: 'products.cluster-abcdefghijkl.eu-west-1.docdb.amazonaws.com:27017',
    users: 'role/apps/reader',
    aws: 'docdb: { cluster_id: products, endpoint_type: cluster }',
  },
  'dynamodb': { protocol: 'dynamodb', uri: 'aws://dynamodb.eu-west-1.amazonaws.com', users: 'role/apps/reader', aws: '' },
  'keyspaces': { protocol: 'cassandra', uri: 'cassandra.eu-west-1.amazonaws.com:9142', users: 'role/apps/reader', aws: '' },
  'mongodb-atlas': { protocol: 'mongodb', uri: 'mongodb+srv://cluster0.abcd123.mongodb.net', users: 'role/apps/reader', aws: '' },
};

export interface DatabaseOptions {
  readonly name?: string;
  readonly labels?: string;
  readonly account?: string;
  /** Further keys of `spec.aws`. */
  readonly more?: string;
  /** In place of the blocks of the type. */
  readonly aws?: string;
  readonly admin?: string;
  /** The rest of the resource. */
  readonly rest?: string;
}

/** A resource of kind `db`. */
export function db(type: Type, options: DatabaseOptions = {}): string {
  const { protocol, uri, aws: own } = EXPORTS[type];
  const { name = 'one', labels = 'env: prod', account = '123456789012', more = '', admin = '', rest = '', aws = own } = options;
  const empty = EMPTY.split(', ').filter((block) => ![aws, more].some((given) => given.startsWith(block.split(' ')[0])));
  return `---
kind: db
version: v3
metadata:
  name: ${name}
  labels: { ${labels} }
spec:
  protocol: ${protocol}
  uri: ${uri}
  ad: {}
  admin_user: { ${admin} }
  gcp: {}
  mysql: {}
  tls: { mode: 0 }
  aws: { account_id: "${account}", region: eu-west-1, ${[aws, more, ...empty].filter((part) => part !== '').join(', ')} }
${rest}
`;
}

/** A resource of kind `role` that allows these users, by default every database name, on these labels. */
export function role(users: string, { name = 'someone', labels = 'env: prod', names = '"*"', rest = '' } = {}): string {
  return `---
kind: role
version: v7
metadata: { name: ${name} }
spec:
  allow: { db_labels: { ${labels} }, db_users: [${users}], db_names: [${names}] }
${rest}
`;
}
