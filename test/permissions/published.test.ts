import {
  DatabaseType, ElastiCacheDatabase, MemoryDbDatabase, RdsDatabase, SelfGrant, TeleportDatabaseAccess, TeleportPermission,
} from '../../src';
import { boundaryOf, documentsOf, roleIn, stackIn } from '../support/template';

const users = { databaseUsers: ['app'] };

/** All kinds of permission: with lists, names, tags and conditions. */
function define() {
  const stack = stackIn();
  const policy = new TeleportDatabaseAccess(stack, 'Access', {
    target: roleIn(stack),
    databaseTypes: Object.values(DatabaseType).slice(0, 6),
    databaseTags: { team: ['orders'] },
    allowDatabaseModification: true,
    manageUsersOf: [DatabaseType.ELASTICACHE, DatabaseType.MEMORYDB],
    databases: [RdsDatabase.any(users), ElastiCacheDatabase.fromReplicationGroupId('carts', users), MemoryDbDatabase.fromClusterName('ledger', users)],
    selfGrant: SelfGrant.BOUNDED,
  });
  return { stack, policy, read: () => ({ documents: documentsOf(stack), boundary: boundaryOf(stack) }) };
}

/** What a caller does who takes the list for one of their own. */
function spoil(permissions: TeleportPermission[]): void {
  for (const { actions, resources, conditions } of permissions) {
    actions.push('iam:PassRole');
    resources.push('*');
    Object.assign(conditions ?? {}, { StringLike: { 'aws:PrincipalTag/team': '*' } });
  }
  permissions.pop();
}

test('what is published is a copy: changing it changes neither its policy nor the next one', () => {
  const expected = define().read();
  const spoiled = define();
  spoil(spoiled.policy.permissions);
  expect(spoiled.read()).toEqual(expected);
  expect(define().read()).toEqual(expected);
});
