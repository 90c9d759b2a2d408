import { db, role } from './exports';
import { print, refusal, statementsFor } from './support';
import { within } from '../../support/expected';

const config = (aws: string) => `---
kind: discovery_config
version: v1
metadata: { name: all }
spec:
  discovery_group: aws
  aws:
  - ${aws}
`;
const YAML = (rest: string) => `---
version: v3
teleport: { proxy_server: "example.teleport.sh:443" }
${rest}
`;
const asked = { account: '123456789012' };
const list = (Sid: string, Action: string, ...regions: string[]) => ({ Sid, Effect: 'Allow', Action, Resource: '*', Condition: within(...regions) });
const RDS = [
  list('RDSDescribeInstances', 'rds:DescribeDBInstances', 'eu-west-1'),
  list('RDSDescribeClusters', 'rds:DescribeDBClusters', 'eu-west-1'),
];

test.each([
  ['a discovery_config', config('{ types: [rds], regions: [eu-west-1], tags: { env: [prod] } }')],
  ['the Discovery Service of a teleport.yaml', YAML('discovery_service: { enabled: "yes", aws: [{ types: [rds], regions: [eu-west-1] }] }')],
  ['the Database Service of a teleport.yaml', YAML('db_service: { enabled: on, aws: [{ types: rds, regions: eu-west-1 }] }')],
])('%s says what is discovered', async (_, file) => {
  expect(await statementsFor(file, asked)).toEqual(RDS);
});

test('a service that is off discovers nothing', async () => {
  expect(await refusal(YAML('db_service: { aws: [{ types: [rds], regions: [eu-west-1] }] }'), asked)).toMatch(/^nothing to allow: no file has a database in AWS, or a service that is on/);
});

test('each region has the types that are discovered there', async () => {
  const file = config('{ types: [rds], regions: [eu-west-1, eu-central-1] }') + config('{ types: [docdb], regions: [us-east-1] }');
  const documents = (await print(file, asked)).text.split(/(?<=^}\n)/m).map((text) => JSON.parse(text).Statement);
  expect(documents).toEqual([
    [
      list('RDSDescribeInstances', 'rds:DescribeDBInstances', 'eu-west-1', 'eu-central-1'),
      list('RDSDescribeClusters', 'rds:DescribeDBClusters', 'eu-west-1', 'eu-central-1'),
    ],
    [list('RDSDescribeClusters', 'rds:DescribeDBClusters', 'us-east-1')],
  ]);
});

test('behind a role, the agent assumes it and the role discovers', async () => {
  const nested = config('{ types: [rds], regions: [eu-west-1], assume_role: { role_arn: "arn:aws:iam::222222222222:role/access", external_id: org-1 } }');
  const flat = YAML('db_service: { enabled: yes, aws: [{ types: [rds], regions: [eu-west-1], assume_role_arn: "arn:aws:iam::222222222222:role/access", external_id: org-1 }] }');
  for (const file of [nested, flat]) {
    expect(await statementsFor(file, asked)).toEqual([{
      Sid: 'AssumeRoles',
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Resource: 'arn:aws:iam::222222222222:role/access',
      Condition: { StringEquals: { 'sts:ExternalId': 'org-1' } },
    }]);
    expect(await statementsFor(file, { as: { kind: 'role', name: 'access' } })).toEqual(RDS);
  }
});

test('what an integration discovers is not the agent\'s', async () => {
  const file = config('{ types: [rds], regions: [eu-west-1], integration: aws-prod }') + config('{ types: [rds], regions: [eu-west-1] }');
  expect(await statementsFor(file, asked)).toEqual(RDS);
  expect((await print(file, asked)).notes).toEqual([
    'note: left out, because the integration aws-prod discovers with its own role: rds in eu-west-1',
  ]);
});

test('types that are no databases are named, and left out', async () => {
  const file = config('{ types: [ec2, rds], regions: [eu-west-1] }');
  expect(await statementsFor(file, asked)).toEqual(RDS);
  expect((await print(file, asked)).notes).toEqual(['note: left out, because they are no databases: ec2']);
});

describe('db_service.resources', () => {
  const selecting = (labels: string, aws = '') => YAML(`db_service: { enabled: true, resources: [{ labels: { ${labels} }${aws} }] }`);
  const files = db('rds', { name: 'orders', labels: 'env: prod' })
    + db('redshift', { name: 'warehouse', labels: 'env: test' }) + role('reader', { labels: '"*": "*"' });

  test('selects the databases of the agent', async () => {
    const { text, notes } = await print(files + selecting('env: test'));
    expect(text).not.toContain('rds-db:connect');
    expect(notes).toEqual(['note: left out, because db_service.resources does not select them: orders']);
    expect((await print(files + selecting('"*": "*"'))).notes).toEqual([]);
  });

  test('may say the role that opens them', async () => {
    const through = selecting('env: prod', ', aws: { assume_role_arn: "arn:aws:iam::123456789012:role/access", external_id: org-1 }');
    expect(await statementsFor(files + through, { ...asked, as: { kind: 'role', name: 'agent' } })).toEqual([{
      Sid: 'AssumeRoles',
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Resource: 'arn:aws:iam::123456789012:role/access',
      Condition: { StringEquals: { 'sts:ExternalId': 'org-1' } },
    }]);
  });

  test('does not hide what the same file lists', async () => {
    const listed = YAML(`db_service:
  enabled: true
  resources: [{ labels: { env: none } }]
  databases:
  - { name: warehouse, protocol: postgres, uri: "warehouse.abc.eu-west-1.redshift.amazonaws.com:5439", static_labels: { env: prod } }`);
    expect((await print(listed + role('reader'), asked)).text).toContain('dbuser:warehouse/reader');
  });
});
