import { CfnParameter } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { DatabaseType, KeyspacesDatabase, AssumedRole, MemoryDbDatabase, TeleportDatabaseAccess, TeleportDatabaseAccessProps } from '../../src';
import { CATALOGUE } from '../../src/private/types';
import { ACCOUNT, documentsOf, roleIn, stackIn, warningsBelow } from '../support/template';

const WARNING = 'cdk-teleport-database-access:notInPartition';
const REGIONS = {
  'aws': 'eu-west-1',
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
  'aws-iso': 'us-iso-east-1',
  'aws-iso-b': 'us-isob-east-1',
  'aws-iso-e': 'eu-isoe-west-1',
  'aws-iso-f': 'us-isof-south-1',
  'aws-eusc': 'eusc-de-east-1',
};
type Partition = keyof typeof REGIONS;
const SMALL: Partition[] = ['aws-iso', 'aws-iso-b', 'aws-iso-e', 'aws-iso-f', 'aws-eusc'];

function warned(region: string | undefined, props: (role: AssumedRole) => Partial<TeleportDatabaseAccessProps>): boolean {
  const stack = stackIn(region === undefined ? undefined : { account: ACCOUNT, region });
  const role = AssumedRole.fromRole(roleIn(stack, 'Other', { roleName: 'other' }));
  new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), ...props(role) });
  return warningsBelow(stack).includes(WARNING);
}

const missingIn = (props: (role: AssumedRole) => Partial<TeleportDatabaseAccessProps>) =>
  Object.entries(REGIONS).filter(([, region]) => warned(region, props)).map(([partition]) => partition);

test.each<[type: DatabaseType, partitions: Partition[]]>([
  [DatabaseType.RDS, []],
  [DatabaseType.AURORA, []],
  [DatabaseType.RDS_PROXY, []],
  [DatabaseType.REDSHIFT, []],
  [DatabaseType.REDSHIFT_SERVERLESS, ['aws-iso', 'aws-iso-b']],
  [DatabaseType.ELASTICACHE, []],
  [DatabaseType.ELASTICACHE_SERVERLESS, []],
  [DatabaseType.MEMORYDB, SMALL],
  [DatabaseType.OPENSEARCH, []],
  [DatabaseType.DOCUMENTDB, []],
])('%s is warned about where AWS does not have it: %p', (type, partitions) => {
  expect(missingIn(() => ({ databaseTypes: [type] }))).toEqual(partitions);
});

test('every type that can be discovered is in the list above', () => {
  expect(Object.keys(CATALOGUE)).toHaveLength(13);
});

test('databases that are registered, and users that are managed, are warned about too', () => {
  expect(missingIn(() => ({ databases: [MemoryDbDatabase.fromClusterName('ledger', { databaseUsers: ['app'] })] }))).toEqual(SMALL);
  expect(missingIn(() => ({ manageUsersOf: [DatabaseType.MEMORYDB] }))).toEqual(SMALL);
  expect(missingIn((role) => ({ databases: [KeyspacesDatabase.of({ databaseRoles: [role] })] }))).toEqual(SMALL);
});

test.each(Object.values(REGIONS))('all regions are those of the partition, and a token is taken for one of them: %s', (region) => {
  const stack = stackIn({ account: ACCOUNT, region });
  const token = new CfnParameter(stack, 'Region').valueAsString;
  const props = { target: roleIn(stack), databaseTypes: [DatabaseType.RDS] };
  expect(() => new TeleportDatabaseAccess(stack, 'Everywhere', { ...props, regions: ['*'] })).not.toThrow();
  expect(() => new TeleportDatabaseAccess(stack, 'Somewhere', { ...props, regions: [token] })).not.toThrow();
  const elsewhere = region === 'us-gov-west-1' ? 'eu-west-1' : 'us-gov-west-1';
  expect(() => new TeleportDatabaseAccess(stack, 'Elsewhere', { ...props, regions: [token, elsewhere] })).toThrow(
    '\'regions\' must name regions of one partition, the stack\'s, and not of ');
});

test.each([
  { where: 'of the agent', behindRole: false },
  { where: 'behind a role that the agent assumes', behindRole: true },
])('a database $where is in the partition of the stack', ({ behindRole }) => {
  const opened = (region: string) => () => {
    const stack = stackIn();
    const assumedRole = behindRole ? AssumedRole.fromRole(iam.Role.fromRoleArn(stack, 'Reader', 'arn:aws:iam::123456789012:role/reader')) : undefined;
    const databases = [MemoryDbDatabase.fromClusterName('ledger', { databaseUsers: ['app'], region, assumedRole })];
    new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), databases });
  };
  expect(opened('us-east-1')).not.toThrow();
  expect(opened('cn-north-1')).toThrow('\'databases\' must name regions of one partition, the stack\'s, and not of aws-cn and aws; got ["cn-north-1"]');
});

test('where the partition is not known, nothing is said', () => {
  expect(warned(undefined, () => ({ databaseTypes: [DatabaseType.MEMORYDB] }))).toBe(false);
});

test('the warning names what is missing, and the statements are written all the same', () => {
  const stack = stackIn({ account: ACCOUNT, region: 'us-iso-east-1' });
  new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), databaseTypes: [DatabaseType.RDS, DatabaseType.MEMORYDB, DatabaseType.REDSHIFT_SERVERLESS] });
  expect(stack.node.findChild('Access').node.metadata.map(({ data }) => String(data))).toContainEqual(expect.stringContaining(
    'AWS does not offer memorydb, redshift-serverless in aws-iso, so these statements have no effect; remove them',
  ));
  expect(JSON.stringify(documentsOf(stack))).toContain('memorydb:DescribeClusters');
});
