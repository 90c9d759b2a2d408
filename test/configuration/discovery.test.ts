import { Duration } from 'aws-cdk-lib';
import { AssumedRole, DatabaseType, TeleportDatabaseAccess, TeleportDatabaseAccessProps, TeleportDatabaseDiscoveryPolicy } from '../../src';
import { readBackAs } from '../support/configuration';
import { roleIn, stackIn } from '../support/template';

const ALL = { '*': ['*'] };

function access(props: Partial<TeleportDatabaseAccessProps>, stack = stackIn()) {
  return { stack, policy: new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), ...props }) };
}

describe('what Teleport discovers', () => {
  const declared = { databaseTypes: [DatabaseType.RDS, DatabaseType.AURORA, DatabaseType.RDS_PROXY], databaseTags: { env: ['prod', 'stage'] }, regions: ['eu-west-1'] };

  test('discovery_service has the group, the interval and one matcher, in which RDS and Aurora are one type', () => {
    const { stack, policy } = access(declared);
    expect(readBackAs('discovery_service', stack, policy.discoveryServiceYaml({ discoveryGroup: 'prod', pollInterval: Duration.minutes(10) }))).toEqual({
      enabled: 'yes',
      discovery_group: 'prod',
      poll_interval: '600s',
      aws: [{ types: ['rds', 'rdsproxy'], regions: ['eu-west-1'], tags: { env: ['prod', 'stage'] } }],
    });
  });

  test('discovery_config is a resource', () => {
    const { stack, policy } = access(declared);
    expect(readBackAs('discovery_config', stack, policy.discoveryConfigYaml({ name: 'prod-eu', discoveryGroup: 'prod' }))).toEqual({
      kind: 'discovery_config',
      version: 'v1',
      metadata: { name: 'prod-eu' },
      spec: { discovery_group: 'prod', aws: [{ types: ['rds', 'rdsproxy'], regions: ['eu-west-1'], tags: { env: ['prod', 'stage'] } }] },
    });
  });

  test('db_service has the same matcher, if it discovers by itself', () => {
    const { stack, policy } = access(declared);
    expect(readBackAs('db_service', stack, policy.dbServiceYaml())).toEqual({
      enabled: 'yes',
      aws: [{ types: ['rds', 'rdsproxy'], regions: ['eu-west-1'], tags: { env: ['prod', 'stage'] } }],
    });
  });

  test('db_service leaves discovery to a Discovery Service, and opens what that registers', () => {
    const { stack, policy } = access(declared);
    expect(readBackAs('db_service', stack, policy.dbServiceYaml({ discoverDatabases: false, resourceLabels: { env: ['prod'] } }))).toEqual({
      enabled: 'yes',
      resources: [{ labels: { env: ['prod'] } }],
    });
  });

  test('the discovery policy has both parts that are its own', () => {
    const stack = stackIn();
    const policy = new TeleportDatabaseDiscoveryPolicy(stack, 'Discovery', { target: roleIn(stack), databaseTypes: [DatabaseType.REDSHIFT] });
    expect(readBackAs('discovery_service', stack, policy.discoveryServiceYaml({ discoveryGroup: 'prod' }))).toEqual({
      enabled: 'yes', discovery_group: 'prod', aws: [{ types: ['redshift'], regions: ['eu-west-1'], tags: ALL }],
    });
    expect(readBackAs('discovery_config', stack, policy.discoveryConfigYaml({ name: 'a', discoveryGroup: 'prod' })).spec).toEqual({
      discovery_group: 'prod', aws: [{ types: ['redshift'], regions: ['eu-west-1'], tags: ALL }],
    });
  });

  test('every type has the name that Teleport gives it', () => {
    const { stack, policy } = access({ databaseTypes: Object.values(DatabaseType) });
    expect(readBackAs('db_service', stack, policy.dbServiceYaml()).aws[0].types).toEqual([
      'rds', 'rdsproxy', 'redshift', 'redshift-serverless', 'elasticache', 'elasticache-serverless', 'memorydb', 'opensearch', 'docdb',
    ]);
  });

  test('Aurora alone is rds: its permissions let Teleport look for instances as well', () => {
    const { stack, policy } = access({ databaseTypes: [DatabaseType.AURORA] });
    expect(readBackAs('db_service', stack, policy.dbServiceYaml()).aws[0].types).toEqual(['rds']);
  });

  test('types and regions that are declared twice stand there once', () => {
    const { stack, policy } = access({ databaseTypes: [DatabaseType.MEMORYDB, DatabaseType.MEMORYDB], regions: ['eu-west-1', 'eu-west-1'] });
    expect(readBackAs('db_service', stack, policy.dbServiceYaml()).aws).toEqual([{ types: ['memorydb'], regions: ['eu-west-1'], tags: ALL }]);
  });

  test('the region of an environment-agnostic stack is a token', () => {
    const { stack, policy } = access({ databaseTypes: [DatabaseType.MEMORYDB] }, stackIn({}));
    expect(stack.resolve(policy.dbServiceYaml())).toEqual({
      'Fn::Join': ['', ['{"enabled":"yes","aws":[{"types":["memorydb"],"regions":["', { Ref: 'AWS::Region' }, '"],"tags":{"*":["*"]}}]}']],
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
    expect(readBackAs('discovery_service', stack, policy.discoveryServiceYaml(options)).aws).toEqual([rest, { ...users, external_id: 'shared-with-teleport' }]);
    expect(readBackAs('discovery_config', stack, policy.discoveryConfigYaml({ ...options, name: 'a' })).spec.aws)
      .toEqual([rest, { ...users, assume_role: { external_id: 'shared-with-teleport' } }]);
  });

  test('are not written unless asked for, as an assumed role may open another account instead', () => {
    const stack = stackIn();
    const { policy } = access({ databaseTypes: [DatabaseType.OPENSEARCH], assumedRoles: [user(stack)] }, stack);
    expect(readBackAs('db_service', stack, policy.dbServiceYaml()).aws).toEqual([{ types: ['opensearch'], regions: ['eu-west-1'], tags: ALL }]);
  });

  test('have to be allowed', () => {
    const stack = stackIn();
    const { policy } = access({ databaseTypes: [DatabaseType.OPENSEARCH], assumedRoles: [user(stack)] }, stack);
    expect(() => policy.dbServiceYaml({ databaseUserExternalId: 'shared-with-others' }))
      .toThrow('\'databaseUserExternalId\' has to be one of those of \'assumedRoles\', ["shared-with-teleport"], got "shared-with-others": '
        + 'Teleport is not allowed to send another; add the role to \'assumedRoles\', with its \'externalId\'');
    expect(() => access({ databaseTypes: [DatabaseType.OPENSEARCH] }).policy.dbServiceYaml({ databaseUserExternalId: 'shared-with-others' }))
      .toThrow('\'databaseUserExternalId\' has to be one of those of \'assumedRoles\', [], got "shared-with-others"');
  });

  test('have no effect for other types', () => {
    const stack = stackIn();
    const { policy } = access({ databaseTypes: [DatabaseType.REDSHIFT, DatabaseType.MEMORYDB], assumedRoles: [user(stack)] }, stack);
    expect(() => policy.dbServiceYaml({ databaseUserExternalId: 'shared-with-teleport' }))
      .toThrow('\'databaseUserExternalId\' has no effect for redshift, memorydb: the users of redshift-serverless, opensearch, documentdb are roles; leave it out');
  });
});

describe('refused', () => {
  test('all regions, as Teleport takes the word literally; a list passes', () => {
    const { policy } = access({ databaseTypes: [DatabaseType.MEMORYDB], regions: ['*'] });
    expect(() => policy.dbServiceYaml()).toThrow('\'regions\' has to name the regions for Teleport\'s configuration, got ["*"]');
    expect(() => access({ databaseTypes: [DatabaseType.MEMORYDB], regions: ['eu-west-1', 'eu-west-2'] }).policy.dbServiceYaml()).not.toThrow();
  });

  test('RDS without Aurora, as Teleport would look for both', () => {
    const { policy } = access({ databaseTypes: [DatabaseType.RDS] });
    expect(() => policy.discoveryServiceYaml({ discoveryGroup: 'prod' }))
      .toThrow('\'databaseTypes\' has to name aurora beside rds for Teleport\'s configuration: its type rds stands for all of them');
  });

  test('Aurora alone as documented, as the page does not let Teleport look for instances; both pass', () => {
    const { policy } = access({ databaseTypes: [DatabaseType.AURORA], asDocumented: true });
    expect(() => policy.dbServiceYaml()).toThrow('\'databaseTypes\' has to name rds beside aurora');
    expect(() => access({ databaseTypes: [DatabaseType.RDS, DatabaseType.AURORA], asDocumented: true }).policy.dbServiceYaml()).not.toThrow();
  });

  test.each(['dynamodb', 'keyspaces'])('%s, with the types that can be discovered', (type) => {
    expect(() => access({ databaseTypes: [type as DatabaseType] })).toThrow(`'databaseTypes' must name types among rds, aurora, rds-proxy, redshift, redshift-serverless, elasticache, elasticache-serverless, memorydb, opensearch, documentdb; got "${type}"`);
  });

  test.each([undefined, '', ' '])('the discovery group %p', (discoveryGroup) => {
    const { policy } = access({ databaseTypes: [DatabaseType.MEMORYDB] });
    const message = /^'discoveryGroup' has to name the group .* add 'discoveryGroup', such as 'prod'$/;
    expect(() => policy.discoveryServiceYaml({ discoveryGroup: discoveryGroup! })).toThrow(message);
    expect(() => policy.discoveryConfigYaml({ name: 'a', discoveryGroup: discoveryGroup! })).toThrow(message);
  });

  test.each([undefined, '', 'a/b', 'a b'])('the name %p of a discovery_config', (name) => {
    const { policy } = access({ databaseTypes: [DatabaseType.MEMORYDB] });
    expect(() => policy.discoveryConfigYaml({ name: name!, discoveryGroup: 'prod' })).toThrow('\'name\' has to be letters, digits and _.@-');
    expect(() => policy.discoveryConfigYaml({ name: 'a-b_c', discoveryGroup: 'prod' })).not.toThrow();
  });

  test('nothing to discover', () => {
    const stack = stackIn();
    const { policy } = access({ assumedRoles: [AssumedRole.fromRole(roleIn(stack, 'Reader'))] }, stack);
    expect(() => policy.discoveryServiceYaml({ discoveryGroup: 'prod' })).toThrow('Stack/Access declares nothing to discover; name the types in \'databaseTypes\'');
    expect(() => policy.dbServiceYaml()).toThrow('\'resourceLabels\' has to name the labels of the databases that this service opens');
  });

  test('leaving discovery to somebody, without saying what to open', () => {
    const { policy } = access({ databaseTypes: [DatabaseType.MEMORYDB] });
    expect(() => policy.dbServiceYaml({ discoverDatabases: false })).toThrow('\'discoverDatabases\' can be false only if others register the databases, got no \'resourceLabels\'');
    expect(() => policy.dbServiceYaml({ discoverDatabases: 'false' as any })).toThrow('\'discoverDatabases\' must be true or false; got "false"');
  });

  test.each([
    [{}, '{}'], [{ env: [] }, '{"env":[]}'], [{ env: 'prod' as any }, '{"env":"prod"}'], [{ '*': ['prod'] }, '{"*":["prod"]}'], [{ '*': ['*', 'prod'] }, '{"*":["*","prod"]}'], [{ 'a b': ['x'] }, '"a b"'],
  ])('the labels %j', (resourceLabels, shown) => {
    const { stack, policy } = access({ databaseTypes: [DatabaseType.MEMORYDB] });
    expect(() => policy.dbServiceYaml({ resourceLabels: resourceLabels as { [key: string]: string[] } })).toThrow(new RegExp(`^'resourceLabels' has to have .*${shown.replace(/[[\]{}*]/g, '\\$&')}$`));
    expect(readBackAs('db_service', stack, policy.dbServiceYaml({ resourceLabels: { 'env': ['prod'], '*': ['*'] } })).resources).toEqual([{ labels: { 'env': ['prod'], '*': ['*'] } }]);
  });
});
