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
      + 'AWS or Teleport wrote it',
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
