import {
  App, Aws, aws_docdb as docdb, aws_opensearchservice as opensearch, aws_redshift as redshift, CfnParameter, Fn, Stack, Stage,
} from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as rds from 'aws-cdk-lib/aws-rds';
import {
  AssumedRole, DatabaseType, DocumentDbDatabase, OpenSearchDatabase, RdsDatabase, RedshiftDatabase, SecretStore, SelfGrant, TeleportDatabase,
  TeleportDatabaseAccess, TeleportDatabaseDiscoveryPolicy, TeleportDatabasePermissionsBoundary, TeleportRdsConnectPolicy,
} from '../../src';
import { Call, refuse } from '../support/refusals';
import { documentOf, propertiesOf, roleIn, stackIn } from '../support/template';

const reader = { databaseUsers: ['reader'] };
const ORDERS = RdsDatabase.fromResourceId('db-ABCDEFGHIJKL01234', reader);
const OTHER = '999999999999';

const connect = (target: (stack: Stack) => iam.IIdentity, more = {}): Call => (stack) => {
  new TeleportRdsConnectPolicy(stack, 'Policy', { target: target(stack), databases: [ORDERS], ...more });
};
const selfGrant = (target: (stack: Stack) => iam.IIdentity, kind = SelfGrant.BOUNDED): Call => (stack) => {
  new TeleportDatabaseDiscoveryPolicy(stack, 'Policy', { target: target(stack), databaseTypes: [DatabaseType.RDS], selfGrant: kind });
};
const bound = (target: (stack: Stack) => iam.IIdentity): Call => (stack) => {
  const policy = new TeleportRdsConnectPolicy(stack, 'Connect', { target: roleIn(stack), databases: [ORDERS] });
  new TeleportDatabasePermissionsBoundary(stack, 'Boundary', { policies: [policy] }).applyTo(target(stack));
};
const roleByArn = (arn: string, options = {}) => (stack: Stack) => iam.Role.fromRoleArn(stack, 'Imported', arn, options);
const roleByName = (name: string) => (stack: Stack) => iam.Role.fromRoleName(stack, 'Imported', name);
const userByArn = (arn: string) => (stack: Stack) => iam.User.fromUserArn(stack, 'Imported', arn);
const role = (props = {}) => (stack: Stack) => roleIn(stack, 'Imported', props);
const user = (props = {}) => (stack: Stack) => new iam.User(stack, 'Imported', props);
const inOtherAccount = (stack: Stack) => new Stack(stack.node.root, 'Other', { env: { account: OTHER, region: 'eu-west-1' } });
const besides = (stack: Stack) => new Stack(stack.node.root, 'Other', { env: { account: '123456789012', region: 'eu-west-1' } });

describe('the target', () => {
  const account = (label: string) => `'target' must be in the account of the stack, 123456789012; got ${label} in 999999999999; `
    + 'define the policy in a stack of account 999999999999';
  const marked = (label: string) => `'target' must be a role that policies may be attached to; got ${label}, which is immutable (by 'mutable: false' or `
    + 'withoutPolicyUpdates()); give the role without that mark';
  const token = (kind: string) => '\'target\' must be imported by its name or a literal ARN; got Stack/Imported, imported by an ARN that is a token; '
    + `a token does not tell the name from the path; import it with iam.${kind}.from${kind}Name()`;
  const single = (kind: string, shown: string) => `'target' must be a single ${kind}; got Stack/Imported with ${shown}, which IAM reads as a wildcard`;
  const kind = (of: string, shown: string) => `'target' must be a single ${of} in an account of 12 digits, such as arn:aws:iam::123456789012:${of}/teleport, `
    + `at most 614 characters; got ${shown}`;
  refuse([
    {
      sentence: 'a group is refused, a user is not',
      refused: connect((stack) => new iam.Group(stack, 'Agents')),
      message: '\'target\' must be a role or a user; got the group Stack/Agents; '
      + 'Teleport cannot run as a group',
      passes: connect(user()),
    },
    { sentence: 'nothing is refused', refused: connect(() => undefined as any), message: '\'target\' must be a role or a user; got undefined; give an iam.Role or iam.User, or import one by its name or ARN: Role.fromRoleArn()', passes: connect(role()) },
    {
      sentence: 'a name is refused',
      refused: connect(() => 'agent' as any),
      message: '\'target\' must be a role or a user; got "agent"; give an iam.Role or iam.User, or import one by its name or ARN: Role.fromRoleArn()',
      passes: connect(roleByName('agent')),
    },
    {
      sentence: 'a role of another account is refused',
      refused: connect(roleByArn(`arn:aws:iam::${OTHER}:role/agent`)),
      message: account('Stack/Imported'),
      passes: connect(roleByArn('arn:aws:iam::123456789012:role/agent')),
    },
    {
      sentence: 'a user of another account is refused',
      refused: connect(userByArn(`arn:aws:iam::${OTHER}:user/agent`)),
      message: account('Stack/Imported'),
      passes: connect(userByArn('arn:aws:iam::123456789012:user/agent')),
    },
    {
      sentence: 'a role of a stack of another account is refused',
      refused: connect((stack) => roleIn(inOtherAccount(stack), 'Agent', { roleName: 'agent' })),
      message: account('Other/Agent'),
      passes: connect((stack) => roleIn(besides(stack))),
    },
    {
      sentence: 'a role imported with \'mutable: false\' is refused',
      refused: connect(roleByArn('arn:aws:iam::123456789012:role/agent', { mutable: false })),
      message: marked('Stack/Imported'),
      passes: connect(roleByArn('arn:aws:iam::123456789012:role/agent', { mutable: true })),
    },
    { sentence: 'a role of withoutPolicyUpdates() is refused', refused: connect((stack) => roleIn(stack).withoutPolicyUpdates()), message: marked('Stack/ImmutableRoleAgent'), passes: connect((stack) => roleIn(stack)) },
    {
      sentence: 'a role imported by an ARN that is a token is refused',
      refused: connect((stack) => roleByArn(Fn.importValue('RoleArn'))(stack)),
      message: token('Role'),
      passes: connect(roleByName(Fn.importValue('RoleName'))),
    },
    {
      sentence: 'a role with a path that is imported by its own ARN is refused, as CDK takes the path for the name',
      refused: connect((stack) => roleByArn(roleIn(stack, 'Agent', { path: '/a/' }).roleArn)(stack)),
      message: token('Role'),
      passes: connect((stack) => roleByArn(roleIn(stack).roleArn)(stack)),
    },
    {
      sentence: 'a user imported by an ARN that is a token is refused',
      refused: connect((stack) => userByArn(Fn.importValue('UserArn'))(stack)),
      message: token('User'),
      passes: connect((stack) => iam.User.fromUserName(stack, 'Imported', Fn.importValue('UserName'))),
    },
    {
      sentence: 'all roles are refused',
      refused: selfGrant(roleByArn('arn:aws:iam::123456789012:role/*')),
      message: single('role', '"arn:aws:iam::123456789012:role/*"'),
      passes: selfGrant(roleByArn('arn:aws:iam::123456789012:role/agent')),
    },
    {
      sentence: '? in the name of a role is refused',
      refused: selfGrant(roleByArn('arn:aws:iam::123456789012:role/agent?')),
      message: single('role', '"arn:aws:iam::123456789012:role/agent?"'),
      passes: selfGrant(roleByArn('arn:aws:iam::123456789012:role/agent+')),
    },
    {
      sentence: 'a policy variable is refused',
      refused: selfGrant(userByArn('arn:aws:iam::123456789012:user/${aws:username}')),
      message: single('user', '"arn:aws:iam::123456789012:user/${aws:username}"'),
      passes: selfGrant(userByArn('arn:aws:iam::123456789012:user/username')),
    },
    {
      sentence: 'a wildcard in the path of an own role is refused, though IAM takes it as a path',
      refused: selfGrant(role({ path: '/te*/' })),
      message: single('role', '"/te*/"'),
      passes: selfGrant(role({ path: '/te+/' })),
    },
    { sentence: 'a wildcard in the name of an own user is refused', refused: selfGrant(user({ userName: 'te*' })), message: single('user', '"te*"'), passes: selfGrant(user({ userName: 'te' })) },
    {
      sentence: 'the ARN of a user is none of a role',
      refused: connect(roleByArn('arn:aws:iam::123456789012:user/agent')),
      message: kind('role', '"arn:aws:iam::123456789012:user/agent"'),
      passes: connect(roleByArn('arn:aws:iam::123456789012:role/user/agent')),
    },
    {
      sentence: 'the ARN of a session is none of a role',
      refused: connect(roleByArn('arn:aws:sts::123456789012:assumed-role/agent/i-0abc')),
      message: kind('role', '"arn:aws:sts::123456789012:assumed-role/agent/i-0abc"'),
      passes: connect(roleByArn('arn:aws:iam::123456789012:role/agent')),
    },
    {
      sentence: 'inline is refused with a self-grant',
      refused: (stack) => {
        new TeleportDatabaseDiscoveryPolicy(stack, 'Policy', { target: roleIn(stack), databaseTypes: [DatabaseType.RDS], selfGrant: SelfGrant.BOUNDED, inline: true });
      },
      message: '\'inline\' must be left out with \'selfGrant\', because Teleport could overwrite the policy, and its own inline policies need the same space; '
      + 'got true',
      passes: (stack) => {
        new TeleportDatabaseDiscoveryPolicy(stack, 'Policy', { target: roleIn(stack), databaseTypes: [DatabaseType.RDS], inline: true });
      },
    },
    {
      sentence: 'a boundary refuses a role of another account',
      refused: bound(roleByArn(`arn:aws:iam::${OTHER}:role/agent`)),
      message: '\'target\' must be in the account of the stack, 123456789012; got Stack/Imported in 999999999999; define the policy in a stack of account 999999999999',
      passes: bound(roleByArn('arn:aws:iam::123456789012:role/agent')),
    },
    {
      sentence: 'a boundary refuses a group',
      refused: bound((stack) => new iam.Group(stack, 'Agents')),
      message: '\'target\' must be a role or a user; got the group Stack/Agents; Teleport cannot run as a group',
      passes: bound(user()),
    },
  ]);

  test('the name of a role with a path is attached without the path', () => {
    const stack = stackIn();
    connect(roleByArn('arn:aws:iam::123456789012:role/teleport/db/agent'))(stack);
    expect(propertiesOf(stack, 'AWS::IAM::ManagedPolicy')).toMatchObject([{ Roles: ['agent'] }]);
  });

  test('where neither account is known, nothing is compared', () => {
    const stack = stackIn({});
    connect((scope) => roleIn(scope))(stack);
    expect(propertiesOf(stack, 'AWS::IAM::ManagedPolicy')).toHaveLength(1);
  });
});

describe('the databases', () => {
  const access = (...databases: ((stack: Stack) => TeleportDatabase)[]): Call => (stack) => {
    new TeleportDatabaseAccess(stack, 'Policy', { target: roleIn(stack), databases: databases.map((database) => database(stack)) });
  };
  const cluster = (stack: Stack) => RedshiftDatabase.fromCluster(new redshift.CfnCluster(stack, 'Warehouse', {
    clusterType: 'single-node', dbName: 'sales', masterUsername: 'admin', manageMasterPassword: true, nodeType: 'ra3.large',
  }), { databaseUsers: ['analyst'], databaseNames: ['sales'] });
  const proxy = (dbProxyArn: string) => (stack: Stack) => RdsDatabase.fromProxy(rds.DatabaseProxy.fromDatabaseProxyAttributes(stack, 'Proxy', {
    dbProxyName: 'orders', dbProxyArn, endpoint: 'orders.example', securityGroups: [],
  }), reader);
  const instance = (instanceResourceId?: string) => (stack: Stack) => RdsDatabase.fromInstance(rds.DatabaseInstance.fromDatabaseInstanceAttributes(stack, 'Orders', {
    instanceIdentifier: 'orders', instanceEndpointAddress: 'orders.example', port: 5432, securityGroups: [], instanceResourceId,
  }), reader);
  const account = (label: string) => `'databases' must be in the account of the stack, 123456789012, because IAM logins do not cross accounts; got ${label} in 999999999999; `
    + 'give it the role there that Teleport assumes (\'assumedRole\': AssumedRole.fromRole() of a role in 999999999999), which has a policy of its own';
  const resourceId = 'must be an AWS resource ID: db-... (instance), cluster-... (Aurora) or prx-... (proxy), as the Configuration tab of the RDS console shows it, '
    + 'at most 34 characters';
  refuse([
    { sentence: 'one of a stack of another account is refused', refused: access((stack) => cluster(inOtherAccount(stack))), message: account('Other/Warehouse'), passes: access((stack) => cluster(besides(stack))) },
    {
      sentence: 'an imported proxy is in the account of its ARN',
      refused: access(proxy(`arn:aws:rds:eu-west-1:${OTHER}:db-proxy:prx-0abc`)),
      message: account('Stack/Proxy'),
      passes: access(proxy('arn:aws:rds:eu-west-1:123456789012:db-proxy:prx-0abc')),
    },
    {
      sentence: 'an imported proxy is refused without an ID in its ARN',
      refused: access(proxy('arn:aws:rds:eu-west-1:123456789012:db-proxy:orders')),
      message: `'dbProxyArn' ${resourceId}; got "orders"`,
      passes: access(proxy('arn:aws:rds:eu-west-1:123456789012:db-proxy:prx-0abc')),
    },
    {
      sentence: 'an imported instance without its resource ID is refused',
      refused: access(instance()),
      message: '\'instance\' must be imported with the \'instanceResourceId\' (db-...) that IAM knows it by; got Stack/Orders; add it, or use RdsDatabase.fromResourceId()',
      passes: access(instance('db-ABC')),
    },
    {
      sentence: 'an imported instance with the name for the resource ID is refused',
      refused: access(instance('orders')),
      message: `'instanceResourceId' ${resourceId}; got "orders"`,
      passes: access(instance('db-ABC')),
    },
    { sentence: 'none is refused', refused: access(), message: '\'databases\' must not be empty; got []; leave it out if there is none', passes: access(() => ORDERS) },
  ]);

  test('an imported OpenSearch domain is in the account and region of its ARN', () => {
    const domain = (region: string, owner: string) => (stack: Stack) => OpenSearchDatabase.fromDomain(opensearch.Domain.fromDomainAttributes(stack, 'Domain', {
      domainArn: `arn:${Aws.PARTITION}:es:${region}:${owner}:domain/logs`, domainEndpoint: 'https://logs.example',
    }), { databaseRoles: [AssumedRole.fromRole(iam.Role.fromRoleName(stack, 'Reader', 'reader'))] });
    const stack = stackIn();
    access(domain('us-east-1', '123456789012'))(stack);
    expect(documentOf(stack).Statement[0].Resource).toBe('arn:aws:es:us-east-1:123456789012:domain/logs');
    expect(() => access(domain('eu-west-1', OTHER))(stackIn())).toThrow(account('Stack/Domain'));
  });

  test.each([`arn:${Aws.PARTITION}:rds:eu-west-1:${OTHER}:db-proxy:prx-0abc`, `arn:aws:rds:${Aws.REGION}:${OTHER}:db-proxy:prx-0abc`])(
    'a token beside the account hides nothing: %s', (dbProxyArn) => {
      expect(() => access(proxy(dbProxyArn))(stackIn())).toThrow(account('Stack/Proxy'));
      expect(() => access(proxy(dbProxyArn.replace(OTHER, '123456789012')))(stackIn())).not.toThrow();
    });

  test('an imported proxy is in the region of its ARN', () => {
    const stack = stackIn();
    new TeleportRdsConnectPolicy(stack, 'Policy', { target: roleIn(stack), databases: [proxy('arn:aws:rds:us-east-1:123456789012:db-proxy:prx-0abc')(stack) as RdsDatabase] });
    expect(documentOf(stack).Statement[0].Resource).toBe('arn:aws:rds-db:us-east-1:123456789012:dbuser:prx-0abc/reader');
  });

  test('one of another region of the account is where it is', () => {
    const stack = stackIn();
    const other = new Stack(stack.node.root, 'Other', { env: { account: '123456789012', region: 'us-east-1' } });
    const imported = rds.DatabaseInstance.fromDatabaseInstanceAttributes(other, 'Orders', {
      instanceIdentifier: 'orders', instanceEndpointAddress: 'orders.example', port: 5432, securityGroups: [], instanceResourceId: 'db-ABC',
    });
    new TeleportRdsConnectPolicy(stack, 'Policy', { target: roleIn(stack), databases: [RdsDatabase.fromInstance(imported, reader)] });
    expect(documentOf(stack).Statement[0].Resource).toBe('arn:aws:rds-db:us-east-1:123456789012:dbuser:db-ABC/reader');
  });

  test('an imported cluster with a wrong one is refused', () => {
    const imported = (clusterResourceIdentifier: string) => rds.DatabaseCluster.fromDatabaseClusterAttributes(stackIn(), 'Orders', { clusterIdentifier: 'orders', clusterResourceIdentifier });
    expect(() => RdsDatabase.fromCluster(imported('orders'), reader)).toThrow('\'clusterResourceIdentifier\' must be an AWS resource ID');
    expect(() => RdsDatabase.fromCluster(imported('cluster-ABC'), reader)).not.toThrow();
    const documents = (clusterIdentifier: string) => docdb.DatabaseCluster.fromDatabaseClusterAttributes(stackIn(), 'Documents', { clusterIdentifier });
    const asRole = { databaseRoles: [AssumedRole.fromRole(iam.Role.fromRoleName(stackIn(), 'Reader', 'reader'))] };
    expect(() => DocumentDbDatabase.fromCluster(documents('Prod*'), asRole)).toThrow('\'clusterIdentifier\' must be ');
    expect(() => DocumentDbDatabase.fromCluster(documents('prod'), asRole)).not.toThrow();
  });
});

describe('the keys of secret stores', () => {
  const store = (key: (stack: Stack) => kms.IKey, more = {}): Call => (stack) => {
    new TeleportDatabaseAccess(stack, 'Policy', { target: roleIn(stack), secretStores: [SecretStore.of('teleport', { encryptionKey: key(stack) })], ...more });
  };
  const keyByArn = (arn: string) => (stack: Stack) => kms.Key.fromKeyArn(stack, 'Key', arn);
  const alias = (label: string) => `'encryptionKey' must be a key, because IAM does not resolve aliases in policies; got the alias ${label}; `
    + 'give the key that it points to';
  const single = (arn: string) => '\'encryptionKey\' must be a single key in an account of 12 digits, such as arn:aws:kms:eu-west-1:123456789012:key/a1b2c3d4, '
    + `at most 88 characters; got ${arn}`;
  const ownKey = keyByArn('arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555');
  refuse([
    {
      sentence: 'an alias of the app is refused, its key is not',
      refused: store((stack) => new kms.Alias(stack, 'Alias', { aliasName: 'alias/teleport', targetKey: new kms.Key(stack, 'Key') })),
      message: alias('Stack/Alias'),
      passes: store((stack) => new kms.Key(stack, 'Key', { alias: 'alias/teleport' })),
    },
    { sentence: 'an imported alias is refused', refused: store((stack) => kms.Alias.fromAliasName(stack, 'Alias', 'alias/teleport')), message: alias('Stack/Alias'), passes: store(ownKey) },
    { sentence: 'the ARN of an alias is refused', refused: store(keyByArn('arn:aws:kms:eu-west-1:123456789012:alias/teleport')), message: alias('Stack/Key'), passes: store(ownKey) },
    { sentence: 'all keys are refused', refused: store(keyByArn('arn:aws:kms:eu-west-1:123456789012:key/*')), message: single('"arn:aws:kms:eu-west-1:123456789012:key/*"'), passes: store(ownKey) },
    {
      sentence: '? is a wildcard for IAM',
      refused: store(keyByArn('arn:aws:kms:eu-west-1:123456789012:key/mrk-?')),
      message: single('"arn:aws:kms:eu-west-1:123456789012:key/mrk-?"'),
      passes: store(keyByArn('arn:aws:kms:eu-west-1:123456789012:key/mrk-0')),
    },
    {
      sentence: 'all accounts are refused, all regions of a key with replicas are not',
      refused: store(keyByArn('arn:aws:kms:eu-west-1:*:key/mrk-0')),
      message: single('"arn:aws:kms:eu-west-1:*:key/mrk-0"'),
      passes: store(keyByArn('arn:aws:kms:*:123456789012:key/mrk-0')),
    },
    {
      sentence: 'a key of a region without passwords is refused',
      refused: store(keyByArn('arn:aws:kms:us-east-1:123456789012:key/0')),
      message: '\'encryptionKey\' must be in one of the regions of the secrets, eu-west-1; got Stack/Key in us-east-1; Secrets Manager encrypts with keys of its own region; '
      + 'give a key of that region, or name the region in \'regions\'',
      passes: store(keyByArn('arn:aws:kms:us-east-1:123456789012:key/0'), { regions: ['eu-west-1', 'us-east-1'] }),
    },
    {
      sentence: 'nor is one of none of several',
      refused: store(keyByArn('arn:aws:kms:us-east-1:123456789012:key/0'), { regions: ['eu-west-1', 'eu-west-2'] }),
      message: '\'encryptionKey\' must be in one of the regions of the secrets, eu-west-1, eu-west-2; got Stack/Key in us-east-1; Secrets Manager encrypts with keys of its own '
        + 'region; give a key of that region, or name the region in \'regions\'',
      passes: store(ownKey, { regions: ['eu-west-1', 'eu-west-2'] }),
    },
  ]);

  test('a key that is a token stands there unchanged', () => {
    const stack = stackIn();
    store((scope) => kms.Key.fromKeyArn(scope, 'Key', new CfnParameter(scope, 'KeyArn').valueAsString))(stack);
    expect(documentOf(stack).Statement[1].Resource).toBe('<KeyArn>');
  });
});

test('the accounts of two stages are compared as well', () => {
  const app = new App();
  const stage = (id: string, account: string) => new Stack(new Stage(app, id), 'Stack', { env: { account, region: 'eu-west-1' } });
  const agent = roleIn(stage('Prod', OTHER), 'Agent', { roleName: 'agent' });
  expect(() => connect(() => agent)(stage('Test', '123456789012')))
    .toThrow('\'target\' must be in the account of the stack, 123456789012; got Prod/Stack/Agent in 999999999999; define the policy in a stack of account 999999999999');
});
