import * as accounts from '../../src/private/checks/warnings/accounts';
import * as agents from '../../src/private/checks/warnings/agents';
import * as boundaries from '../../src/private/checks/warnings/boundaries';
import * as createdUsers from '../../src/private/checks/warnings/created-users';
import * as databases from '../../src/private/checks/warnings/databases';
import * as policies from '../../src/private/checks/warnings/policies';
import { Warning, WARNINGS } from '../../src/private/checks/warnings/warning';

/** What a warning says: its id, and its text in one place. Other tests compare ids, and what brings a warning. */
const TEXTS: { readonly [name: string]: readonly [warning: Warning, id: keyof typeof WARNINGS, message: string] } = {
  accountNotCompared: [
    accounts.accountNotCompared('111111111111', '\'target\''),
    'accountNotCompared',
    'the account of 111111111111 is known, but that of \'target\' is not: if they differ, this policy '
    + 'attaches to whatever role or user has the same name in the account of the stack; give '
    + 'the stack an \'env\' with an account',
  ],
  accountOfArnNotCompared: [
    accounts.accountOfArnNotCompared('Agent'),
    'accountNotCompared',
    'only the deployment knows the account in the ARN of Agent, so nothing compares it with that of the '
    + 'databases and of the agent; give the ARN a literal account',
  ],
  roleAccountNotCompared: [
    accounts.roleAccountNotCompared('Agent', '111111111111'),
    'accountNotCompared',
    'the account of Agent is not known, so this policy names a role of that name in 111111111111; give '
    + 'the stack of the role an \'env\' with an account',
  ],
  databaseAccountNotCompared: [
    accounts.databaseAccountNotCompared(['orders', 'sales'], '\'target\''),
    'accountNotCompared',
    'the stack and orders, sales may be in different accounts, because the account of \'target\' is not known, '
    + 'and IAM logins do not cross accounts: this policy would not open them; give \'target\' an '
    + '\'env\' with an account',
  ],
  inOneAccount: [
    accounts.inOneAccount('two policies are called teleport'),
    'accountNotCompared',
    'the accounts of some stacks are unknown, and if they are one account: two policies are called '
    + 'teleport; give each stack an \'env\' with an account',
  ],
  agentWithoutWayOut: [
    agents.agentWithoutWayOut(['subnet-0', 'subnet-1']),
    'agentWithoutWayOut',
    'subnet-0, subnet-1 are isolated, and the tasks must reach the Teleport cluster, AWS and the registry '
    + 'of their image; select subnets of the type PRIVATE_WITH_EGRESS, or see to a way out yourself',
  ],
  imageTagMoves: [
    agents.imageTagMoves('teleport:18', '18.2.0'),
    'imageTagMoves',
    'teleport:18 may be another version tomorrow, and tasks of one service would then differ; name a whole '
    + 'version such as 18.2.0',
  ],
  boundaryNotApplied: [
    boundaries.boundaryNotApplied('Agent', 'aws iam put-role-permissions-boundary'),
    'boundaryNotApplied',
    'CloudFormation cannot put a permissions boundary on Agent, which is imported; its owner must run: '
    + 'aws iam put-role-permissions-boundary',
  ],
  boundaryOfNobody: [
    boundaries.boundaryOfNobody('Boundary'),
    'boundaryNotApplied',
    'the permissions boundary Boundary limits nobody, because nothing has it; call applyTo() with the role or '
    + 'user of the agent',
  ],
  policyNotCompared: [
    boundaries.policyNotCompared(['arn:aws:iam::aws:policy/ReadOnlyAccess'], 'Boundary', 'add it'),
    'policyNotCompared',
    'the permissions boundary of Boundary is on the same identity as '
    + 'arn:aws:iam::aws:policy/ReadOnlyAccess, whose statements this app cannot read; the boundary denies '
    + 'everything in them that it does not allow; add it, as far as the identity needs them',
  ],
  policyOutsideBoundary: [
    boundaries.policyOutsideBoundary('Access', 'Boundary', ['rds:ModifyDBInstance'], 'add it'),
    'policyOutsideBoundary',
    'the permissions boundary of Boundary is on the same identity and does not contain '
    + 'rds:ModifyDBInstance as Access allows it, so these calls are denied; add it',
  ],
  createdUsersNotAllowed: [
    createdUsers.createdUsersNotAllowed(['orders', 'sales']),
    'createdUsersNotAllowed',
    'Teleport creates users of orders, sales and logs in as them, which \'databaseUsers\' does not allow; '
    + 'add a pattern that matches their names, such as *',
  ],
  adminUserNotAllowed: [
    createdUsers.adminUserNotAllowed('orders', 'admin'),
    'createdUsersNotAllowed',
    'Teleport creates users of orders as admin, which \'databaseUsers\' does not let it log in as; add '
    + 'admin',
  ],
  createdUsersShortened: [
    createdUsers.createdUsersShortened(['orders']),
    'createdUsersShortened',
    'of orders, users with names of more than 32 characters (MariaDB: 80) are created as tp-<hash>, and '
    + 'Teleport logs in as that, which \'databaseUsers\' does not allow; add tp-*, unless all names are '
    + 'shorter',
  ],
  remoteUsersNotAllowed: [
    createdUsers.remoteUsersNotAllowed(['orders']),
    'remoteUsersNotAllowed',
    'of orders, users who come from a root cluster are created as remote-<user>-<cluster>, and Teleport '
    + 'logs in as that, which \'databaseUsers\' does not allow; add remote-*, unless this is no leaf cluster',
  ],
  iamAuthenticationDisabled: [
    databases.iamAuthenticationDisabled('Orders'),
    'iamAuthenticationDisabled',
    'Orders is defined without IAM authentication, so Teleport cannot log in; turn it on with '
    + '\'iamAuthentication\' (of a proxy, \'iamAuth\')',
  ],
  securityGroupNotOpened: [
    databases.securityGroupNotOpened(['orders', 'sales']),
    'securityGroupNotOpened',
    'the security groups of orders, sales are not known, so they are not opened to the agent; open their '
    + 'ports to its security group',
  ],
  portNotKnown: [
    databases.portNotKnown(['orders']),
    'securityGroupNotOpened',
    'nothing tells which ports orders listen on, so their security groups are not opened to the agent; '
    + 'give their protocol in \'registration.protocol\', or the port in \'registration.port\'',
  ],
  nothingToOpen: [
    databases.nothingToOpen(),
    'securityGroupNotOpened',
    '\'databases\' names no single database that has a security group, and a pattern does not tell which '
    + 'databases there are, so no security group is opened to the agent; open those of the databases to its '
    + 'security group',
  ],
  agentWithoutSecurityGroup: [
    databases.agentWithoutSecurityGroup(),
    'securityGroupNotOpened',
    '\'connectable\' has no security group, so no database is opened to it; give it one, or open the '
    + 'security groups of the databases to its addresses',
  ],
  tagReplaced: [
    databases.tagReplaced('Orders', 'teleport', 'true', 'false'),
    'tagReplaced',
    'TeleportReadyDatabases sets the tag teleport=true on Orders, but the template has false: remove the '
    + 'Tags.of(), \'tags\' or override that replaces it, or give the aspect its value',
  ],
  labelReplaced: [
    databases.labelReplaced('Orders', 'region', 'emea', 'Agent', ['region=eu-west-1']),
    'labelReplaced',
    'Orders has emea as its tag region, which takes the place of the label region that Teleport gives to '
    + 'what it finds: the Database Service of Agent selects region region=eu-west-1, and does not open what '
    + 'a Discovery Service finds here; tag with another key, or select by other labels with '
    + '\'resourceLabels\'',
  ],
  iamAuthenticationOfCache: [
    databases.iamAuthenticationOfCache('Sessions', ['EngineVersion']),
    'iamAuthenticationDisabled',
    'Sessions is defined with EngineVersion, so Teleport cannot log in as \'databaseUsers\': IAM '
    + 'authentication takes Redis OSS or Valkey of version 7 or later and encryption in transit; change it, or let Teleport manage '
    + 'the users (\'manageUsersOf\') and leave \'databaseUsers\' out',
  ],
  discoveryNotAdmitted: [
    policies.discoveryNotAdmitted('agent'),
    'discoveryNotAdmitted',
    'the token agent does not admit a Discovery Service, and a configuration that joins with it runs one, '
    + 'because it has a \'discoveryGroup\'; give joinToken() \'runsDiscoveryService\': true',
  ],
  discoveredButNotConnectable: [
    policies.discoveredButNotConnectable(['rds in eu-west-1']),
    'discoveredButNotConnectable',
    'Teleport discovers databases that it cannot connect to: rds in eu-west-1; name them in \'databases\', '
    + 'such as RdsDatabase.any() with the same \'regions\', or the roles that are their users in '
    + '\'assumedRoles\', or use TeleportDatabaseDiscoveryPolicy if another agent connects',
  ],
  executionRoleIsTarget: [
    policies.executionRoleIsTarget('Role', 'Task'),
    'executionRoleIsTarget',
    'Role is the execution role of Task, with which ECS starts the tasks, and what runs in them has the task '
    + 'role instead; give the task role to \'target\', and to \'taskRole\' of the task definition',
  ],
  ignoredAsDocumented: [
    policies.ignoredAsDocumented([
      { prop: 'regions', instead: 'allows every region' }, { prop: 'databaseTags', instead: 'allows every tag' },
    ]),
    'ignoredAsDocumented',
    '\'asDocumented\' writes Teleport\'s documentation to the letter, which has no \'regions\' and no '
    + '\'databaseTags\': the policy allows every region and allows every tag',
  ],
  keyOfAnotherAccount: [
    policies.keyOfAnotherAccount('Key', '111111111111'),
    'keyOfAnotherAccount',
    'the key Key is in account 111111111111; its key policy must also allow this identity '
    + 'kms:GenerateDataKey and kms:Decrypt',
  ],
  notInPartition: [
    policies.notInPartition(['memorydb', 'opensearch'], 'aws-cn'),
    'notInPartition',
    'AWS does not offer memorydb, opensearch in aws-cn, so these statements have no effect; remove them',
  ],
  optionNotKnown: [
    policies.optionNotKnown([{ name: 'colour', labels: ['props'] }, { name: 'size', labels: ['orders', 'sales'] }])[0],
    'optionNotKnown',
    'nothing knows \'colour\' of props, \'size\' of orders and 1 more, so it has no effect; correct it, or '
    + 'take it out if it is a property of your own',
  ],
  redshiftPairsMixed: [
    policies.redshiftPairsMixed('warehouse', 'Access', 'Other'),
    'redshiftPairsMixed',
    'Access and Other open warehouse to one identity, so the users of one can open the databases of the '
    + 'other; declare both in one construct, which keeps them apart, because IAM checks users and database '
    + 'names one by one',
  ],
  roleDoesNotTrustTarget: [
    policies.roleDoesNotTrustTarget('Reader', 'Agent', 'sts:AssumeRole'),
    'roleDoesNotTrustTarget',
    'Reader does not let Agent call sts:AssumeRole, under the external id and session tags given; define '
    + 'it with \'assumedBy\': new TeleportAgentPrincipal() of that identity, and the same options',
  ],
  sameDatabaseName: [
    policies.sameDatabaseName('orders', 'Access', 'Other'),
    'sameDatabaseName',
    'Access and Other register different databases under the name "orders" in one Teleport cluster; '
    + 'Teleport treats them as replicas of one database; give each a \'registration.name\' of its own',
  ],
  secretStoresNotUsed: [
    policies.secretStoresNotUsed(['team', 'other']),
    'secretStoresNotUsed',
    'the passwords of discovered databases are kept in SecretStore.DEFAULT, so nothing uses team, other '
    + 'of \'secretStores\'; leave it out, or allow it for registered databases with '
    + 'TeleportManagedUsersPolicy or \'databases\' of TeleportDatabaseAccess',
  ],
  defaultStoreMissing: [
    policies.defaultStoreMissing(['elasticache']),
    'secretStoresNotUsed',
    'patterns of elasticache are for discovered databases, whose passwords are kept in '
    + 'SecretStore.DEFAULT, and \'secretStores\' does not have it; add it, or name the databases that are '
    + 'registered with another store one by one',
  ],
  unboundedSelfGrant: [
    policies.unboundedSelfGrant('Agent'),
    'unboundedSelfGrant',
    'whoever controls Agent can make it an administrator of the account; use SelfGrant.BOUNDED, or name '
    + 'the databases in a connect policy and leave \'selfGrant\' out, which Teleport has not needed since '
    + 'version 16',
  ],
  valueKnownAtDeploymentOnly: [
    policies.valueKnownAtDeploymentOnly('databaseUsers', 'parameter User'),
    'valueKnownAtDeploymentOnly',
    'only the deployment knows what parameter User gives to \'databaseUsers\', and it could be a wildcard; '
    + 'if it is a parameter, give it an \'allowedPattern\' without wildcards, such as ^[A-Za-z0-9-]+$, or '
    + '\'allowedValues\'',
  ],
  valueNotEscaped: [
    policies.valueNotEscaped('parameter User'),
    'valueNotEscaped',
    'CloudFormation puts what parameter User gives into Teleport\'s configuration as it is: quotes, '
    + 'backslashes or line breaks in it would change the configuration; give the value itself, a resource '
    + 'of the app, or a parameter with an \'allowedPattern\'',
  ],
};

test.each(Object.entries(TEXTS))('%s', (_, [warning, id, message]) => expect(warning).toEqual({ id, message }));

test('every warning has its text here, and every id its warning', () => {
  const written = Object.keys({ ...accounts, ...agents, ...boundaries, ...createdUsers, ...databases, ...policies });
  expect(Object.keys(TEXTS).sort()).toEqual(written.sort());
  expect(new Set(Object.values(TEXTS).map(([, id]) => id))).toEqual(new Set(Object.keys(WARNINGS)));
});
