import { db, EXPORTS, role, Type } from './exports';
import { print, refusal, statementsFor } from './support';
import { DATABASES } from '../../support/databases';

const READER = role('reader');

/** A database as `db_service.databases` lists it: Teleport finds out the rest. */
function listed(type: Type, more = ''): string {
  const { protocol, uri } = EXPORTS[type];
  const address = ['dynamodb', 'keyspaces'].includes(type) ? '' : `uri: "${uri}", `;
  return `---
version: v3
teleport: {}
db_service:
  enabled: yes
  databases:
  - { name: one, protocol: ${protocol}, ${address}static_labels: { env: prod }, aws: { ${more} } }
`;
}

const answers = { account: '123456789012' };

test.each(DATABASES.filter(({ type }) => !['rds', 'aurora', 'rds-proxy'].includes(type)))('the endpoint of $title tells its name', async ({ type, registered }) => {
  const where = /dynamodb|keyspaces|mongodb-atlas/.test(type) ? 'region: eu-west-1' : '';
  const account = /dynamodb|keyspaces|mongodb-atlas/.test(type) ? ', account_id: "123456789012"' : '';
  const statements = await statementsFor(listed(type as Type, where + account) + role(EXPORTS[type as Type].users, { names: 'sales' }), answers);
  expect(statements).toEqual(registered.map((statement) => ({ Effect: 'Allow', ...statement })));
});

test.each(['rds', 'aurora', 'rds-proxy'] as const)('the resource ID of %s is asked for by name', async (type) => {
  const files = listed(type) + READER;
  expect(await refusal(files, answers)).toBe('database one: no file has the resource ID that IAM knows it by (the output of tctl get db_server may); '
    + 'give it with --resource-id one=db-..., cluster-... or prx-...');
  expect(await statementsFor(files, { ...answers, ids: new Map([['one', 'cluster-ABC']]) })).toContainEqual({
    Sid: 'RDSConnect', Effect: 'Allow', Action: 'rds-db:connect', Resource: 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:cluster-ABC/reader',
  });
});

test('everything that is not known is asked for at once', async () => {
  const files = db('rds', { name: 'a', aws: 'rds: { instance_id: a }' }) + db('dynamodb', { name: 'b' }) + role('"*"');
  expect((await refusal(files)).split('\n').map((line) => line.slice(0, 12))).toEqual(['database a: ', 'database b: ', 'note: role s']);
});

test('a Database Service found out what the registration does not say', async () => {
  const server = `---
kind: db_server
metadata: { name: one }
spec:
  host_id: 11111111-1111-1111-1111-111111111111
  database:
    kind: db
    metadata: { name: one, labels: { env: prod } }
    spec: { protocol: postgres, uri: "${EXPORTS.rds.uri}", aws: { rds: {}, secret_store: {} } }
    status:
      aws: { account_id: "123456789012", region: eu-west-1, rds: { instance_id: orders, resource_id: db-ABCDEFGHIJKL01234 } }
`;
  expect((await print(server + READER)).text).toBe((await print(db('rds') + READER)).text);
  expect((await print(server + listed('rds') + READER)).text).toBe((await print(db('rds') + READER)).text);
});

test.each([
  ['postgres', 'orders.abcdefghijkl.rds.cn-north-1.amazonaws.com.cn:5432', 'aws-cn:rds-db:cn-north-1'],
  ['postgres', 'orders.abcdefghijkl.us-gov-west-1.rds.amazonaws.com:5432', 'aws-us-gov:rds-db:us-gov-west-1'],
])('the endpoint of %s at %s tells the region', async (_, uri, arn) => {
  const files = listed('rds').replace(EXPORTS.rds.uri, uri) + READER;
  expect(JSON.stringify(await statementsFor(files, { ...answers, ids: new Map([['one', 'db-ABC']]) }))).toContain(`arn:${arn}:123456789012:dbuser:db-ABC/reader`);
});

test('databases outside AWS need nothing', async () => {
  const others = ['db.internal:5432', 'orders.postgres.database.azure.com:5432', 'fakeamazonaws.com:5432', 'x.rds.amazonaws.com.evil.org:5432']
    .map((uri, index) => `---\nkind: db\nmetadata: { name: other-${index}, labels: { env: prod } }\nspec: { protocol: postgres, uri: "${uri}", aws: { rds: {} } }\n`);
  expect((await print(others.join('') + db('rds') + READER)).text).toBe((await print(db('rds') + READER)).text);
});

test('of RDS for Oracle, Teleport reads the metadata and logs in with Kerberos', async () => {
  const oracle = db('rds').replace('protocol: postgres', 'protocol: oracle');
  expect(await statementsFor(oracle + READER)).toEqual([
    { Sid: 'RDSDescribeInstances', Effect: 'Allow', Action: 'rds:DescribeDBInstances', Resource: '*', Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } } },
  ]);
});

describe('users whose passwords Teleport manages', () => {
  const secrets = (prefix: string, service = 'elasticache') =>
    `arn:aws:secretsmanager:eu-west-1:123456789012:secret:${prefix}/${service}/eu-west-1/123456789012/user/*`;
  const bySid = async (files: string) =>
    Object.fromEntries((await statementsFor(files)).map((statement: any) => [statement.Sid, statement.Resource]));

  test('are in the store that the database names, under its key', async () => {
    const store = 'secret_store: { key_prefix: teleport-prod/, kms_key_id: 11111111-1111-1111-1111-111111111111 }';
    const statements = await bySid(db('elasticache', { more: store }) + role('app'));
    expect(statements.ManagedUserSecrets).toBe(secrets('teleport-prod'));
    expect(statements.ManagedUserSecretKeys).toBe('arn:aws:kms:eu-west-1:123456789012:key/11111111-1111-1111-1111-111111111111');
    expect(statements.ElastiCacheConnect).toEqual([
      'arn:aws:elasticache:eu-west-1:123456789012:replicationgroup:sessions', 'arn:aws:elasticache:eu-west-1:123456789012:user:app',
    ]);
  });

  test('are not logged in with IAM, if a Database Service knows them', async () => {
    const statements = await bySid(db('elasticache', { rest: 'status: { managed_users: [app] }' }) + role('app'));
    expect(statements.ManagedUserSecrets).toBe(secrets('teleport'));
    expect(statements.ElastiCacheManageUsers).toBe('arn:aws:elasticache:eu-west-1:123456789012:user:*');
    expect(Object.keys(statements)).not.toContain('ElastiCacheConnect');
  });

  test('have a store for each type, and no other', async () => {
    const files = db('elasticache', { name: 'a', more: 'secret_store: { key_prefix: one }' })
      + db('memorydb', { name: 'b', more: 'secret_store: { key_prefix: two }' }) + role('app');
    const { text } = await print(files);
    expect(text.match(/arn:aws:secretsmanager:[^"]+/g)).toEqual([secrets('one'), secrets('two', 'memorydb')]);
  });

  test('a key that is an alias is refused', async () => {
    expect(await refusal(db('elasticache', { more: 'secret_store: { kms_key_id: alias/teleport }' }) + role('app'))).toMatch(
      /^export\.yaml:5 \(document 1\): one: 'encryptionKey' must be a key, because IAM does not resolve aliases in policies/);
  });

  test('nothing says that users are managed: none are', async () => {
    expect(Object.keys(await bySid(db('elasticache') + role('app')))).toEqual([
      'ElastiCacheDescribeReplicationGroups', 'ElastiCacheDescribeUsers', 'ElastiCacheConnect',
    ]);
  });
});
