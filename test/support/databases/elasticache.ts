import { allowedSecrets, DatabaseFixture, deniedSecrets } from './fixture';
import { ElastiCacheDatabase } from '../../../src/index';
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
    ['elasticache:DescribeReplicationGroups', 'arn:aws:elasticache:eu-west-1:123456789012:replicationgroup:sessions'],
    ['elasticache:ListTagsForResource', 'arn:aws:elasticache:eu-west-1:123456789012:replicationgroup:sessions'],
    ['elasticache:DescribeCacheClusters', 'arn:aws:elasticache:eu-west-1:123456789012:cluster:sessions-001'],
    ['elasticache:DescribeCacheSubnetGroups', 'arn:aws:elasticache:eu-west-1:123456789012:subnetgroup:private'],
    ['elasticache:DescribeUsers', 'arn:aws:elasticache:eu-west-1:123456789012:user:app'],
    ['elasticache:Connect', 'arn:aws:elasticache:eu-west-1:123456789012:replicationgroup:sessions'],
    ['elasticache:Connect', 'arn:aws:elasticache:eu-west-1:123456789012:user:app'],
    ['elasticache:ListTagsForResource', 'arn:aws:elasticache:eu-west-1:123456789012:user:alice'],
    ['elasticache:ModifyUser', 'arn:aws:elasticache:eu-west-1:123456789012:user:alice', { 'aws:ResourceTag/teleport.dev/managed': 'true' }],
    ...allowedSecrets('elasticache'),
  ],
  denied: [
    ['elasticache:DescribeReplicationGroups', 'arn:aws:elasticache:us-east-1:123456789012:replicationgroup:sessions'],
    ['elasticache:ListTagsForResource', 'arn:aws:elasticache:eu-west-1:123456789012:snapshot:sessions'],
    ['elasticache:DescribeServerlessCaches', 'arn:aws:elasticache:eu-west-1:123456789012:serverlesscache:carts'],
    ['elasticache:Connect', 'arn:aws:elasticache:eu-west-1:123456789012:replicationgroup:carts'],
    ['elasticache:Connect', 'arn:aws:elasticache:eu-west-1:123456789012:serverlesscache:sessions'],
    ['elasticache:Connect', 'arn:aws:elasticache:eu-west-1:123456789012:user:default'],
    ['elasticache:Connect', 'arn:aws:elasticache:us-east-1:123456789012:user:app'],
    ['elasticache:ModifyUser', 'arn:aws:elasticache:eu-west-1:123456789012:user:default'],
    ['elasticache:ModifyUser', 'arn:aws:elasticache:us-east-1:123456789012:user:alice', { 'aws:ResourceTag/teleport.dev/managed': 'true' }],
    ['elasticache:CreateUser', 'arn:aws:elasticache:eu-west-1:123456789012:user:alice'],
    ...deniedSecrets('elasticache'),
  ],
};
