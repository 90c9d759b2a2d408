import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { DatabaseType, TeleportDatabaseAccess, TeleportDatabaseDiscoveryPolicy } from '../../src';
import { DATABASES } from '../support/databases/index';
import { document } from '../support/expected';
import { documentOf, documentsOf, stackIn, warningsOf } from '../support/template';

const DISCOVERABLE = DATABASES.filter(({ discovered }) => discovered !== undefined);
const agentIn = (stack: Stack) => iam.Role.fromRoleName(stack, 'Agent', 'teleport');

test('Teleport discovers every type of the enum, and reaches DynamoDB, Keyspaces and Atlas by roles alone', () => {
  expect(DISCOVERABLE.map(({ type }) => type)).toEqual(Object.values(DatabaseType));
  expect(DATABASES.filter((database) => !DISCOVERABLE.includes(database)).map(({ type }) => type)).toEqual(['dynamodb', 'keyspaces', 'mongodb-atlas']);
});

describe('discovered', () => {
  test.each(DISCOVERABLE)('$type', ({ type, discovered = [] }) => {
    const stack = stackIn();
    new TeleportDatabaseDiscoveryPolicy(stack, 'Discovery', { target: agentIn(stack), databaseTypes: [type as DatabaseType] });
    expect(documentOf(stack)).toEqual(document(...discovered));
    expect(warningsOf(stack)).toEqual([]);
  });

  test.each(DISCOVERABLE)('$type, as Teleport documents it', ({ type, discoveredAsDocumented }) => {
    const stack = stackIn();
    new TeleportDatabaseDiscoveryPolicy(stack, 'Discovery', { target: agentIn(stack), databaseTypes: [type as DatabaseType], asDocumented: true });
    expect(documentOf(stack)).toEqual(document({ Action: discoveredAsDocumented, Resource: '*' }));
  });
});

describe('registered by hand: what Teleport reads of it, and the login', () => {
  test.each(DATABASES)('$type', ({ database, registered }) => {
    const stack = stackIn();
    new TeleportDatabaseAccess(stack, 'Access', { target: agentIn(stack), databases: [database(stack)] });
    expect(documentOf(stack)).toEqual(document(...registered));
    expect(warningsOf(stack)).toEqual([]);
  });

  test.each(DATABASES)('$type, as Teleport documents it: what is read is on everything, databases and roles stay as they are named', ({ database, registeredAsDocumented }) => {
    const stack = stackIn();
    new TeleportDatabaseAccess(stack, 'Access', { target: agentIn(stack), databases: [database(stack)], asDocumented: true });
    expect(documentOf(stack)).toEqual(document(...registeredAsDocumented));
  });
});

test('all types in one declaration, discovered, modified, opened and with managed users, fit into two managed policies', () => {
  const stack = stackIn();
  const { ELASTICACHE, MEMORYDB } = DatabaseType;
  new TeleportDatabaseAccess(stack, 'Access', {
    target: agentIn(stack),
    databaseTypes: Object.values(DatabaseType),
    allowDatabaseModification: true,
    manageUsersOf: [ELASTICACHE, MEMORYDB],
    databases: DATABASES.map(({ database }) => database(stack)),
  });
  const sizes = documentsOf(stack).map((policy) => JSON.stringify(policy).replace(/\s/g, '').length);
  expect(sizes).toHaveLength(2);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(6144);
  expect(sizes[0] + sizes[1]).toBeGreaterThan(6144); // one would not do
});
