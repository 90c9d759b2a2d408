import { App, Errors, Stack } from 'aws-cdk-lib';
import {
  DatabaseType, RdsDatabase, TeleportDatabaseAccess, TeleportDatabaseDiscoveryPolicy, TeleportDatabasePermissionsBoundary, TeleportManagedUsersPolicy,
  TeleportRdsConnectPolicy,
} from '../../src';
import { roleIn, stackIn } from '../support/template';

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
