import { readDenials } from '../../../cli/explain/read-denials';

const AGENT = 'arn:aws:sts::111111111111:assumed-role/Agent/i-0abc';
const LIST = { action: 'rds:DescribeDBInstances', resource: 'arn:aws:rds:eu-west-1:111111111111:db:*', principal: AGENT };
const LISTED = `User: ${AGENT} is not authorized to perform: rds:DescribeDBInstances on resource: arn:aws:rds:eu-west-1:111111111111:db:*`;

describe('messages of IAM', () => {
  test.each([
    ['because no identity-based policy allows the rds:DescribeDBInstances action', { policy: 'identity-based policy' }],
    ['because no permissions boundary allows the rds:DescribeDBInstances action', { policy: 'permissions boundary' }],
    ['because no service control policy allows the rds:DescribeDBInstances action', { policy: 'service control policy' }],
    ['because no resource control policy allows the rds:DescribeDBInstances action', { policy: 'resource control policy' }],
    ['because no session policy allows the rds:DescribeDBInstances action', { policy: 'session policy' }],
    ['because no VPC endpoint policy allows the rds:DescribeDBInstances action', { policy: 'VPC endpoint policy' }],
    ['because no resource-based policy allows the rds:DescribeDBInstances action', { policy: 'resource-based policy' }],
    ['because no role trust policy allows the rds:DescribeDBInstances action', { policy: 'role trust policy' }],
    ['with an explicit deny in an identity-based policy', { policy: 'identity-based policy', explicit: true }],
    ['with an explicit deny in a permissions boundary', { policy: 'permissions boundary', explicit: true }],
    ['with an explicit deny in a service control policy', { policy: 'service control policy', explicit: true }],
    ['with an explicit deny in a resource-based policy', { policy: 'resource-based policy', explicit: true }],
    ['with an explicit deny in the role trust policy', { policy: 'role trust policy', explicit: true }],
    ['with an explicit deny in a service control policy: arn:aws:organizations::222222222222:policy/o-abc/service_control_policy/p-def.',
      { policy: 'service control policy', explicit: true, policyArn: 'arn:aws:organizations::222222222222:policy/o-abc/service_control_policy/p-def' }],
    ['', {}],
    ['because of the weather', {}],
  ])('%s', (reason, expected) => {
    expect(readDenials(`${LISTED} ${reason}`)).toEqual([{ ...LIST, ...expected }]);
  });

  test('name no resource, or one that is no ARN', () => {
    expect(readDenials(`User: ${AGENT} is not authorized to perform: es:ListDomainNames because no identity-based policy allows the es:ListDomainNames action`))
      .toEqual([{ action: 'es:ListDomainNames', principal: AGENT, policy: 'identity-based policy' }]);
    expect(readDenials(`User: ${AGENT} is not authorized to perform: iam:GetRolePolicy on resource: role Agent because no identity-based policy allows the `
      + 'iam:GetRolePolicy action')).toEqual([{ action: 'iam:GetRolePolicy', resource: 'role Agent', principal: AGENT, policy: 'identity-based policy' }]);
  });

  test('name nobody, or nobody known', () => {
    expect(readDenials('Not authorized to perform sts:AssumeRoleWithWebIdentity')).toEqual([{ action: 'sts:AssumeRoleWithWebIdentity' }]);
    expect(readDenials('User: anonymous is not authorized to perform: es:ESHttpGet')).toEqual([{ action: 'es:ESHttpGet', principal: 'anonymous' }]);
  });

  test('end with an encoded message that says nothing more', () => {
    expect(readDenials(`You are not authorized to perform this operation. User: ${AGENT} is not authorized to perform: ec2:DescribeSubnets because no `
      + 'identity-based policy allows the ec2:DescribeSubnets action. Encoded authorization failure message: abcDEF-_1234567890abcdef'))
      .toEqual([{ action: 'ec2:DescribeSubnets', principal: AGENT, policy: 'identity-based policy' }]);
  });

  test('can only be decoded by AWS', () => {
    expect(readDenials('api error UnauthorizedOperation: You are not authorized to perform this operation. Encoded authorization failure message: '
      + 'abcDEF-_1234567890abcdef')).toEqual([{ text: 'encoded' }]);
  });

  test('have been decoded', () => {
    const decoded = '{"allowed":false,"explicitDeny":true,"matchedStatements":{"items":[]},"failures":{"items":[]},"context":{"principal":{"id":"AROA1:i-0abc",'
      + `"arn":"${AGENT}"},"action":"ec2:DescribeSubnets","resource":"arn:aws:ec2:eu-west-1:111111111111:*","conditions":{"items":[]}}}`;
    const expected = { action: 'ec2:DescribeSubnets', resource: 'arn:aws:ec2:eu-west-1:111111111111:*', principal: AGENT, explicit: true };
    expect(readDenials(decoded)).toEqual([expected]);
    expect(readDenials(JSON.stringify({ DecodedMessage: decoded }, null, 4))).toEqual([expected]);
    expect(readDenials(decoded.replace('"allowed":false', '"allowed":true'))).toEqual([]);
  });

  test('of several services in a log, in any wrapping', () => {
    const log = [
      `2026-11-24T10:00:00Z WARN  Failed to fetch. error:[ERROR REPORT: Original Error: *trace.AccessDeniedError ${LISTED}`,
      `{"level":"warning","error":"${LISTED} because no identity-based policy allows the rds:DescribeDBInstances action\\n\\tstatus code: 403"}`,
      'User: arn:aws:iam::111111111111:user/agent is not',
      '  authorized to perform: memorydb:ListTags on resource:',
      '  arn:aws:memorydb:eu-west-1:111111111111:cluster/ledger.',
    ].join('\n');
    expect(readDenials(log)).toEqual([
      LIST,
      { ...LIST, policy: 'identity-based policy' },
      {
        action: 'memorydb:ListTags', resource: 'arn:aws:memorydb:eu-west-1:111111111111:cluster/ledger', principal: 'arn:aws:iam::111111111111:user/agent',
      },
    ]);
  });

  test('in which somebody has hidden commands for the terminal', () => {
    expect(readDenials('User: arn:aws:iam::1:user/\\u001b[31mx is not authorized to perform: rds:\u001b]0;x\u0007DescribeDBInstances')).toEqual([]);
    expect(readDenials('PAM authentication failed for user "a\u001b[31m"')).toEqual([
      { action: 'rds-db:connect', resource: 'arn:*:rds-db:*:*:dbuser:*/a [31m', text: 'sqlLogin' },
    ]);
  });
});

describe('errors of AWS\'s SDK', () => {
  test('with a message of IAM are read once', () => {
    expect(readDenials('operation error RDS: DescribeDBInstances, https response error StatusCode: 403, RequestID: 0f0f-1, api error AccessDenied: '
      + `${LISTED}`)).toEqual([LIST]);
  });

  test.each([
    ['Redshift Serverless: ListWorkgroups', 'AccessDeniedException', 'redshift-serverless:ListWorkgroups'],
    ['Secrets Manager: CreateSecret', 'AccessDeniedException', 'secretsmanager:CreateSecret'],
    ['OpenSearch: DescribeDomains', 'AccessDeniedException', 'es:DescribeDomains'],
    ['MemoryDB: ListTags', 'AccessDenied', 'memorydb:ListTags'],
    ['constructor: ListTags', 'AccessDenied', 'constructor:ListTags'],
  ])('of %s without one', (operation, code, action) => {
    expect(readDenials(`operation error ${operation}, https response error StatusCode: 403, RequestID: 0f0f-1, api error ${code}: Access denied`))
      .toEqual([{ action }]);
  });

  test('that are no refusals are not read', () => {
    expect(readDenials('operation error RDS: DescribeDBInstances, https response error StatusCode: 400, RequestID: 0f0f-1, api error Throttling: Rate '
      + 'exceeded')).toEqual([]);
    expect(readDenials('operation error STS: AssumeRole, https response error StatusCode: 403, RequestID: 0f0f-1, api error ExpiredToken: The security '
      + 'token included in the request is expired')).toEqual([]);
  });

  test('of Secrets Manager, if it cannot use the key', () => {
    expect(readDenials('operation error Secrets Manager: CreateSecret, https response error StatusCode: 400, RequestID: 0f0f-1, AccessDeniedException: '
      + 'Access to KMS is not allowed')).toEqual([{ action: 'kms:GenerateDataKey', text: 'keyOfSecret' }, { action: 'kms:Decrypt', text: 'keyOfSecret' }]);
  });
});

describe('databases that refuse a login', () => {
  test('PostgreSQL, in the words of Teleport, with the policy that it suggests', () => {
    const text = 'Could not connect to database:\n\n  server error (FATAL: PAM authentication failed for user "alice" (SQLSTATE 28P01))\n\nMake sure that '
      + 'Postgres user "alice" has "rds_iam" role and Teleport database\nagent\'s IAM policy has "rds-connect" permissions (note that IAM changes may\ntake a '
      + 'few minutes to propagate):\n\n{\n    "Version": "2012-10-17",\n    "Statement": [\n        {\n            "Effect": "Allow",\n            "Action": '
      + '"rds-db:connect",\n            "Resource": "arn:aws:rds-db:us-east-1:111111111111:dbuser:db-ABC/*"\n        }\n    ]\n}';
    const expected = [{ action: 'rds-db:connect', resource: 'arn:aws:rds-db:us-east-1:111111111111:dbuser:db-ABC/alice', text: 'sqlLogin' }];
    expect(readDenials(text)).toEqual(expected);
    expect(readDenials(JSON.stringify({ level: 'error', error: text }))).toEqual(expected);
    expect(readDenials(text.replace(/("Resource": )(.*)/, '$1[\n                $2\n            ]'))).toEqual(expected);
  });

  test('PostgreSQL and MySQL in their own words', () => {
    expect(readDenials('FATAL: PAM authentication failed for user "alice"'))
      .toEqual([{ action: 'rds-db:connect', resource: 'arn:*:rds-db:*:*:dbuser:*/alice', text: 'sqlLogin' }]);
    expect(readDenials('ERROR 1045 (28000): Access denied for user \'bob\'@\'10.0.0.1\' (using password: YES)'))
      .toEqual([{ action: 'rds-db:connect', resource: 'arn:*:rds-db:*:*:dbuser:*/bob', text: 'sqlLogin' }]);
  });

  test('MySQL, if the login worked and a grant is missing', () => {
    expect(readDenials('ERROR 1044 (42000): Access denied for user \'bob\'@\'%\' to database \'orders\'')).toEqual([{ text: 'grant' }]);
  });

  test('PostgreSQL with a password, which has nothing to do with IAM', () => {
    expect(readDenials('FATAL: password authentication failed for user "alice"')).toEqual([]);
  });

  test('Redis and Valkey', () => {
    const advice = 'WRONGPASS invalid username-password pair or user is disabled.\n\nMake sure that IAM auth is enabled for';
    expect(readDenials(`${advice} ElastiCache user "alice" and Teleport database\nagent's IAM policy has "elasticache:Connect" permissions`))
      .toEqual([{ action: 'elasticache:Connect', resource: 'arn:*:elasticache:*:*:user:alice', text: 'cacheLogin' }]);
    expect(readDenials(`${advice} MemoryDB user "alice" and the user is in the\nACL associated with the MemoryDB cluster`))
      .toEqual([{ action: 'memorydb:Connect', resource: 'arn:*:memorydb:*:*:user/alice', text: 'cacheLogin' }]);
    expect(readDenials('WRONGPASS invalid username-password pair or user is disabled.'))
      .toEqual([{ action: 'elasticache:Connect', text: 'cacheLogin' }, { action: 'memorydb:Connect', text: 'cacheLogin' }]);
  });

  test('Keyspaces', () => {
    expect(readDenials('code=2100 [Unauthorized] message="User arn:aws:sts::111111111111:assumed-role/reader/alice has no permissions."'))
      .toEqual([{ principal: 'arn:aws:sts::111111111111:assumed-role/reader/alice', text: 'keyspaces' }]);
  });
});

describe('refusals that name no permission, and their neighbours', () => {
  test.each([
    ['FATAL: This RDS proxy has no credentials for the role reader. Check the credentials for this role and try again.', [{ text: 'proxySecret' }]],
    ['FATAL: The IAM authentication failed for the role reader. Check the IAM token for this role and try again.',
      [{ action: 'rds-db:connect', resource: 'arn:*:rds-db:*:*:dbuser:prx-*/reader', text: 'proxyLogin' }]],
    ['FATAL: The IAM authentication failed for the role first.last@example.com. Check', [
      { action: 'rds-db:connect', resource: 'arn:*:rds-db:*:*:dbuser:prx-*/first.last@example.com', text: 'proxyLogin' },
    ]],
    ['no permissions for [indices:data/read/search] and User [name=arn:aws:iam::111111111111:role/reader, backend_roles=[], requestedTenant=null]',
      [{ principal: 'arn:aws:iam::111111111111:role/reader', text: 'openSearch' }]],
    ['no permissions for [cluster:monitor/main] and User [name=admin, backend_roles=[]]', [{ text: 'openSearch' }]],
    ['FATAL: password authentication failed for user "IAM:reader"', [{ text: 'redshiftLogin' }]],
    ['FATAL: password authentication failed for user "IAMR:reader"', [{ text: 'redshiftLogin' }]],
    ['FATAL: password authentication failed for user "IAMREADER"', []],
    ['expected AWS account ID "111111111111" but got "222222222222"', [{ text: 'otherAccount' }]],
    ['ERROR: permission denied to grant role "rds_iam" (SQLSTATE 42501)', [{ text: 'grantRdsIam' }]],
    ['ERROR: permission denied to grant role "auditor" (SQLSTATE 42501)', [{ text: 'grantRole' }]],
    ['please use your mapped remote username ("remote-alice-root") to connect instead of "alice"', [{ text: 'createdRemoteUser' }]],
    ['please use your Teleport username ("alice") to connect instead of "postgres"', [{ text: 'createdUser' }]],
    ['user "alice" already exists in this PostgreSQL database and is not managed by Teleport', [{ text: 'existingUser' }]],
    ['database user alice is not managed. Make sure that IAM auth is enabled for MemoryDB user "alice"', [
      { action: 'memorydb:ListTags', resource: 'arn:*:memorydb:*:*:user/alice', text: 'notManaged' },
      { action: 'memorydb:Connect', resource: 'arn:*:memorydb:*:*:user/alice', text: 'cacheLogin' },
    ]],
    ['user is not managed', [{ action: 'elasticache:ListTagsForResource', text: 'notManaged' }, { action: 'memorydb:ListTags', text: 'notManaged' }]],
    ['access to db denied. User does not have permissions. Confirm database user and name.', [{ text: 'teleportRole' }]],
  ])('%s', (message, expected) => {
    expect(readDenials(message)).toEqual(expected);
    expect(readDenials(JSON.stringify({ level: 'error', error: message }))).toEqual(expected);
  });
});

test('other texts have no refusal', () => {
  ['', 'hello', 'access denied', 'User is not authorized', 'rds:DescribeDBInstances', '\u0000\u0001\u0001'].forEach((text) => {
    expect(readDenials(text)).toEqual([]);
  });
});

test.each([
  'operation error ', '"allowed":false,"explicitDeny":true ', 'PAM authentication failed for user "x" ', 'Access denied for user \'', 'WRONGPASS ',
  'not authorized to perform: a:b', 'IAM authentication failed for the role x', 'no permissions for [', 'user x is not managed ', 'x with an explicit deny ', 'user: arn:aws:iam::1:user/x',
])('a megabyte of %p takes less than five seconds', (text) => {
  const start = Date.now();
  readDenials(text.repeat(1_000_000 / text.length));
  expect(Date.now() - start).toBeLessThan(5_000);
});

test('a log of 10 MB takes less than five seconds', () => {
  const noise = `${'x'.repeat(60)} INFO user: arn:aws:iam::1:user/x "allowed":false Access denied for user 'bob' operation error RDS\n`;
  const start = Date.now();
  expect(readDenials(`${noise.repeat(10_000_000 / noise.length)}${LISTED}`)).toEqual([LIST]);
  expect(Date.now() - start).toBeLessThan(5_000);
});
