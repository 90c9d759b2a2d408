import { App, aws_docdb as docdb, aws_redshift as redshift, CfnParameter, Fn, Stack, Stage } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as rds from 'aws-cdk-lib/aws-rds';
import {
  AssumedRole, DatabaseType, DocumentDbDatabase, RdsDatabase, RedshiftDatabase, SecretStore, SelfGrant, TeleportDatabase, TeleportDatabaseAccess,
  TeleportDatabaseDiscoveryPolicy, TeleportDatabasePermissionsBoundary, TeleportRdsConnectPolicy,
} from '../../src/index';
import { Call, refuse } from '../support/refusals';
import { documentOf, resourcesOfType, roleIn, stackIn } from '../support/template';

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
  const account = (label: string) => `'target' has to be in the account of the stack, 123456789012, got ${label} in 999999999999; `
    + 'define the policy in a stack of account 999999999999';
  const marked = (label: string) => `'target' ${label} is marked as not to be changed (by 'mutable: false' or withoutPolicyUpdates()), so that no policy may be `
    + 'attached to it; give the role without that mark';
  const token = (kind: string) => '\'target\' Stack/Imported is imported by an ARN that is a token, so that its name cannot be told from its path; '
    + `import it with iam.${kind}.from${kind}Name()`;
  const single = (kind: string, shown: string) => `'target' has to be a single ${kind}, got Stack/Imported with ${shown}, which IAM would read as a wildcard`;
  const kind = (of: string, shown: string) => `'target' has to be imported by the ARN of a ${of}, such as arn:aws:iam::123456789012:${of}/teleport, got ${shown}`;
  refuse([
    ['a group is refused, a user is not', connect((stack) => new iam.Group(stack, 'Agents')), '\'target\' has to be a role or a user, got the group Stack/Agents: '
      + 'Teleport cannot run as a group', connect(user())],
    ['nothing is refused', connect(() => undefined as any), '\'target\' has to be a role or a user, got undefined; give an iam.Role or iam.User, defined or imported', connect(role())],
    ['a name is refused', connect(() => 'agent' as any), '\'target\' has to be a role or a user, got "agent"; give an iam.Role or iam.User, defined or imported',
      connect(roleByName('agent'))],
    ['a role of another account is refused', connect(roleByArn(`arn:aws:iam::${OTHER}:role/agent`)), account('Stack/Imported'),
      connect(roleByArn('arn:aws:iam::123456789012:role/agent'))],
    ['a user of another account is refused', connect(userByArn(`arn:aws:iam::${OTHER}:user/agent`)), account('Stack/Imported'),
      connect(userByArn('arn:aws:iam::123456789012:user/agent'))],
    ['a role of a stack of another account is refused', connect((stack) => roleIn(inOtherAccount(stack), 'Agent', { roleName: 'agent' })), account('Other/Agent'),
      connect((stack) => roleIn(besides(stack)))],
    ['a role imported with \'mutable: false\' is refused', connect(roleByArn('arn:aws:iam::123456789012:role/agent', { mutable: false })), marked('Stack/Imported'),
      connect(roleByArn('arn:aws:iam::123456789012:role/agent', { mutable: true }))],
    ['a role of withoutPolicyUpdates() is refused', connect((stack) => roleIn(stack).withoutPolicyUpdates()), marked('Stack/ImmutableRoleAgent'), connect((stack) => roleIn(stack))],
    ['a role imported by an ARN that is a token is refused', connect((stack) => roleByArn(Fn.importValue('RoleArn'))(stack)), token('Role'),
      connect(roleByName(Fn.importValue('RoleName')))],
    ['a role with a path that is imported by its own ARN is refused, as CDK takes the path for the name', connect((stack) => roleByArn(roleIn(stack, 'Agent', { path: '/a/' }).roleArn)(stack)),
      token('Role'), connect((stack) => roleByArn(roleIn(stack).roleArn)(stack))],
    ['a user imported by an ARN that is a token is refused', connect((stack) => userByArn(Fn.importValue('UserArn'))(stack)), token('User'),
      connect((stack) => iam.User.fromUserName(stack, 'Imported', Fn.importValue('UserName')))],
    ['all roles are refused', selfGrant(roleByArn('arn:aws:iam::123456789012:role/*')), single('role', '"arn:aws:iam::123456789012:role/*"'),
      selfGrant(roleByArn('arn:aws:iam::123456789012:role/agent'))],
    ['? in the name of a role is refused', selfGrant(roleByArn('arn:aws:iam::123456789012:role/agent?')), single('role', '"arn:aws:iam::123456789012:role/agent?"'),
      selfGrant(roleByArn('arn:aws:iam::123456789012:role/agent+'))],
    ['a policy variable is refused', selfGrant(userByArn('arn:aws:iam::123456789012:user/${aws:username}')),
      single('user', '"arn:aws:iam::123456789012:user/${aws:username}"'), selfGrant(userByArn('arn:aws:iam::123456789012:user/username'))],
    ['a wildcard in the path of an own role is refused, though IAM takes it as a path', selfGrant(role({ path: '/te*/' })), single('role', '"/te*/"'),
      selfGrant(role({ path: '/te+/' }))],
    ['a wildcard in the name of an own user is refused', selfGrant(user({ userName: 'te*' })), single('user', '"te*"'), selfGrant(user({ userName: 'te' }))],
    ['the ARN of a user is none of a role', connect(roleByArn('arn:aws:iam::123456789012:user/agent')), kind('role', '"arn:aws:iam::123456789012:user/agent"'),
      connect(roleByArn('arn:aws:iam::123456789012:role/user/agent'))],
    ['the ARN of a session is none of a role', connect(roleByArn('arn:aws:sts::123456789012:assumed-role/agent/i-0abc')),
      kind('role', '"arn:aws:sts::123456789012:assumed-role/agent/i-0abc"'), connect(roleByArn('arn:aws:iam::123456789012:role/agent'))],
    ['inline is refused with a self-grant', (stack) => {
      new TeleportDatabaseDiscoveryPolicy(stack, 'Policy', { target: roleIn(stack), databaseTypes: [DatabaseType.RDS], selfGrant: SelfGrant.BOUNDED, inline: true });
    }, '\'inline\' cannot be combined with \'selfGrant\': Teleport would be allowed to overwrite the policy, and its own inline policies need the same space; '
      + 'leave \'inline\' out', (stack) => {
      new TeleportDatabaseDiscoveryPolicy(stack, 'Policy', { target: roleIn(stack), databaseTypes: [DatabaseType.RDS], inline: true });
    }],
    ['a boundary refuses a role of another account', bound(roleByArn(`arn:aws:iam::${OTHER}:role/agent`)),
      '\'target\' has to be in the account of the stack, 123456789012, got Stack/Imported in 999999999999; define the policy in a stack of account 999999999999',
      bound(roleByArn('arn:aws:iam::123456789012:role/agent'))],
    ['a boundary refuses a group', bound((stack) => new iam.Group(stack, 'Agents')),
      '\'target\' has to be a role or a user, got the group Stack/Agents: Teleport cannot run as a group', bound(user())],
  ]);

  test('the name of a role with a path is attached without the path', () => {
    const stack = stackIn();
    connect(roleByArn('arn:aws:iam::123456789012:role/teleport/db/agent'))(stack);
    expect(resourcesOfType(stack, 'AWS::IAM::ManagedPolicy')).toMatchObject([[expect.any(String), { Roles: ['agent'] }]]);
  });

  test('where neither account is known, nothing is compared', () => {
    const stack = stackIn({});
    connect((scope) => roleIn(scope))(stack);
    expect(resourcesOfType(stack, 'AWS::IAM::ManagedPolicy')).toHaveLength(1);
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
  const account = (label: string) => `'databases' have to be in the account of the stack, 123456789012, got ${label} in 999999999999: IAM logins do not cross `
    + 'accounts; give it the role there that Teleport assumes (\'assumedRole\': AssumedRole.fromRole() of a role in 999999999999), which has a policy of its own';
  const resourceId = 'has to be an AWS resource ID: db-... (instance), cluster-... (Aurora) or prx-... (proxy), as the Configuration tab of the RDS console shows it, '
    + 'at most 34 characters';
  refuse([
    ['one of a stack of another account is refused', access((stack) => cluster(inOtherAccount(stack))), account('Other/Warehouse'), access((stack) => cluster(besides(stack)))],
    ['an imported proxy is in the account of its ARN', access(proxy(`arn:aws:rds:eu-west-1:${OTHER}:db-proxy:prx-0abc`)), account('Stack/Proxy'),
      access(proxy('arn:aws:rds:eu-west-1:123456789012:db-proxy:prx-0abc'))],
    ['an imported proxy is refused without an ID in its ARN', access(proxy('arn:aws:rds:eu-west-1:123456789012:db-proxy:orders')),
      `'dbProxyArn' ${resourceId}, got "orders"`, access(proxy('arn:aws:rds:eu-west-1:123456789012:db-proxy:prx-0abc'))],
    ['an imported instance without its resource ID is refused', access(instance()),
      '\'instance\' Stack/Orders is imported without its \'instanceResourceId\' (db-...), by which IAM knows it; give it when importing, or use RdsDatabase.fromResourceId()',
      access(instance('db-ABC'))],
    ['an imported instance with the name for the resource ID is refused', access(instance('orders')), `'instanceResourceId' ${resourceId}, got "orders"`,
      access(instance('db-ABC'))],
    ['none is refused', access(), '\'databases\' has to name at least one, got none; leave it out if there is none', access(() => ORDERS)],
  ]);

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

  test('an imported cluster without its resource ID is refused by CDK', () => {
    const stack = stackIn();
    const imported = rds.DatabaseCluster.fromDatabaseClusterAttributes(stack, 'Orders', { clusterIdentifier: 'orders' });
    expect(() => RdsDatabase.fromCluster(imported, reader)).toThrow(/clusterResourceIdentifier/);
  });

  test('an imported cluster with a wrong one is refused', () => {
    const imported = (clusterResourceIdentifier: string) => rds.DatabaseCluster.fromDatabaseClusterAttributes(stackIn(), 'Orders', { clusterIdentifier: 'orders', clusterResourceIdentifier });
    expect(() => RdsDatabase.fromCluster(imported('orders'), reader)).toThrow('\'clusterResourceIdentifier\' has to be an AWS resource ID');
    expect(() => RdsDatabase.fromCluster(imported('cluster-ABC'), reader)).not.toThrow();
    const documents = (clusterIdentifier: string) => docdb.DatabaseCluster.fromDatabaseClusterAttributes(stackIn(), 'Documents', { clusterIdentifier });
    const asRole = { databaseRoles: [AssumedRole.fromRole(iam.Role.fromRoleName(stackIn(), 'Reader', 'reader'))] };
    expect(() => DocumentDbDatabase.fromCluster(documents('Prod*'), asRole)).toThrow('\'clusterIdentifier\' has to be ');
    expect(() => DocumentDbDatabase.fromCluster(documents('prod'), asRole)).not.toThrow();
  });
});

describe('the keys of secret stores', () => {
  const store = (key: (stack: Stack) => kms.IKey, more = {}): Call => (stack) => {
    new TeleportDatabaseAccess(stack, 'Policy', { target: roleIn(stack), secretStores: [SecretStore.of('teleport', { encryptionKey: key(stack) })], ...more });
  };
  const keyByArn = (arn: string) => (stack: Stack) => kms.Key.fromKeyArn(stack, 'Key', arn);
  const alias = (label: string) => `'encryptionKey' has to be a key, got the alias ${label}: IAM does not resolve aliases in the resource of a policy; `
    + 'give the key that it points to';
  const single = (arn: string) => `'encryptionKey' has to be a single key of an account of 12 digits, got ${arn}`;
  const ownKey = keyByArn('arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555');
  refuse([
    ['an alias of the app is refused, its key is not', store((stack) => new kms.Alias(stack, 'Alias', { aliasName: 'alias/teleport', targetKey: new kms.Key(stack, 'Key') })),
      alias('Stack/Alias'), store((stack) => new kms.Key(stack, 'Key', { alias: 'alias/teleport' }))],
    ['an imported alias is refused', store((stack) => kms.Alias.fromAliasName(stack, 'Alias', 'alias/teleport')), alias('Stack/Alias'), store(ownKey)],
    ['the ARN of an alias is refused', store(keyByArn('arn:aws:kms:eu-west-1:123456789012:alias/teleport')), alias('Stack/Key'), store(ownKey)],
    ['all keys are refused', store(keyByArn('arn:aws:kms:eu-west-1:123456789012:key/*')), single('"arn:aws:kms:eu-west-1:123456789012:key/*"'), store(ownKey)],
    ['? is a wildcard for IAM', store(keyByArn('arn:aws:kms:eu-west-1:123456789012:key/mrk-?')), single('"arn:aws:kms:eu-west-1:123456789012:key/mrk-?"'),
      store(keyByArn('arn:aws:kms:eu-west-1:123456789012:key/mrk-0'))],
    ['all accounts are refused, all regions of a key with replicas are not', store(keyByArn('arn:aws:kms:eu-west-1:*:key/mrk-0')), single('"arn:aws:kms:eu-west-1:*:key/mrk-0"'),
      store(keyByArn('arn:aws:kms:*:123456789012:key/mrk-0'))],
    ['a key of a region without passwords is refused', store(keyByArn('arn:aws:kms:us-east-1:123456789012:key/0')),
      '\'encryptionKey\' Stack/Key is in us-east-1, Teleport keeps passwords in eu-west-1: Secrets Manager encrypts with keys of its own region; '
      + 'give a key of that region, or name the region in \'regions\'', store(keyByArn('arn:aws:kms:us-east-1:123456789012:key/0'), { regions: ['eu-west-1', 'us-east-1'] })],
    ['nor is one of none of several', store(keyByArn('arn:aws:kms:us-east-1:123456789012:key/0'), { regions: ['eu-west-1', 'eu-west-2'] }),
      '\'encryptionKey\' Stack/Key is in us-east-1, Teleport keeps passwords in eu-west-1, eu-west-2: Secrets Manager encrypts with keys of its own '
        + 'region; give a key of that region, or name the region in \'regions\'', store(ownKey, { regions: ['eu-west-1', 'eu-west-2'] })],
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
    .toThrow('\'target\' has to be in the account of the stack, 123456789012, got Prod/Stack/Agent in 999999999999; define the policy in a stack of account 999999999999');
});
