import { db, EXPORTS, role } from './exports';
import { print, refusal, statementsFor } from './support';

const CACHE = EXPORTS.elasticache.uri;
const READER = role('reader');
const VALUES = `roles: kube,db
proxyAddr: example.teleport.sh:443
databases:
- { name: one, protocol: redis, uri: "${CACHE}", static_labels: { env: prod } }
awsDatabases:
- { types: [rds], regions: [eu-central-1], tags: { "*": "*" } }
annotations:
  serviceAccount:
    eks.amazonaws.com/role-arn: arn:aws:iam::123456789012:role/apps/agent
`;
const AGENT_YAML = `version: v3
db_service:
  enabled: true
  databases:
  - { name: one, protocol: redis, uri: "${CACHE}", static_labels: { env: prod } }
  aws:
  - { types: [rds], regions: [eu-central-1], tags: { "*": "*" } }
`;
const agent = { as: { kind: 'role', name: 'apps/agent' }, account: '123456789012' } as const;

test('values of the chart say what the teleport.yaml says that Helm makes of them', async () => {
  expect((await print(VALUES + READER)).text).toBe((await print(AGENT_YAML + READER, agent)).text);
});

test('the annotation says whose policy it is', async () => {
  const { text, notes } = await print(VALUES + READER, { mustBeNamed: true }, 'terraform');
  expect(text).toContain('role       = "agent"');
  expect(notes).toEqual([expect.stringMatching(/^note: this is the policy of arn:aws:iam::123456789012:role\/apps\/agent, the agent's role in \S*export\.yaml:9 \(document 1\); --as names another$/)]);
});

test.each([
  ['another role', { as: { kind: 'role', name: 'other' }, account: '123456789012' }],
  ['a user', { as: { kind: 'user', name: 'other' }, account: '123456789012' }],
] as const)('unless --as names %s', async (_, asked) => {
  expect((await print(VALUES + READER, { ...asked, mustBeNamed: true }, 'terraform')).text).toContain('= "other"');
  expect((await print(VALUES + READER, asked)).notes).toEqual([]);
});

test('a role behind which databases are can be asked for', async () => {
  const behind = db('rds', { name: 'there', account: '222222222222', more: 'assume_role_arn: "arn:aws:iam::222222222222:role/access"' });
  const statements: any[] = await statementsFor(VALUES.replace(/databases:\n.*\nawsD.*\n.*\n/, 'databaseResources: [{ labels: { "*": "*" } }]\n') + behind + READER, { account: '222222222222' });
  expect(statements.map(({ Sid }) => Sid)).toContain('RDSConnect');
});

test.each(['${role_arn}', 'arn:aws:iam::1234567890:role/agent'])('a role that is none is found wrong, unless --as names one: %s', async (arn) => {
  const values = VALUES.replace('arn:aws:iam::123456789012:role/apps/agent', arn);
  expect(await refusal(values + READER)).toBe(`export.yaml:9 (document 1): the agent's role, which --as may name instead, must be role/NAME or user/NAME; got "${arn}"`);
  expect(await refusal(values + READER, agent)).toMatch(/^printed/);
});

describe('databaseResources', () => {
  const files = db('elasticache') + db('memorydb', { name: 'two', labels: 'env: test' }) + role('app', { labels: '"*": "*"' });
  const values = 'roles: [db, app]\ndatabaseResources:\n- { labels: { env: test } }\n';

  test('select the databases of the agent', async () => {
    const { text, notes } = await print(values + files);
    expect(text).toContain('memorydb:Connect');
    expect(text).not.toContain('elasticache:Connect');
    expect(notes).toEqual(['note: left out, because db_service.resources does not select them: one']);
  });

  test('may say the role that opens them', async () => {
    const through = values.replace('test } }', 'test }, aws: { assume_role_arn: "arn:aws:iam::123456789012:role/access" } }');
    expect(await statementsFor(through + files, agent)).toEqual([expect.objectContaining({ Resource: 'arn:aws:iam::123456789012:role/access' })]);
  });
});

test('teleportConfig is merged last, and its lists take the place of the chart\'s', async () => {
  const beyond = VALUES + `teleportConfig:
  db_service:
    databases:
    - { name: two, protocol: postgres, uri: "${EXPORTS.rds.uri}", aws: { rds: { resource_id: db-ABC } }, static_labels: { env: prod } }
  discovery_service: { enabled: true, aws: [{ types: [redshift], regions: [eu-west-2] }] }
`;
  const { text } = await print(beyond + READER);
  expect(text).toContain('dbuser:db-ABC/reader');
  expect(text).not.toContain('elasticache');
  expect(text).toContain('redshift:DescribeClusters');
  expect(text).toContain('eu-central-1');
});

test('values of a chart that has this one as a part', async () => {
  const part = `other: { roles: kube }\nteleport-kube-agent:\n${VALUES.replace(/^(?=.)/gm, '  ')}`;
  expect((await print(part + READER)).text).toBe((await print(VALUES + READER)).text);
});

test('what helm get values prints', async () => {
  expect((await print(`USER-SUPPLIED VALUES:\n${VALUES}${READER}`)).text).toBe((await print(VALUES + READER)).text);
});

describe('what the chart would not run', () => {
  const message = 'the chart runs a Database Service only if db is among its roles; write roles: db, or leave the databases out';

  test.each([
    ['without roles, which are kube then', VALUES.replace('roles: kube,db\n', ''), 2],
    ['with other roles', VALUES.replace('kube,db', 'kube,app'), 3],
    ['switched off by teleportConfig', `${VALUES}teleportConfig: { db_service: { enabled: false } }\n`, 3],
  ])('is refused: databases %s', async (_, values, line) => {
    expect(await refusal(values + READER)).toBe(`export.yaml:${line} (document 1): ${message}`);
  });

  test('is nothing to allow where it has no databases', async () => {
    expect(await refusal(`roles: kube\nproxyAddr: a:443\n${READER}`)).toMatch(/^nothing to allow: no file has a database in AWS/);
  });

  test('is refused: values twice, of which Helm takes one', async () => {
    expect(await refusal(`${VALUES}---\n${VALUES}${READER}`)).toBe('export.yaml:11 (document 2): are values of the chart again: of several files, Helm takes a list from the last one; '
      + 'give what helm get values RELEASE --output yaml prints');
  });
});

test('a wrong item is said with its line', async () => {
  expect(await refusal(VALUES.replace('eu-central-1', 'europe') + READER)).toBe('export.yaml:6 (document 1): must be an AWS region such as eu-west-1; got "europe"');
  expect(await refusal(VALUES.replace('name: one, ', '') + READER)).toBe('export.yaml:4 (document 1): a database must have a name');
});
