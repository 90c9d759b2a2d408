// What `deploy.test.ts` and `real-account.ts` deploy: `--context step=...` says how far its declaration has changed.
import { App, DefaultStackSynthesizer, LegacyStackSynthesizer, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import {
  AssumedRole,
  DatabaseType,
  ElastiCacheDatabase,
  RdsDatabase,
  RedshiftDatabase,
  SecretStore,
  SelfGrant,
  TeleportDatabaseAccess,
  TeleportDatabasePermissionsBoundary,
  TeleportRdsConnectPolicy,
} from 'cdk-teleport-database-access';

interface Declaration {
  readonly policyName: string;
  readonly keyPrefix: string;
  /** Who connects to the database `orders`. */
  readonly ordersFor: 'user' | 'role';
  /** The boundary that comes with a self-grant, or a derived one. */
  readonly selfGrant?: SelfGrant;
}

const CREATED: Declaration = { policyName: 'databases', keyPrefix: 'teleport-one', ordersFor: 'user', selfGrant: SelfGrant.BOUNDED };
const CHANGED: Declaration = { policyName: 'databases', keyPrefix: 'teleport-two', ordersFor: 'role' };
const RENAMED: Declaration = { ...CHANGED, policyName: 'renamed' };
const STEPS: { readonly [step: string]: Declaration } = { created: CREATED, changed: CHANGED, renamed: RENAMED };

const app = new App();
const context = (key: string): string | undefined => app.node.tryGetContext(key);
const { policyName, keyPrefix, ordersFor, selfGrant } = STEPS[context('step') ?? 'created'];
const named = (name: string) => `${context('prefix') ?? 'teleport'}-${name}`;
const synthesizer = () => context('synthesizer') === 'legacy' ? new LegacyStackSynthesizer() : new DefaultStackSynthesizer();

const agents = new Stack(app, named('agents'), {
  env: { account: process.env.CDK_DEFAULT_ACCOUNT, region: process.env.CDK_DEFAULT_REGION }, synthesizer: synthesizer(),
});
const role = new iam.Role(agents, 'Role', { roleName: named('agent'), assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') });
const user = new iam.User(agents, 'User', { userName: named('agent'), path: '/teleport/' });

const access = new TeleportDatabaseAccess(agents, 'Access', {
  target: role,
  policyName: named(policyName),
  path: '/teleport/',
  databaseTypes: [DatabaseType.RDS, DatabaseType.ELASTICACHE],
  databaseTags: { env: ['prod'] },
  allowDatabaseModification: true,
  databases: [RdsDatabase.fromResourceId('db-CUSTOMERS', { databaseUsers: ['reader'] }), ElastiCacheDatabase.fromReplicationGroupId('sessions')],
  manageUsersOf: [DatabaseType.ELASTICACHE],
  secretStores: [SecretStore.of(keyPrefix, { encryptionKey: new kms.Key(agents, 'Key', { removalPolicy: RemovalPolicy.DESTROY }) })],
  selfGrant,
});
const orders = new TeleportRdsConnectPolicy(agents, 'Orders', {
  target: ordersFor === 'user' ? user : role,
  policyName: named('orders'),
  databases: [RdsDatabase.fromResourceId('db-ORDERS', { databaseUsers: ['reader'] })],
});
if (selfGrant === undefined) {
  new TeleportDatabasePermissionsBoundary(agents, 'Boundary', { policies: [access, orders], policyName: named('boundary') }).applyTo(role);
}
new TeleportDatabaseAccess(agents, 'Warehouse', {
  target: user,
  inline: true,
  databases: [RedshiftDatabase.fromClusterIdentifier('warehouse', { databaseUsers: ['analyst'], databaseNames: ['sales'] })],
  assumedRoles: [AssumedRole.inOrganization('o-abcdef1234', { roleName: 'teleport-access', externalId: 'correct-horse' })],
});
if (context('refused') !== undefined) {
  // CDK cannot know that this role does not exist, IAM does: once everything else is deployed
  new TeleportRdsConnectPolicy(agents, 'Refused', {
    target: iam.Role.fromRoleName(agents, 'Missing', named('missing')),
    inline: true,
    databases: [RdsDatabase.fromResourceId('db-ORDERS', { databaseUsers: ['reader'] })],
  }).node.addDependency(access, orders);
}

// without an account and a region of its own
const importer = new Stack(app, named('importer'), { synthesizer: synthesizer() });
importer.addDependency(agents);
new TeleportRdsConnectPolicy(importer, 'Invoices', {
  target: iam.Role.fromRoleName(importer, 'Role', named('agent')),
  policyName: named('invoices'),
  databases: [RdsDatabase.fromResourceId('db-INVOICES', { databaseUsers: ['reader'] })],
});

app.synth();
