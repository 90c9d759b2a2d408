import { allowedSecrets, DatabaseFixture, deniedSecrets } from './fixture';
import { MemoryDbDatabase } from '../../../src';
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
    { action: 'memorydb:DescribeClusters', on: 'arn:aws:memorydb:eu-west-1:123456789012:cluster/ledger' },
    { action: 'memorydb:ListTags', on: 'arn:aws:memorydb:eu-west-1:123456789012:cluster/ledger' },
    { action: 'memorydb:DescribeSubnetGroups', on: 'arn:aws:memorydb:eu-west-1:123456789012:subnetgroup/private' },
    { action: 'memorydb:DescribeUsers', on: 'arn:aws:memorydb:eu-west-1:123456789012:user/app' },
    { action: 'memorydb:Connect', on: 'arn:aws:memorydb:eu-west-1:123456789012:cluster/ledger' },
    { action: 'memorydb:Connect', on: 'arn:aws:memorydb:eu-west-1:123456789012:user/app' },
    { action: 'memorydb:ListTags', on: 'arn:aws:memorydb:eu-west-1:123456789012:user/alice' },
    { action: 'memorydb:UpdateUser', on: 'arn:aws:memorydb:eu-west-1:123456789012:user/alice', given: { 'aws:ResourceTag/teleport.dev/managed': 'true' } },
    ...allowedSecrets('memorydb'),
  ],
  denied: [
    { action: 'memorydb:DescribeClusters', on: 'arn:aws:memorydb:us-east-1:123456789012:cluster/ledger' },
    { action: 'memorydb:ListTags', on: 'arn:aws:memorydb:eu-west-1:123456789012:snapshot/ledger' },
    { action: 'memorydb:DescribeACLs', on: 'arn:aws:memorydb:eu-west-1:123456789012:acl/app' },
    { action: 'memorydb:Connect', on: 'arn:aws:memorydb:eu-west-1:123456789012:cluster/other' },
    { action: 'memorydb:Connect', on: 'arn:aws:memorydb:eu-west-1:123456789012:user/default' },
    { action: 'memorydb:UpdateUser', on: 'arn:aws:memorydb:eu-west-1:123456789012:user/default' },
    { action: 'memorydb:UpdateACL', on: 'arn:aws:memorydb:eu-west-1:123456789012:acl/app', given: { 'aws:ResourceTag/teleport.dev/managed': 'true' } },
    ...deniedSecrets('memorydb'),
  ],
};
