import { checkVersion } from '../../src/private/configuration/versions/check-version';
import { FEATURES } from '../../src/private/configuration/versions/features';

const ACCOUNT = { aws_account: '123456789012', aws_arn: 'arn:aws:sts::123456789012:assumed-role/agent/*' };
const token = (spec: object, metadata: object = {}) => ({ kind: 'token', metadata: { name: 'a', ...metadata }, spec: { allow: [ACCOUNT], ...spec } });
const finds = (matcher: object) => ({ discovery_service: { enabled: true, aws: [matcher] } });
const config = (matcher: object) => ({ kind: 'discovery_config', metadata: { name: 'a' }, spec: { aws: [matcher] } });
const db = (spec: object, name = 'orders') => ({ kind: 'db', metadata: { name }, spec: { protocol: 'postgres', ...spec } });
const lists = (database: object) => ({ db_service: { enabled: true, databases: [{ name: 'orders', protocol: 'postgres', ...database }] } });
const role = (spec: object, version = 'v6') => ({ kind: 'role', version, metadata: { name: 'a' }, spec });
const admin = { admin_user: { name: 'teleport' } };
const opened = { db_service: { resources: [{ labels: { 'region': ['eu-west-1'], 'vpc-id': ['vpc-0abc'] } }] } };

/** A document that has a feature and none that is newer, the last releases without it, and the nearest document that has it not. */
const DOCUMENTS: { readonly [title: string]: readonly [document: object, before: readonly string[], near: object] } = {
  '`aws_organization_id` of a join token': [
    token({ allow: [{ aws_organization_id: 'o-abcdef1234' }] }), ['18.6.99', '17.7.26', '18.7.0-rc.1'], token({}),
  ],
  '`integration` of a join token': [token({ integration: 'aws' }), ['18.6.99'], token({ join_method: 'iam' })],
  'a join token without `expires`': [token({}), ['12.9.9'], token({}, { expires: '2030-01-01T00:00:00Z' })],
  '`join_method: iam` of a join token': [token({ join_method: 'iam' }, { expires: '2030' }), ['8.2.9'], token({ join_method: 'token' }, { expires: '2030' })],
  'the kind `discovery_config`': [config({ types: ['rds'] }), ['14.1.2'], { kind: 'db', metadata: { name: 'a' }, spec: {} }],
  '`poll_interval` of `discovery_service`': [{ discovery_service: { poll_interval: '300s' } }, ['14.2.9'], { discovery_service: {} }],
  '`discovery_group` of `discovery_service`': [{ discovery_service: { discovery_group: 'a' } }, ['12.2.3'], { discovery_service: {} }],
  'the regions `il-central-1`, `ca-west-1`, `mx-central-1`, `ap-southeast-5`, `eusc-de-east-1`': [
    finds({ types: ['rds'], regions: ['eu-west-1', 'mx-central-1'] }), ['13.3.9', '12.9.9', '14.0.0-rc.1'], finds({ types: ['rds'], regions: ['eu-central-2'] }),
  ],
  'the regions `ap-east-2`, `ap-southeast-6`, `ap-southeast-7`': [
    finds({ types: ['rds'], regions: ['ap-southeast-7'] }), ['13.3.9', '14.0.0-rc.1'], finds({ types: ['rds'], regions: ['ap-southeast-2'] }),
  ],
  '`vpc` with a Discovery Service that finds RDS or Aurora': [
    { ...finds({ types: ['memorydb', 'rds'] }), ...opened }, ['14.2.9'], { ...finds({ types: ['memorydb', 'rdsproxy'] }), ...opened },
  ],
  'the matcher type `elasticache-serverless`': [finds({ types: ['elasticache-serverless'] }), ['18.2.1', '17.9.9'], finds({ types: ['elasticache'] })],
  'the matcher type `docdb`': [{ db_service: { aws: [{ types: ['rds', 'docdb'] }] } }, ['16.1.9'], finds({ types: ['rds'] })],
  'the matcher type `opensearch`': [finds({ types: ['opensearch'] }), ['13.1.1'], finds({ types: ['redshift'] })],
  'the matcher type `redshift-serverless`': [{ teleportConfig: finds({ types: ['redshift-serverless'] }) }, ['12.0.0'], finds({ types: ['redshift'] })],
  'the matcher type `rdsproxy`': [finds({ types: ['rdsproxy'] }), ['11.0.2'], finds({ types: ['rds'] })],
  'the matcher type `elasticache`': [finds({ types: ['elasticache'] }), ['9.9.9'], finds({ types: ['redshift'] })],
  'the matcher type `memorydb`': [finds({ types: ['memorydb'] }), ['9.9.9'], finds({ types: ['redshift'] })],
  '`external_id` without a role in a matcher of `docdb`': [
    finds({ types: ['docdb'], external_id: 'a' }), [], finds({ types: ['docdb'], external_id: 'a', assume_role_arn: 'arn:aws:iam::123456789012:role/a' }),
  ],
  '`external_id` without a role in a matcher of `opensearch`': [
    config({ types: ['opensearch'], assume_role: { external_id: 'a' } }), ['14.2.9'],
    config({ types: ['opensearch'], assume_role: { external_id: 'a', role_arn: 'arn:aws:iam::123456789012:role/a' } }),
  ],
  '`external_id` without a role in a matcher of `redshift-serverless`': [
    finds({ types: ['redshift-serverless'], external_id: 'a' }), ['12.9.9'], finds({ types: ['redshift-serverless'] }),
  ],
  '`assume_role_arn` of a matcher': [finds({ types: ['rds'], assume_role_arn: 'arn:aws:iam::123456789012:role/a' }), ['12.9.9'], finds({ types: ['rds'] })],
  '`integration` of a matcher in a `discovery_config`': [config({ types: ['rds'], integration: 'aws' }), ['14.2.9'], config({ types: ['rds'] })],
  '`session_tags` of a database': [lists({ aws: { session_tags: { a: 'b' } } }), ['14.2.9'], lists({ aws: { region: 'eu-west-1' } })],
  '`elasticache_serverless` of a database': [db({ aws: { elasticache_serverless: { cache_name: 'a' } } }), ['18.2.1'], db({ aws: { elasticache: { user_group_ids: ['a'] } } })],
  'IAM logins to DocumentDB, `docdb` of a database': [db({ aws: { docdb: { cluster_id: 'a' } } }), ['16.1.9'], db({})],
  'IAM logins to MongoDB Atlas': [db({ mongo_atlas: { name: 'a' } }), ['13.1.0'], db({})],
  'IAM logins to MemoryDB': [
    db({ aws: { memorydb: { cluster_name: 'a' } } }), ['14.1.4'], db({ aws: { memorydb: { cluster_name: 'a' }, secret_store: { key_prefix: 'teleport' } } }),
  ],
  'IAM logins to ElastiCache': [
    db({ aws: { elasticache: { replication_group_id: 'a' } } }), ['13.0.3'],
    db({ aws: { elasticache: { replication_group_id: 'a' }, secret_store: { key_prefix: 'teleport' } } }),
  ],
  '`redshift_serverless` of a database': [db({ aws: { redshift_serverless: { workgroup_name: 'a' } } }), ['12.0.0'], db({ aws: { redshift: { cluster_id: 'a' } } })],
  'databases of the protocol `cassandra` in AWS': [db({ protocol: 'cassandra', aws: { region: 'eu-west-1' } }), ['10.9.9'], db({ protocol: 'cassandra' })],
  '`tls.trust_system_cert_pool` of a database, which `with()` can add': [
    db({ tls: { trust_system_cert_pool: true } }), ['15.4.5', '16.0.2', '14.9.9'], db({ tls: { mode: 'verify-ca' } }),
  ],
  'databases of the protocol `dynamodb`': [db({ protocol: 'dynamodb' }), ['12.0.0'], db({})],
  'databases of the protocol `opensearch`': [db({ protocol: 'opensearch' }), ['12.9.9'], db({})],
  'SQL Server behind an RDS Proxy': [db({ protocol: 'sqlserver' }), ['13.9.9'], db({ protocol: 'mysql' })],
  'names of databases with capitals or more than 63 characters': [db({}, 'a'.repeat(64)), ['13.2.1'], db({}, 'a'.repeat(63))],
  '`assume_role_arn` of a database': [lists({ aws: { assume_role_arn: 'arn:aws:iam::123456789012:role/a' } }), ['12.9.9'], lists({})],
  '`external_id` of a database': [db({ aws: { external_id: 'a' } }), ['12.9.9'], db({ aws: { region: 'eu-west-1' } })],
  '`admin_user` of a database': [db(admin), ['13.0.9'], db({})],
  '`admin_user` of MySQL (since 14.1.0) and MariaDB, with one protocol': [db({ protocol: 'mysql', ...admin }), ['14.1.2'], db(admin)],
  '`admin_user` of Redshift': [db({ aws: { redshift: { cluster_id: 'a' } }, ...admin }), ['14.1.2'], db(admin)],
  'the label `teleport.dev/db-admin` of a listed database, without `admin_user`': [
    lists({ static_labels: { 'env': 'prod', 'teleport.dev/db-admin': 'a' } }), ['16.2.0', '15.4.99'], lists({ static_labels: { 'teleport.dev/db-admin': 'a' }, ...admin }),
  ],
  '`admin_user.default_database`': [db({ admin_user: { name: 'a', default_database: 'b' } }), ['14.2.0'], db(admin)],
  '`create_db_user_mode: keep` of a role': [role({ options: { create_db_user_mode: 'keep' } }), ['14.1.0'], role({ options: { create_db_user_mode: 'off' } })],
  '`db_permissions` of a role, which `with()` can add': [
    role({ allow: { db_permissions: [{ permissions: ['SELECT'] }] } }), ['15.1.2'], role({ allow: { db_names: ['*'] } }),
  ],
  '`version: v7` of a role': [role({}, 'v7'), ['13.9.9'], role({})],
  'the kind `integration` with `sub_kind: aws-oidc`': [{ kind: 'integration', sub_kind: 'aws-oidc', spec: {} }, ['13.9.9'], role({})],
};

test('every row of the table has a document', () => {
  expect(FEATURES.map(({ title }) => title).sort()).toEqual(Object.keys(DOCUMENTS).sort());
});

describe.each(FEATURES)('$title', ({ title, since, older }) => {
  const [document, before, near] = DOCUMENTS[title];

  test('is refused before, with what an older Teleport does', () => {
    for (const version of before) {
      expect(() => checkVersion(version, document)).toThrow(new RegExp(`must be ${since.join(' or ')} or later for ${escaped(title)}, because an older Teleport ${escaped(older)}; got`));
      expect(() => checkVersion(version, near)).not.toThrow(title);
    }
  });

  test('is written since', () => {
    for (const version of [...since, '19.0.0']) {
      expect(() => checkVersion(version, document)).not.toThrow();
    }
  });
});

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
