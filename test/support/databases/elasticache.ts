import { allowedSecrets, DatabaseFixture, deniedSecrets } from './fixture';
import { ElastiCacheDatabase } from '../../../src';
import { within } from '../expected';

export const elasticache: DatabaseFixture = {
  title: 'ElastiCache',
  database: () => ElastiCacheDatabase.fromReplicationGroupId('sessions', { databaseUsers: ['app'] }),
  discovered: [
    { Sid: 'ElastiCacheListTags', Action: 'elasticache:ListTagsForResource', Resource: 'arn:aws:elasticache:eu-west-1:123456789012:replicationgroup:*' },
    { Sid: 'ElastiCacheDescribeReplicationGroups', Action: 'elasticache:DescribeReplicationGroups', Resource: '*', Condition: within('eu-west-1') },
    {
      Sid: 'ElastiCacheFetchMetadata',
      Action: ['elasticache:DescribeCacheClusters', 'elasticache:DescribeCacheSubnetGroups'],
      Resource: '*',
      Condition: within('eu-west-1'),
    },
  ],
  discoveredAsDocumented: [
    'elasticache:ListTagsForResource', 'elasticache:DescribeReplicationGroups', 'elasticache:DescribeCacheClusters', 'elasticache:DescribeCacheSubnetGroups',
  ],
  registered: [
    { Sid: 'ElastiCacheDescribeReplicationGroups', Action: 'elasticache:DescribeReplicationGroups', Resource: '*', Condition: within('eu-west-1') },
    { Sid: 'ElastiCacheDescribeUsers', Action: 'elasticache:DescribeUsers', Resource: '*', Condition: within('eu-west-1') },
    {
      Sid: 'ElastiCacheConnect',
      Action: 'elasticache:Connect',
      Resource: ['arn:aws:elasticache:eu-west-1:123456789012:replicationgroup:sessions', 'arn:aws:elasticache:eu-west-1:123456789012:user:app'],
    },
  ],
  registeredAsDocumented: [
    { Action: 'elasticache:DescribeReplicationGroups', Resource: '*' },
    { Action: 'elasticache:DescribeUsers', Resource: '*' },
    {
      Action: 'elasticache:Connect',
      Resource: ['arn:aws:elasticache:eu-west-1:123456789012:replicationgroup:sessions', 'arn:aws:elasticache:eu-west-1:123456789012:user:app'],
    },
  ],
  allowed: [
    { action: 'elasticache:DescribeReplicationGroups', on: 'arn:aws:elasticache:eu-west-1:123456789012:replicationgroup:sessions' },
    { action: 'elasticache:ListTagsForResource', on: 'arn:aws:elasticache:eu-west-1:123456789012:replicationgroup:sessions' },
    { action: 'elasticache:DescribeCacheClusters', on: 'arn:aws:elasticache:eu-west-1:123456789012:cluster:sessions-001' },
    { action: 'elasticache:DescribeCacheSubnetGroups', on: 'arn:aws:elasticache:eu-west-1:123456789012:subnetgroup:private' },
    { action: 'elasticache:DescribeUsers', on: 'arn:aws:elasticache:eu-west-1:123456789012:user:app' },
    { action: 'elasticache:Connect', on: 'arn:aws:elasticache:eu-west-1:123456789012:replicationgroup:sessions' },
    { action: 'elasticache:Connect', on: 'arn:aws:elasticache:eu-west-1:123456789012:user:app' },
    { action: 'elasticache:ListTagsForResource', on: 'arn:aws:elasticache:eu-west-1:123456789012:user:alice' },
    { action: 'elasticache:ModifyUser', on: 'arn:aws:elasticache:eu-west-1:123456789012:user:alice', given: { 'aws:ResourceTag/teleport.dev/managed': 'true' } },
    ...allowedSecrets('elasticache'),
  ],
  denied: [
    { action: 'elasticache:DescribeReplicationGroups', on: 'arn:aws:elasticache:us-east-1:123456789012:replicationgroup:sessions' },
    { action: 'elasticache:ListTagsForResource', on: 'arn:aws:elasticache:eu-west-1:123456789012:snapshot:sessions' },
    { action: 'elasticache:DescribeServerlessCaches', on: 'arn:aws:elasticache:eu-west-1:123456789012:serverlesscache:carts' },
    { action: 'elasticache:Connect', on: 'arn:aws:elasticache:eu-west-1:123456789012:replicationgroup:carts' },
    { action: 'elasticache:Connect', on: 'arn:aws:elasticache:eu-west-1:123456789012:serverlesscache:sessions' },
    { action: 'elasticache:Connect', on: 'arn:aws:elasticache:eu-west-1:123456789012:user:default' },
    { action: 'elasticache:Connect', on: 'arn:aws:elasticache:us-east-1:123456789012:user:app' },
    { action: 'elasticache:ModifyUser', on: 'arn:aws:elasticache:eu-west-1:123456789012:user:default' },
    { action: 'elasticache:ModifyUser', on: 'arn:aws:elasticache:us-east-1:123456789012:user:alice', given: { 'aws:ResourceTag/teleport.dev/managed': 'true' } },
    { action: 'elasticache:CreateUser', on: 'arn:aws:elasticache:eu-west-1:123456789012:user:alice' },
    ...deniedSecrets('elasticache'),
  ],
};
