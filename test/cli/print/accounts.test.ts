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

  test.each([
    { kind: 'role', name: 'agent' }, { kind: 'user', name: 'agent' }, { kind: 'user', name: 'team/agent' },
  ] as const)('those of other accounts are left out for the $kind $name, too', async (as) => {
    expect(await logins(HERE + ELSEWHERE + READER, { account: '333333333333', as })).toEqual([login('333333333333')]);
    expect(await logins(HERE + ELSEWHERE + READER, { as: { ...as, account: '123456789012' } })).toEqual([login('123456789012')]);
    expect(await logins(HERE + THERE + READER, { as })).toEqual([assuming, login('123456789012')]);
    expect(await refusal(HERE + ELSEWHERE + READER, { as })).toMatch(/^the files have databases of several accounts; say which one/);
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

describe('users that are roles of another account', () => {
  const remote = (type: Parameters<typeof db>[0], more = 'external_id: ext-1', name = 'remote') =>
    db(type, { name, account: '222222222222', more }).replaceAll('123456789012', '222222222222');
  const asRole = { Sid: 'AssumeRoles', Effect: 'Allow', Action: 'sts:AssumeRole' };
  const withId = { Condition: { StringEquals: { 'sts:ExternalId': 'ext-1' } } };

  test.each(['dynamodb', 'keyspaces', 'opensearch', 'documentdb', 'redshift-serverless', 'redshift'] as const)('are assumed there, with the external id: %s', async (type) => {
    for (const user of ['role/apps/reader', 'arn:aws:iam::222222222222:role/apps/reader']) {
      for (const as of [{ kind: 'role', name: 'agent' }, { kind: 'user', name: 'agent' }] as const) {
        const { text, notes } = await print(remote(type) + role(user), { account: '111111111111', as });
        expect(JSON.parse(text).Statement).toEqual([{ ...asRole, Resource: 'arn:aws:iam::222222222222:role/apps/reader', ...withId }]);
        expect(notes).toEqual(['note: in another account, and opened as roles there, which must trust whoever gets this policy: remote in 222222222222; '
          + 'db_service.resources of a teleport.yaml says which databases the agent has']);
      }
    }
  });

  test('stand beside those of the account', async () => {
    const files = remote('dynamodb', 'session_tags: { team: a }') + db('dynamodb', { name: 'here' }) + role('role/reader');
    expect(await statementsFor(files, { account: '123456789012' })).toEqual([
      { ...asRole, Resource: ['arn:aws:iam::222222222222:role/reader', 'arn:aws:iam::123456789012:role/reader'] },
      expect.objectContaining({ Sid: 'TagSessions', Resource: 'arn:aws:iam::222222222222:role/reader' }),
    ]);
  });

  test('that are not roles of the database\'s account are left out, because Teleport refuses them', async () => {
    const files = remote('dynamodb') + role('"arn:aws:iam::222222222222:role/a", "arn:aws:iam::333333333333:role/b", "arn:aws-cn:iam::222222222222:role/c"');
    const { text, notes } = await print(files, { account: '111111111111' });
    expect(JSON.parse(text).Statement).toEqual([{ ...asRole, Resource: 'arn:aws:iam::222222222222:role/a', ...withId }]);
    expect(notes.slice(1)).toEqual(['arn:aws:iam::333333333333:role/b', 'arn:aws-cn:iam::222222222222:role/c'].map((arn) => `note: database user "${arn}" is left out `
      + 'for remote, because Teleport refuses roles of another account or partition than the database\'s: arn:aws:iam::222222222222:role/...'));
    expect(await refusal(db('dynamodb') + role('"arn:aws:iam::333333333333:role/b"'))).toMatch(/^nothing to allow/);
  });

  test('are no users of Redshift with names, which do not cross accounts', async () => {
    const { text } = await print(remote('redshift', '') + role('analyst, role/reader'), { account: '111111111111' });
    expect(JSON.parse(text).Statement).toEqual([{ ...asRole, Resource: 'arn:aws:iam::222222222222:role/reader' }]);
    expect(await refusal(remote('redshift', '') + role('analyst'), { account: '111111111111' })).toMatch(/^nothing to allow/);
  });

  test('of another partition are left out, because nobody can assume them from here', async () => {
    const china = remote('dynamodb').replaceAll('eu-west-1', 'cn-north-1').replace('amazonaws.com', 'amazonaws.com.cn');
    const { text, notes } = await print(china + db('dynamodb', { name: 'here' }) + role('role/reader'), { account: '123456789012' });
    expect(JSON.parse(text).Statement).toEqual([{ ...asRole, Resource: 'arn:aws:iam::123456789012:role/reader' }]);
    expect(notes).toContain('note: left out, because no role there can be assumed from another partition: remote in cn-north-1');
  });

  test('are asked for by name', async () => {
    expect(await refusal(remote('dynamodb') + role('"*"'), { account: '111111111111' })).toMatch(/^database remote: its users are roles of AWS/);
  });

  test('are of the account that their ARNs have, where no file says the database\'s', async () => {
    const files = db('dynamodb', { account: '' }) + role('"arn:aws:iam::222222222222:role/a", role/b');
    expect(await statementsFor(files, { account: '111111111111' })).toEqual([
      { ...asRole, Resource: ['arn:aws:iam::222222222222:role/a', 'arn:aws:iam::111111111111:role/b'] },
    ]);
  });
});

describe('a database of one account behind a role of another', () => {
  const behind = (type: Parameters<typeof db>[0]) => db(type, { account: '333333333333', more: ACCESS }).replaceAll('.123456789012.', '.333333333333.');
  const agent = { account: '111111111111', as: { kind: 'role', name: 'agent' } } as const;
  const access = { as: { kind: 'role', name: 'teleport/access' } } as const;

  test.each(['rds', 'aurora', 'rds-proxy', 'redshift', 'elasticache', 'elasticache-serverless', 'memorydb'] as const)(
    'is refused for both, because logins do not cross accounts: %s', async (type) => {
      for (const asked of [agent, access]) {
        expect(await refusal(behind(type) + READER, asked)).toMatch(new RegExp('^export\\.yaml:5 \\(document 1\\): the database one is in 333333333333, and '
          + 'arn:aws:iam::222222222222:role/teleport/access is not, which Teleport assumes to reach it: IAM logins do not cross accounts; '
          + 'mend account_id or assume_role_arn'));
      }
    });

  test('is reached by a second role, if its users are roles', async () => {
    const files = behind('dynamodb') + role('role/reader');
    expect(await statementsFor(files, agent)).toEqual([assuming]);
    expect(await statementsFor(files, access)).toEqual([
      { Sid: 'AssumeRoles', Effect: 'Allow', Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::333333333333:role/reader' },
    ]);
  });

  test('that no role opens is no matter', async () => {
    expect(await statementsFor(behind('rds').replace('env: prod', 'env: test') + HERE + READER)).toContainEqual(login('123456789012'));
  });
});

describe('MongoDB Atlas', () => {
  const atlas = (aws = '', uri = 'mongodb+srv://cluster0.abcd123.mongodb.net', block = 'mongo_atlas: { name: cluster0 }, ') => '---\nkind: db\nversion: v3\n'
    + `metadata: { name: atlas, labels: { env: prod } }\nspec: { protocol: mongodb, uri: "${uri}", ${block}aws: { ${aws} } }\n`;
  const ARN = 'arn:aws:iam::111111111111:role/teleport-access';
  const asked = { account: '111111111111' };
  const statement = { Sid: 'AssumeRoles', Effect: 'Allow', Action: 'sts:AssumeRole', Resource: ARN };

  test.each([
    ['an ARN', atlas(), `"${ARN}"`],
    ['an ARN, with an account', atlas('account_id: "111111111111"'), `"${ARN}"`],
    ['the short name, of the account', atlas('account_id: "111111111111"'), 'role/teleport-access'],
    ['a host alone', atlas('', 'mongodb+srv://cluster0.abcd123.mongodb.net', ''), `"${ARN}"`],
    ['a block alone', atlas('', 'mongodb.example.com:27017'), `"${ARN}"`],
  ])('assumes the role that is the database user: %s', async (_, database, user) => {
    expect(await statementsFor(database + role(user), asked)).toEqual([statement]);
  });

  test('needs nothing of AWS for users with certificates', async () => {
    expect(await refusal(atlas() + role('alice'), asked)).toContain('database atlas is left out, because roles allow no login that the type mongodb-atlas has');
    expect(await statementsFor(atlas() + role(`alice, "${ARN}"`), asked)).toEqual([statement]);
  });

  test('asks which roles are meant by every user', async () => {
    expect(await refusal(atlas() + role('"*"'), asked)).toBe('database atlas: its users are roles of AWS, and a role of Teleport allows every one; name those that '
      + 'log in to Atlas with IAM with --database-users atlas=role/NAME,... (nothing after the = if its users have certificates)');
    expect(await statementsFor(atlas() + role('"*"'), { ...asked, users: new Map([['atlas', [ARN]]]) })).toEqual([statement]);
  });

  test('has roles of other accounts, with the external id', async () => {
    expect(await statementsFor(atlas('external_id: ext-1, account_id: "222222222222"') + role('role/there'), asked)).toEqual([{
      ...statement, Resource: 'arn:aws:iam::222222222222:role/there', Condition: { StringEquals: { 'sts:ExternalId': 'ext-1' } },
    }]);
    expect(await refusal(atlas('account_id: "222222222222"') + role(`"${ARN}"`), asked)).toMatch(/^nothing to allow/);
  });
});
