import { db, role } from './exports';
import { print, refusal, statementsFor } from './support';

const PG = db('rds', { name: 'pg' });
const DDB = db('dynamodb', { name: 'ddb' });
const users = (answers: { readonly [database: string]: readonly string[] }) => ({ users: new Map(Object.entries(answers)) });

/** The roles that a policy assumes and the users of PostgreSQL that it logs in as. */
async function allowed(files: string, options: Parameters<typeof print>[1] = {}): Promise<string[]> {
  const statements: any[] = await statementsFor(files, options);
  return statements.filter(({ Action }) => /connect|AssumeRole/.test(Action)).flatMap(({ Resource }) => Resource)
    .map((arn: string) => arn.replace(/^.*dbuser:[^/]*\//, '').replace(/^arn:aws:iam::123456789012:/, ''));
}

describe('users named by a pattern', () => {
  const created = db('rds', { name: 'manual', admin: 'name: teleport-admin' }) + role('', { rest: '  options: { create_db_user_mode: keep }' });

  test('are allowed by it', async () => {
    expect(await allowed(created, users({ manual: ['*@example.com'] }))).toEqual(['teleport-admin', '*@example.com']);
    expect(await allowed(created, users({ manual: ['svc-*', 'alice'] }))).toEqual(['teleport-admin', 'svc-*', 'alice']);
    expect(await allowed(created, users({ '*': ['tp-*'] }))).toEqual(['teleport-admin', 'tp-*']);
    expect((await print(created, users({ manual: ['*@example.com'] }))).notes).toEqual([]);
  });

  test('are allowed by it in place of a *', async () => {
    expect(await allowed(PG + role('"*"'), users({ pg: ['app-*', 'reader'] }))).toEqual(['app-*', 'reader']);
    const { text } = await print(db('elasticache', { name: 'cache' }) + role('"*"'), users({ cache: ['app-*'] }));
    expect(text).toContain('arn:aws:elasticache:eu-west-1:123456789012:user:app-*');
  });

  test('may be more than a role denies, which is said', async () => {
    const denying = role('"*"', { rest: '  deny: { db_users: [app-admin, other] }' });
    expect((await print(PG + denying, users({ pg: ['app-*'] }))).notes).toEqual(['note: role someone allows app-* of db_users but app-admin, '
      + 'which IAM cannot express: the policy allows them too, and Teleport denies them']);
    expect((await print(PG + denying, users({ pg: ['svc-*'] }))).notes).toEqual([]);
  });

  test('are not allowed by a pattern of a role, which Teleport takes literally', async () => {
    expect(await allowed(PG + role('"*", "re*"'), users({ pg: ['reader'] }))).toEqual(['reader']);
  });

  test.each([
    [PG, { pg: ['two words'] }, '"two words" for pg, and rds has no users of such names'],
    [PG, { pg: ['a?'] }, '"a?" for pg, and rds has no users of such names'],
    [PG, { pg: ['role/reader'] }, '"role/reader" for pg, and rds has no users of such names'],
    [PG, { '*': ['two words'] }, '"two words" for all databases, and rds has no users of such names'],
    [DDB, { ddb: ['*'] }, '"*" for ddb, and its users are roles, each of which must be named (role/NAME)'],
    [DDB, { ddb: ['role/app-*'] }, '"role/app-*" for ddb, and its users are roles, each of which must be named (role/NAME)'],
    [DDB, { ddb: ['arn:aws:iam::222222222222:role/reader'] }, '"arn:aws:iam::222222222222:role/reader" for ddb, and its users are roles of its account, 123456789012'],
  ])('that the type cannot have is wrong use', async (database, answer, message) => {
    const error = await print(database + role('"*"'), users(answer)).catch((one: Error) => one);
    expect(error).toMatchObject({ message: `--database-users names ${message}`, exitCode: 2 });
  });
});

describe('names that are users of one database and would be roles of another', () => {
  const FILES = PG + DDB + role('admin, reader');
  const question = 'database ddb: role someone opens it as admin, reader, which would be roles of AWS, and opens pg too, which has users of such names; '
    + 'name the roles with --database-users ddb=role/NAME,... (nothing after the = for none)';

  test('are asked about', async () => {
    expect(await refusal(FILES)).toBe(question);
  });

  test('are asked about, where the other database is not in AWS or is told by traits', async () => {
    const own = '---\nkind: db\nmetadata: { name: pg, labels: { env: prod } }\nspec: { protocol: postgres, uri: "db.internal:5432" }\n';
    expect(await refusal(own + DDB + role('admin, reader'))).toContain(question);
    const traits = new Map([['internal.db_users', ['admin', 'reader']]]);
    expect(await refusal(PG + DDB + role('"{{internal.db_users}}"'), { traits })).toBe(question);
  });

  test.each<[{ [name: string]: string[] }, string[], string[]]>([
    [{ ddb: ['role/reader'] }, ['role/reader', 'admin', 'reader'], []],
    [{ ddb: [] }, ['admin', 'reader'], ['note: left out, because no role opens them: ddb']],
    [{ ddb: ['role/other'] }, ['role/other', 'admin', 'reader'],
      ['note: --database-users names role/other for ddb, and db_users of no role does, so Teleport lets nobody log in as that']],
    [{ '*': ['reader'] }, ['role/reader', 'admin', 'reader'],
      ['note: --database-users names reader for ddb, whose users are roles: the policy assumes roles of these names']],
    [{ '*': ['reader'], 'ddb': ['role/admin'] }, ['role/admin', 'admin', 'reader'],
      ['note: --database-users * changes nothing, because no role opens a database as * or creates its users']],
  ])('are answered by %j', async (answer, logins, notes) => {
    expect((await allowed(FILES, users(answer))).sort()).toEqual([...logins].sort());
    expect((await print(FILES, users(answer))).notes).toEqual(notes);
  });

  test.each([
    ['the role names roles', PG + DDB + role('admin, role/reader, apps/writer').replace('admin, ', '"pg:admin", '), ['role/reader', 'role/apps/writer']],
    ['the role opens the other database by other labels', db('rds', { name: 'pg', labels: 'env: test' }) + DDB + role('reader'), ['role/reader']],
    ['another role opens the other database', db('rds', { name: 'pg', labels: 'env: test' }) + DDB + role('reader') + role('admin', { name: 'b', labels: 'env: test' }),
      ['role/reader', 'admin']],
    ['the other database is denied', db('rds', { name: 'pg', labels: 'env: prod, tier: x' }) + DDB + role('reader', { rest: '  deny: { db_labels: { tier: x } }' }), ['role/reader']],
    ['there is no other database', DDB + role('reader'), ['role/reader']],
  ])('are no question where %s', async (_, files, logins) => {
    expect((await allowed(files)).sort()).toEqual([...logins].sort());
  });
});

describe('an answer for all databases', () => {
  test('is in place of each *', async () => {
    const files = PG + db('memorydb', { name: 'cache' }) + DDB + role('"*"');
    const { text, notes } = await print(files, users({ '*': ['reader', 'role/Ddb', 'under_score'] }));
    expect(text.match(/(?<=")arn:[^"]*(?:user|role)[:/][^"]*/g)).toEqual([
      'arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-ABCDEFGHIJKL01234/reader',
      'arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-ABCDEFGHIJKL01234/under_score',
      'arn:aws:memorydb:eu-west-1:123456789012:user/reader',
      'arn:aws:iam::123456789012:role/reader',
      'arn:aws:iam::123456789012:role/Ddb',
      'arn:aws:iam::123456789012:role/under_score',
    ]);
    expect(notes).toEqual(['note: --database-users names reader, under_score for ddb, whose users are roles: the policy assumes roles of these names']);
  });

  test('that no role can have leaves the question', async () => {
    expect(await refusal(PG + DDB + role('"*"'), users({ '*': ['*@example.com'] }))).toMatch(/^database ddb: its users are roles of AWS/);
  });

  test('yields to one of a database', async () => {
    expect((await allowed(PG + db('rds', { name: 'other' }).replace('L01234', 'L05678') + role('"*"'), users({ '*': ['reader'], 'pg': ['admin'] })))).toEqual(['admin', 'reader']);
  });

  test('names no resource ID', async () => {
    expect(await refusal(PG + role('reader'), { ids: new Map([['*', 'db-ABC']]) })).toBe('--resource-id names "*", and no file has such a database of AWS');
  });
});

describe('of many databases', () => {
  const tables = (count: number) => Array.from({ length: count }, (_, index) => db('dynamodb', { name: `t${index}` })).join('');

  test('the first questions are asked, and the rest is counted', async () => {
    const lines = (await refusal(tables(60) + role('"*"'))).split('\n');
    expect(lines).toHaveLength(51);
    expect(lines[50]).toBe('and 10 more questions; --database-users \'*=...\' names users of all databases');
  });

  test('a question of several roles is asked once', async () => {
    const question = await refusal(PG + DDB + role('admin') + role('reader', { name: 'other' }));
    expect(question.match(/^database ddb: /gm)).toHaveLength(1);
  });

  test('one note names them', async () => {
    expect((await print(tables(12) + role('"*"'), users({ '*': ['reader'] }))).notes).toEqual([
      'note: --database-users names reader for t0, t1, t2, t3, t4, t5, t6, t7, t8, t9 and 2 more, whose users are roles: the policy assumes roles of these names',
    ]);
  });
});

describe('users of MySQL that Teleport creates', () => {
  const created = db('aurora', { name: 'orders', admin: 'name: teleport-admin' }) + role('', { rest: '  options: { create_db_user_mode: keep }' });
  const note = 'note: users of MySQL with names of more than 32 characters are created as tp-<hash>; if there are some, add tp-* for orders';

  test.each([
    [['*@example-corporation.com'], [note]],
    [['a'.repeat(33)], [note]],
    [['a'.repeat(32), 'bob'], []],
    [['*@example-corporation.com', 'tp-*'], []],
    [['*'], []],
  ])('have a short name where theirs is long: %j', async (answer, notes) => {
    expect((await print(created, users({ orders: answer }))).notes).toEqual(notes);
  });

  test('and those of PostgreSQL have not', async () => {
    expect((await print(created.replace('protocol: mysql', 'protocol: postgres'), users({ orders: ['*@example.com'] }))).notes).toEqual([]);
  });
});
