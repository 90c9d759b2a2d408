import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import {
  AssumedRole, AssumedRoleOptions, DatabaseProtocol, DynamoDbDatabase, MemoryDbDatabase, OpenSearchDatabase, RdsDatabase, RedshiftDatabase,
  SecretStore, TeleportDatabase, TeleportDatabaseAccess,
} from '../../src';
import { agentWith, readBackAs, SAMPLE_ACCOUNT } from '../support/configuration';
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
    expect(readBackAs('db_service', stack, agentWith(policy).dbService()).databases[0].aws).toEqual(aws);
    expect(readBackAs('db', stack, agentWith(policy).databases()).spec.aws).toEqual({ ...aws, rds: { resource_id: 'db-ABC123' } });
  });

  test('a role of the app is referred to, and the account is that of the stack, quoted', () => {
    const stack = stackIn({});
    const policy = policyFor(stack, orders(AssumedRole.fromRole(roleIn(stack, 'DatabaseRole'))));
    const { aws } = readBackAs('db_service', stack, agentWith(policy).dbService()).databases[0];
    expect(aws).toEqual({
      region: 'eu-west-1', account_id: SAMPLE_ACCOUNT, assume_role_arn: expect.stringMatching(/^arn:aws:iam::012345678901:role\/databaserole/),
    });
  });

  test('session tags go along', () => {
    const stack = stackIn();
    const policy = policyFor(stack, orders(assumed(stack, ACCESS, { sessionTags: { team: 'orders' } })));
    expect(readBackAs('db_service', stack, agentWith(policy).dbService()).databases[0].aws).toEqual({
      region: 'eu-west-1', account_id: THERE, assume_role_arn: ACCESS, session_tags: { team: 'orders' },
    });
  });

  test('a role of another partition is refused', () => {
    const stack = stackIn();
    const access = assumed(stack, 'arn:aws-cn:iam::222222222222:role/access');
    expect(() => policyFor(stack, orders(access))).toThrow('\'assumedRole\' must be in aws, the partition of Stack; got ');
  });

  test('the secret store is what the other side allows', () => {
    const stack = stackIn();
    const ledger = MemoryDbDatabase.fromClusterName('ledger', {
      databaseUsers: ['app'],
      assumedRole: assumed(stack, ACCESS),
      registration: { host: 'clustercfg.ledger.abcdef.memorydb.eu-west-1.amazonaws.com', secretStore: SecretStore.of('their') },
    });
    expect(readBackAs('db_service', stack, agentWith(policyFor(stack, ledger)).dbService()).databases[0].aws.secret_store).toEqual({ key_prefix: 'their' });
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
    expect(readBackAs('db_service', stack, agentWith(policy).dbService()).databases[0].aws).toEqual(aws);
    expect(readBackAs('db', stack, agentWith(policy).databases()).spec.aws).toEqual(aws);
  });

  test.each<[string, AssumedRoleOptions, string]>([
    ['external id', { externalId: 'prod-us' }, 'must share one external id, because Teleport has one for a database, for DynamoDB; got "prod-eu" and "prod-us"'],
    ['external id, one without', {}, 'must share one external id, because Teleport has one for a database, for DynamoDB; got "prod-eu" and "none"'],
    ['session tags', { externalId: 'prod-eu', sessionTags: { team: 'carts' } }, '\'sessionTags\' must be the same for all roles of DynamoDB, because Teleport has them once for a database; got "none" and {"team":"carts"}'],
  ])('have to agree on the %s', (_, other, message) => {
    const stack = stackIn();
    const policy = policyFor(stack, tables(assumed(stack, reader, { externalId: 'prod-eu' }), assumed(stack, writer, other)));
    expect(() => agentWith(policy).dbService()).toThrow(message);
  });

  test('have no external id behind another role: Teleport sends it once', () => {
    const stack = stackIn();
    const database = (externalId?: string) => OpenSearchDatabase.fromDomainName('search', {
      databaseRoles: [assumed(stack, `arn:aws:iam::${THERE}:role/reader${externalId ?? ''}`, { externalId })],
      assumedRole: assumed(stack, `${ACCESS}${externalId ?? ''}`, { externalId: 'hop' }),
      registration: { host: 'search-search-abc.eu-west-1.es.amazonaws.com' },
    });
    expect(() => agentWith(policyFor(stack, database('user'))).dbService()).toThrow('must have no external id behind an \'assumedRole\', because Teleport sends one to the first role only, for search; got "user" behind "hop"');
    const other = stackIn();
    expect(readBackAs('db_service', other, agentWith(policyFor(other, database())).dbService()).databases[0].aws).toMatchObject({ external_id: 'hop', assume_role_arn: ACCESS });
  });

  test('of Redshift have none without a role, as Teleport refuses it', () => {
    const warehouse = (stack: Stack, externalId?: string) => policyFor(stack, RedshiftDatabase.fromClusterIdentifier('warehouse', {
      databaseUsers: ['*'],
      databaseNames: ['*'],
      databaseRoles: [assumed(stack, reader, { externalId })],
      registration: { host: 'warehouse.example.com' },
    }));
    expect(() => agentWith(warehouse(stackIn(), 'prod-eu')).dbService()).toThrow('\'databaseRoles\' must have no external id for warehouse, because Teleport refuses one without a role to assume for this type; got "prod-eu"');
    expect(() => agentWith(warehouse(stackIn())).dbService()).not.toThrow();
  });
});
