import { App, Errors, Stack } from 'aws-cdk-lib';
import {
  DatabaseProtocol, DatabaseType, RdsDatabase, TeleportAgentConfiguration, TeleportDatabaseAccess, TeleportDatabaseDiscoveryPolicy,
  TeleportDatabasePermissionsBoundary, TeleportManagedUsersPolicy, TeleportRdsConnectPolicy,
} from '../../src';
import { roleIn, stackIn, warningTextsBelow } from '../support/template';

const wrong = <T>(value: unknown) => value as T;
const databases = [RdsDatabase.any({ databaseUsers: ['reader'] })];

function errorOf(call: () => unknown): Error & { readonly constructPath?: string } {
  try {
    call();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing is wrong');
}

test.each<[string, (stack: Stack) => unknown]>([
  ['TeleportDatabaseAccess', (stack) => new TeleportDatabaseAccess(stack, 'Policy', { target: roleIn(stack) })],
  ['its target', (stack) => new TeleportDatabaseAccess(stack, 'Policy', { target: wrong(undefined), databases })],
  ['TeleportDatabaseDiscoveryPolicy', (stack) => new TeleportDatabaseDiscoveryPolicy(stack, 'Policy', { target: roleIn(stack), databaseTypes: [] })],
  ['TeleportManagedUsersPolicy', (stack) => new TeleportManagedUsersPolicy(stack, 'Policy', { target: roleIn(stack), manageUsersOf: [DatabaseType.RDS] })],
  ['TeleportRdsConnectPolicy', (stack) => new TeleportRdsConnectPolicy(stack, 'Policy', { target: roleIn(stack), databases: [] })],
  ['TeleportDatabasePermissionsBoundary', (stack) => new TeleportDatabasePermissionsBoundary(stack, 'Policy', { policies: [] })],
  ['its name', (stack) => new TeleportRdsConnectPolicy(stack, 'Policy', { target: roleIn(stack), databases, policyName: 'a b' })],
])('an error of %s is one of CDK: it names the construct and the package, and begins in the code of the app', (_, define) => {
  const error = errorOf(() => define(stackIn()));
  const [first, second, third] = error.stack!.split('\n');
  expect(Errors.isValidationError(error)).toBe(true);
  expect(error.constructPath).toBe('Stack/Policy');
  expect(first).toBe(`ValidationError: ${error.message}`);
  expect(second).toBe('    at path [Stack/Policy] in cdk-teleport-database-access');
  expect(third).toContain(__filename);
});

test('an error of a value names the package alone, and an outer construct leaves the path of the inner one', () => {
  const { stackTraceLimit } = Error;
  const error = errorOf(() => RdsDatabase.fromResourceId('orders', { databaseUsers: ['reader'] }));
  const [, second, third] = error.stack!.split('\n');
  expect([second, error.constructPath]).toEqual(['    in cdk-teleport-database-access', undefined]);
  expect(third).toContain(__filename);
  expect(Error.stackTraceLimit).toBe(stackTraceLimit);
  const app = new App();
  expect(errorOf(() => new TeleportDatabaseAccess(new Stack(app, 'Other'), 'A', wrong({}))).constructPath).toBe('Other/A');
});

describe('a message names what to write', () => {
  const orders = (protocol: unknown) => {
    const stack = stackIn();
    const registration = { name: 'orders', host: 'orders.abc.eu-west-1.rds.amazonaws.com', labels: { env: 'prod' }, protocol: wrong<DatabaseProtocol>(protocol) };
    const database = RdsDatabase.fromResourceId('db-ABC', { databaseUsers: ['reader'], registration });
    const access = new TeleportDatabaseAccess(stack, 'Policy', { target: roleIn(stack), databases: [database] });
    return () => new TeleportAgentConfiguration({ policies: [access] }).databases();
  };
  test('of a protocol that there is not', () => {
    expect(orders('postgresql')).toThrow('\'registration.protocol\' must be DatabaseProtocol.POSTGRES or DatabaseProtocol.MYSQL for db-ABC; got "postgresql"; did you mean DatabaseProtocol.POSTGRES?');
    expect(orders(DatabaseProtocol.SQLSERVER)).toThrow('register it by hand, because Teleport logs in to it with Kerberos');
    expect(orders(DatabaseProtocol.MYSQL)).not.toThrow();
  });
  test('of values that are texts, of users that are left out, and of types', () => {
    const access = (props: object) => () => {
      const stack = stackIn();
      return new TeleportDatabaseAccess(stack, 'Policy', { target: roleIn(stack), ...props });
    };
    expect(access({ databases: ['db-ABC'] })).toThrow('got "db-ABC"; use one of its methods, such as RdsDatabase.fromResourceId(');
    expect(access({ assumedRoles: ['arn:aws:iam::123456789012:role/a'] })).toThrow('such as AssumedRole.fromRole(iam.Role.fromRoleArn(');
    expect(() => RdsDatabase.fromResourceId('db-ABC', wrong({}))).toThrow('\'databaseUsers\' must be a list such as [\'reader\'] for db-ABC; got undefined');
    expect(() => RdsDatabase.any(wrong({}))).toThrow('\'databaseUsers\' must be a list such as [\'reader\']; got undefined');
    expect(access({ databaseTypes: [Reflect.get(DatabaseType, 'POSTGRES')] })).toThrow('name types among rds, aurora,');
  });
  test('of the types that Teleport cannot connect to', () => {
    const stack = stackIn();
    new TeleportDatabaseAccess(stack, 'Policy', { target: roleIn(stack), databaseTypes: [DatabaseType.REDSHIFT, DatabaseType.OPENSEARCH] });
    expect(warningTextsBelow(stack).join()).toContain('such as RedshiftDatabase.any(), OpenSearchDatabase.fromDomainName() with the same');
  });
});

test('a message has the name of a class or function that was given, and not its source', () => {
  const messageOf = (props: object) => errorOf(() => {
    const stack = stackIn();
    new TeleportDatabaseAccess(stack, 'Policy', { target: roleIn(stack), databases, ...props });
  }).message;
  expect(messageOf({ databases: [RdsDatabase] })).toContain('; got the class RdsDatabase; use one of its methods');
  expect(messageOf({ target: () => 1 })).toContain('; got the function target; ');
  expect(messageOf({ databaseTypes: ['eu'] })).toContain('; got "eu"');
});
