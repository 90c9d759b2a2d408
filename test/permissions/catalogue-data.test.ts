import * as kms from 'aws-cdk-lib/aws-kms';
import {
  AssumedRole,
  DatabaseType,
  ElastiCacheDatabase,
  MemoryDbDatabase,
  OpenSearchDatabase,
  RdsDatabase,
  RedshiftDatabase,
  SecretStore,
  SelfGrant,
  TeleportDatabaseAccess,
} from '../../src';
import { published } from '../../src/private/permissions/permission';
import { permit } from '../../src/private/permissions/permit';
import { arnScopeOf } from '../../src/private/tokens/arn-scope';
import { CATALOGUE } from '../../src/private/types';
import { Names, Operation } from '../../src/private/types/operation';
import { OperationsOfType } from '../../src/private/types/type';
import { OPERATIONS } from '../../src/private/types/uses';
import { faultsOf, Linted } from '../support/data-lint';
import { ACCOUNT, REGION, roleIn, stackIn } from '../support/template';

const NAMES: Names = {
  resourceId: ['db-ORDERS'],
  dbInstanceIdentifier: ['orders'],
  dbClusterIdentifier: ['orders'],
  clusterIdentifier: ['orders'],
  databaseUser: ['reader'],
  databaseName: ['sales'],
  replicationGroupId: ['orders'],
  serverlessCacheName: ['orders'],
  elastiCacheUser: ['reader'],
  memoryDbClusterName: ['orders'],
  memoryDbUser: ['reader'],
  workgroupName: ['orders'],
  domainName: ['orders'],
};

const PURPOSES = ['discover', 'modify', 'modifyRegistered', 'metadata', 'connect', 'manageUsers'] as const satisfies (keyof OperationsOfType)[];
const ENTRIES = Object.entries(CATALOGUE).flatMap(([type, entry]) =>
  PURPOSES.flatMap((purpose) => (entry.operations[purpose] ?? []).map((operation): [string, Operation] => [`${type}.${purpose} ${operation.sid}`, operation])),
);

test.each(ENTRIES)('AWS knows the actions, ARNs and condition keys of %s', async (name, operation) => {
  const tags = { StringLike: { 'aws:ResourceTag/team': [{ text: 'orders', length: 6, resolveUpTo: 0 }] } };
  expect(await faultsOf(name, published(permit(operation, arnScopeOf(stackIn()), NAMES, tags)))).toEqual([]);
});

test.each([SelfGrant.UNBOUNDED, SelfGrant.BOUNDED])(
  'AWS knows the actions, ARNs and condition keys of every operation, as a policy has them (%s)',
  async (selfGrant) => {
    const stack = stackIn();
    const role = AssumedRole.fromRole(roleIn(stack, 'Other', { roleName: 'other' }), { externalId: 'external', sessionTags: { team: 'orders' } });
    const encryptionKey = kms.Key.fromKeyArn(stack, 'Key', `arn:aws:kms:${REGION}:${ACCOUNT}:key/00000000-0000-0000-0000-000000000000`);
    const { permissions } = new TeleportDatabaseAccess(stack, 'Access', {
      target: roleIn(stack, 'Agent', { roleName: 'agent' }),
      // a boundary is one document, and ten types are too long for it
      databaseTypes: selfGrant === SelfGrant.BOUNDED ? [DatabaseType.RDS, DatabaseType.AURORA] : Object.values(DatabaseType),
      allowDatabaseModification: true,
      databaseTags: { team: ['orders'] },
      manageUsersOf: [DatabaseType.ELASTICACHE, DatabaseType.MEMORYDB],
      secretStores: [SecretStore.of('orders', { encryptionKey })],
      selfGrant,
      assumedRoles: [role, AssumedRole.inOrganization('o-abcdef1234', { roleName: 'access', externalId: 'external', sessionTags: { team: 'orders' } })],
      databases: [
        RdsDatabase.fromResourceId('db-ORDERS', { databaseUsers: ['reader'] }),
        RedshiftDatabase.fromClusterIdentifier('orders', { databaseUsers: ['reader'], databaseNames: ['sales'] }),
        ElastiCacheDatabase.any({ databaseUsers: ['reader'] }),
        MemoryDbDatabase.fromClusterName('orders', { databaseUsers: ['reader'] }),
        OpenSearchDatabase.fromDomainName('orders', { databaseRoles: [role] }),
      ],
    });
    const literal: (Linted & { sid: string })[] = JSON.parse(JSON.stringify(stack.resolve(permissions))).map(({ resources, ...rest }: Linted) => ({
      ...rest,
      resources: resources.map(written),
    }));
    expect((await Promise.all(literal.map((permission) => faultsOf(permission.sid, permission)))).flat()).toEqual([]);
    // nothing escapes this test
    const sids = new Set(literal.map(({ sid }) => sid));
    const escaped = OPERATIONS.map(({ sid }) => sid).filter((sid) => !sids.has(sid) && !ENTRIES.some(([name]) => name.endsWith(` ${sid}`)));
    expect(escaped).toEqual([]);
  },
);

/** The pseudo parameter and references as CloudFormation would fill them in. */
function written(resource: any): string {
  const parts: unknown[] = typeof resource === 'string' ? [resource] : (resource['Fn::Join']?.[1] ?? [resource]);
  return parts
    .map((part) => (typeof part === 'string' ? part : JSON.stringify(part).includes('Partition') ? 'aws' : `arn:aws:iam::${ACCOUNT}:role/some-role`))
    .join('');
}

const IN_REGION = { StringEquals: { 'aws:RequestedRegion': REGION } };
const arn = (service: string, resource: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;

test.each<[fault: string, wrong: Linted, sentence: string]>([
  [
    'a misspelt action',
    { actions: ['rds:DescribeDBInstance'], resources: ['*'], conditions: IN_REGION },
    'there is no action rds:DescribeDBInstance',
  ],
  [
    'a service that does not exist',
    { actions: ['docdb:DescribeDBClusters'], resources: ['*'], conditions: IN_REGION },
    'there is no action docdb:DescribeDBClusters',
  ],
  [
    "ElastiCache's colon in an ARN of MemoryDB",
    { actions: ['memorydb:UpdateUser'], resources: [arn('memorydb', 'user:*')] },
    `no action is on ${arn('memorydb', 'user:*')}`,
  ],
  [
    'an ARN that no action is on, beside one that is',
    {
      actions: ['redshift:GetClusterCredentials'],
      resources: [arn('redshift', 'dbuser:orders/reader'), arn('redshift', 'dbgroup:orders/*')],
    },
    `no action is on ${arn('redshift', 'dbgroup:orders/*')}`,
  ],
  [
    'an action without an ARN of its own',
    { actions: ['rds:ModifyDBInstance', 'rds:ModifyDBCluster'], resources: [arn('rds', 'db:*')] },
    `rds:ModifyDBCluster does nothing on ${arn('rds', 'db:*')}`,
  ],
  [
    'a second resource that the action needs',
    { actions: ['elasticache:Connect'], resources: [arn('elasticache', 'replicationgroup:orders')] },
    'elasticache:Connect also needs arn:${Partition}:elasticache:${Region}:${Account}:user:${UserId}',
  ],
  [
    'an ARN without the region',
    { actions: ['rds:ModifyDBInstance'], resources: [`arn:aws:rds::${ACCOUNT}:db:*`] },
    `no action is on arn:aws:rds::${ACCOUNT}:db:*`,
  ],
  [
    'tags where IAM knows none',
    {
      actions: ['rds-db:connect'],
      resources: [arn('rds-db', 'dbuser:db-ORDERS/reader')],
      conditions: { StringEquals: { 'aws:ResourceTag/team': 'orders' } },
    },
    'rds-db:connect has no condition key aws:ResourceTag/team',
  ],
  [
    'the boundary as a condition of a read',
    {
      actions: ['iam:GetRolePolicy'],
      resources: [`arn:aws:iam::${ACCOUNT}:role/agent`],
      conditions: { ArnEquals: { 'iam:PermissionsBoundary': 'boundary' } },
    },
    'iam:GetRolePolicy has no condition key iam:PermissionsBoundary',
  ],
  [
    'everything where IAM has ARNs',
    { actions: ['rds:ModifyDBInstance'], resources: ['*'], conditions: IN_REGION },
    'rds:ModifyDBInstance is on * although IAM has something narrower',
  ],
  [
    'a list without a region',
    { actions: ['rds:DescribeDBInstances'], resources: ['*'] },
    'rds:DescribeDBInstances is on * without a condition on the region',
  ],
])('the lint names the entry that has %s', async (_, wrong, sentence) => {
  expect(await faultsOf('rds.discover Entry', wrong)).toContain(`rds.discover Entry: ${sentence}`);
});
