import { DatabaseFixture } from './fixture';
import { ElastiCacheDatabase } from '../../../src/index';
import { within } from '../expected';

export const elastiCacheServerless: DatabaseFixture = {
  title: 'ElastiCache Serverless',
  database: () => ElastiCacheDatabase.fromServerlessCacheName('carts', { databaseUsers: ['app'] }),
  discovered: [
    { Sid: 'ElastiCacheServerlessFetchMetadata', Action: 'ec2:DescribeSubnets', Resource: '*', Condition: within('eu-west-1') },
    { Sid: 'ElastiCacheServerlessDescribeCaches', Action: 'elasticache:DescribeServerlessCaches', Resource: '*', Condition: within('eu-west-1') },
    {
      Sid: 'ElastiCacheServerlessListTags',
      Action: 'elasticache:ListTagsForResource',
      Resource: 'arn:aws:elasticache:eu-west-1:123456789012:serverlesscache:*',
    },
  ],
  discoveredAsDocumented: ['ec2:DescribeSubnets', 'elasticache:DescribeServerlessCaches', 'elasticache:ListTagsForResource'],
  registered: [
    { Sid: 'ElastiCacheServerlessDescribeCaches', Action: 'elasticache:DescribeServerlessCaches', Resource: '*', Condition: within('eu-west-1') },
    { Sid: 'ElastiCacheDescribeUsers', Action: 'elasticache:DescribeUsers', Resource: '*', Condition: within('eu-west-1') },
    {
      Sid: 'ElastiCacheConnect',
      Action: 'elasticache:Connect',
      Resource: ['arn:aws:elasticache:eu-west-1:123456789012:serverlesscache:carts', 'arn:aws:elasticache:eu-west-1:123456789012:user:app'],
    },
  ],
  registeredAsDocumented: [
    { Action: 'elasticache:DescribeServerlessCaches', Resource: '*' },
    { Action: 'elasticache:DescribeUsers', Resource: '*' },
    {
      Action: 'elasticache:Connect',
      Resource: ['arn:aws:elasticache:eu-west-1:123456789012:serverlesscache:carts', 'arn:aws:elasticache:eu-west-1:123456789012:user:app'],
    },
  ],
  allowed: [
    ['elasticache:DescribeServerlessCaches', 'arn:aws:elasticache:eu-west-1:123456789012:serverlesscache:carts'],
    ['elasticache:ListTagsForResource', 'arn:aws:elasticache:eu-west-1:123456789012:serverlesscache:carts'],
    ['ec2:DescribeSubnets', '*'],
    ['elasticache:DescribeUsers', 'arn:aws:elasticache:eu-west-1:123456789012:user:app'],
    ['elasticache:Connect', 'arn:aws:elasticache:eu-west-1:123456789012:serverlesscache:carts'],
    ['elasticache:Connect', 'arn:aws:elasticache:eu-west-1:123456789012:user:app'],
  ],
  denied: [
    ['elasticache:DescribeServerlessCaches', 'arn:aws:elasticache:us-east-1:123456789012:serverlesscache:carts'],
    ['elasticache:ListTagsForResource', 'arn:aws:elasticache:eu-west-1:123456789012:replicationgroup:carts'],
    ['ec2:DescribeSubnets', '*', { 'aws:RequestedRegion': 'us-east-1' }],
    ['ec2:DescribeVpcs', '*'],
    ['elasticache:Connect', 'arn:aws:elasticache:eu-west-1:123456789012:serverlesscache:sessions'],
    ['elasticache:Connect', 'arn:aws:elasticache:eu-west-1:123456789012:replicationgroup:carts'],
    ['elasticache:Connect', 'arn:aws:elasticache:eu-west-1:123456789012:user:default'],
    ['elasticache:ModifyUser', 'arn:aws:elasticache:eu-west-1:123456789012:user:app', { 'aws:ResourceTag/teleport.dev/managed': 'true' }],
  ],
};
