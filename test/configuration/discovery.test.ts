import { App, Duration, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import {
  AssumedRole, DatabaseType, DynamoDbDatabase, OpenSearchDatabase, RemoteDatabases, TeleportAgentConfiguration, TeleportDatabaseAccess,
  TeleportDatabaseAccessProps, TeleportDatabaseDiscoveryPolicy,
} from '../../src';
import { agentWith, readBackAs } from '../support/configuration';
import { ACCOUNT, roleIn, stackIn } from '../support/template';

const ALL = { '*': ['*'] };

function access(props: Partial<TeleportDatabaseAccessProps>, stack = stackIn()) {
  return { stack, policy: new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), manageUsersOf: [DatabaseType.MEMORYDB], ...props }) };
}

describe('what Teleport discovers', () => {
  const declared = { databaseTypes: [DatabaseType.RDS, DatabaseType.AURORA, DatabaseType.RDS_PROXY], databaseTags: { env: ['prod', 'stage'] }, regions: ['eu-west-1'] };

  test('discovery_service has the group, the interval and one matcher, in which RDS and Aurora are one type', () => {
    const { stack, policy } = access(declared);
    expect(readBackAs('discovery_service', stack, agentWith(policy).discoveryService({ discoveryGroup: 'prod', pollInterval: Duration.minutes(10) }))).toEqual({
      enabled: true,
      discovery_group: 'prod',
      poll_interval: '600s',
      aws: [{ types: ['rds', 'rdsproxy'], regions: ['eu-west-1'], tags: { env: ['prod', 'stage'] } }],
    });
  });

  test('discovery_config is a resource', () => {
    const { stack, policy } = access(declared);
    expect(readBackAs('discovery_config', stack, agentWith(policy).discoveryConfig({ name: 'prod-eu', discoveryGroup: 'prod' }))).toEqual({
      kind: 'discovery_config',
      version: 'v1',
      metadata: { name: 'prod-eu' },
      spec: { discovery_group: 'prod', aws: [{ types: ['rds', 'rdsproxy'], regions: ['eu-west-1'], tags: { env: ['prod', 'stage'] } }] },
    });
  });

  test('db_service has the same matcher, if it discovers by itself', () => {
    const { stack, policy } = access(declared);
    expect(readBackAs('db_service', stack, agentWith(policy).dbService())).toEqual({
      enabled: true,
      aws: [{ types: ['rds', 'rdsproxy'], regions: ['eu-west-1'], tags: { env: ['prod', 'stage'] } }],
    });
  });

  test('db_service leaves discovery to a Discovery Service, and opens what that registers', () => {
    const { stack, policy } = access(declared);
    expect(readBackAs('db_service', stack, agentWith(policy).dbService({ discoverDatabases: false, resourceLabels: { env: ['prod'] } }))).toEqual({
      enabled: true,
      resources: [{ labels: { env: ['prod'] } }],
    });
  });

  test('the discovery policy has both parts that are its own', () => {
    const stack = stackIn();
    const policy = new TeleportDatabaseDiscoveryPolicy(stack, 'Discovery', { target: roleIn(stack), databaseTypes: [DatabaseType.REDSHIFT] });
    expect(readBackAs('discovery_service', stack, agentWith(policy).discoveryService({ discoveryGroup: 'prod' }))).toEqual({
      enabled: true, discovery_group: 'prod', aws: [{ types: ['redshift'], regions: ['eu-west-1'], tags: ALL }],
    });
    expect(readBackAs('discovery_config', stack, agentWith(policy).discoveryConfig({ name: 'a', discoveryGroup: 'prod' })).spec).toEqual({
      discovery_group: 'prod', aws: [{ types: ['redshift'], regions: ['eu-west-1'], tags: ALL }],
    });
  });

  test('every type has the name that Teleport gives it', () => {
    const { stack, policy } = access({ databaseTypes: Object.values(DatabaseType) });
    expect(readBackAs('db_service', stack, agentWith(policy).dbService()).aws[0].types).toEqual([
      'rds', 'rdsproxy', 'redshift', 'redshift-serverless', 'elasticache', 'elasticache-serverless', 'memorydb', 'opensearch', 'docdb',
    ]);
  });

  test('Aurora alone is rds: its permissions let Teleport look for instances as well', () => {
    const { stack, policy } = access({ databaseTypes: [DatabaseType.AURORA] });
    expect(readBackAs('db_service', stack, agentWith(policy).dbService()).aws[0].types).toEqual(['rds']);
  });

  test('types and regions that are declared twice stand there once', () => {
    const { stack, policy } = access({ databaseTypes: [DatabaseType.MEMORYDB, DatabaseType.MEMORYDB], regions: ['eu-west-1', 'eu-west-1'] });
    expect(readBackAs('db_service', stack, agentWith(policy).dbService()).aws).toEqual([{ types: ['memorydb'], regions: ['eu-west-1'], tags: ALL }]);
  });

  test('the region of an environment-agnostic stack is a token', () => {
    const { stack, policy } = access({ databaseTypes: [DatabaseType.MEMORYDB] }, stackIn({}));
    expect(stack.resolve(agentWith(policy).dbService().toYaml())).toEqual({
      'Fn::Join': ['', ['{"enabled":true,"aws":[{"types":["memorydb"],"regions":["', { Ref: 'AWS::Region' }, '"],"tags":{"*":["*"]}}]}']],
    });
  });
});

describe('external ids of database users that are roles', () => {
  const user = (stack: ReturnType<typeof stackIn>) => AssumedRole.fromRole(roleIn(stack, 'Reader'), { externalId: 'shared-with-teleport' });

  test('stand in a matcher of their own, flat in teleport.yaml and nested in a resource', () => {
    const stack = stackIn();
    const databaseTypes = [DatabaseType.RDS, DatabaseType.AURORA, DatabaseType.OPENSEARCH, DatabaseType.DOCUMENTDB];
    const { policy } = access({ databaseTypes, assumedRoles: [user(stack)] }, stack);
    const rest = { types: ['rds'], regions: ['eu-west-1'], tags: ALL };
    const users = { types: ['opensearch', 'docdb'], regions: ['eu-west-1'], tags: ALL };
    const options = { discoveryGroup: 'prod', databaseUserExternalId: 'shared-with-teleport' };
    expect(readBackAs('discovery_service', stack, agentWith(policy).discoveryService(options)).aws).toEqual([rest, { ...users, external_id: 'shared-with-teleport' }]);
    expect(readBackAs('discovery_config', stack, agentWith(policy).discoveryConfig({ ...options, name: 'a' })).spec.aws)
      .toEqual([rest, { ...users, assume_role: { external_id: 'shared-with-teleport' } }]);
  });

  const OPENSEARCH = { databaseTypes: [DatabaseType.OPENSEARCH] };
  const matcher = { types: ['opensearch'], regions: ['eu-west-1'], tags: ALL };
  const message = (roles: string, wayOut: string) => new Error('\'databaseUserExternalId\' must be given for discovered opensearch, whose users are roles; '
    + `got nothing, and ${roles} with an external id; give ${wayOut}, without which AWS denies every login`);

  test('are asked for where no user could log in without', () => {
    const stack = stackIn();
    const admin = AssumedRole.fromRole(roleIn(stack, 'Admin'), { externalId: 'for-admins' });
    const agent = agentWith(access({ ...OPENSEARCH, assumedRoles: [user(stack), admin] }, stack).policy);
    const expected = message('Stack/Reader, Stack/Admin', '"shared-with-teleport" or "for-admins"');
    expect(() => agent.dbService()).toThrow(expected);
    expect(() => agent.discoveryService({ discoveryGroup: 'prod' })).toThrow(expected);
    expect(() => agent.discoveryConfig({ name: 'a', discoveryGroup: 'prod' })).toThrow(expected);
    const databaseUserExternalId = 'for-admins';
    expect(readBackAs('db_service', stack, agent.dbService({ databaseUserExternalId })).aws).toEqual([{ ...matcher, external_id: 'for-admins' }]);
    // neither finds databases: whoever does has the external id
    expect(() => agent.dbService({ discoverDatabases: false })).not.toThrow();
    expect(() => agent.joinToken({ name: 'a' })).not.toThrow();
  });

  test.each<[string, (stack: Stack) => AssumedRole[]]>([
    ['a role without one', (stack) => [user(stack), AssumedRole.fromRole(roleIn(stack, 'Admin'))]],
    ['a role of another account, which may be the way to databases there', (stack) =>
      [AssumedRole.fromRole(iam.Role.fromRoleArn(stack, 'There', 'arn:aws:iam::222222222222:role/access'), { externalId: 'there' })]],
    ['a role of an organization', () => [AssumedRole.inOrganization('o-abcdef1234', { roleName: 'access', externalId: 'all' })]],
    ['no role', () => []],
  ])('are not asked for with %s', (_, assumedRoles) => {
    const stack = stackIn();
    const roles = assumedRoles(stack);
    const { policy } = access({ ...OPENSEARCH, ...roles.length === 0 ? {} : { assumedRoles: roles } }, stack);
    expect(readBackAs('db_service', stack, agentWith(policy).dbService()).aws).toEqual([matcher]);
  });

  test('are not asked for with a role that a database names, or behind which there are databases, nor for other types', () => {
    const stack = stackIn();
    const reader = user(stack);
    const { policy } = access({ ...OPENSEARCH, databases: [DynamoDbDatabase.of({ databaseRoles: [reader] })], assumedRoles: [reader] }, stack);
    expect(readBackAs('db_service', stack, agentWith(policy).dbService()).aws).toEqual([matcher]);
    const other = stackIn();
    const assumed = user(other);
    const remote = RemoteDatabases.behindRole(assumed, { databaseTypes: [DatabaseType.MEMORYDB], regions: ['eu-west-2'] });
    const policies = [access({ ...OPENSEARCH, assumedRoles: [assumed] }, other).policy];
    expect(() => new TeleportAgentConfiguration({ policies, remoteDatabases: [remote] }).dbService()).not.toThrow();
    const third = stackIn();
    expect(() => agentWith(access({ databaseTypes: [DatabaseType.REDSHIFT], assumedRoles: [user(third)] }, third).policy).dbService()).not.toThrow();
  });

  test('are not asked for with roles of remote databases, which this template never names', () => {
    const app = new App();
    const [hub, far] = [['Hub', ACCOUNT], ['Far', '222222222222']].map(([id, account]) => new Stack(app, id, { env: { account, region: 'eu-west-1' } }));
    const spoke = roleIn(far, 'Spoke', { roleName: 'spoke' });
    const assumed = AssumedRole.fromRole(spoke, { externalId: 'to-spoke' });
    const { policy } = access({ ...OPENSEARCH, assumedRoles: [assumed] }, hub);
    const databases = [OpenSearchDatabase.fromDomainName('logs', {
      databaseRoles: [AssumedRole.fromRole(roleIn(far, 'User'))], registration: { host: 'search-logs-abcdef.eu-west-1.es.amazonaws.com' },
    })];
    const remote = new TeleportDatabaseAccess(far, 'Access', { target: spoke, databases });
    const agent = new TeleportAgentConfiguration({ policies: [policy], remoteDatabases: [RemoteDatabases.fromPolicy(remote, assumed)] });
    expect(readBackAs('db_service', hub, agent.dbService()).aws).toEqual([matcher]);
  });

  test('have to be allowed', () => {
    const stack = stackIn();
    const { policy } = access({ databaseTypes: [DatabaseType.OPENSEARCH], assumedRoles: [user(stack)] }, stack);
    expect(() => agentWith(policy).dbService({ databaseUserExternalId: 'shared-with-others' }))
      .toThrow('\'databaseUserExternalId\' must be an external id of \'assumedRoles\', ["shared-with-teleport"]; got "shared-with-others"; '
        + 'add the role to \'assumedRoles\', with its \'externalId\'');
    expect(() => agentWith(access({ databaseTypes: [DatabaseType.OPENSEARCH] }).policy).dbService({ databaseUserExternalId: 'shared-with-others' }))
      .toThrow('\'databaseUserExternalId\' must be an external id of \'assumedRoles\', []; got "shared-with-others"');
  });

  test('have no effect for other types', () => {
    const stack = stackIn();
    const { policy } = access({ databaseTypes: [DatabaseType.REDSHIFT, DatabaseType.MEMORYDB], assumedRoles: [user(stack)] }, stack);
    expect(() => agentWith(policy).dbService({ databaseUserExternalId: 'shared-with-teleport' }))
      .toThrow('\'databaseUserExternalId\' must be left out, because only users of redshift-serverless, opensearch, documentdb are roles; got redshift, memorydb');
  });
});

describe('refused', () => {
  test('all regions, as Teleport takes the word literally; a list passes', () => {
    const { policy } = access({ databaseTypes: [DatabaseType.MEMORYDB], regions: ['*'] });
    expect(() => agentWith(policy).dbService()).toThrow('\'regions\' must name each region for Teleport\'s configuration, because Teleport takes * literally and finds nothing; got ["*"]; name them in \'regions\'');
    expect(() => agentWith(access({ databaseTypes: [DatabaseType.MEMORYDB], regions: ['eu-west-1', 'eu-west-2'] }).policy).dbService()).not.toThrow();
  });

  test('RDS without Aurora, as Teleport would look for both', () => {
    const { policy } = access({ databaseTypes: [DatabaseType.RDS] });
    expect(() => agentWith(policy).discoveryService({ discoveryGroup: 'prod' }))
      .toThrow('\'databaseTypes\' must have aurora too, because Teleport\'s matcher type rds also discovers aurora; got rds; add DatabaseType.AURORA');
  });

  test('Aurora alone as documented, as the page does not let Teleport look for instances; both pass', () => {
    const { policy } = access({ databaseTypes: [DatabaseType.AURORA], asDocumented: true });
    expect(() => agentWith(policy).dbService()).toThrow('\'databaseTypes\' must have rds too, because Teleport\'s matcher type rds also discovers rds; got aurora; add DatabaseType.RDS');
    expect(() => agentWith(access({ databaseTypes: [DatabaseType.RDS, DatabaseType.AURORA], asDocumented: true }).policy).dbService()).not.toThrow();
  });

  test.each(['dynamodb', 'keyspaces'])('%s, with the types that can be discovered', (type) => {
    expect(() => access({ databaseTypes: [type as DatabaseType] })).toThrow(`'databaseTypes' must name types among rds, aurora, rds-proxy, redshift, redshift-serverless, elasticache, elasticache-serverless, memorydb, opensearch, documentdb; got "${type}"`);
  });

  test.each([undefined, '', ' ', 'prod\n', 'pr\u200bod', '\ufeffprod', 'pr\u00adod'])('the discovery group %p', (discoveryGroup) => {
    const { policy } = access({ databaseTypes: [DatabaseType.MEMORYDB] });
    const message = new Error('\'discoveryGroup\' must name the group of Discovery Services that share the work, without invisible characters; '
      + `got ${JSON.stringify(discoveryGroup)}; add 'discoveryGroup', such as 'prod'`);
    expect(() => agentWith(policy).discoveryService({ discoveryGroup: discoveryGroup! })).toThrow(message);
    expect(() => agentWith(policy).discoveryConfig({ name: 'a', discoveryGroup: discoveryGroup! })).toThrow(message);
    expect(() => agentWith(policy).discoveryService({ discoveryGroup: 'prod é 本' })).not.toThrow();
  });

  test.each([undefined, '', 'a/b', 'a b'])('the name %p of a discovery_config', (name) => {
    const { policy } = access({ databaseTypes: [DatabaseType.MEMORYDB] });
    expect(() => agentWith(policy).discoveryConfig({ name: name!, discoveryGroup: 'prod' })).toThrow('\'name\' must be letters, digits and _.@-; got');
    expect(() => agentWith(policy).discoveryConfig({ name: 'a-b_c', discoveryGroup: 'prod' })).not.toThrow();
  });

  test('nothing to discover', () => {
    const stack = stackIn();
    const { policy } = access({ assumedRoles: [AssumedRole.fromRole(roleIn(stack, 'Reader'))] }, stack);
    expect(() => agentWith(policy).discoveryService({ discoveryGroup: 'prod' })).toThrow('\'databaseTypes\' must name what Teleport discovers, because Stack/Access declares no types; got nothing; name the types');
    expect(() => agentWith(policy).dbService()).toThrow('\'resourceLabels\' must name the labels of the databases that this service opens, because Stack/Access declares none; got nothing');
  });

  test('a flag that is a text', () => {
    const { policy } = access({ databaseTypes: [DatabaseType.MEMORYDB] });
    expect(() => agentWith(policy).dbService({ discoverDatabases: 'false' as any })).toThrow('\'discoverDatabases\' must be true or false; got "false"');
  });

  test.each([
    [{}, '{}'], [{ env: [1] }, '{"env":[1]}'], [{ '*': ['prod'] }, '{"*":["prod"]}'], [{ '*': ['*', 'prod'] }, '{"*":["*","prod"]}'], [{ 'a b': ['x'] }, '"a b"'],
  ])('the labels %j', (resourceLabels: object, shown) => {
    const { stack, policy } = access({ databaseTypes: [DatabaseType.MEMORYDB] });
    expect(() => agentWith(policy).dbService({ resourceLabels: resourceLabels as { [key: string]: string[] } })).toThrow(new RegExp(`^'resourceLabels' must have .*; got ${shown.replace(/[[\]{}*]/g, '\\$&')}$`));
    expect(readBackAs('db_service', stack, agentWith(policy).dbService({ resourceLabels: { 'env': ['prod'], '*': ['*'] } })).resources).toEqual([{ labels: { 'env': ['prod'], '*': ['*'] } }]);
  });

  test.each([
    [[], 'must not be empty; got []; give [\'*\'] for any value'], ['prod', 'must be a list; got "prod"; a single one is a list too: [ ... ]'],
  ])('%j for the values of a label', (env, message) => {
    const { policy } = access({ databaseTypes: [DatabaseType.MEMORYDB] });
    expect(() => agentWith(policy).dbService({ resourceLabels: { env: env as string[] } })).toThrow(new Error(`'resourceLabels.env' ${message}`));
  });
});
