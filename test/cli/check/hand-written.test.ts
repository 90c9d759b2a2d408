import { check, found, policy } from './support';
import { db, role } from '../print/exports';

const ACCOUNT = '123456789012';
const ORDERS = db('rds', { name: 'orders' }) + role('reader', { name: 'dev' });
const LOGIN = `arn:aws:rds-db:eu-west-1:${ACCOUNT}:dbuser:db-ABCDEFGHIJKL01234/reader`;
const here = { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } };
const LISTS = { Action: ['rds:DescribeDBInstances', 'rds:DescribeDBClusters'], Resource: '*', Condition: here };
const CONNECT = { Action: 'rds-db:connect', Resource: LOGIN };
const NOTHING = { missing: [], why: [], wider: [] };
const of = (...policies: string[]) => found(ORDERS, { policies });

test('exactly what is needed', async () => {
  expect(await of(policy(LISTS, CONNECT))).toEqual(NOTHING);
  expect(await of(policy(LISTS), policy({ ...CONNECT, Action: 'RDS-DB:Connect' }))).toEqual(NOTHING);
  expect(await of(policy({ Action: 'rds:DescribeDBInstances', Resource: `arn:aws:rds:eu-west-1:${ACCOUNT}:db:*` },
    { Action: 'rds:DescribeDBClusters', Resource: `arn:aws:rds:eu-west-1:${ACCOUNT}:cluster:*` }, CONNECT))).toEqual(NOTHING);
});

test('1: rds-db:connect on everything', async () => {
  expect(await of(policy(LISTS, { Action: 'rds-db:connect', Resource: '*' }))).toEqual({ ...NOTHING, wider: ['rds-db:connect on *'] });
});

test('2: rds:Describe* in every region', async () => {
  const { missing, wider } = await check(ORDERS, { policies: [policy({ Sid: 'Read', Action: 'rds:Describe*', Resource: '*' }, CONNECT)] });
  expect({ missing, wider }).toEqual({
    missing: [],
    wider: [{
      in: 'policy1.json, statement 1 (Read)',
      actions: ['rds:Describe*'],
      resources: ['*'],
      conditions: [],
      needed: ['rds:DescribeDBInstances in eu-west-1', 'rds:DescribeDBClusters in eu-west-1'],
    }],
  });
});

test('3: sts:AssumeRole is missing, and both roles of Teleport that need it are named', async () => {
  const files = db('dynamodb', { name: 'ddb' }) + role('role/apps/reader', { name: 'dev' }) + role('role/apps/reader', { name: 'ops' });
  expect((await check(files, { policies: [policy({ Action: 'dynamodb:*', Resource: '*' })] })).missing).toEqual([{
    purpose: 'login',
    whose: [{ purpose: 'login', database: 'ddb', roles: ['dev', 'ops'] }],
    reason: 'assume the roles that are database users or that give access to another account',
    actions: ['sts:AssumeRole'],
    resources: [`arn:aws:iam::${ACCOUNT}:role/apps/reader`],
    conditions: [],
    why: ['no statement allows sts:AssumeRole'],
  }]);
});

test('4: another account, and the ID of a cluster', async () => {
  const wrong = LOGIN.replace(ACCOUNT, '999999999999');
  expect(await of(policy(LISTS, { Action: 'rds-db:connect', Resource: wrong }))).toEqual({
    missing: [`rds-db:connect on ${LOGIN}`],
    why: [`policy1.json, statement 2 allows rds-db:connect on ${wrong} alone: another account`],
    wider: [`rds-db:connect on ${wrong}`],
  });
  const cluster = LOGIN.replace('db-A', 'cluster-A');
  expect((await of(policy(LISTS, { Action: 'rds-db:connect', Resource: cluster }))).why).toEqual([
    `policy1.json, statement 2 allows rds-db:connect on ${cluster} alone: cluster-ABCDEFGHIJKL01234 is the ID of a cluster, and `
    + 'db-ABCDEFGHIJKL01234 of an instance',
  ]);
});

test('5: the name of the instance in place of its resource ID', async () => {
  const named = LOGIN.replace('db-ABCDEFGHIJKL01234', 'orders');
  expect((await of(policy(LISTS, { Action: 'rds-db:connect', Resource: named }))).why).toEqual([
    `policy1.json, statement 2 allows rds-db:connect on ${named} alone: the resource ID (db-ABCDEFGHIJKL01234) must stand there, not a name`,
  ]);
});

test('6: NotAction and NotResource', async () => {
  expect(await of(policy(LISTS, CONNECT, { NotAction: 'iam:*', Resource: '*' }))).toEqual({ ...NOTHING, wider: ['everything but iam:* on *'] });
  expect(await of(policy({ Action: ['rds-db:connect', 'rds:DescribeDBInstances', 'rds:DescribeDBClusters'], Resource: '*' },
    { Effect: 'Deny', Action: 'rds-db:connect', NotResource: LOGIN },
    { Effect: 'Deny', NotAction: 'rds-db:*', Resource: '*', Condition: { StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1'] } } })))
    .toEqual(NOTHING);
});

test('7: conditions on tags, on regions, on TLS', async () => {
  const tagged = { ...CONNECT, Condition: { StringEquals: { 'aws:ResourceTag/env': 'prod' } } };
  expect(await of(policy(LISTS, tagged))).toEqual({
    missing: [`rds-db:connect on ${LOGIN}`],
    why: ['policy1.json, statement 2 allows it only if aws:ResourceTag/env is prod, which the files do not tell of every request'],
    wider: [],
  });
  expect(await of(policy({ ...LISTS, Condition: { StringLike: { 'aws:RequestedRegion': 'eu-*' } } }, { ...CONNECT, Condition: here })))
    .toEqual({ ...NOTHING, wider: ['rds:DescribeDBInstances,rds:DescribeDBClusters on *'] });
  expect((await of(policy({ ...LISTS, Condition: { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } } }, CONNECT))).missing)
    .toEqual([`rds:DescribeDBInstances on arn:aws:rds:eu-west-1:${ACCOUNT}:db:*`, `rds:DescribeDBClusters on arn:aws:rds:eu-west-1:${ACCOUNT}:cluster:*`]);
  expect(await of(policy(LISTS, CONNECT,
    { Effect: 'Deny', Action: '*', Resource: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }))).toEqual(NOTHING);
});

test('8: redshift:GetClusterCredentials without dbname', async () => {
  const user = `arn:aws:redshift:eu-west-1:${ACCOUNT}:dbuser:warehouse/analyst`;
  const files = db('redshift', { name: 'warehouse' }) + role('analyst', { name: 'dev', names: 'sales' });
  const lists = { Action: 'redshift:DescribeClusters', Resource: '*', Condition: here };
  expect(await found(files, { policies: [policy(lists, { Action: 'redshift:GetClusterCredentials', Resource: user })] })).toEqual({
    missing: [`redshift:GetClusterCredentials on arn:aws:redshift:eu-west-1:${ACCOUNT}:dbname:warehouse/sales`],
    why: [`policy1.json, statement 2 allows redshift:GetClusterCredentials on ${user} alone: another resource`],
    wider: [],
  });
});

test('9: the key of managed passwords by its alias', async () => {
  const key = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/11111111-1111-1111-1111-111111111111`;
  const files = db('elasticache', { name: 'sessions', more: `secret_store: { key_prefix: own, kms_key_id: "${key}" }` }) + role('app', { name: 'dev' });
  const alias = { Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Resource: `arn:aws:kms:eu-west-1:${ACCOUNT}:alias/teleport` };
  const { missing } = await check(files, { policies: [policy(alias)] });
  const keys = missing.filter(({ actions }) => actions[0].startsWith('kms:'));
  expect(keys).toEqual([expect.objectContaining({
    purpose: 'rotation',
    actions: ['kms:GenerateDataKey', 'kms:Decrypt'],
    resources: [key],
    why: [`policy1.json, statement 1 allows kms:GenerateDataKey on ${alias.Resource} alone: IAM compares the ARN of the key, never that of its alias`],
  })]);
  expect([...new Set(missing.map(({ purpose }) => purpose))].sort()).toEqual(['discovery', 'login', 'rotation']);
});

test('10: an explicit deny, and a boundary', async () => {
  expect(await of(policy(LISTS, CONNECT), policy({ Effect: 'Deny', Action: 'rds-db:*', Resource: '*' }))).toEqual({
    missing: [`rds-db:connect on ${LOGIN}`], why: ['policy2.json, statement 1 denies it'], wider: [],
  });
  const wide = policy({ Action: '*', Resource: '*' });
  expect(await found(ORDERS, { policies: [wide], boundary: policy(LISTS, CONNECT) })).toEqual(NOTHING);
  expect(await found(ORDERS, { policies: [policy(LISTS, CONNECT)], boundary: policy(LISTS) })).toEqual({
    missing: [`rds-db:connect on ${LOGIN}`], why: ['the permissions boundary boundary.json does not allow it'], wider: [],
  });
});

test('what is discovered is the matcher\'s', async () => {
  const files = 'discovery_service:\n  enabled: "yes"\n  aws:\n  - { types: [rds], regions: [eu-west-1], tags: { "*": "*" } }\n';
  const { missing } = await check(files, { policies: [policy(CONNECT)], flags: { account: ACCOUNT } });
  expect(missing.map(({ purpose, whose }) => ({ purpose, whose }))[0])
    .toEqual({ purpose: 'discovery', whose: [{ purpose: 'discovery', matcher: 'export.yaml:4 (document 1)', roles: [] }] });
});

test('a login in every region is more, though a condition limits it to another one', async () => {
  const wild = { Action: 'rds-db:connect', Resource: `arn:aws:rds-db:*:${ACCOUNT}:dbuser:db-ABCDEFGHIJKL01234/reader` };
  const there = { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } };
  expect(await of(policy(LISTS, CONNECT, { ...wild, Condition: there }))).toEqual({ ...NOTHING, wider: [`rds-db:connect on ${wild.Resource}`] });
});

test('a denial of everybody else is none of whoever has the ARN', async () => {
  const agent = `arn:aws:iam::${ACCOUNT}:role/agent`;
  const guarded = policy(LISTS, CONNECT, { Effect: 'Deny', Action: '*', Resource: '*', Condition: { StringNotEquals: { 'aws:PrincipalArn': agent } } });
  expect(await found(ORDERS, { policies: [guarded], flags: { as: agent } })).toEqual(NOTHING);
  const { missing } = await found(ORDERS, { policies: [guarded], flags: { as: `arn:aws:iam::${ACCOUNT}:role/other` } });
  expect(missing).toContain(`rds-db:connect on ${LOGIN}`);
});
