import { db, role } from './exports';
import { print, refusal, statementsFor } from './support';

const ORDERS = db('rds', { name: 'orders' });
const LOGIN = 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-ABCDEFGHIJKL01234';

/** The database users of the one database that a policy lets Teleport log in as. */
async function usersIn(files: string, options: Parameters<typeof print>[1] = {}): Promise<string[]> {
  const statements: any[] = await statementsFor(files, options);
  const { Resource } = statements.find(({ Action }) => Action === 'rds-db:connect');
  return [Resource].flat().map((arn: string) => arn.slice(LOGIN.length + 1));
}

/** A second database, so that there is something to print in any case. */
const OTHER = db('redshift', { name: 'other', labels: 'team: other' }) + role('analyst', { name: 'other', labels: 'team: other' });
const isOpened = async (files: string) => (await print(files + OTHER)).text.includes('rds-db:connect');

describe('labels', () => {
  test.each([
    ['a value', 'env: prod'],
    ['one of several values', 'env: [test, prod]'],
    ['several labels', 'env: prod, team: [orders]'],
    ['every database', '"*": "*"'],
    ['any value', 'env: "*"'],
    ['a pattern', 'env: "p*d"'],
    ['a regular expression', 'env: "^(prod|test)$"'],
    ['a regular expression with a group that is not captured', 'env: "^(?:pr.d)$"'],
  ])('%s selects', async (_, labels) => {
    const orders = db('rds', { name: 'orders', labels: 'env: prod, team: orders' });
    expect(await isOpened(orders + role('reader', { labels }))).toBe(true);
  });

  test.each([
    ['another value', 'env: test'],
    ['a label that it lacks', 'env: prod, tier: "*"'],
    ['no label', ''],
    ['a pattern of another', 'env: "prod-*"'],
    ['what a pattern would match if a dot were any character', 'env: "pr.d*"'],
    ['a regular expression that needs more', 'env: "^prod.$"'],
  ])('%s does not', async (_, labels) => {
    const orders = db('rds', { name: 'orders', labels: 'env: prod, team: orders' });
    const { text, notes } = await print(orders + role('reader', { labels }) + OTHER);
    expect(text).not.toContain('rds-db:connect');
    expect(notes).toContain('note: left out, because no role opens them: orders');
  });

  test('a role of version 3 without labels opens everything, and one of version 4 nothing', async () => {
    const old = role('reader', { labels: '' }).replace('v7', 'v3');
    expect(await isOpened(ORDERS + old)).toBe(true);
    expect(await isOpened(ORDERS + old.replace('v3', 'v4'))).toBe(false);
  });

  test('the value of a label that a command gave selects', async () => {
    const dynamic = ORDERS.replace('  gcp: {}', '  gcp: {}\n  dynamic_labels: { load: { command: [uptime], period: 60s, result: low } }');
    expect(await isOpened(dynamic + role('reader', { labels: 'load: low' }))).toBe(true);
    expect(await isOpened(dynamic + role('reader', { labels: 'load: high' }))).toBe(false);
  });

  test.each(['^(?i)prod$', '^[[:alpha:]]+$', '^\\\\pL+$', '^(prod$', '^(?P<a>prod)$'])('the expression %s is refused, because only Teleport evaluates it', async (expression) => {
    expect(await refusal(ORDERS + role('reader', { labels: `env: "${expression}"` }))).toMatch(
      /^export\.yaml:\d+ \(document 2\): role someone selects labels by .*, which only Teleport evaluates; write it without what only regular expressions of Go have$/);
  });

  test('an expression that takes for ever is refused', async () => {
    const orders = db('rds', { name: 'orders', labels: `env: ${'a'.repeat(40)}` });
    expect(await refusal(orders + role('reader', { labels: 'env: "^(a+)+b$"' }))).toMatch(/which only Teleport evaluates/);
  });
});

describe('labels that would take for ever', () => {
  const orders = (value: string) => db('rds', { name: 'orders', labels: `env: ${value}` });

  test('are decided at once, however many * they have', async () => {
    expect(await isOpened(orders('a'.repeat(2000)) + role('reader', { labels: `env: "${'*a'.repeat(25)}*b"` }))).toBe(false);
    expect(await isOpened(orders('a'.repeat(2000) + 'b') + role('reader', { labels: `env: "${'*a'.repeat(25)}*b"` }))).toBe(true);
  });

  test.each([
    ['ab*', 'abc', true],
    ['*bc', 'abc', true],
    ['a*c', 'abbc', true],
    ['a*c', 'ac', true],
    ['ab*bc', 'abc', false],
    ['a*b*c', 'abc', true],
    ['a*b*c', 'acb', false],
    ['**', 'abc', true],
    ['a**c', 'abc', true],
    ['*b*b*', 'abc', false],
  ])('%s matches %s: %s', async (pattern, value, matches) => {
    expect(await isOpened(orders(value) + role('reader', { labels: `env: "${pattern}"` }))).toBe(matches);
  });

  test('are refused when many values are slow', async () => {
    const many = Array.from({ length: 60 }, (_, index) => db('rds', { name: `n${index}`, labels: `env: ${'a'.repeat(22)}${String.fromCodePoint(0x3b1 + index)}` }));
    const start = performance.now();
    expect(await refusal(many.join('') + role('reader', { labels: 'env: "^(a|a|aa)+$"' }))).toMatch(/which only Teleport evaluates/);
    expect(performance.now() - start).toBeLessThan(15_000);
  });
});

describe('users', () => {
  test('all roles together say who may log in', async () => {
    expect(await usersIn(ORDERS + role('reader, writer') + role('admin', { name: 'admin' }) + role('nobody', { name: 'no', labels: 'env: test' })))
      .toEqual(['reader', 'writer', 'admin']);
  });

  test('a role denies for its own holders only', async () => {
    const denying = role('reader, admin', { name: 'denying', rest: '  deny: { db_users: [admin] }' });
    expect(await usersIn(ORDERS + denying)).toEqual(['reader']);
    expect(await usersIn(ORDERS + denying + role('admin'))).toEqual(['reader', 'admin']);
  });

  test.each([
    ['the labels of the database', 'db_labels: { env: prod }'],
    ['every user', 'db_users: ["*"]'],
    ['every database name', 'db_names: ["*"]'],
  ])('a role that denies %s opens nothing', async (_, deny) => {
    expect(await isOpened(ORDERS + role('reader', { rest: `  deny: { ${deny} }` }))).toBe(false);
  });

  test('every user is the word of the role', async () => {
    expect(await usersIn(ORDERS + role('"*", reader'))).toEqual(['*']);
    expect(await usersIn(ORDERS + role('"*"'), { users: new Map([['orders', ['reader']]]) })).toEqual(['reader']);
  });

  test('every user is said to be every user, once for a role', async () => {
    expect((await print(ORDERS + db('rds', { name: 'other' }) + role('"*"'))).notes).toEqual([
      'note: role someone allows every database user, and so does the policy; --database-users \'*=USER,...\' names them for all databases',
    ]);
  });

  test('every user but some is more than IAM can say, and is said', async () => {
    const files = ORDERS + role('"*"', { rest: '  deny: { db_users: [admin] }' });
    expect(await usersIn(files)).toEqual(['*']);
    expect((await print(files)).notes).toEqual(['note: role someone allows every one of db_users but admin, which IAM cannot express: '
      + 'the policy allows them too, and Teleport denies them']);
  });

  test.each(['reader-*', 'two words', 'a/b', 'a?'])('the user %s, which Teleport takes literally and IAM would not, is left out', async (user) => {
    const files = ORDERS + role(`reader, "${user}"`);
    expect(await usersIn(files)).toEqual(['reader']);
    expect((await print(files)).notes).toEqual([`note: database user "${user}" is left out for rds, which has no users of such names`]);
  });

  test('the users of Redshift keep to the names that their role opens', async () => {
    const warehouse = db('redshift', { name: 'warehouse' });
    expect(await statementsFor(warehouse + role('analyst', { names: 'sales' }) + role('admin', { name: 'admin', names: 'hr' }))).toEqual([
      expect.objectContaining({ Action: 'redshift:DescribeClusters' }),
      {
        Sid: 'RedshiftConnectAsDBUser',
        Effect: 'Allow',
        Action: 'redshift:GetClusterCredentials',
        Resource: ['arn:aws:redshift:eu-west-1:123456789012:dbuser:warehouse/analyst', 'arn:aws:redshift:eu-west-1:123456789012:dbname:warehouse/sales'],
        Condition: { StringLike: { 'redshift:DbName': 'sales' } },
      },
      {
        Sid: 'RedshiftConnectAsDBUser2',
        Effect: 'Allow',
        Action: 'redshift:GetClusterCredentials',
        Resource: ['arn:aws:redshift:eu-west-1:123456789012:dbuser:warehouse/admin', 'arn:aws:redshift:eu-west-1:123456789012:dbname:warehouse/hr'],
        Condition: { StringLike: { 'redshift:DbName': 'hr' } },
      },
    ]);
  });

  test('without database names, PostgreSQL is closed, and MySQL and SQL Server are open', async () => {
    const nameless = role('reader', { names: '' });
    expect(await isOpened(ORDERS + nameless)).toBe(false);
    expect(await isOpened(db('aurora') + nameless)).toBe(true);
    expect(await isOpened(db('rds-proxy') + nameless)).toBe(false);
    expect(await isOpened(db('rds-proxy').replace('protocol: postgres', 'protocol: sqlserver') + nameless)).toBe(true);
  });

  test('every role of AWS as a database user is asked for by name', async () => {
    const files = db('dynamodb', { name: 'tables' }) + role('"*"');
    expect(await refusal(files)).toBe('database tables: its users are roles of AWS, and a role of Teleport allows every one; '
      + 'name them with --database-users tables=role/NAME,... (nothing after the = for none)');
    expect(await statementsFor(files, { users: new Map([['tables', ['role/apps/reader']]]) })).toEqual([
      { Sid: 'AssumeRoles', Effect: 'Allow', Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::123456789012:role/apps/reader' },
    ]);
  });

  test('a denied role of AWS is denied by its short name too', async () => {
    const files = db('dynamodb') + role('role/reader, role/admin', { rest: '  deny: { db_users: ["arn:aws:iam::123456789012:role/admin"] }' });
    expect(await statementsFor(files)).toEqual([expect.objectContaining({ Resource: 'arn:aws:iam::123456789012:role/reader' })]);
  });
});

describe('users that Teleport creates', () => {
  const managed = db('rds', { name: 'orders', admin: 'name: teleport-admin' });
  const creating = role('', { rest: '  options: { create_db_user_mode: keep }' });

  test('are asked for by name', async () => {
    expect(await refusal(managed + creating)).toBe('database orders: role someone creates its users, named after the users of Teleport; '
      + 'name them with --database-users orders=USER,... (* matches any characters)');
    expect(await usersIn(managed + creating, { users: new Map([['orders', ['alice', 'bob']]]) })).toEqual(['teleport-admin', 'alice', 'bob']);
  });

  test.each(['2', '3', 'best_effort_drop', '"keep"'])('mode %s creates them', async (mode) => {
    expect(await refusal(managed + creating.replace('keep', mode))).toMatch(/creates its users/);
  });

  test.each(['create_db_user_mode: off', 'create_db_user_mode: "off"', 'create_db_user_mode: 1', 'create_db_user: false'])('%s does not', async (option) => {
    expect(await usersIn(managed + role('reader', { rest: `  options: { ${option} }` }))).toEqual(['reader']);
  });

  test('the old option creates them', async () => {
    expect(await refusal(managed + role('', { rest: '  options: { create_db_user: true }' }))).toMatch(/creates its users/);
  });

  test('a database without an admin user has its own users', async () => {
    expect(await usersIn(ORDERS + role('reader', { rest: '  options: { create_db_user_mode: keep }' }))).toEqual(['reader']);
  });
});

describe('what only Teleport knows', () => {
  test('the traits of users are left out, and named', async () => {
    const files = ORDERS + role('reader, "{{internal.db_users}}"');
    expect(await usersIn(files)).toEqual(['reader']);
    expect((await print(files)).notes).toEqual(['note: role someone: {{internal.db_users}} is left out, because the traits of users are in no file; '
      + '--trait internal.db_users=VALUE,... says their values']);
  });

  test('the user may say them', async () => {
    const traits = new Map([['internal.db_users', ['alice', 'bob']], ['external.team', ['prod']]]);
    expect(await usersIn(ORDERS + role('"app-{{internal.db_users}}"'), { traits })).toEqual(['app-alice', 'app-bob']);
    expect(await usersIn(ORDERS + role('reader', { labels: 'env: \'{{external["team"]}}\'' }), { traits })).toEqual(['reader']);
  });

  test('functions of traits are left out', async () => {
    const files = ORDERS + role('reader, "{{email.local(external.email)}}"');
    expect((await print(files)).notes).toEqual(['note: role someone: {{email.local(external.email)}} is left out, because only Teleport computes it']);
  });

  test('a role with a predicate is left out', async () => {
    const predicate = role('writer', { name: 'predicate', rest: '  deny: { db_labels_expression: \'contains(user.spec.traits["x"], "y")\' }' });
    const files = ORDERS + role('reader') + predicate;
    expect(await usersIn(files)).toEqual(['reader']);
    expect((await print(files)).notes).toEqual([
      'note: role predicate is left out, because only Teleport evaluates its db_labels_expression; db_labels can be read',
    ]);
  });
});

describe('what the user says and what changes nothing', () => {
  const REGISTERED = ORDERS + role('reader');

  test('is named: a trait of no role', async () => {
    const traits = new Map([['internal.db_user', ['alice']], ['internal.db_users', ['bob']]]);
    expect((await print(ORDERS + role('"{{internal.db_users}}"'), { traits })).notes).toEqual([
      'note: --trait internal.db_user changes nothing, because no role has it',
    ]);
  });

  test('is named: users of a database that no role opens as *', async () => {
    expect((await print(REGISTERED, { users: new Map([['orders', ['writer']]]) })).notes).toEqual([
      'note: --database-users orders changes nothing, because no role opens orders as * or creates its users',
    ]);
  });

  test('is not what is in place of a *', async () => {
    expect((await print(ORDERS + role('"*"'), { users: new Map([['orders', ['writer']]]) })).notes).toEqual([]);
  });
});
