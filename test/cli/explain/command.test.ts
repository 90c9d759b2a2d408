import { spawnSync } from 'node:child_process';
import { explain } from '../../../cli/explain/command';
import { Problem } from '../../../cli/problem';
import { bundledCommand } from '../bundled';

/** In a folder without aws-cdk-lib, which would take longer to load than everything else. */
const COMMAND = bundledCommand();
const AGENT = 'arn:aws:sts::111111111111:assumed-role/Agent/i-0abc';

const refused = (action: string, rest = '') => `User: ${AGENT} is not authorized to perform: ${action}${rest}`;
const text = (message: string) => explain(message, 'text').split('\n');

/** The command as a shell runs it. */
function run(args: string[], input = ''): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, 'explain', ...args], { input, encoding: 'utf8' });
  return { status, stdout, stderr };
}

test('a list that is refused: what it is for, and each option with the region of the message', () => {
  const reason = ' on resource: arn:aws:rds:eu-west-1:111111111111:db:* because no identity-based policy allows the rds:DescribeDBInstances action';
  expect(text(refused('rds:DescribeDBInstances', reason))).toEqual([
    'denied:  rds:DescribeDBInstances',
    'on:      arn:aws:rds:eu-west-1:111111111111:db:*',
    'to:      arn:aws:sts::111111111111:assumed-role/Agent/i-0abc',
    'because: no identity-based policy allows it',
    '',
    'Teleport needs it.',
    '- to list RDS instances, and the instances of Aurora clusters, with their tags',
    '  and networks',
    'Without it:',
    '- no RDS instance is found, and Aurora clusters lack the labels that come from',
    '  their instances',
    '- Teleport does not import the database\'s tags and ids, and checks its endpoint',
    '  by the host name alone',
    '',
    'Either the option is missing, or it is limited to other regions, names or tags,',
    'or the policy is on another identity.',
    '',
    'One of these options of TeleportDatabaseAccess gives it:',
    '',
    '    databaseTypes: [DatabaseType.RDS],',
    '    regions: [\'eu-west-1\'],',
    '',
    '    databaseTypes: [DatabaseType.AURORA],',
    '    regions: [\'eu-west-1\'],',
    '',
    '    databases: [RdsDatabase.fromResourceId(\'db-<resourceId>\', { databaseUsers: [\'<databaseUsers>\'], region: \'eu-west-1\' })],',
    '',
    '    databases: [RdsDatabase.fromResourceId(\'cluster-<resourceId>\', { databaseUsers: [\'<databaseUsers>\'], region: \'eu-west-1\' })],',
  ]);
});

test('a login that a database refuses: the user, and what else it can be', () => {
  expect(text('FATAL: PAM authentication failed for user "o\'brien"')).toEqual([
    'denied:  rds-db:connect',
    'on:      arn:*:rds-db:*:*:dbuser:*/o\'brien',
    '',
    'Teleport needs it.',
    '- to log in to RDS, Aurora and RDS Proxy databases with IAM authentication',
    'Without it:',
    '- the database refuses the login',
    '',
    'The database does not say why it refused the login. If the permission is there,',
    'look whether the database has IAM authentication on, and whether the user exists',
    'with it: `GRANT rds_iam TO <user>` in PostgreSQL, `IDENTIFIED WITH',
    'AWSAuthenticationPlugin AS \'RDS\'` in MySQL and MariaDB.',
    '',
    'One of these options of TeleportDatabaseAccess gives it:',
    '',
    '    databases: [RdsDatabase.fromResourceId(\'db-<resourceId>\', { databaseUsers: [\'o\\\'brien\'] })],',
    '',
    '    databases: [RdsDatabase.fromResourceId(\'cluster-<resourceId>\', { databaseUsers: [\'o\\\'brien\'] })],',
    '',
    '    databases: [RdsDatabase.fromResourceId(\'prx-<resourceId>\', { databaseUsers: [\'o\\\'brien\'] })],',
  ]);
});

test('a role of another account that cannot be assumed: both sides', () => {
  expect(text(refused('sts:AssumeRole', ' on resource: arn:aws:iam::222222222222:role/teleport/access'))).toEqual([
    'denied:  sts:AssumeRole',
    'on:      arn:aws:iam::222222222222:role/teleport/access',
    'to:      arn:aws:sts::111111111111:assumed-role/Agent/i-0abc',
    '',
    'Teleport needs it.',
    '- to assume the roles that are database users or that give access to another',
    '  account',
    '- to become the role of one name in every account of the organization',
    'Without it:',
    '- databases behind these roles cannot be reached',
    '- no database of the other accounts can be reached',
    '',
    'AWS does not say which side refused: the agent must be allowed to, *and* the',
    'role must trust the agent. Where the role is defined: `assumedBy: new',
    'TeleportAgentPrincipal(agentRole)`, with the `externalId` and `sessionTags` that',
    'Teleport sends.',
    '',
    'One of these options of TeleportDatabaseAccess gives it:',
    '',
    '    assumedRoles: [AssumedRole.fromRole(iam.Role.fromRoleArn(this, \'Role\', \'arn:aws:iam::222222222222:role/teleport/access\'))],',
    '',
    '    assumedRoles: [AssumedRole.inOrganization(\'<organizationId>\', { roleName: \'access\', rolePath: \'/teleport/\' })],',
  ]);
});

test('a permission that Teleport asks for and should not have: no option, and why', () => {
  expect(text(refused('iam:PutRolePolicy', ' on resource: role Agent because no identity-based policy allows the iam:PutRolePolicy action'))).toEqual([
    'denied:  iam:PutRolePolicy',
    'on:      role Agent',
    'to:      arn:aws:sts::111111111111:assumed-role/Agent/i-0abc',
    'because: no identity-based policy allows it',
    '',
    'Do not give it.',
    '- to grant itself access to the databases that it discovers, by editing its own',
    '  inline policies',
    '',
    'With `iam:PutRolePolicy` or `iam:PutUserPolicy` on itself, whoever controls the',
    'agent can make it an administrator of the account.',
    '',
    'Teleport 16 since September 2024 and later versions try it and go on when it is',
    'denied: ignore the message, and name the databases in `databases` instead. Older',
    'versions need it to log in to what they discover: `selfGrant: SelfGrant.BOUNDED`',
    'gives it together with a permissions boundary.',
  ]);
});

test('the same refusal twice is answered once, with its number', () => {
  const message = refused('s3:GetObject', ' on resource: arn:aws:s3:::sessions/1 with an explicit deny in a service control policy');
  expect(text(`${message}\n${message}`)).toEqual([
    'denied:  s3:GetObject',
    'on:      arn:aws:s3:::sessions/1',
    'to:      arn:aws:sts::111111111111:assumed-role/Agent/i-0abc',
    'because: a service control policy denies it',
    'times:   2',
    '',
    'Teleport does not call it.',
    '',
    'Neither the Database Service nor the Discovery Service calls it for databases,',
    'so no option gives it. Look at who was refused: it may not be Teleport.',
  ]);
});

test('as JSON', () => {
  expect(JSON.parse(explain(refused('elasticache:Connect', ' on resource: arn:aws:elasticache:eu-west-1:222222222222:serverlesscache:sessions'), 'json'))).toEqual([{
    action: 'elasticache:Connect',
    resource: 'arn:aws:elasticache:eu-west-1:222222222222:serverlesscache:sessions',
    principal: AGENT,
    verdict: 'give',
    neededTo: ['log in to ElastiCache with IAM authentication'],
    without: ['the cache refuses the login'],
    options: [['databases: [ElastiCacheDatabase.fromServerlessCacheName(\'sessions\', { databaseUsers: [\'<databaseUsers>\'], region: \'eu-west-1\' })]']],
    advice: ['The resource is in account 222222222222 and the agent in 111111111111, and no policy reaches across: define the policy in a stack of account '
      + '222222222222 for a role there, and name that role in the agent\'s `assumedRoles`.'],
    times: 1,
  }]);
});

describe('an option is only offered where it helps', () => {
  const on = ' on resource: arn:aws:rds:eu-west-1:111111111111:db:*';
  test.each([
    ['', true],
    [' because no identity-based policy allows the rds:DescribeDBInstances action', true],
    [' because no permissions boundary allows the rds:DescribeDBInstances action', true],
    [' because no service control policy allows the rds:DescribeDBInstances action', false],
    [' because no session policy allows the rds:DescribeDBInstances action', false],
    [' because no VPC endpoint policy allows the rds:DescribeDBInstances action', false],
    [' with an explicit deny in an identity-based policy', false],
    [' with an explicit deny in a permissions boundary', false],
  ])('%s', (reason, offered) => {
    const [{ verdict, options, advice }] = JSON.parse(explain(refused('rds:DescribeDBInstances', `${on}${reason}`), 'json'));
    expect({ verdict, offered: options.length > 0, advised: advice.length }).toEqual({ verdict: 'give', offered, advised: reason === '' ? 0 : 1 });
  });
});

describe('actions that no option gives', () => {
  test.each([
    ['iam:CreatePolicyVersion', 'refuse'],
    ['redshift:CreateClusterUser', 'refuse'],
    ['rds:DescribeDBProxyTargets', 'refuse'],
    ['sts:GetCallerIdentity', 'refuse'],
    ['sts:AssumeRoleWithWebIdentity', 'elsewhere'],
    ['es:ESHttpGet', 'elsewhere'],
    ['dynamodb:GetItem', 'elsewhere'],
    ['redshift:GetClusterCredentialsWithIAM', 'elsewhere'],
    ['logs:CreateLogStream', 'elsewhere'],
    // their neighbours
    ['iam:CreateRole', 'notTeleport'],
    ['redshift:CreateCluster', 'notTeleport'],
    ['rds:DescribeDBSnapshots', 'notTeleport'],
    ['sts:GetFederationToken', 'notTeleport'],
    ['es:CreateDomain', 'notTeleport'],
    ['redshift:GetClusterCredentials', 'give'],
    ['RDS:describedbinstances', 'give'],
  ])('%s: %s', (action, expected) => {
    const [{ verdict, options, advice }] = JSON.parse(explain(refused(action), 'json'));
    expect(verdict).toBe(expected);
    expect(options.length > 0).toBe(expected === 'give');
    expect(expected === 'give' || advice.length > 0).toBe(true);
  });
});

test('a text without a refusal is something found wrong, and no text is wrong use', () => {
  const problem = (message: string) => {
    try {
      return explain(message, 'text');
    } catch (error) {
      return error instanceof Problem ? { message: error.message, exitCode: error.exitCode } : error;
    }
  };
  expect(problem('it does not work')).toEqual({
    exitCode: 1,
    message: 'no refusal was found in this text: it must have a message such as "User: ... is not authorized to perform: rds:DescribeDBInstances", whole and as '
      + 'AWS or Teleport wrote it, or be an action such as rds:ModifyDBInstance',
  });
  expect(problem(' \n')).toEqual({
    exitCode: 2, message: 'there is nothing to explain: give a message as the argument, or a log on standard input',
  });
});

describe('in a shell', () => {
  test('the message is the argument, in quotes or without them', () => {
    const whole = run([refused('es:ListDomainNames')]);
    expect(whole).toEqual({ status: 0, stderr: '', stdout: expect.stringMatching(/^denied: {2}es:ListDomainNames\n/) });
    expect(run(refused('es:ListDomainNames').split(' '))).toEqual(whole);
  });

  test('or standard input', () => {
    expect(run(['--format', 'json'], `a log\n${refused('es:ListDomainNames')}\n`)).toEqual({ status: 0, stderr: '', stdout: expect.stringContaining('"es:ListDomainNames"') });
  });

  test('that begins late', () => {
    const pipe = `(sleep 0.5; echo '${refused('es:ListDomainNames')}') | '${process.execPath}' '${COMMAND}' explain`;
    expect(spawnSync('sh', ['-c', pipe], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '', stdout: expect.stringMatching(/^denied: {2}es:ListDomainNames\n/) });
  });

  test('that is no text', () => {
    expect(run([], `\0${refused('es:ListDomainNames')}`)).toEqual({ status: 2, stdout: '', stderr: 'standard input is no text: it has bytes that are zero\n' });
  });

  test('what is wrong goes to standard error, with the exit code', () => {
    expect(run(['it does not work'])).toEqual({ status: 1, stdout: '', stderr: expect.stringMatching(/^no refusal was found in this text: .*\n$/) });
    expect(run([])).toEqual({ status: 2, stdout: '', stderr: expect.stringMatching(/^there is nothing to explain: .*\n$/) });
    expect(run(['--format', 'yaml', 'x'])).toEqual({ status: 2, stdout: '', stderr: expect.stringContaining('Allowed choices are text, json') });
  });
});

describe('a message that somebody else wrote', () => {
  const options = (action: string, resource: string) => JSON.parse(explain(refused(action, ` on resource: ${resource}`), 'json'))[0].options;

  test.each([
    ['rds-db:connect', 'arn:aws:rds-db:eu-west-1:111111111111:dbuser:db-ABC/re*',
      ['databases: [RdsDatabase.fromResourceId(\'db-ABC\', { databaseUsers: [\'<databaseUsers>\'], region: \'eu-west-1\' })]']],
    ['redshift:GetClusterCredentials', 'arn:aws:redshift:*:111111111111:dbname:w?h/s*', [
      'databases: [RedshiftDatabase.fromClusterIdentifier(\'<clusterIdentifier>\', { databaseUsers: [\'<databaseUsers>\'], '
      + 'databaseNames: [\'<databaseNames>\'] })]',
    ]],
    ['kms:Decrypt', 'arn:aws:kms:eu-west-1:111111111111:key/*',
      ['secretStores: [SecretStore.of(\'<keyPrefix>\', { encryptionKey: kms.Key.fromKeyArn(this, \'Key\', \'<ARN of the key>\') })]']],
    ['secretsmanager:GetSecretValue', 'arn:aws:secretsmanager:eu-*:111111111111:secret:t*/elasticache/eu-west-1/111111111111/user/a-AbCdEf',
      ['manageUsersOf: [DatabaseType.ELASTICACHE]', 'secretStores: [SecretStore.of(\'<keyPrefix>\')]']],
  ])('brings no wildcard into an option: %s', (action, resource, expected) => {
    expect(options(action, resource)).toEqual([expected]);
  });

  test('names no role by a wildcard', () => {
    expect(options('sts:AssumeRole', 'arn:aws:iam::111111111111:role/*')).toEqual([
      ['assumedRoles: [AssumedRole.fromRole(iam.Role.fromRoleArn(this, \'Role\', \'<ARN of the role>\'))]'],
      ['assumedRoles: [AssumedRole.inOrganization(\'<organizationId>\', { roleName: \'<roleName>\' })]'],
    ]);
  });
});

test('agents of a fleet, each with a session of its own, are refused once', () => {
  const log = ['i-1', 'i-2', 'i-3'].map((session) => refused('rds:DescribeDBClusters').replace('i-0abc', session)).join('\n');
  expect(JSON.parse(explain(log, 'json')).map(({ principal, times }: { principal: string; times: number }) => [principal, times])).toEqual([
    ['arn:aws:sts::111111111111:assumed-role/Agent/i-1', 3],
  ]);
});

describe('session tags that are refused are not declared before it is known who sends them', () => {
  const tag = (principal: string, rest = '') => JSON.parse(explain(`User: ${principal} is not authorized to perform: sts:TagSession on resource: `
    + `arn:aws:iam::222222222222:role/teleport-access${rest}`, 'json'))[0];
  const pod = 'arn:aws:sts::111111111111:assumed-role/teleport-agent/eks-prod-teleport-a-0c1d2e3f-aaaa-bbbb-cccc-0123456789ab';
  const sender = (advice: string[]) => advice.map((paragraph) => paragraph.split(' ').slice(0, 6).join(' '));

  test.each(['', ' because no role trust policy allows the sts:TagSession action', ' because no resource-based policy allows the sts:TagSession action'])(
    'of EKS Pod Identity: turned off, and no option%s', (rest) => {
      const { options, advice } = tag(pod, rest);
      expect(options).toEqual([]);
      expect(sender(advice)).toEqual(['The name of the session starts', 'Only if the database has `session_tags`']);
      expect(advice[0]).toContain('`disableSessionTags: true`');
    });

  test('of anything else: both causes, before the option', () => {
    const { options, advice } = tag(AGENT);
    expect(options).toEqual([[
      'assumedRoles: [AssumedRole.fromRole(iam.Role.fromRoleArn(this, \'Role\', \'arn:aws:iam::222222222222:role/teleport-access\'), '
      + '{ sessionTags: { \'<key>\': \'<value>\' } })]',
    ]]);
    expect(sender(advice)).toEqual(['Session tags have one of two', 'AWS does not say which side']);
    expect(advice[0]).toContain('`disableSessionTags: true`');
  });

  test('by an explicit deny: whoever sends them, no option', () => {
    expect(tag(pod, ' with an explicit deny in a service control policy')).toMatchObject({ options: [], advice: [expect.stringContaining('The organization denies it')] });
  });

  test('and a role that a pod may not assume is another thing', () => {
    const [{ options, advice }] = JSON.parse(explain(`User: ${pod} is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::222222222222:role/a`, 'json'));
    expect([options.length, sender(advice)]).toEqual([2, ['AWS does not say which side']]);
  });
});

describe('an explicit deny is read in every wording, and no option is offered against it', () => {
  const on = ' on resource: arn:aws:redshift:eu-west-1:111111111111:dbuser:warehouse/reader';
  test.each([
    [' with an explicit deny (Service: AmazonRedshift; Status Code: 403)', true],
    [' with an explicit deny', true],
    [', with an explicit deny.', true],
    [' because of an explicit deny', true],
    [' with an explicit deny in an identity based policy', true],
    [' with an explicit deny in a policy of a kind that is new', true],
    [' without an explicit deny', false],
    [' because an explicit allow is missing', false],
  ])('%s', (words, denied) => {
    const [{ explicit, options, advice }] = JSON.parse(explain(refused('redshift:GetClusterCredentials', `${on}${words}`), 'json'));
    expect({ explicit: explicit === true, offered: options.length > 0, advised: advice.length })
      .toEqual({ explicit: denied, offered: !denied, advised: denied ? 1 : 0 });
  });

  test('in the words of the answer', () => {
    expect(text(refused('redshift:GetClusterCredentials', `${on} with an explicit deny (Service: AmazonRedshift)`))).toContain('because: a policy denies it');
  });
});

describe('an action alone is a question', () => {
  test('what it is for, without a word of a refusal', () => {
    expect(text('rds-db:connect arn:aws:rds-db:eu-west-1:111111111111:dbuser:prx-0123456789abcdef0/reader')).toEqual([
      'action:  rds-db:connect',
      'on:      arn:aws:rds-db:eu-west-1:111111111111:dbuser:prx-0123456789abcdef0/reader',
      '',
      'Teleport needs it.',
      '- to log in to RDS, Aurora and RDS Proxy databases with IAM authentication',
      'Without it:',
      '- the database refuses the login',
      '',
      'This option of TeleportDatabaseAccess gives it:',
      '',
      '    databases: [RdsDatabase.fromResourceId(\'prx-0123456789abcdef0\', { databaseUsers: [\'reader\'], region: \'eu-west-1\' })],',
    ]);
  });

  test.each([
    ['rds:ModifyDBInstance', [['rds:ModifyDBInstance', 'give']]],
    ['RDS:modifydbinstance', [['rds:ModifyDBInstance', 'give']]],
    ['"memorydb:UpdateUser", "iam:PutRolePolicy"', [['memorydb:UpdateUser', 'give'], ['iam:PutRolePolicy', 'refuse']]],
    ['rds:ModifyDB*', [['rds:ModifyDBInstance', 'give'], ['rds:ModifyDBCluster', 'give']]],
    ['dynamodb:*', [['dynamodb:*', 'elsewhere']]],
    ['s3:GetObject', [['s3:GetObject', 'notTeleport']]],
    ['sts:AssumeRole', [['sts:AssumeRole', 'give']]],
  ])('%s', (question, expected) => {
    const answers: { action: string; verdict: string; asked: boolean }[] = JSON.parse(explain(question, 'json'));
    expect(answers.map(({ action, verdict }) => [action, verdict])).toEqual(expected);
    expect(answers.every(({ asked }) => asked)).toBe(true);
  });

  test.each(['error: connect', 'https://example.com', 'what is rds:ModifyDBInstance', 'localhost:5432', 'arn:aws:iam::111111111111:role/a'])('and %s is none', (words) => {
    expect(() => explain(words, 'text')).toThrow('no refusal was found in this text');
  });

  test('with 2,000 wildcards it is answered at once', () => {
    const start = Date.now();
    expect(JSON.parse(explain(`rds:D${'*e'.repeat(2000)}`, 'json'))).toHaveLength(1);
    expect(Date.now() - start).toBeLessThan(1000);
  });
});

describe('a secret that does not exist is named without its ARN', () => {
  const options = (name: string) => JSON.parse(explain(refused('secretsmanager:GetSecretValue', ` on resource: ${name}`), 'json'))[0];

  test.each([
    ['teleport/elasticache/eu-west-1/111111111111/user/9f2', 'manageUsersOf: [DatabaseType.ELASTICACHE]', 'secretStores: [SecretStore.DEFAULT]'],
    ['prod/teleport/memorydb/eu-west-1/111111111111/user/alice', 'manageUsersOf: [DatabaseType.MEMORYDB]', 'secretStores: [SecretStore.of(\'prod/teleport\')]'],
  ])('%s', (name, ...option) => {
    expect(options(name)).toMatchObject({ verdict: 'give', options: [[...option, 'regions: [\'eu-west-1\']']] });
  });

  test('and another name is none of Teleport\'s', () => {
    expect(options('prod/orders/password')).toMatchObject({ verdict: 'otherResource', options: [] });
  });
});

describe('whose policy is missing on the other side', () => {
  const [role, key] = ['arn:aws:iam::222222222222:role/teleport-access', 'arn:aws:kms:eu-west-1:222222222222:key/0f0f'];
  test.each([
    ['sts:AssumeRole', role, 'The role does not trust the agent. Where the role is defined: `assumedBy: new TeleportAgentPrincipal(agentRole)`', 0],
    ['kms:Decrypt', key, 'That is the key policy', 1],
    ['secretsmanager:GetSecretValue', 'teleport/memorydb/eu-west-1/111111111111/user/a', 'That is the resource policy of the secret', 1],
  ])('%s', (action, resource, words, offered) => {
    const because = ` on resource: ${resource} because no resource-based policy allows the ${action} action`;
    const [{ options, advice }] = JSON.parse(explain(refused(action, because), 'json'));
    expect(advice[0]).toContain(words);
    expect(options.length).toBe(offered);
  });

  test('KMS names a resource that is none', () => {
    const [{ resource, verdict }] = JSON.parse(explain(refused('kms:Decrypt', ' on the resource associated with this ciphertext because the resource does not exist in this '
      + 'Region, no resource-based policies allow access, or a resource-based policy explicitly denies access'), 'json'));
    expect([resource, verdict]).toEqual([undefined, 'give']);
  });
});

test('a request that nobody signed is nobody\'s permission', () => {
  ['es:ESHttpGet', 'rds:DescribeDBInstances'].forEach((action) => {
    const [{ verdict, options, advice }] = JSON.parse(explain(`User: anonymous is not authorized to perform: ${action} because no resource-based policy allows it`, 'json'));
    expect([verdict, options, advice]).toEqual(['elsewhere', [], [expect.stringMatching(/^The request was not signed/)]]);
  });
});

test('names that turn the direction of a text are shown as what they are', () => {
  const message = 'PAM authentication failed for user "a\u202eb\u2066"';
  expect(text(message)[1]).toBe('on:      arn:*:rds-db:*:*:dbuser:*/a\\u202eb\\u2066');
  const json = explain(message, 'json');
  expect([/[\u202e\u2066]/.test(json), JSON.parse(json)[0].resource]).toEqual([false, 'arn:*:rds-db:*:*:dbuser:*/a\u202eb\u2066']);
});
