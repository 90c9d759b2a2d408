import { connect, describeUsers } from './elasticache';
import { arn, DatabaseEntry, ofRegistered, Operation } from './operation';

const describeServerlessCaches: Operation = {
  sid: 'ElastiCacheServerlessDescribeCaches',
  reason: 'list ElastiCache serverless caches with their endpoints',
  without: 'no serverless cache is found',
  actions: ['elasticache:DescribeServerlessCaches'],
};

export const elastiCacheServerless: DatabaseEntry = {
  title: 'ElastiCache Serverless',
  matcher: 'elasticache-serverless',
  docs: 'https://goteleport.com/docs/enroll-resources/database-access/enrollment/aws/elasticache-serverless/',
  notes: 'Teleport does not manage users of serverless caches.',
  since: 'static',
  discover: [{
    sid: 'ElastiCacheServerlessFetchMetadata',
    reason: 'read the networks of ElastiCache serverless caches',
    without: 'serverless caches lack the label vpc-id',
    actions: ['ec2:DescribeSubnets'],
  }, describeServerlessCaches, {
    sid: 'ElastiCacheServerlessListTags',
    reason: 'read the tags of ElastiCache serverless caches',
    without: 'serverless caches appear untagged, so matchers that select by tag find none',
    actions: ['elasticache:ListTagsForResource'],
    resources: [arn('elasticache', 'serverlesscache:*')],
  }],
  metadata: [ofRegistered(describeServerlessCaches)],
  connect: [describeUsers, connect],
  every: { serverlessCacheName: ['*'], elastiCacheUser: ['*'] },
};
