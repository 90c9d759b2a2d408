import { db, role } from './exports';
import { print, refusal, statementsFor } from './support';

const ACCESS = 'assume_role_arn: "arn:aws:iam::222222222222:role/teleport/access", external_id: org-1';
const HERE = db('rds', { name: 'here' });
const THERE = db('rds', { name: 'there', account: '222222222222', more: ACCESS });
const ELSEWHERE = db('rds', { name: 'elsewhere', account: '333333333333' });
const READER = role('reader');

const assuming = {
  Sid: 'AssumeRoles',
  Effect: 'Allow',
  Action: 'sts:AssumeRole',
  Resource: 'arn:aws:iam::222222222222:role/teleport/access',
  Condition: { StringEquals: { 'sts:ExternalId': 'org-1' } },
};
const login = (account: string) => ({
  Sid: 'RDSConnect',
  Effect: 'Allow',
  Action: 'rds-db:connect',
  Resource: `arn:aws:rds-db:eu-west-1:${account}:dbuser:db-ABCDEFGHIJKL01234/reader`,
});
const logins = async (...args: Parameters<typeof statementsFor>) => (await statementsFor(...args)).filter((statement: any) => !statement.Action.startsWith('rds:'));

describe('databases behind a role', () => {
  test('the agent may assume the role, once for all of them, and is told how to print the role\'s own policy', async () => {
    const files = HERE + THERE + db('redshift', { name: 'too', account: '222222222222', more: ACCESS }) + READER;
    expect(await logins(files)).toEqual([assuming, login('123456789012')]);
    expect((await print(files)).notes).toEqual(['note: what is behind arn:aws:iam::222222222222:role/teleport/access needs a policy of its own: '
      + 'print ... --as role/teleport/access --account 222222222222']);
  });

  test.each([
    ['the name of the role', { as: { kind: 'role', name: 'teleport/access' } }],
    ['its account', { account: '222222222222' }],
    ['both', { as: { kind: 'role', name: 'teleport/access' }, account: '222222222222' }],
  ] as const)('the role has what is behind it: asked for by %s', async (_, asked) => {
    expect(await logins(HERE + THERE + READER, asked)).toEqual([login('222222222222')]);
    expect((await print(HERE + THERE + READER, asked)).notes.filter((note) => !note.startsWith('note: this is'))).toEqual(['note: left out, because they are not behind this role: here']);
  });

  test('it is said whose policy an account alone means', async () => {
    expect((await print(THERE + READER, { account: '222222222222' })).notes).toEqual([
      'note: this is the policy of arn:aws:iam::222222222222:role/teleport/access, which the agent assumes; '
      + 'for the policy of an agent in that account, add --as',
    ]);
  });

  test('an agent whose databases are all behind roles needs no account in the files', async () => {
    expect(await refusal(THERE + READER)).toBe('no file says the account of the agent; give it with --account');
    expect(await statementsFor(THERE + READER, { account: '111111111111' })).toEqual([assuming]);
  });

  test('several roles in the account asked for are named', async () => {
    const other = db('rds', { name: 'other', account: '222222222222', more: 'assume_role_arn: "arn:aws:iam::222222222222:role/other"' });
    expect(await refusal(THERE + other + READER, { account: '222222222222' })).toBe('several roles are assumed; say which one: '
      + '--as role/teleport/access --account 222222222222 or --as role/other --account 222222222222');
  });

  test('a database user that is a role is assumed by the role, without the external id, which Teleport sends once', async () => {
    const tables = db('dynamodb', { name: 'tables', account: '222222222222', more: `${ACCESS}, session_tags: { team: orders }` });
    const files = tables + role('role/reader');
    expect(await statementsFor(files, { account: '111111111111' })).toEqual([
      assuming,
      expect.objectContaining({ Sid: 'TagSessions', Resource: assuming.Resource }),
    ]);
    expect(await statementsFor(files, { account: '222222222222' })).toEqual([
      { Sid: 'AssumeRoles', Effect: 'Allow', Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::222222222222:role/reader' },
      expect.objectContaining({ Sid: 'TagSessions', Resource: 'arn:aws:iam::222222222222:role/reader' }),
    ]);
  });
});

describe('databases of several accounts', () => {
  test('the account is asked for', async () => {
    expect(await refusal(HERE + ELSEWHERE + READER)).toBe(
      'the files have databases of several accounts; say which one: --account 123456789012 or --account 333333333333');
  });

  test('those of other accounts are left out, and it is said how to print them', async () => {
    const asked = { account: '333333333333' };
    expect(await logins(HERE + ELSEWHERE + READER, asked)).toEqual([login('333333333333')]);
    expect((await print(HERE + ELSEWHERE + READER, asked)).notes).toEqual([
      'note: left out, because they are in another account and no role is assumed for them: here; '
      + 'an agent there needs them: print ... --account 123456789012',
    ]);
  });
});

test('an external id without a role to assume is for database users that are roles', async () => {
  expect(await statementsFor(db('dynamodb', { more: 'external_id: org-1' }) + role('role/reader'))).toEqual([{
    Sid: 'AssumeRoles',
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Resource: 'arn:aws:iam::123456789012:role/reader',
    Condition: { StringEquals: { 'sts:ExternalId': 'org-1' } },
  }]);
});

test.each([
  ['cn-north-1', 'aws-cn'],
  ['us-gov-west-1', 'aws-us-gov'],
  ['eusc-de-east-1', 'aws-eusc'],
])('the region %s tells the partition', async (region, partition) => {
  const text = (db('rds') + READER).replaceAll('eu-west-1', region);
  expect(await logins(text)).toEqual([{ ...login('123456789012'), Resource: `arn:${partition}:rds-db:${region}:123456789012:dbuser:db-ABCDEFGHIJKL01234/reader` }]);
});

test('the partition and the region of what names none can be given', async () => {
  const tables = (db('dynamodb') + role('role/reader')).replace('region: eu-west-1', 'region: ""').replace('aws://dynamodb.eu-west-1.amazonaws.com', '""');
  expect(await refusal(tables)).toBe('database one: no file says its region; give it with --region, for all databases that name none');
  expect(await statementsFor(tables, { region: 'cn-north-1' })).toEqual([expect.objectContaining({ Resource: 'arn:aws-cn:iam::123456789012:role/reader' })]);
});

test('the partition is that of the regions, or one whose usual region is known', async () => {
  expect(await refusal(db('rds') + READER, { partition: 'aws-cn' })).toBe('the partition must be aws, where eu-west-1 is; got "aws-cn"');
  const config = '---\nkind: discovery_config\nmetadata: { name: a }\nspec:\n  aws:\n  - types: [rds]\n    regions: [eu-west-1]\n'
    + '    assume_role: { role_arn: "arn:aws:iam::222222222222:role/there" }\n';
  expect(await refusal(config, { account: '123456789012', partition: 'aws-iso' })).toBe(
    'the partition must be one of aws, aws-cn, aws-us-gov; got "aws-iso"; give --region for another\n'
    + 'note: what is behind arn:aws:iam::222222222222:role/there needs a policy of its own: print ... --as role/there --account 222222222222');
});
