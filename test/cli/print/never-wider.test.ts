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
      notes: ['note: database name "sal*" is left out for redshift, which has no databases of such names'],
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
      'nothing to allow\nnote: left out, because no role opens them: orders');
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
