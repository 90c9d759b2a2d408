import { allowedSecrets, DatabaseFixture, deniedSecrets } from './fixture';
import { MemoryDbDatabase } from '../../../src/index';
import { within } from '../expected';

export const memorydb: DatabaseFixture = {
  title: 'MemoryDB',
  database: () => MemoryDbDatabase.fromClusterName('ledger', { databaseUsers: ['app'] }),
  discovered: [
    { Sid: 'MemoryDBListTags', Action: 'memorydb:ListTags', Resource: 'arn:aws:memorydb:eu-west-1:123456789012:cluster/*' },
    { Sid: 'MemoryDBDescribeClusters', Action: 'memorydb:DescribeClusters', Resource: '*', Condition: within('eu-west-1') },
    { Sid: 'MemoryDBFetchMetadata', Action: 'memorydb:DescribeSubnetGroups', Resource: '*', Condition: within('eu-west-1') },
  ],
  discoveredAsDocumented: ['memorydb:ListTags', 'memorydb:DescribeClusters', 'memorydb:DescribeSubnetGroups'],
  registered: [
    { Sid: 'MemoryDBDescribeClusters', Action: 'memorydb:DescribeClusters', Resource: '*', Condition: within('eu-west-1') },
    { Sid: 'MemoryDBDescribeUsers', Action: 'memorydb:DescribeUsers', Resource: '*', Condition: within('eu-west-1') },
    {
      Sid: 'MemoryDBConnect',
      Action: 'memorydb:Connect',
      Resource: ['arn:aws:memorydb:eu-west-1:123456789012:cluster/ledger', 'arn:aws:memorydb:eu-west-1:123456789012:user/app'],
    },
  ],
  registeredAsDocumented: [
    { Action: 'memorydb:DescribeClusters', Resource: '*' },
    { Action: 'memorydb:DescribeUsers', Resource: '*' },
    {
      Action: 'memorydb:Connect',
      Resource: ['arn:aws:memorydb:eu-west-1:123456789012:cluster/ledger', 'arn:aws:memorydb:eu-west-1:123456789012:user/app'],
    },
  ],
  allowed: [
    ['memorydb:DescribeClusters', 'arn:aws:memorydb:eu-west-1:123456789012:cluster/ledger'],
    ['memorydb:ListTags', 'arn:aws:memorydb:eu-west-1:123456789012:cluster/ledger'],
    ['memorydb:DescribeSubnetGroups', 'arn:aws:memorydb:eu-west-1:123456789012:subnetgroup/private'],
    ['memorydb:DescribeUsers', 'arn:aws:memorydb:eu-west-1:123456789012:user/app'],
    ['memorydb:Connect', 'arn:aws:memorydb:eu-west-1:123456789012:cluster/ledger'],
    ['memorydb:Connect', 'arn:aws:memorydb:eu-west-1:123456789012:user/app'],
    ['memorydb:ListTags', 'arn:aws:memorydb:eu-west-1:123456789012:user/alice'],
    ['memorydb:UpdateUser', 'arn:aws:memorydb:eu-west-1:123456789012:user/alice', { 'aws:ResourceTag/teleport.dev/managed': 'true' }],
    ...allowedSecrets('memorydb'),
  ],
  denied: [
    ['memorydb:DescribeClusters', 'arn:aws:memorydb:us-east-1:123456789012:cluster/ledger'],
    ['memorydb:ListTags', 'arn:aws:memorydb:eu-west-1:123456789012:snapshot/ledger'],
    ['memorydb:DescribeACLs', 'arn:aws:memorydb:eu-west-1:123456789012:acl/app'],
    ['memorydb:Connect', 'arn:aws:memorydb:eu-west-1:123456789012:cluster/other'],
    ['memorydb:Connect', 'arn:aws:memorydb:eu-west-1:123456789012:user/default'],
    ['memorydb:UpdateUser', 'arn:aws:memorydb:eu-west-1:123456789012:user/default'],
    ['memorydb:UpdateACL', 'arn:aws:memorydb:eu-west-1:123456789012:acl/app', { 'aws:ResourceTag/teleport.dev/managed': 'true' }],
    ...deniedSecrets('memorydb'),
  ],
};
