import { ANY, Feature } from './feature';

const EVERYBODY = 'Auth Service, tctl and agent';
const UNKNOWN_KEY = 'does not start with this key in its file, and drops it from a resource';
const UNCHECKED = 'refuses the type in a Discovery Service, and finds nothing in a Database Service';
const PASSWORDS_ONLY = 'logs in with passwords only';
/** Users whose passwords Teleport manages need no IAM login. */
const PASSWORDS = ['aws.secret_store'];

type Row = readonly [
  title: string, keys: Feature['keys'], since: string, older: string, source: string,
  rest?: Partial<Pick<Feature, 'reader' | 'without' | 'certainty' | 'since'>>,
];

const part = (name: Feature['part'], rows: readonly Row[]): Feature[] => rows.map(([title, keys, since, older, source, rest]) =>
  ({ title, part: name, keys, reader: EVERYBODY, since: [since], older, source, certainty: 'read', ...rest }));

const matcher = (types: RegExp, since: readonly string[], source: string, certainty: Feature['certainty']): Feature => ({
  title: `the matcher type \`${types.source.replace(/[$^]/g, '')}\``,
  part: 'matcher',
  keys: { types },
  reader: EVERYBODY,
  since,
  older: UNCHECKED,
  source,
  certainty,
});

/** Matchers and databases: one list serves `teleport.yaml` and resources, because both describe a database with the same keys. */
export const DATABASE_FEATURES: readonly Feature[] = [
  matcher(/^elasticache-serverless$/, ['18.2.2'], 'changelog 18.2.2', 'read'),
  matcher(/^docdb$/, ['16.2.0'], 'changelog 16.2.0', 'inferred'),
  matcher(/^opensearch$/, ['13.1.2'], 'changelog 13.1.2', 'read'),
  matcher(/^redshift-serverless$/, ['12.0.1'], 'changelog 12.0.1', 'read'),
  matcher(/^rdsproxy$/, ['11.0.3'], 'changelog 11.0.3', 'read'),
  matcher(/^elasticache$/, ['10.0.0'], 'changelog 10.0.0', 'read'),
  matcher(/^memorydb$/, ['10.0.0'], 'changelog 10.0.0', 'read'),
  ...part('matcher', [
    ['`external_id` without a role in a matcher of `docdb`', { types: /^docdb$/, external_id: ANY }, '16.2.0',
      'refuses it', 'sources of the matcher', { without: ['assume_role_arn'], certainty: 'inferred' }],
    ['`external_id` without a role in a matcher of `opensearch`', { types: /^opensearch$/, external_id: ANY }, '14.3.0',
      'refuses it', 'refused by 14.0.0-dev; no release is named', { without: ['assume_role_arn'], certainty: 'inferred' }],
    ['`external_id` without a role in a matcher of `redshift-serverless`', { types: /^redshift-serverless$/, external_id: ANY }, '13.0.0',
      'refuses it', 'pull request 22866', { without: ['assume_role_arn'], certainty: 'inferred' }],
    ['`assume_role_arn` of a matcher', { assume_role_arn: ANY }, '13.0.0',
      'does not start with this key in its file', 'pull request 22866', { reader: 'agent', certainty: 'inferred' }],
    ['`integration` of a matcher in a `discovery_config`', { integration: ANY }, '14.3.0',
      'drops it in silence, and discovers with its own credentials', 'comes with the kind', { certainty: 'inferred' }],
  ]),
  ...part('database', [
    ['`session_tags` of a database', { 'aws.session_tags': ANY }, '14.3.0',
      `${UNKNOWN_KEY}: the tags that a policy tests are missing`, 'changelog 14.3.0'],
    ['`elasticache_serverless` of a database', { 'aws.elasticache_serverless': ANY }, '18.2.2',
      'drops it in silence, and does not know the endpoint', 'changelog 18.2.2'],
    ['IAM logins to DocumentDB, `docdb` of a database', { 'aws.docdb': ANY }, '16.2.0',
      'drops it in silence, and has no IAM login', 'changelog 16.2.0'],
    ['IAM logins to MongoDB Atlas', { 'mongo_atlas.name': ANY }, '13.1.1',
      'cannot log in with IAM', 'changelog 13.1.1'],
    ['IAM logins to MemoryDB', { 'aws.memorydb.cluster_name': ANY }, '14.1.5',
      PASSWORDS_ONLY, 'changelog 14.1.5', { reader: 'agent', without: PASSWORDS }],
    ['IAM logins to ElastiCache', { 'aws.elasticache.replication_group_id': ANY }, '13.0.4',
      PASSWORDS_ONLY, 'changelog 13.0.4', { reader: 'agent', without: PASSWORDS }],
    ['`redshift_serverless` of a database', { 'aws.redshift_serverless.workgroup_name': ANY }, '12.0.1',
      UNKNOWN_KEY, 'changelog 12.0.1'],
    ['databases of the protocol `cassandra` in AWS', { 'protocol': /^cassandra$/, 'aws.region': ANY }, '11.0.0',
      'refuses them', 'changelog 11.0.0'],
    ['`tls.trust_system_cert_pool` of a database, which `with()` can add', { 'tls.trust_system_cert_pool': ANY }, '16.0.3',
      `${UNKNOWN_KEY}: TLS fails`, 'changelog 15.4.6, 16.0.3', { since: ['15.4.6', '16.0.3'] }],
    ['databases of the protocol `dynamodb`', { protocol: /^dynamodb$/ }, '12.0.1',
      'refuses the protocol', 'changelog 12.0.1'],
    ['databases of the protocol `opensearch`', { protocol: /^opensearch$/ }, '13.0.0',
      'refuses the protocol', 'changelog 13.0.0'],
    ['SQL Server behind an RDS Proxy', { protocol: /^sqlserver$/ }, '14.0.0',
      'refuses it without Kerberos', 'pull request 28563', { certainty: 'inferred' }],
    ['names of databases with capitals or more than 63 characters', { name: /[A-Z]|^[^]{64}/ }, '13.2.2',
      'refuses the name, and an agent does not start with it in its file', 'changelog 13.2.2; seen in 14.0.0-dev'],
    ['`assume_role_arn` of a database', { 'aws.assume_role_arn': ANY }, '13.0.0',
      `${UNKNOWN_KEY}: the agent uses its own role`, 'pull requests 23158, 23680', { certainty: 'inferred' }],
    ['`external_id` of a database', { 'aws.external_id': ANY }, '13.0.0',
      `${UNKNOWN_KEY}: roles that ask for it cannot be assumed`, 'pull requests 23158, 23680', { certainty: 'inferred' }],
    ['`admin_user` of a database', { 'admin_user.name': ANY }, '13.1.0',
      UNKNOWN_KEY, 'changelog 13.1.0'],
    ['`admin_user` of MySQL (since 14.1.0) and MariaDB, with one protocol', { 'protocol': /^mysql$/, 'admin_user.name': ANY }, '14.1.3',
      'refuses the database', 'changelog 14.1.0 for MySQL, 14.1.3 for MariaDB'],
    ['`admin_user` of Redshift', { 'aws.redshift.cluster_id': ANY, 'admin_user.name': ANY }, '14.1.3',
      'refuses the database', 'changelog 14.1.3'],
    ['the label `teleport.dev/db-admin` of a listed database, without `admin_user`', { labels: /^teleport\.dev\/db-admin$/ }, '16.2.1',
      'shows the label, and creates no users', 'changelog 16.2.1', { without: ['admin_user'] }],
    ['`admin_user.default_database`', { 'admin_user.default_database': ANY }, '14.2.1',
      UNKNOWN_KEY, 'changelog 14.2.1'],
  ]),
];
