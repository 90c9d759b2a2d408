import { DatabaseFixture } from './fixture';
import { ElastiCacheDatabase } from '../../../src';
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
    { action: 'elasticache:DescribeServerlessCaches', on: 'arn:aws:elasticache:eu-west-1:123456789012:serverlesscache:carts' },
    { action: 'elasticache:ListTagsForResource', on: 'arn:aws:elasticache:eu-west-1:123456789012:serverlesscache:carts' },
    { action: 'ec2:DescribeSubnets', on: '*' },
    { action: 'elasticache:DescribeUsers', on: 'arn:aws:elasticache:eu-west-1:123456789012:user:app' },
    { action: 'elasticache:Connect', on: 'arn:aws:elasticache:eu-west-1:123456789012:serverlesscache:carts' },
    { action: 'elasticache:Connect', on: 'arn:aws:elasticache:eu-west-1:123456789012:user:app' },
  ],
  denied: [
    { action: 'elasticache:DescribeServerlessCaches', on: 'arn:aws:elasticache:us-east-1:123456789012:serverlesscache:carts' },
    { action: 'elasticache:ListTagsForResource', on: 'arn:aws:elasticache:eu-west-1:123456789012:replicationgroup:carts' },
    { action: 'ec2:DescribeSubnets', on: '*', given: { 'aws:RequestedRegion': 'us-east-1' } },
    { action: 'ec2:DescribeVpcs', on: '*' },
    { action: 'elasticache:Connect', on: 'arn:aws:elasticache:eu-west-1:123456789012:serverlesscache:sessions' },
    { action: 'elasticache:Connect', on: 'arn:aws:elasticache:eu-west-1:123456789012:replicationgroup:carts' },
    { action: 'elasticache:Connect', on: 'arn:aws:elasticache:eu-west-1:123456789012:user:default' },
    { action: 'elasticache:ModifyUser', on: 'arn:aws:elasticache:eu-west-1:123456789012:user:app', given: { 'aws:ResourceTag/teleport.dev/managed': 'true' } },
  ],
};
