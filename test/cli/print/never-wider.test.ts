import { db, role } from './exports';
import { print, refusal } from './support';
import { agreed, identity } from '../../../cli/print/options';

const ORDERS = db('rds', { name: 'orders' });
const WAREHOUSE = db('redshift', { name: 'warehouse' });
const LOGIN = 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-ABCDEFGHIJKL01234';
const CLUSTER = 'arn:aws:redshift:eu-west-1:123456789012';

/** On what a policy lets Teleport log in, and what is said of it. */
async function logins(files: string, options: Parameters<typeof print>[1] = {}) {
  const { text, notes } = await print(files, options);
  const statements: { Action: string; Resource: string | string[] }[] = JSON.parse(text).Statement;
  const on = statements.filter(({ Action }) => ['rds-db:connect', 'redshift:GetClusterCredentials'].includes(Action)).flatMap(({ Resource }) => Resource);
  return { on, notes };
}

describe('a * among other characters, which Teleport takes literally and IAM would not', () => {
  test('is in no name of a database', async () => {
    expect(await logins(WAREHOUSE + role('analyst', { names: 'sales, "sal*", "x?"' }))).toEqual({
      on: [`${CLUSTER}:dbuser:warehouse/analyst`, `${CLUSTER}:dbname:warehouse/sales`],
      notes: [
        'note: database name "sal*" is left out for redshift, which has no databases of such names',
        'note: database name "x?" is left out for redshift, which has no databases of such names',
      ],
    });
  });

  test('alone opens no cluster', async () => {
    expect(await logins(WAREHOUSE + ORDERS + role('analyst', { names: '"sal*"' }))).toEqual({
      on: [`${LOGIN}/analyst`],
      notes: [
        'note: database name "sal*" is left out for redshift, which has no databases of such names',
        'note: database warehouse is left out, because roles allow no login that the type redshift has',
      ],
    });
  });
});

describe('what a role denies', () => {
  test('is denied too among the users that are named instead of *', async () => {
    const files = ORDERS + role('"*"', { rest: '  deny: { db_users: [admin] }' });
    expect(await logins(files, { users: new Map([['orders', ['admin', 'reader']]]) })).toEqual({ on: [`${LOGIN}/reader`], notes: [] });
    expect((await logins(files)).notes).toEqual([
      'note: role someone allows every one of db_users but admin, which IAM cannot express: the policy allows them too, and Teleport denies them',
    ]);
  });

  test('may be merged from an anchor', async () => {
    const files = `${ORDERS.replace('spec:', 'common: &common { db_users: [admin] }\nspec:')}`;
    const denying = role('reader, admin', { rest: '  deny: { <<: *common }' }).replace('spec:', 'common: &common { db_users: [admin] }\nspec:');
    expect(await logins(files + denying)).toEqual({ on: [`${LOGIN}/reader`], notes: [] });
  });

  test.each([
    ['db_users: ["{{external.blocked}}"]', '{{external.blocked}}'],
    ['db_labels: { tier: "{{external.blocked}}" }', '{{external.blocked}}'],
    ['db_labels: { "{{external.blocked}}": secret }', '{{external.blocked}}'],
  ])('%s is said not to be counted, because the trait is unknown', async (denied, value) => {
    const files = db('rds', { name: 'orders', labels: 'env: prod, tier: secret' }) + role('reader', { rest: `  deny: { ${denied} }` });
    expect(await logins(files)).toEqual({
      on: [`${LOGIN}/reader`],
      notes: [`note: role someone: ${value} is left out, because the traits of users are in no file; --trait external.blocked=VALUE,... `
        + 'says their values, so the policy may allow what Teleport denies'],
    });
  });

  test('by a label that a trait names is denied where the trait is known', async () => {
    const files = db('rds', { name: 'orders', labels: 'env: prod, tier: secret' }) + role('reader', { rest: '  deny: { db_labels: { "{{external.key}}": secret } }' });
    expect(await refusal(files, { account: '123456789012', traits: new Map([['external.key', ['tier']]]) })).toBe(
      'nothing to allow: no role opens one of the databases; compare db_labels, db_users and db_names of the roles with the labels of the '
      + 'databases\nnote: left out, because no role opens them: orders');
  });

  test('by the output of a command is said not to be counted', async () => {
    const files = ORDERS.replace('  gcp: {}', '  gcp: {}\n  dynamic_labels: { zone: { command: [zone] } }') + role('reader', { rest: '  deny: { db_labels: { zone: x } }' });
    expect(await logins(files)).toEqual({
      on: [`${LOGIN}/reader`],
      notes: ['note: role someone denies by zone, whose value for orders no file has, so the policy may allow what Teleport denies'],
    });
  });
});

test.each(['^[]a]$', '^[^]a]$'])('the expression %s means something else in Go and is refused', async (expression) => {
  expect(await refusal(ORDERS + role('reader', { labels: `env: "${expression}"` }))).toContain(`selects labels by ${expression}, which only Teleport evaluates`);
});

test('the ARN after --as says account and partition, and other options must not say others', () => {
  const { account, partition } = identity('arn:aws-cn:iam::123456789012:role/agents/a') ?? {};
  expect([account, partition]).toEqual(['123456789012', 'aws-cn']);
  expect(agreed('--account', undefined, '123456789012')).toBe('123456789012');
  expect(() => agreed('--account', '111111111111', '123456789012')).toThrow(
    '--account must be 123456789012, which the ARN after --as has; got "111111111111"; leave one of them out');
});

describe('nothing is dropped in silence', () => {
  const BOTH = ORDERS + role('role/reader') + WAREHOUSE.replace('env: prod', 'team: sales') + role('analyst', { name: 'other', labels: 'team: sales' });

  test('a database whose type has no user that a role allows is named', async () => {
    expect(await logins(BOTH)).toEqual({
      on: [`${CLUSTER}:dbuser:warehouse/analyst`, `${CLUSTER}:dbname:warehouse/*`],
      notes: ['note: database orders is left out, because roles allow no login that the type rds has'],
    });
  });

  test.each([
    [{ ids: new Map([['order', 'db-ABC']]) }, '--resource-id names "order", and no file has such a database of AWS'],
    [{ users: new Map([['order', ['reader']]]) }, '--database-users names "order", and no file has such a database of AWS'],
    [{ ids: new Map([['orders', 'db-ABC']]) }, '--resource-id says that orders is db-ABC, and export.yaml:5 (document 1) says db-ABCDEFGHIJKL01234; '
      + 'leave the option out, or mend the file'],
  ])('an option about another database is refused', async (options, message) => {
    expect(await refusal(ORDERS + role('reader'), options)).toBe(message);
  });

  test('a database that is not in AWS is named', async () => {
    const own = '---\nkind: db\nmetadata: { name: own, labels: { env: prod } }\nspec: { protocol: postgres, uri: "db.internal:5432" }\n';
    const note = 'note: left out, because they are not in AWS, as far as the files say: own';
    expect(await logins(ORDERS + own + own + role('reader'))).toEqual({ on: [`${LOGIN}/reader`], notes: [note] });
    expect(await refusal(own + role('reader'))).toBe('nothing to allow: no file has a database in AWS, or a service that is on and looks for some; '
      + `add the output of tctl get db, or of tctl get db_server\n${note}`);
  });

  test('what was noted stands beside the question', async () => {
    const unknown = db('rds', { name: 'orders', aws: 'rds: { instance_id: orders }' }) + role('reader, "re*"');
    expect(await refusal(unknown + db('rds', { name: 'closed', labels: 'env: test' }))).toBe([
      'database orders: no file has the resource ID that IAM knows it by (the output of tctl get db_server may); '
        + 'give it with --resource-id orders=db-..., cluster-... or prx-...',
      'note: left out, because no role opens them: closed',
      'note: database user "re*" is left out for rds, which has no users of such names',
    ].join('\n'));
  });

  test('names that would steer a terminal are shown, and not obeyed', async () => {
    expect((await logins(ORDERS + role('reader') + role('reader', { name: '"\\u001b[31mred"', rest: '  deny: { db_labels_expression: x }' }))).notes).toEqual([
      'note: role \\u001b[31mred is left out, because only Teleport evaluates its db_labels_expression; db_labels can be read',
    ]);
  });
});

test('a key that is named by its ID alone is one of each region', async () => {
  const cache = (name: string, region: string) => db('elasticache', { name, more: 'secret_store: { kms_key_id: mrk-0123 }' })
    .replaceAll('eu-west-1', region).replace('replication_group_id: sessions', `replication_group_id: ${name}`).replace('.euw1.', '.');
  const { text } = await print(cache('one', 'eu-west-1') + cache('two', 'eu-central-1') + role('app'));
  expect(text.match(/arn:aws:kms:[^"]*/g)).toEqual([
    'arn:aws:kms:eu-west-1:123456789012:key/mrk-0123', 'arn:aws:kms:eu-central-1:123456789012:key/mrk-0123',
  ]);
});

test('servers and clusters of Kubernetes may be discovered in every region', async () => {
  const config = '---\nkind: discovery_config\nmetadata: { name: all }\nspec: { aws: [{ types: [ec2], regions: ["*"] }] }\n';
  expect((await logins(ORDERS + role('reader') + config)).notes).toEqual(['note: left out, because they are no databases: ec2']);
});
