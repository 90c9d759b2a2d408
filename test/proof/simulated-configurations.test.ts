import * as iam from 'aws-cdk-lib/aws-iam';
import { AssumedRole, DatabaseType, TeleportDatabaseAccess } from '../../src';
import { Call } from '../support/databases/fixture';
import { DATABASES } from '../support/databases/index';
import { isAllowed } from '../support/simulate';
import { documentsOf, stackIn } from '../support/template';

const MODIFIABLE: string[] = [DatabaseType.RDS, DatabaseType.AURORA];
const WITH_MANAGED_USERS: string[] = [DatabaseType.ELASTICACHE, DatabaseType.MEMORYDB];

/** What an agent gets that does with one type of database all that it can. */
function policiesFor({ type, database, discovered }: typeof DATABASES[number]): object[] {
  const stack = stackIn();
  const databaseType = type as DatabaseType;
  new TeleportDatabaseAccess(stack, 'Access', {
    target: iam.Role.fromRoleName(stack, 'Agent', 'agent'),
    databases: [database(stack)],
    databaseTypes: discovered && [databaseType],
    allowDatabaseModification: MODIFIABLE.includes(type),
    manageUsersOf: WITH_MANAGED_USERS.includes(type) ? [databaseType] : undefined,
  });
  return documentsOf(stack);
}

/** The calls for which the simulator says something else than it should. */
async function wrong(documents: object[], calls: readonly Call[], expected: boolean): Promise<Call[]> {
  const results = await Promise.all(calls.map((call) => isAllowed(documents, call)));
  return calls.filter((_, index) => results[index] !== expected);
}

describe.each(DATABASES)('$type', (fixture) => {
  const documents = policiesFor(fixture);
  const { allowed, denied } = fixture;

  test('every call that Teleport makes is allowed', async () => {
    expect(await wrong(documents, allowed, true)).toEqual([]);
  });

  test('and its neighbours are denied', async () => {
    expect(await wrong(documents, denied, false)).toEqual([]);
  });

  test('nothing is allowed that is not in the table: each action comes with a call', () => {
    const granted = documents.flatMap((document: any) => document.Statement.flatMap(({ Action }: { Action: string | string[] }) => Action));
    expect([...new Set(granted)].sort()).toEqual([...new Set(allowed.map(({ action }) => action))].sort());
  });
});

describe('a role under an external id and session tags', () => {
  // of the same account: the simulator asks a role of another one for its trust policy, which is not ours
  const ACCESS = 'arn:aws:iam::123456789012:role/teleport/access';
  const stack = stackIn();
  new TeleportDatabaseAccess(stack, 'Access', {
    target: iam.Role.fromRoleName(stack, 'Agent', 'agent'),
    assumedRoles: [AssumedRole.fromRole(iam.Role.fromRoleArn(stack, 'Role', ACCESS), { externalId: 'prod-eu', sessionTags: { team: 'orders' } })],
  });
  const documents = documentsOf(stack);
  const tags = (given: { [key: string]: string }) => ({
    'aws:TagKeys': Object.keys(given), ...Object.fromEntries(Object.entries(given).map(([key, value]) => [`aws:RequestTag/${key}`, value])),
  });

  test('is assumed with exactly these', async () => {
    expect(await wrong(documents, [
      { action: 'sts:AssumeRole', on: ACCESS, given: { 'sts:ExternalId': 'prod-eu' } },
      { action: 'sts:TagSession', on: ACCESS, given: tags({ team: 'orders' }) },
    ], true)).toEqual([]);
  });

  test('and not with others, nor is another role', async () => {
    expect(await wrong(documents, [
      { action: 'sts:AssumeRole', on: ACCESS },
      { action: 'sts:AssumeRole', on: ACCESS, given: { 'sts:ExternalId': 'prod-us' } },
      { action: 'sts:AssumeRole', on: 'arn:aws:iam::123456789012:role/access', given: { 'sts:ExternalId': 'prod-eu' } },
      { action: 'sts:TagSession', on: ACCESS },
      { action: 'sts:TagSession', on: ACCESS, given: tags({ team: 'billing' }) },
      { action: 'sts:TagSession', on: ACCESS, given: tags({ team: 'orders', admin: 'true' }) },
      { action: 'sts:TagSession', on: 'arn:aws:iam::123456789012:role/access', given: tags({ team: 'orders' }) },
    ], false)).toEqual([]);
  });
});
