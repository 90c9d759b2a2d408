import { check, policy } from './support';
import { db, role } from '../print/exports';

const READER = 'arn:aws:iam::123456789012:role/apps/reader';
const ATLAS = db('mongodb-atlas', { name: 'cluster0' }) + role('role/apps/reader', { name: 'dev' });
const assume = (...Resource: string[]) => ({ Action: 'sts:AssumeRole', Resource });

test('MongoDB Atlas needs the role that is the database user, and nothing else', async () => {
  expect(await check(ATLAS, { policies: [policy(assume(READER))] }))
    .toEqual({ missing: [], wider: [], databases: 1, policies: ['policy1.json'] });
});

test('who cannot log in, if it is another role', async () => {
  const { missing, wider } = await check(ATLAS, { policies: [policy(assume(`${READER}s`))] });
  expect(missing).toEqual([{
    purpose: 'login',
    whose: [{ purpose: 'login', database: 'cluster0', roles: ['dev'] }],
    reason: 'assume the roles that are database users or that give access to another account',
    actions: ['sts:AssumeRole'],
    resources: [READER],
    conditions: [],
    why: [`policy1.json, statement 1 allows sts:AssumeRole on ${READER}s alone: another resource`],
  }]);
  expect(wider.map(({ actions, resources }) => [...actions, ...resources])).toEqual([['sts:AssumeRole', `${READER}s`]]);
});

test('every role of the account is wider', async () => {
  const every = 'arn:aws:iam::123456789012:role/*';
  const { missing, wider } = await check(ATLAS, { policies: [policy(assume(every))] });
  expect([missing, wider.map(({ actions, resources, needed }) => ({ actions, resources, needed }))])
    .toEqual([[], [{ actions: ['sts:AssumeRole'], resources: [every], needed: [`sts:AssumeRole on ${READER}`] }]]);
});

test('a list of another type is not needed', async () => {
  const lists = { Action: 'rds:DescribeDBInstances', Resource: '*' };
  const { missing, wider } = await check(ATLAS, { policies: [policy(assume(READER), lists)] });
  expect([missing, wider.map(({ actions }) => actions)]).toEqual([[], [['rds:DescribeDBInstances']]]);
});

test('the same for a database of another account, whose users are roles', async () => {
  const there = db('dynamodb', { name: 'table', account: '210987654321' }) + db('rds', { name: 'orders', labels: 'env: test' })
    + role('role/apps/reader', { name: 'dev' }) + role('reader', { name: 'ops', labels: 'env: test' });
  const { missing } = await check(there, { policies: [policy({ Action: 'rds-db:connect', Resource: '*' })], flags: { account: '123456789012' } });
  expect(missing.filter(({ actions }) => actions.includes('sts:AssumeRole')).map(({ resources, whose }) => ({ resources, whose }))).toEqual([{
    resources: ['arn:aws:iam::210987654321:role/apps/reader'],
    whose: [{ purpose: 'login', database: 'table', roles: ['dev'] }],
  }]);
});
