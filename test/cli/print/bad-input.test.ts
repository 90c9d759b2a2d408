import { db, role } from './exports';
import { filesWith, print, refusal, refusalOf } from './support';

const READER = role('reader');
const ORDERS = db('rds', { name: 'orders' });

describe('what is not YAML, or not Teleport\'s', () => {
  test.each([
    ['broken YAML', 'kind: db\nspec: [', /^export\.yaml:2 \(document 1\): is not YAML: /],
    ['a tab', 'kind: db\n\tspec: {}', /^export\.yaml:2 \(document 1\): is not YAML: /],
    ['a key twice', 'kind: db\nkind: role', /^export\.yaml:2 \(document 1\): is not YAML: Map keys must be unique/],
    ['broken YAML in a later document', `${ORDERS}---\nkind: {`, /^export\.yaml:\d+ \(document 2\): is not YAML: /],
    ['broken JSON', '[{"kind": "db",}', /^export\.yaml:1 \(document 1\): is not YAML: /],
    ['an alias without an anchor', 'kind: *nothing', /^export\.yaml:1 \(document 1\): is not YAML: Unresolved alias/],
    ['a text', 'hello', /^export\.yaml:1 \(document 1\): must be a resource of kind db, db_server, role, discovery_config, a teleport\.yaml, or values of the chart teleport-kube-agent$/],
    ['a list of texts', '[db, role]', /^export\.yaml:1 \(document 1\): must be a resource of kind /],
    ['no kind', 'metadata: {}', /^export\.yaml:1 \(document 1\): must have a kind /],
    ['no kind, in something else', 'spec: { a: b }', /^export\.yaml:1 \(document 1\): must have a kind \(db, db_server, role, discovery_config\), or be a teleport\.yaml, or values of the chart teleport-kube-agent$/],
    ['another kind', `${ORDERS}---\nversion: v3\nkind: user`, /^export\.yaml:\d+ \(document 2\): must be one of db, db_server, role, discovery_config; got "user"; ask for these alone: tctl get db,roles$/],
    ['a name of Object', 'kind: constructor', /^export\.yaml:1 \(document 1\): must be one of db/],
  ])('%s is refused', async (_, yaml, message) => {
    expect(await refusal(yaml)).toMatch(message);
  });

  test('the line counts from the start of the file, and in JSON too', async () => {
    const yaml = await refusal(`${ORDERS}---\n# a comment\nkind: role\nversion: v7\nmetadata:\n  name: reader\nspec:\n  allow:\n    db_users:\n      a: b`);
    expect(yaml).toBe(`export.yaml:${ORDERS.split('\n').length + 8} (document 2): must be a list`);
    const json = JSON.stringify([{ kind: 'role', metadata: { name: 'a' } }, { kind: 'role', metadata: {} }], undefined, 2);
    expect(await refusal(json)).toBe('export.yaml:10 (document 2): a role must have a name');
  });

  test.each([
    ['an object', '[{"kind": "db"},\n{"kind": "role", "metadata": {"name": "a, \\"b\\": [", "x": [1, {}], "name": "b"}}]', 'export.yaml:2 (document 2): has the key "name" twice'],
    ['the document', '{"kind": "role",\n "\\u006bind": "db"}', 'export.yaml:2 (document 1): has the key "kind" twice'],
  ])('a key twice in %s of JSON is refused, because parsers differ in which one counts', async (_, json, message) => {
    expect(await refusal(json)).toBe(message);
  });

  test('a key that two objects of JSON have is no key twice', async () => {
    const json = '[{"kind": "role", "version": "v7", "metadata": {"name": "name"}}, {"kind": "role", "version": "v7", "metadata": {"name": "other"}}]';
    expect(await refusal(json)).toMatch(/^nothing to allow/);
  });

  test('a string of millions of escapes is a string', async () => {
    expect(await refusal(`[{"kind": "role", "metadata": {"name": "${'\\\\'.repeat(9_000_000)}"}}]`)).toMatch(/^nothing to allow/);
  });

  test('aliases of aliases do not fill the memory', async () => {
    const bomb = ['a: &a0 [x, x, x, x, x, x, x, x, x, x]', ...Array.from({ length: 12 }, (_, index) => `b${index}: &a${index + 1} [${Array(10).fill(`*a${index}`).join()}]`)];
    expect(await refusal(bomb.join('\n'))).toBe('export.yaml:1 (document 1): is not YAML: Excessive alias count indicates a resource exhaustion attack');
  });

  test.each([['JSON', '['.repeat(200_000)], ['YAML', 'a: ' + '['.repeat(20_000)]])('%s that is nested too deeply is refused', async (_, text) => {
    expect(await refusal(text)).toMatch(/^export\.yaml(:1)? \(document 1\): is (nested too deeply|not YAML)/);
  });

  test.each([
    ['binary', Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 0xff])],
    ['text with a zero byte', 'kind: db\0'],
    ['Latin-1', Uint8Array.from([0x6b, 0xe9])],
  ])('a file that is %s is refused', async (_, content) => {
    expect(await refusalOf(filesWith({ 'export.yaml': content }))).toBe('export.yaml: is not text in UTF-8; give what tctl get prints, or a teleport.yaml');
  });

  test('a huge file is refused before it is read', async () => {
    expect(await refusalOf(filesWith({ 'export.yaml': new Uint8Array(65 * 1024 * 1024) }))).toBe('export.yaml: has more than 64 MB; divide it');
  });

  test('a file that is not there, a folder, and a file twice are wrong use', async () => {
    const [file] = filesWith({ 'export.yaml': ORDERS });
    expect(await refusalOf([`${file}x`])).toBe('export.yamlx: there is no such file');
    expect(await refusalOf([file.replace(/\/export\.yaml$/, '')])).toMatch(/: is a folder; name the files in it$/);
    expect(await refusalOf([file, file])).toBe('export.yaml: is named twice');
  });

  test('a byte order mark, Windows\' line ends and empty documents are no harm', async () => {
    expect((await print(`\uFEFF${`---\n${ORDERS}---\n---\n${READER}---\n`.replaceAll('\n', '\r\n')}`)).notes).toEqual([]);
  });
});

describe('what Teleport would refuse or misunderstand', () => {
  test.each([
    ['a role to assume that is none', db('rds', { more: 'assume_role_arn: "arn:aws:iam::*:role/x"' }),
      /must be the ARN of a role, such as arn:aws:iam::123456789012:role\/teleport-access; got "arn:aws:iam::\*:role\/x"$/],
    ['labels that are a list', ORDERS.replace('{ env: prod }', '[env]'), /must be a map$/],
    ['a region that is a map', ORDERS.replace('region: eu-west-1', 'region: { a: b }'), /must be text$/],
    ['a label * with a value', role('reader', { labels: '"*": prod' }), /the label \* must have the value \*$/],
    ['a database without a name', ORDERS.replace('name: orders', 'name: ""'), /a database must have a name$/],
    ['a type that Teleport does not discover', 'kind: discovery_config\nspec: { aws: [{ types: [rds, dynamodb], regions: [eu-west-1] }] }',
      /^export\.yaml:2 .*must be a type that Teleport discovers in AWS, such as rds, .*; got "dynamodb"$/],
    ['every region', 'kind: discovery_config\nspec: { aws: [{ types: [rds], regions: ["*"] }] }', /must name each region, because Teleport takes \* literally/],
    ['the flat form in a discovery_config', 'kind: discovery_config\nspec: { aws: [{ types: [rds], regions: [eu-west-1], assume_role_arn: a }] }',
      /Teleport ignores it in a discovery_config; write assume_role: \{role_arn, external_id\}$/],
    ['the nested form in a teleport.yaml', 'db_service: { enabled: true, aws: [{ types: [rds], regions: [eu-west-1], assume_role: { role_arn: a } }] }',
      /Teleport does not know it in teleport\.yaml; write assume_role_arn and external_id$/],
    ['a service that is on perhaps', 'db_service: { enabled: perhaps }', /must be true or false$/],
  ])('%s is refused', async (_, yaml, message) => {
    expect(await refusal(yaml)).toMatch(message);
  });
});

describe('versions', () => {
  test.each([
    ['a role', role('reader').replace('v7', 'v99'), 'v3, v4, v5, v6, v7, v8, v9; got "v99"'],
    ['a role of before Teleport 4', role('reader').replace('v7', 'v2'), 'v3, v4, v5, v6, v7, v8, v9; got "v2"'],
    ['a database', ORDERS.replace('v3', 'v4'), 'v3; got "v4"'],
    ['what a Database Service found', 'kind: db_server\nversion: v1', 'v3; got "v1"'],
    ['a discovery_config', 'kind: discovery_config\nversion: v2', 'v1; got "v2"'],
    ['a teleport.yaml', 'version: v4\ndb_service: { enabled: true }', 'v1, v2, v3; got "v4"'],
  ])('%s has none that Teleport does not read', async (_, yaml, message) => {
    expect(await refusal(yaml)).toMatch(new RegExp(`^export\\.yaml:\\d \\(document 1\\): must be a version that Teleport reads, ${message}$`));
  });

  test.each(['v3', 'v4', 'v5', 'v6', 'v8', 'v9'])('a role of version %s counts', async (version) => {
    expect((await print(ORDERS + READER.replace('v7', version))).text).toBe((await print(ORDERS + READER)).text);
  });

  test('resources of Kubernetes have theirs in the kind', async () => {
    expect(await refusal(READER.replace('kind: role\nversion: v7', 'kind: TeleportRoleV99'))).toMatch(/must be one of db, .*; got "TeleportRoleV99"/);
  });
});

describe('the same name twice', () => {
  test('a database that several documents describe is one', async () => {
    const server = `---\nkind: db_server\nspec:\n  database:\n${ORDERS.replace('---\n', '').replace(/^/gm, '    ')}\n`;
    const { text } = await print(ORDERS + server + server + READER);
    expect(text).toBe((await print(ORDERS + READER)).text);
  });

  test('one document may say what another does not', async () => {
    const registered = ORDERS.replace('resource_id: db-ABCDEFGHIJKL01234, ', '');
    const found = `${ORDERS}status: { aws: { rds: { resource_id: db-ABCDEFGHIJKL01234 } } }\n`;
    expect((await print(registered + found + READER)).text).toBe((await print(ORDERS + READER)).text);
  });

  test.each([
    ['another resource ID', 'db-ABCDEFGHIJKL01234', 'db-OTHER', 'id'],
    ['another region', /eu-west-1/g, 'eu-central-1', 'region'],
    ['another label', 'env: prod', 'env: test', 'the label env'],
    ['another account', '123456789012', '210987654321', 'account'],
  ])('a database with %s is refused', async (_, text, other, what) => {
    expect(await refusal(ORDERS + ORDERS.replace(text, other) + READER)).toMatch(
      new RegExp(`^export\\.yaml:\\d+ \\(document 2\\): the database orders differs in ${what} from export\\.yaml:5 \\(document 1\\)$`));
  });

  test('labels that Teleport itself writes may differ between agents, and each of them selects', async () => {
    const as = (origin: string) => ORDERS.replace('env: prod', `env: prod, teleport.dev/origin: ${origin}`);
    const [listed, found] = [as('config-file'), as('cloud')];
    const by = (labels: string, rest = '') => role('reader', { labels, rest });
    for (const origin of ['config-file', 'cloud']) {
      expect(await refusal(listed + found + listed + by(`teleport.dev/origin: ${origin}`))).toMatch(/^printed/);
      expect(await refusal(listed + found + by('env: prod', `  deny: { db_labels: { teleport.dev/origin: ${origin} } }`))).toMatch(/^printed/);
    }
    expect(await refusal(listed + found + by('teleport.dev/origin: dynamic'))).toMatch(/^nothing to allow/);
    expect(await refusal(listed + found + by('env: prod', '  deny: { db_labels: { teleport.dev/origin: [config-file, cloud] } }'))).toMatch(/^nothing to allow/);
    expect(await refusal(listed + found.replace('env: prod', 'env: test') + READER)).toMatch(/differs in the label env from/);
  });

  test('the output of a command may differ between hosts', async () => {
    const [one, other] = ['low', 'high'].map((load) =>
      ORDERS.replace('  gcp: {}', `  gcp: {}\n  dynamic_labels: { load: { command: [uptime], period: 60s, result: ${load} } }`));
    expect(await refusal(one + other + READER)).toMatch(/^printed/);
  });

  test('a role of other content is refused', async () => {
    expect(await refusal(ORDERS + READER + READER)).toMatch(/^printed/);
    expect(await refusal(ORDERS + READER + role('writer'))).toMatch(/^export\.yaml:\d+ \(document 3\): the role someone differs from export\.yaml:\d+ \(document 2\)$/);
  });
});

describe('a host that contradicts the file', () => {
  test.each([
    ['region', db('rds').replace('region: eu-west-1', 'region: us-east-1'), 'the database one is in us-east-1 here, and in eu-west-1 as its host says; mend one of them'],
    ['region, which is short', db('elasticache').replace('region: eu-west-1', 'region: us-east-1'), 'the database one is in us-east-1 here, and in eu-west-1 as its host says; mend one of them'],
    ['account', db('redshift-serverless', { account: '222222222222' }), 'the database one is in 222222222222 here, and in 123456789012 as its host says; mend one of them'],
  ])('is refused: another %s', async (_, yaml, message) => {
    expect(await refusal(yaml + READER)).toBe(`export.yaml:15 (document 1): ${message}`);
  });

  test('is not believed less than --region', async () => {
    const caches = db('elasticache', { name: 'us' }).replaceAll('euw1', 'use1').replace('region: eu-west-1, ', '') + db('elasticache', { name: 'eu' }).replace('region: eu-west-1, ', '');
    const { text } = await print(caches + role('app'));
    expect(text.match(/arn:aws:elasticache:[^"]*:replicationgroup:[^"]*/g)).toEqual([
      'arn:aws:elasticache:us-east-1:123456789012:replicationgroup:sessions', 'arn:aws:elasticache:eu-west-1:123456789012:replicationgroup:sessions',
    ]);
    expect(await refusal(caches + role('app'), { region: 'us-west-2' })).toBe('--region must be left out, because the files and their hosts name '
      + 'the region of each database: us-east-1, eu-west-1; got "us-west-2"');
    const tables = db('keyspaces', { name: 'tables', labels: 'env: t' }).replaceAll(/region: eu-west-1,|\.eu-west-1/g, '')
      + role('app', { name: 'tables', labels: 'env: t' });
    expect(await refusal(caches + tables + role('app'), { region: 'us-west-2' })).toMatch(/^printed/);
    expect(await refusal('kind: discovery_config\nspec: { aws: [{ types: [rds], regions: [eu-west-1] }] }', { region: 'us-west-2', account: '123456789012' }))
      .toMatch(/^--region must be left out/);
  });

  test('of its own says nothing about either', async () => {
    expect(await refusal(ORDERS.replace('orders.abcdefghijkl.eu-west-1.rds.amazonaws.com', 'orders.us-east-1.example.com') + READER)).toMatch(/^printed/);
  });
});

describe('what the library refuses', () => {
  test('is said with the place of the database', async () => {
    expect(await refusal(ORDERS.replace('db-ABCDEFGHIJKL01234', 'orders') + READER)).toMatch(
      /^export\.yaml:5 \(document 1\): orders: 'resourceId' must be an AWS resource ID: .*; got "orders"$/);
    const behind = ORDERS.replace('region: eu-west-1', 'region: eu-west-1, assume_role_arn: "arn:aws:iam::123456789012:role/r", external_id: "a*"');
    expect(await refusal(behind + READER, { as: { kind: 'role', name: 'agent' }, account: '123456789012' })).toMatch(
      /^export\.yaml:5 \(document 1\): orders: 'externalId' must be /);
  });

  test('too many databases for one identity', async () => {
    const many = Array.from({ length: 800 }, (_, index) => db('rds', { name: `n${index}` }).replace('db-ABCDEFGHIJKL01234', `db-${String(index).padStart(20, 'A')}`));
    expect(await refusal(many.join('') + READER)).toMatch(/UnnamedAgent gets 11 managed policies, IAM attaches 10; .*set the context "(.*)"/);
    const context = new Map([['cdk-teleport-database-access:managedPoliciesPerIdentity', '11']]);
    expect(await refusal(many.join('') + READER, { context })).toMatch(/^printed/);
  });
});

describe('nothing to allow is found wrong, and the first line says what to do', () => {
  const agent = { account: '123456789012', as: { kind: 'role', name: 'agent' } } as const;
  const ACCESS = role('"{{internal.db_users}}"', { name: 'access', labels: '"*": "*"', names: '"{{internal.db_names}}"' });

  test.each([
    ['roles alone', READER, 'no file has a database in AWS, or a service that is on and looks for some; add the output of tctl get db, or of tctl get db_server'],
    ['databases alone', ORDERS, 'no file has roles, which say who opens the databases; add the output of tctl get roles'],
    ['the preset role access', ORDERS + ACCESS, 'the roles take internal.db_users, internal.db_names from the traits of users, which no file has; '
      + 'say whom they may be: --trait internal.db_users=VALUE,... --trait internal.db_names=VALUE,...'],
    ['a role with other labels', ORDERS + role('reader', { labels: 'env: test' }), 'no role opens one of the databases; '
      + 'compare db_labels, db_users and db_names of the roles with the labels of the databases'],
    ['an agent that takes other databases', `${ORDERS}${READER}---\ndb_service: { enabled: true, resources: [{ labels: { env: test } }] }\n`,
      'db_service.resources selects none of the databases; compare its labels with theirs'],
    ['an integration', '---\nkind: discovery_config\nspec: { aws: [{ types: [rds], regions: [eu-west-1], integration: a }] }\n',
      'what is looked for needs no permission of an agent; add the output of tctl get db,roles for the databases that it opens'],
    ['another account', db('rds', { account: '222222222222' }) + READER, 'what roles open is not in 123456789012; give the account of the agent: --account 222222222222'],
    ['users that the type cannot have', ORDERS + role('"a b"'), 'the roles of Teleport name no user that the databases have; add db_users that the notes do not leave out'],
  ])('%s', async (_, yaml, advice) => {
    expect((await refusal(yaml, agent)).split('\n')[0]).toBe(`nothing to allow: ${advice}`);
  });

  test('until the traits are said', async () => {
    const traits = new Map([['internal.db_users', ['reader']]]);
    expect((await refusal(ORDERS + ACCESS, { ...agent, traits })).split('\n')[0]).toBe('nothing to allow: the roles take internal.db_names from the traits of users, '
      + 'which no file has; say whom they may be: --trait internal.db_names=VALUE,...');
    expect(await refusal(ORDERS + ACCESS, { ...agent, traits: new Map([...traits, ['internal.db_names', ['*']]]) })).toMatch(/^printed/);
  });
});

test.each([
  ['region: eu-west-1', 'region: europe', 'must be an AWS region such as eu-west-1; got "europe"'],
  ['region: eu-west-1', 'region: "*"', 'must be an AWS region such as eu-west-1; got "*"'],
  ['account_id: "123456789012"', 'account_id: 12345678901', 'must be an account of 12 digits; got "12345678901"'],
  ['account_id: "123456789012"', 'account_id: "*"', 'must be an account of 12 digits; got "*"'],
])('a database has no %s but %s', async (right, wrong, message) => {
  expect(await refusal(ORDERS.replace(right, wrong) + READER)).toBe(`export.yaml:15 (document 1): ${message}`);
});

test('a matcher has no region that AWS cannot have', async () => {
  expect(await refusal('kind: discovery_config\nmetadata: { name: a }\nspec:\n  aws:\n  - types: [rds]\n    regions: [eu-west-1, "eu-*"]\n')).toBe(
    'export.yaml:6 (document 1): must be an AWS region such as eu-west-1; got "eu-*"');
});
