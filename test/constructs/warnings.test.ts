import { Annotations, Aws, CfnParameter, Lazy, Stack, Token } from 'aws-cdk-lib';
import { Annotations as Found, Match } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as rds from 'aws-cdk-lib/aws-rds';
import {
  AssumedRole, ElastiCacheDatabase, DatabaseType, OpenSearchDatabase, RdsDatabase, RedshiftDatabase, RedshiftServerlessDatabase, SecretStore,
  SelfGrant, TeleportAgentPrincipal, TeleportDatabaseAccess, TeleportDatabaseAccessProps, TeleportDatabaseDiscoveryPolicy,
  TeleportDatabaseDiscoveryPolicyProps, TeleportDatabasePermissionsBoundary, TeleportRdsConnectPolicy, TeleportRedshiftConnectPolicy,
} from '../../src';
import { acknowledging } from '../support/acknowledging';
import { Call } from '../support/refusals';
import { ACCOUNT, roleIn, stackIn, warningsOf } from '../support/template';

const { RDS, AURORA, ELASTICACHE, REDSHIFT } = DatabaseType;
const reader = { databaseUsers: ['reader'] };

const discovery = (props: Partial<TeleportDatabaseDiscoveryPolicyProps>): Call => (stack) => {
  new TeleportDatabaseDiscoveryPolicy(stack, 'Policy', { target: roleIn(stack), databaseTypes: [RDS], ...props });
};
const access = (props: Partial<TeleportDatabaseAccessProps>): Call => (stack) => {
  new TeleportDatabaseAccess(stack, 'Policy', { target: roleIn(stack), ...props });
};
const connectRds = (props: object): Call => (stack) => {
  new TeleportRdsConnectPolicy(stack, 'Policy', { target: roleIn(stack), databases: [], ...props });
};
const connectRedshift = (props: object): Call => (stack) => {
  new TeleportRedshiftConnectPolicy(stack, 'Policy', { target: roleIn(stack), databases: [], ...props });
};
const warehouse = (user: string, name: string) =>
  RedshiftDatabase.fromClusterIdentifier('warehouse', { databaseUsers: [user], databaseNames: [name] });
const analyst = (stack: Stack) => ({ databaseRoles: [AssumedRole.fromRole(iam.Role.fromRoleName(stack, 'Analyst', 'analyst'))] });
const proxyOf = (account: string) => (stack: Stack) => RdsDatabase.fromProxy(rds.DatabaseProxy.fromDatabaseProxyAttributes(stack, 'Proxy', {
  dbProxyArn: `arn:aws:rds:eu-west-1:${account}:db-proxy:prx-0`, dbProxyName: 'orders', endpoint: 'orders.example.com', securityGroups: [],
}), reader);
const on = (target: (stack: Stack) => iam.IIdentity, props: Partial<TeleportDatabaseDiscoveryPolicyProps> = {}): Call => (stack) => {
  new TeleportDatabaseDiscoveryPolicy(stack, 'Policy', { target: target(stack), databaseTypes: [RDS], ...props });
};
const key = (account: string): Call => (stack) => {
  const encryptionKey = kms.Key.fromKeyArn(stack, 'Key', `arn:aws:kms:eu-west-1:${account}:key/0`);
  access({ secretStores: [SecretStore.of('team', { encryptionKey })] })(stack);
};
const importedIn = (stack: Stack) => RdsDatabase.fromInstance(rds.DatabaseInstance.fromDatabaseInstanceAttributes(stack, 'Orders', {
  instanceIdentifier: 'orders', instanceResourceId: 'db-0', instanceEndpointAddress: 'orders.example.com', port: 5432, securityGroups: [],
}), reader);
const vpcIn = (stack: Stack) => ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
  vpcId: 'vpc-0', availabilityZones: ['a', 'b'], privateSubnetIds: ['subnet-0', 'subnet-1'], privateSubnetRouteTableIds: ['rtb-0', 'rtb-1'],
});
const database = (make: (stack: Stack, vpc: ec2.IVpc) => RdsDatabase): Call => (stack) => {
  const vpc = vpcIn(stack);
  access({ databases: [make(stack, vpc)] })(stack);
};
const instanceOf = (stack: Stack, vpc: ec2.IVpc, props = {}) => new rds.DatabaseInstance(stack, 'Orders', {
  vpc, engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_16 }), ...props,
});
const instance = (props = {}) => database((stack, vpc) => RdsDatabase.fromInstance(instanceOf(stack, vpc, props), reader));
const cluster = (props = {}) => database((stack, vpc) => RdsDatabase.fromCluster(new rds.DatabaseCluster(stack, 'Orders', {
  vpc,
  engine: rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_16_6 }),
  writer: rds.ClusterInstance.serverlessV2('Writer'),
  ...props,
}), reader));
type Change = (made: rds.CfnDBProxy) => void;
const proxy = (iamAuth: boolean, auth?: rds.CfnDBProxy.AuthFormatProperty[], change: Change = () => {}) => database((stack, vpc) => {
  const orders = instanceOf(stack, vpc);
  const made = orders.addProxy('Proxy', { vpc, iamAuth, secrets: [orders.secret!] });
  (made.node.defaultChild as rds.CfnDBProxy).auth = auth ?? (made.node.defaultChild as rds.CfnDBProxy).auth;
  change(made.node.defaultChild as rds.CfnDBProxy);
  return RdsDatabase.fromProxy(made, reader);
});
const assumed = (trust: (agent: iam.Role) => iam.IPrincipal): Call => (stack) => {
  const agent = roleIn(stack, 'Agent', { roleName: 'agent' });
  const role = new iam.Role(stack, 'DatabaseUser', { assumedBy: trust(agent) });
  new TeleportDatabaseAccess(stack, 'Policy', { target: agent, assumedRoles: [AssumedRole.fromRole(role)] });
};
const tagging = (trust: (agent: iam.Role) => iam.IPrincipal): Call => (stack) => {
  const agent = roleIn(stack, 'Agent', { roleName: 'agent' });
  const role = new iam.Role(stack, 'DatabaseUser', { assumedBy: trust(agent) });
  new TeleportDatabaseAccess(stack, 'Policy', { target: agent, assumedRoles: [AssumedRole.fromRole(role, { sessionTags: { team: 'orders' } })] });
};
/** A role of another stack of the app, which trusts the agent. */
const assumedIn = (env: Env | undefined, trust = (agent: iam.Role): iam.IPrincipal => new TeleportAgentPrincipal(agent)): Call => (stack) => {
  const agent = roleIn(stack, 'Agent', { roleName: 'agent' });
  const role = new iam.Role(new Stack(stack.node.root, 'Other', { env }), 'Access', { roleName: 'access', assumedBy: trust(agent) });
  new TeleportDatabaseAccess(stack, 'Policy', { target: agent, assumedRoles: [AssumedRole.fromRole(role)] });
};
const accountIn = (stack: Stack) => new CfnParameter(stack, 'Account', { allowedPattern: '[0-9]+' }).valueAsString;
const roleOf = (account: string) => (stack: Stack) => AssumedRole.fromRole(iam.Role.fromRoleArn(stack, Token.isUnresolved(account) ? 'Assumed' : account, `arn:aws:iam::${account}:role/access`));
const [here, there] = [roleOf(ACCOUNT), roleOf('999999999999')];
const boundary = (target: (stack: Stack) => iam.IIdentity): Call => (stack) => {
  const agent = target(stack);
  const policy = new TeleportRdsConnectPolicy(stack, 'Policy', { target: agent, databases: [RdsDatabase.any(reader)] });
  new TeleportDatabasePermissionsBoundary(stack, 'Boundary', { policies: [policy], policyName: 'limits', path: '/teleport/' }).applyTo(agent);
};

type Env = { account?: string; region?: string };
const KNOWN: Env = { account: ACCOUNT, region: 'eu-west-1' };
const UNKNOWN: Env = {};

type Case = [sentence: string, id: string, warns: Call, message: string, silent: Call, env?: Env];
const WARNINGS: Case[] = [
  [
    'a self-grant without a boundary', 'unboundedSelfGrant', discovery({ selfGrant: SelfGrant.UNBOUNDED }),
    'whoever controls Stack/Agent can make it an administrator of the account; use SelfGrant.BOUNDED, or name the databases in a connect policy and leave \'selfGrant\' '
    + 'out, which Teleport has not needed since version 16',
    discovery({ selfGrant: SelfGrant.BOUNDED }),
  ],
  [
    'a boundary that comes with a self-grant, for an imported role', 'boundaryNotApplied',
    on((stack) => iam.Role.fromRoleName(stack, 'Agent', 'agent'), { selfGrant: SelfGrant.BOUNDED, policyName: 'db' }),
    'CloudFormation cannot put a permissions boundary on Stack/Agent, which is imported; its owner must run: aws iam put-role-permissions-boundary --role-name agent '
    + '--permissions-boundary arn:aws:iam::123456789012:policy/db-Boundary',
    on((stack) => roleIn(stack), { selfGrant: SelfGrant.BOUNDED, policyName: 'db' }),
  ],
  [
    'a boundary for an imported user', 'boundaryNotApplied', boundary((stack) => iam.User.fromUserName(stack, 'Agent', 'agent')),
    'CloudFormation cannot put a permissions boundary on Stack/Agent, which is imported; its owner must run: aws iam put-user-permissions-boundary --user-name agent '
    + '--permissions-boundary arn:aws:iam::123456789012:policy/teleport/limits',
    boundary((stack) => new iam.User(stack, 'Agent')),
  ],
  [
    'databases that are found and cannot be reached', 'discoveredButNotConnectable', access({ databaseTypes: [RDS, AURORA, REDSHIFT], databases: [RdsDatabase.any(reader)] }),
    'Teleport discovers databases that it cannot connect to: redshift in eu-west-1; name them in \'databases\', such as RedshiftDatabase.any() with the same '
    + '\'regions\', or the roles that are their users in \'assumedRoles\', or use TeleportDatabaseDiscoveryPolicy if another agent connects',
    access({ databaseTypes: [RDS, AURORA], databases: [RdsDatabase.any(reader)] }),
  ],
  [
    'databases that are found in a region where none is named', 'discoveredButNotConnectable',
    access({ databaseTypes: [RDS], regions: ['eu-west-1', 'eu-central-1'], databases: [RdsDatabase.any(reader)] }),
    'Teleport discovers databases that it cannot connect to: rds in eu-central-1; name them in \'databases\', such as RdsDatabase.any() with the same '
    + '\'regions\', or the roles that are their users in \'assumedRoles\', or use TeleportDatabaseDiscoveryPolicy if another agent connects',
    access({ databaseTypes: [RDS], regions: ['eu-west-1', 'eu-central-1'], databases: [RdsDatabase.any({ ...reader, regions: ['*'] })] }),
  ],
  [
    'databases that are found in a region that only the deployment knows', 'discoveredButNotConnectable', access({ databaseTypes: [RDS] }),
    'Teleport discovers databases that it cannot connect to: rds in its region; name them in \'databases\', such as RdsDatabase.any() with the same '
    + '\'regions\', or the roles that are their users in \'assumedRoles\', or use TeleportDatabaseDiscoveryPolicy if another agent connects',
    access({ databaseTypes: [RDS], databases: [RdsDatabase.any(reader)] }), UNKNOWN,
  ],
  [
    'databases that are found here beside a database that is behind a role', 'discoveredButNotConnectable',
    (stack) => access({ databaseTypes: [RDS], databases: [RdsDatabase.fromResourceId('db-ABC', { ...reader, assumedRole: there(stack) })] })(stack),
    'Teleport discovers databases that it cannot connect to: rds in eu-west-1; name them in \'databases\', such as RdsDatabase.any() with the same '
    + '\'regions\', or the roles that are their users in \'assumedRoles\', or use TeleportDatabaseDiscoveryPolicy if another agent connects',
    (stack) => access({ databases: [RdsDatabase.fromResourceId('db-ABC', { ...reader, assumedRole: there(stack) })] })(stack),
  ],
  [
    'databases that are found here, whose users are no roles', 'discoveredButNotConnectable',
    (stack) => access({ databaseTypes: [RDS, DatabaseType.OPENSEARCH, REDSHIFT], assumedRoles: [here(stack)] })(stack),
    'Teleport discovers databases that it cannot connect to: rds in eu-west-1; name them in \'databases\', such as RdsDatabase.any() with the same '
    + '\'regions\', or the roles that are their users in \'assumedRoles\', or use TeleportDatabaseDiscoveryPolicy if another agent connects',
    (stack) => access({ databaseTypes: [DatabaseType.OPENSEARCH, REDSHIFT], assumedRoles: [here(stack)] })(stack),
  ],
  [
    'databases that are found here, and roles of another account', 'discoveredButNotConnectable',
    (stack) => access({ databaseTypes: [DatabaseType.OPENSEARCH], assumedRoles: [there(stack)] })(stack),
    'Teleport discovers databases that it cannot connect to: opensearch in eu-west-1; name them in \'databases\', such as OpenSearchDatabase.fromDomainName() with the same '
    + '\'regions\', or the roles that are their users in \'assumedRoles\', or use TeleportDatabaseDiscoveryPolicy if another agent connects',
    (stack) => access({ databaseTypes: [DatabaseType.OPENSEARCH], assumedRoles: [there(stack), here(stack)] })(stack),
  ],
  [
    'caches whose users are not managed', 'discoveredButNotConnectable', access({ databaseTypes: [ELASTICACHE] }),
    'Teleport discovers databases that it cannot connect to: elasticache in eu-west-1; name them in \'databases\', such as ElastiCacheDatabase.any() with the same '
    + '\'regions\', or the roles that are their users in \'assumedRoles\', or use TeleportDatabaseDiscoveryPolicy if another agent connects',
    access({ databaseTypes: [ELASTICACHE], manageUsersOf: [ELASTICACHE] }),
  ],
  [
    'databases that Teleport does not grant itself', 'discoveredButNotConnectable', access({ databaseTypes: [RDS] }),
    'Teleport discovers databases that it cannot connect to: rds in eu-west-1; name them in \'databases\', such as RdsDatabase.any() with the same '
    + '\'regions\', or the roles that are their users in \'assumedRoles\', or use TeleportDatabaseDiscoveryPolicy if another agent connects',
    access({ databaseTypes: [RDS], selfGrant: SelfGrant.BOUNDED }),
  ],
  [
    'an instance without IAM authentication', 'iamAuthenticationDisabled', instance(),
    'Stack/Orders is defined without IAM authentication, so Teleport cannot log in; turn it on with \'iamAuthentication\' (of a proxy, \'iamAuth\')',
    instance({ iamAuthentication: true }),
  ],
  [
    'an instance whose IAM authentication is turned off', 'iamAuthenticationDisabled', instance({ iamAuthentication: false }),
    'Stack/Orders is defined without IAM authentication, so Teleport cannot log in; turn it on with \'iamAuthentication\' (of a proxy, \'iamAuth\')',
    database((stack, vpc) => {
      const orders = instanceOf(stack, vpc);
      orders.grantConnect(roleIn(stack, 'Reader'), 'reader'); // turns it on
      return RdsDatabase.fromInstance(orders, reader);
    }),
  ],
  [
    'an instance whose IAM authentication an override turns off', 'iamAuthenticationDisabled', database((stack, vpc) => {
      const orders = instanceOf(stack, vpc, { iamAuthentication: true });
      (orders.node.defaultChild as rds.CfnDBInstance).addPropertyOverride('EnableIAMDatabaseAuthentication', false);
      return RdsDatabase.fromInstance(orders, reader);
    }),
    'Stack/Orders is defined without IAM authentication, so Teleport cannot log in; turn it on with \'iamAuthentication\' (of a proxy, \'iamAuth\')',
    database((stack, vpc) => {
      const orders = instanceOf(stack, vpc);
      (orders.node.defaultChild as rds.CfnDBInstance).addPropertyOverride('EnableIAMDatabaseAuthentication', true);
      return RdsDatabase.fromInstance(orders, reader);
    }),
  ],
  [
    'a cluster without IAM authentication', 'iamAuthenticationDisabled', cluster(),
    'Stack/Orders is defined without IAM authentication, so Teleport cannot log in; turn it on with \'iamAuthentication\' (of a proxy, \'iamAuth\')',
    cluster({ iamAuthentication: true }),
  ],
  [
    'a proxy without IAM authentication', 'iamAuthenticationDisabled', proxy(false),
    'Stack/Orders/Proxy is defined without IAM authentication, so Teleport cannot log in; turn it on with \'iamAuthentication\' (of a proxy, \'iamAuth\')',
    proxy(true),
  ],
  [
    'a proxy that does not say so', 'iamAuthenticationDisabled', proxy(true, [{ secretArn: 'orders' }]),
    'Stack/Orders/Proxy is defined without IAM authentication, so Teleport cannot log in; turn it on with \'iamAuthentication\' (of a proxy, \'iamAuth\')',
    proxy(true, [{ secretArn: 'orders' }, { secretArn: 'stock', iamAuth: 'REQUIRED' }]),
  ],
  [
    'a proxy whose secrets all refuse it', 'iamAuthenticationDisabled', proxy(true, [{ secretArn: 'orders', iamAuth: 'DISABLED' }, { secretArn: 'stock' }]),
    'Stack/Orders/Proxy is defined without IAM authentication, so Teleport cannot log in; turn it on with \'iamAuthentication\' (of a proxy, \'iamAuth\')',
    proxy(true, []),
  ],
  ...([
    ['of its own', (made) => {
      made.defaultAuthScheme = 'IAM_AUTH';
    }],
    ['of an override', (made) => made.addPropertyOverride('DefaultAuthScheme', 'IAM_AUTH')],
    ['of an override that leaves no secret', (made) => {
      made.addPropertyOverride('DefaultAuthScheme', 'IAM_AUTH');
      made.addPropertyDeletionOverride('Auth');
    }],
    ['of a condition', (made) => made.addPropertyOverride('DefaultAuthScheme', { 'Fn::If': ['EndToEnd', 'IAM_AUTH', 'NONE'] })],
    ['of a parameter', (made) => made.addPropertyOverride('DefaultAuthScheme', { Ref: 'Scheme' })],
    ['of an entry, by an override', (made) => made.addPropertyOverride('Auth.0.IAMAuth', 'REQUIRED')],
    ['of an entry, by a condition', (made) => made.addPropertyOverride('Auth.0.IAMAuth', { 'Fn::If': ['Iam', 'REQUIRED', 'DISABLED'] })],
    ['of SQL Server, which takes passwords too', (made) => made.addPropertyOverride('Auth.0.IAMAuth', 'ENABLED')],
  ] as [string, Change][]).map(([whose, change]): Case => [
    `a proxy without the IAM authentication ${whose}`, 'iamAuthenticationDisabled', proxy(false, undefined, (made) => made.addPropertyOverride('DefaultAuthScheme', 'NONE')),
    'Stack/Orders/Proxy is defined without IAM authentication, so Teleport cannot log in; turn it on with \'iamAuthentication\' (of a proxy, \'iamAuth\')',
    proxy(false, undefined, change),
  ]),
  [
    'regions that asDocumented ignores', 'ignoredAsDocumented', discovery({ asDocumented: true, regions: ['eu-west-1'] }),
    '\'asDocumented\' writes Teleport\'s documentation to the letter, which has no \'regions\': the policy applies in all regions',
    discovery({ asDocumented: true }),
  ],
  [
    'regions and tags that asDocumented ignores', 'ignoredAsDocumented', discovery({ asDocumented: true, regions: ['eu-west-1'], databaseTags: { env: ['prod'] } }),
    '\'asDocumented\' writes Teleport\'s documentation to the letter, which has no \'regions\' and no \'databaseTags\': the policy applies in all regions and '
    + 'applies to all tags',
    discovery({ regions: ['eu-west-1'], databaseTags: { env: ['prod'] } }),
  ],
  [
    'the region of a database that asDocumented ignores', 'ignoredAsDocumented',
    access({ asDocumented: true, databases: [RdsDatabase.fromResourceId('db-0', { ...reader, region: 'eu-west-1' })] }),
    '\'asDocumented\' writes Teleport\'s documentation to the letter, which has no \'region\': the policy applies in all regions',
    access({ asDocumented: true, databases: [RdsDatabase.fromResourceId('db-0', reader)] }),
  ],
  [
    'the regions of a pattern that asDocumented ignores', 'ignoredAsDocumented',
    access({ asDocumented: true, databases: [ElastiCacheDatabase.any({ databaseUsers: ['app'], regions: ['eu-west-1'] })] }),
    '\'asDocumented\' writes Teleport\'s documentation to the letter, which has no \'regions\': the policy applies in all regions',
    connectRds({ asDocumented: true, databases: [RdsDatabase.any({ ...reader, regions: ['eu-west-1'] })] }),
  ],
  [
    'the name of a domain that asDocumented ignores', 'ignoredAsDocumented',
    (stack) => access({ asDocumented: true, databases: [OpenSearchDatabase.fromDomainName('logs', analyst(stack))] })(stack),
    '\'asDocumented\' writes Teleport\'s documentation to the letter, which has no \'domainName\': the policy reads every other one too',
    (stack) => access({ asDocumented: true, databases: [RedshiftServerlessDatabase.fromWorkgroupName('reports', analyst(stack))] })(stack),
  ],
  [
    'the region of a workgroup, which asDocumented reads in all of them', 'ignoredAsDocumented',
    (stack) => access({ asDocumented: true, databases: [RedshiftServerlessDatabase.fromWorkgroupName('reports', { ...analyst(stack), region: 'eu-west-1' })] })(stack),
    '\'asDocumented\' writes Teleport\'s documentation to the letter, which has no \'region\': the policy applies in all regions',
    (stack) => access({ asDocumented: true, databases: [RedshiftServerlessDatabase.fromWorkgroupName('reports', analyst(stack))] })(stack),
  ],
  [
    'the name and region of a domain that asDocumented ignores', 'ignoredAsDocumented',
    (stack) => access({ asDocumented: true, databases: [OpenSearchDatabase.fromDomainName('logs', { ...analyst(stack), region: 'eu-west-1' })] })(stack),
    '\'asDocumented\' writes Teleport\'s documentation to the letter, which has no \'region\' and no \'domainName\': the policy applies in all regions and reads every '
    + 'other one too',
    (stack) => access({ databases: [OpenSearchDatabase.fromDomainName('logs', { ...analyst(stack), region: 'eu-west-1' })] })(stack),
  ],
  ...[access, connectRedshift].map((policy): Case => [
    `the pairs of Redshift that asDocumented ignores in a policy of ${policy === access ? 'everything' : 'its own'}`, 'ignoredAsDocumented',
    policy({ asDocumented: true, databases: [warehouse('admin', 'dev'), warehouse('reader', 'prod')] }),
    '\'asDocumented\' writes Teleport\'s documentation to the letter, which has no \'databaseNames\': the policy lets all database users of a cluster open all its '
    + 'databases',
    policy({ asDocumented: true, databases: [warehouse('admin', 'dev'), warehouse('admin', 'dev')] }),
  ]),
  ...[access, connectRds].map((policy): Case => [
    `a database of a known account in a stack of an unknown one, in a policy of ${policy === access ? 'everything' : 'its own'}`, 'accountNotCompared',
    (stack) => policy({ databases: [proxyOf(ACCOUNT)(stack)] })(stack),
    'the stack and Stack/Proxy may be in different accounts, because the account of the stack is not known, and IAM logins do not cross accounts: '
    + 'this policy would not open them; give the stack an \'env\' with an account',
    (stack) => policy({ databases: [proxyOf(Aws.ACCOUNT_ID)(stack), RdsDatabase.fromResourceId('db-0', reader)] })(stack),
    UNKNOWN,
  ]),
  [
    'a role of a known account in a stack of an unknown one', 'accountNotCompared', on((stack) => iam.Role.fromRoleArn(stack, 'Agent', 'arn:aws:iam::123456789012:role/agent')),
    'the account of Stack/Agent is known, but that of the stack is not: if they differ, this policy attaches to whatever role or user has the same name '
    + 'in the account of the stack; give the stack an \'env\' with an account',
    on((stack) => iam.Role.fromRoleName(stack, 'Agent', 'agent')), UNKNOWN,
  ],
  [
    'a role of an unknown account in a stack of a known one', 'accountNotCompared', on((stack) => roleIn(new Stack(stack.node.root, 'Other'), 'Agent', { roleName: 'agent' })),
    'the account of the stack is known, but that of Other/Agent is not: if they differ, this policy attaches to whatever role or user has the same name '
    + 'in the account of the stack; give the stack an \'env\' with an account',
    on((stack) => roleIn(new Stack(stack.node.root, 'Other', { env: { account: ACCOUNT, region: 'us-east-1' } }), 'Agent', { roleName: 'agent' })),
  ],
  [
    'a database that a stack of an unknown account imports', 'accountNotCompared', (stack) => access({ databases: [importedIn(new Stack(stack.node.root, 'Data'))] })(stack),
    'the stack and Data/Orders may be in different accounts, because the account of the stack of the database is not known, and IAM logins do not cross '
    + 'accounts: this policy would not open them; give the stack of the database an \'env\' with an account',
    (stack) => access({ databases: [importedIn(new Stack(stack.node.root, 'Data', { env: KNOWN }))] })(stack),
  ],
  [
    'a role whose ARN has a parameter for the account', 'accountNotCompared', on((stack) => iam.Role.fromRoleArn(stack, 'Agent', `arn:aws:iam::${accountIn(stack)}:role/agent`)),
    'the account of the stack is known, but that of Stack/Agent is not: if they differ, this policy attaches to whatever role or user has the same name '
    + 'in the account of the stack; give the ARN a literal account',
    on((stack) => iam.Role.fromRoleArn(stack, 'Agent', `arn:aws:iam::${Lazy.string({ produce: () => ACCOUNT })}:role/agent`)),
  ],
  [
    'an assumed role whose ARN has a parameter for the account', 'accountNotCompared',
    (stack) => access({ assumedRoles: [roleOf(accountIn(stack))(stack)] })(stack),
    'only the deployment knows the account in the ARN of Stack/Assumed, so nothing compares it with that of the databases and of the agent; give the ARN a literal account',
    (stack) => access({ assumedRoles: [roleOf(Lazy.string({ produce: () => '999999999999' }))(stack)] })(stack),
  ],
  [
    'an assumed role of an unknown account in a stack of a known one', 'accountNotCompared', assumedIn(undefined),
    'the account of Other/Access is not known, so this policy names a role of that name in 123456789012; give the stack of the role an \'env\' with an account',
    assumedIn({ account: '999999999999', region: 'us-east-1' }),
  ],
  [
    'an assumed role that allows neither the call nor its session tags', 'roleDoesNotTrustTarget', tagging((agent) => new iam.ServicePrincipal(`ec2.${agent.stack.urlSuffix}`)),
    'Stack/DatabaseUser does not let Stack/Agent call sts:AssumeRole and sts:TagSession, under the external id and session tags given; define it with \'assumedBy\': '
    + 'new TeleportAgentPrincipal() of that identity, and the same options',
    tagging((agent) => new TeleportAgentPrincipal(agent, { sessionTags: { team: 'orders' } })),
  ],
  [
    'an agent of an unknown account', 'roleDoesNotTrustTarget',
    assumedIn({ account: ACCOUNT, region: 'us-east-1' }, ({ roleName }) => new iam.ArnPrincipal(`arn:aws:iam::${ACCOUNT}:role/${roleName}`)),
    'Other/Access does not let Stack/Agent call sts:AssumeRole, as the account of Stack/Agent is not known there (give its stack an \'env\' with an account), under the '
    + 'external id and session tags given; define it with \'assumedBy\': new TeleportAgentPrincipal() of that identity, and the same options',
    assumedIn(undefined), UNKNOWN,
  ],
  [
    'a key of another account', 'keyOfAnotherAccount', key('999999999999'),
    'the key Stack/Key is in account 999999999999; its key policy must also allow this identity kms:GenerateDataKey and kms:Decrypt', key(ACCOUNT),
  ],
  [
    'a store of its own for users of discovered databases only', 'secretStoresNotUsed',
    access({ databaseTypes: [ELASTICACHE], manageUsersOf: [ELASTICACHE], secretStores: [SecretStore.of('team'), SecretStore.DEFAULT] }),
    'the passwords of discovered databases are kept in SecretStore.DEFAULT, so nothing uses team of \'secretStores\'; leave it out, or allow it for registered databases '
    + 'with TeleportManagedUsersPolicy or \'databases\' of TeleportDatabaseAccess',
    access({
      databaseTypes: [ELASTICACHE], manageUsersOf: [ELASTICACHE], secretStores: [SecretStore.of('team')], databases: [ElastiCacheDatabase.fromReplicationGroupId('sessions')],
    }),
  ],
  [
    'no default store for what another service discovers', 'secretStoresNotUsed',
    access({ manageUsersOf: [ELASTICACHE], secretStores: [SecretStore.of('team')], databases: [ElastiCacheDatabase.any()] }),
    'patterns of elasticache are for discovered databases, whose passwords are kept in SecretStore.DEFAULT, and \'secretStores\' does not have it; add it, or name the '
    + 'databases that are registered with another store one by one',
    access({ manageUsersOf: [ELASTICACHE], secretStores: [SecretStore.of('team'), SecretStore.DEFAULT], databases: [ElastiCacheDatabase.any()] }),
  ],
  [
    'a role of the app that does not trust the agent', 'roleDoesNotTrustTarget', assumed(() => new iam.ServicePrincipal('ec2.amazonaws.com')),
    'Stack/DatabaseUser does not let Stack/Agent call sts:AssumeRole, under the external id and session tags given; define it with \'assumedBy\': '
    + 'new TeleportAgentPrincipal() of that identity, and the same options',
    assumed((agent) => new TeleportAgentPrincipal(agent)),
  ],
];

describe.each(WARNINGS)('%s', (_sentence, name, warns, message, silent, env = KNOWN) => {
  const id = `cdk-teleport-database-access:${name}`;

  test('warns, and says how to acknowledge it', () => {
    const stack = stackIn(env);
    warns(stack);
    expect(Found.fromStack(stack).findWarning('*', Match.anyValue()).map(({ entry }) => entry.data)).toEqual([
      `${message}. ${acknowledging(name)}`,
    ]);
  });

  test('says nothing once it is acknowledged', () => {
    const stack = stackIn(env);
    warns(stack);
    Annotations.of(stack).acknowledgeWarning(id);
    expect(warningsOf(stack)).toEqual([]);
  });

  test('what is nearly the same says nothing', () => {
    const stack = stackIn(env);
    silent(stack);
    expect(warningsOf(stack)).toEqual([]);
  });
});

test('a grant of CDK after the policy turns IAM authentication on, so that there is nothing to warn about', () => {
  const stack = stackIn();
  const orders = instanceOf(stack, vpcIn(stack));
  access({ databases: [RdsDatabase.fromInstance(orders, reader)] })(stack);
  orders.grantConnect(roleIn(stack, 'Reader'), 'reader');
  expect(warningsOf(stack)).toEqual([]);
});

test('a database that is imported is not warned about: nobody knows', () => {
  const stack = stackIn();
  const orders = rds.DatabaseInstance.fromDatabaseInstanceAttributes(stack, 'Orders', {
    instanceIdentifier: 'orders', instanceEndpointAddress: 'orders.example', port: 5432, securityGroups: [], instanceResourceId: 'db-ABC',
  });
  access({ databases: [RdsDatabase.fromInstance(orders, reader)] })(stack);
  expect(warningsOf(stack)).toEqual([]);
});
