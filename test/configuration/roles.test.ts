import { App, Stack, Stage } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import {
  AssumedRole, AssumedRoleOptions, DatabaseProtocol, DatabaseType, DynamoDbDatabase, MemoryDbDatabase, OpenSearchDatabase, RdsDatabase,
  RedshiftDatabase, SecretStore, TeleportAgentPrincipal, TeleportDatabase, TeleportDatabaseAccess, TeleportDatabaseDiscoveryPolicy,
  TeleportRdsConnectPolicy,
} from '../../src';
import { readBackAllAs, readBackAs, SAMPLE_ACCOUNT } from '../support/configuration';
import { roleIn, stackIn } from '../support/template';

const THERE = '222222222222';
const ACCESS = `arn:aws:iam::${THERE}:role/teleport/access`;

function assumed(stack: Stack, arn: string, options?: AssumedRoleOptions) {
  return AssumedRole.fromRole(iam.Role.fromRoleArn(stack, arn.replace(/\W/g, ''), arn), options);
}

function policyFor(stack: Stack, ...databases: TeleportDatabase[]) {
  return new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), databases });
}

const orders = (assumedRole: AssumedRole, region?: string) => RdsDatabase.fromResourceId('db-ABC123', {
  databaseUsers: ['reader'],
  assumedRole,
  region,
  registration: { name: 'orders', protocol: DatabaseProtocol.POSTGRES, host: 'orders.example.com' },
});
const tables = (...databaseRoles: AssumedRole[]) => DynamoDbDatabase.of({ databaseRoles });

describe('a database behind a role', () => {
  test('has the role, its external id and its account in both dialects, flat', () => {
    const stack = stackIn();
    const policy = policyFor(stack, orders(assumed(stack, ACCESS, { externalId: 'prod-eu' })));
    const aws = { region: 'eu-west-1', account_id: THERE, assume_role_arn: ACCESS, external_id: 'prod-eu' };
    expect(readBackAs('db_service', stack, policy.dbServiceYaml()).databases[0].aws).toEqual(aws);
    expect(readBackAs('db', stack, policy.dbResourcesYaml()).spec.aws).toEqual({ ...aws, rds: { resource_id: 'db-ABC123' } });
  });

  test('a role of the app is referred to, and the account is that of the stack, quoted', () => {
    const stack = stackIn({});
    const policy = policyFor(stack, orders(AssumedRole.fromRole(roleIn(stack, 'DatabaseRole'))));
    const { aws } = readBackAs('db_service', stack, policy.dbServiceYaml()).databases[0];
    expect(aws).toEqual({
      region: 'eu-west-1', account_id: SAMPLE_ACCOUNT, assume_role_arn: expect.stringMatching(/^arn:aws:iam::012345678901:role\/databaserole/),
    });
  });

  test('session tags go along', () => {
    const stack = stackIn();
    const policy = policyFor(stack, orders(assumed(stack, ACCESS, { sessionTags: { team: 'orders' } })));
    expect(readBackAs('db_service', stack, policy.dbServiceYaml()).databases[0].aws).toEqual({
      region: 'eu-west-1', account_id: THERE, assume_role_arn: ACCESS, session_tags: { team: 'orders' },
    });
  });

  test('a role of another partition is refused', () => {
    const stack = stackIn();
    const policy = policyFor(stack, orders(assumed(stack, 'arn:aws-cn:iam::222222222222:role/access')));
    expect(() => policy.dbResourcesYaml()).toThrow('\'assumedRole\' has to be in the partition of the database, aws, got arn:aws-cn:iam::222222222222:role/access for db-ABC123 in eu-west-1');
  });

  test('the secret store is what the other side allows', () => {
    const stack = stackIn();
    const ledger = MemoryDbDatabase.fromClusterName('ledger', {
      databaseUsers: ['app'],
      assumedRole: assumed(stack, ACCESS),
      registration: { host: 'clustercfg.ledger.abcdef.memorydb.eu-west-1.amazonaws.com', secretStore: SecretStore.of('their') },
    });
    expect(readBackAs('db_service', stack, policyFor(stack, ledger).dbServiceYaml()).databases[0].aws.secret_store).toEqual({ key_prefix: 'their' });
  });
});

describe('database users that are roles', () => {
  const reader = 'arn:aws:iam::123456789012:role/reader';
  const writer = 'arn:aws:iam::123456789012:role/writer';

  test('lend the database their external id and session tags, but are not named: that is up to the roles in Teleport', () => {
    const stack = stackIn();
    const options = { externalId: 'prod-eu', sessionTags: { team: 'orders' } };
    const policy = policyFor(stack, tables(assumed(stack, reader, options), assumed(stack, writer, options)));
    const aws = { region: 'eu-west-1', account_id: '123456789012', external_id: 'prod-eu', session_tags: { team: 'orders' } };
    expect(readBackAs('db_service', stack, policy.dbServiceYaml()).databases[0].aws).toEqual(aws);
    expect(readBackAs('db', stack, policy.dbResourcesYaml()).spec.aws).toEqual(aws);
  });

  test.each<[string, AssumedRoleOptions, string]>([
    ['external id', { externalId: 'prod-us' }, 'have to share one external id, got "prod-eu" and "prod-us"'],
    ['external id, one without', {}, 'have to share one external id, got "prod-eu" and "none"'],
    ['session tags', { externalId: 'prod-eu', sessionTags: { team: 'carts' } }, 'have to share their session tags, got "none" and {"team":"carts"}'],
  ])('have to agree on the %s', (_, other, message) => {
    const stack = stackIn();
    const policy = policyFor(stack, tables(assumed(stack, reader, { externalId: 'prod-eu' }), assumed(stack, writer, other)));
    expect(() => policy.dbServiceYaml()).toThrow(message);
  });

  test('have no external id behind another role: Teleport sends it once', () => {
    const stack = stackIn();
    const database = (externalId?: string) => OpenSearchDatabase.fromDomainName('search', {
      databaseRoles: [assumed(stack, `arn:aws:iam::${THERE}:role/reader${externalId ?? ''}`, { externalId })],
      assumedRole: assumed(stack, `${ACCESS}${externalId ?? ''}`, { externalId: 'hop' }),
      registration: { host: 'search-abc.eu-west-1.es.amazonaws.com' },
    });
    expect(() => policyFor(stack, database('user')).dbServiceYaml()).toThrow('cannot have an external id behind an \'assumedRole\', got "user" behind "hop"');
    const other = stackIn();
    expect(readBackAs('db_service', other, policyFor(other, database()).dbServiceYaml()).databases[0].aws).toMatchObject({ external_id: 'hop', assume_role_arn: ACCESS });
  });

  test('of Redshift have none without a role, as Teleport refuses it', () => {
    const warehouse = (stack: Stack, externalId?: string) => policyFor(stack, RedshiftDatabase.fromClusterIdentifier('warehouse', {
      databaseUsers: ['*'],
      databaseNames: ['*'],
      databaseRoles: [assumed(stack, reader, { externalId })],
      registration: { host: 'warehouse.example.com' },
    }));
    expect(() => warehouse(stackIn(), 'prod-eu').dbServiceYaml()).toThrow('\'databaseRoles\' of warehouse cannot have an external id, got "prod-eu"');
    expect(() => warehouse(stackIn()).dbServiceYaml()).not.toThrow();
  });
});

describe('hub and spoke', () => {
  const OPTIONS = { externalId: 'prod-eu' };

  /** The two sides of the README. */
  function hubAndSpoke(env: { account?: string; region?: string } = { account: THERE, region: 'eu-central-1' }, options: AssumedRoleOptions = OPTIONS) {
    const app = new App();
    const hub = stackIn({ account: '111111111111', region: 'eu-west-1' }, 'Hub', app);
    const spoke = new Stack(new Stage(app, 'There'), 'Spoke', { env });
    const agent = roleIn(hub, 'Agent', { roleName: 'teleport-agent' });
    const role = new iam.Role(spoke, 'Access', { roleName: 'teleport-access', path: '/teleport/', assumedBy: new TeleportAgentPrincipal(agent, options) });
    const there = new TeleportDatabaseAccess(spoke, 'Teleport', {
      target: role,
      databaseTypes: [DatabaseType.AURORA],
      databaseTags: { env: ['prod'] },
      databases: [RdsDatabase.any({ databaseUsers: ['reader'] }), MemoryDbDatabase.fromClusterName('ledger', {
        databaseUsers: ['app'], registration: { host: 'clustercfg.ledger.abcdef.memorydb.eu-central-1.amazonaws.com' },
      })],
    });
    const here = new TeleportDatabaseAccess(hub, 'Teleport', { target: agent, databaseTypes: [DatabaseType.MEMORYDB], assumedRoles: [AssumedRole.fromRole(role, options)] });
    return { app, hub, here, spoke, there };
  }
  const own = { types: ['memorydb'], regions: ['eu-west-1'], tags: { '*': ['*'] } };
  const theirs = { types: ['rds'], regions: ['eu-central-1'], tags: { env: ['prod'] } };
  const aws = { region: 'eu-central-1', account_id: THERE, assume_role_arn: ACCESS.replace('/access', '/teleport-access'), external_id: 'prod-eu', memorydb: { cluster_name: 'ledger' } };

  test('teleport.yaml of the hub has the types, regions, tags and databases of the spoke, with a flat role', () => {
    const { app, hub, here, there } = hubAndSpoke();
    const { aws: matchers, databases } = readBackAs('db_service', hub, here.dbServiceYaml({ otherAccounts: [there] }));
    const through = { assume_role_arn: aws.assume_role_arn, external_id: 'prod-eu' };
    expect(matchers).toEqual([own, { ...theirs, ...through }]);
    expect(databases).toEqual([{ name: 'ledger', protocol: 'redis', uri: 'clustercfg.ledger.abcdef.memorydb.eu-central-1.amazonaws.com:6379', aws }]);
    expect(readBackAs('discovery_service', hub, here.discoveryServiceYaml({ discoveryGroup: 'prod', otherAccounts: [there] })).aws).toEqual([own, { ...theirs, ...through }]);
    expect(() => app.synth()).not.toThrow();
  });

  test('discovery_config has a nested role, kind db a flat one', () => {
    const { hub, here, there } = hubAndSpoke();
    const config = readBackAs('discovery_config', hub, here.discoveryConfigYaml({ name: 'all', discoveryGroup: 'prod', otherAccounts: [there] }));
    expect(config.spec.aws).toEqual([own, { ...theirs, assume_role: { role_arn: aws.assume_role_arn, external_id: 'prod-eu' } }]);
    const [ledger] = readBackAllAs('db', hub, here.dbResourcesYaml({ otherAccounts: [there] }));
    expect(ledger.spec.aws).toEqual(aws);
  });

  test('a role without an external id', () => {
    const { hub, here, there } = hubAndSpoke(undefined, {});
    const { aws: matchers } = readBackAs('db_service', hub, here.dbServiceYaml({ otherAccounts: [there] }));
    expect(matchers[1]).toEqual({ ...theirs, assume_role_arn: aws.assume_role_arn });
    const config = readBackAs('discovery_config', hub, here.discoveryConfigYaml({ name: 'all', discoveryGroup: 'prod', otherAccounts: [there] }));
    expect(config.spec.aws[1]).toEqual({ ...theirs, assume_role: { role_arn: aws.assume_role_arn } });
  });

  test('session tags cannot be sent by a matcher', () => {
    const { here, there } = hubAndSpoke(undefined, { sessionTags: { team: 'orders' } });
    expect(() => here.dbServiceYaml({ otherAccounts: [there] })).toThrow('cannot be sent when Teleport discovers databases, got {"team":"orders"}: '
      + 'its matchers have none; leave them out, or name the databases');
  });

  test('the other side has to be one that the agent may assume', () => {
    const { hub, here } = hubAndSpoke();
    const stranger = new TeleportDatabaseAccess(hub, 'Stranger', { target: roleIn(hub, 'Other'), databaseTypes: [DatabaseType.MEMORYDB] });
    expect(() => here.dbServiceYaml({ otherAccounts: [stranger] })).toThrow('\'otherAccounts\' has to name policies of roles among \'assumedRoles\' of Hub/Teleport, got Hub/Stranger of Hub/Other; '
      + 'add AssumedRole.fromRole() of that role to \'assumedRoles\'');
    expect(() => here.dbServiceYaml({ otherAccounts: [] })).toThrow('\'otherAccounts\' must not be empty; got []; leave it out');
    const discovery = new TeleportDatabaseDiscoveryPolicy(hub, 'Discovery', { target: roleIn(hub, 'Third'), databaseTypes: [DatabaseType.MEMORYDB] });
    expect(() => discovery.discoveryServiceYaml({ discoveryGroup: 'prod', otherAccounts: [stranger] })).toThrow('\'otherAccounts\' has to name policies of roles among \'assumedRoles\' of Hub/Discovery');
  });

  test('and a policy of this library, which knows what was asked for', () => {
    const { here, spoke } = hubAndSpoke();
    const foreign = Object.assign(new iam.ManagedPolicy(spoke, 'Foreign', { statements: [new iam.PolicyStatement({ actions: ['rds:*'], resources: ['*'] })] }), { permissions: [] });
    expect(() => here.dbServiceYaml({ otherAccounts: [foreign as any] })).toThrow('\'otherAccounts\' has to name policies of this library, got There/Spoke/Foreign');
  });

  test('in its own stack nothing has to be known', () => {
    const stack = stackIn({});
    const agent = roleIn(stack, 'Agent', { roleName: 'agent' });
    const role = roleIn(stack, 'Access', { roleName: 'access', assumedBy: new TeleportAgentPrincipal(agent) });
    const there = new TeleportDatabaseAccess(stack, 'There', { target: role, databaseTypes: [DatabaseType.MEMORYDB] });
    const here = new TeleportDatabaseAccess(stack, 'Here', { target: agent, assumedRoles: [AssumedRole.fromRole(role)] });
    expect(readBackAs('db_service', stack, here.dbServiceYaml({ otherAccounts: [there] })).aws).toHaveLength(1);
  });

  test('its account and region have to be known, as one template cannot refer to another', () => {
    const { here, there } = hubAndSpoke({ account: THERE });
    expect(() => here.dbServiceYaml({ otherAccounts: [there] })).toThrow('\'otherAccounts\' has to name policies of stacks whose account and region are known, got There/Spoke/Teleport: '
      + 'another template cannot refer to them; give its stack an \'env\'');
  });

  test('its databases have no role of their own', () => {
    const { here, spoke } = hubAndSpoke();
    const nested = new TeleportRdsConnectPolicy(spoke, 'Nested', {
      target: iam.Role.fromRoleArn(spoke, 'Same', aws.assume_role_arn), databases: [orders(assumed(spoke, 'arn:aws:iam::333333333333:role/next'))],
    });
    expect(() => here.dbServiceYaml({ otherAccounts: [nested] })).toThrow(/cannot have databases with an 'assumedRole' of their own, got There\/Spoke\/\w+ for db-ABC123 behind There\/Spoke\/Access: Teleport assumes one role to reach a database$/);
  });

  test('a connect policy is as good', () => {
    const { hub, here, spoke } = hubAndSpoke();
    const connect = new TeleportRdsConnectPolicy(spoke, 'Connect', {
      target: iam.Role.fromRoleArn(spoke, 'Same', aws.assume_role_arn),
      databases: [RdsDatabase.fromResourceId('db-ABC123', { databaseUsers: ['a'], registration: { name: 'b', protocol: DatabaseProtocol.MYSQL, host: 'b.example.com' } })],
    });
    expect(readBackAs('db_service', hub, here.dbServiceYaml({ otherAccounts: [connect] })).databases).toEqual([{
      name: 'b', protocol: 'mysql', uri: 'b.example.com:3306', aws: { region: 'eu-central-1', account_id: THERE, assume_role_arn: aws.assume_role_arn, external_id: 'prod-eu' },
    }]);
  });
});
