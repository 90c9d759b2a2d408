import { arn, DatabaseEntry, ofRegistered, Operation } from './operation';
import { MANAGED_TAG } from './secrets';

const describeReplicationGroups: Operation = {
  sid: 'ElastiCacheDescribeReplicationGroups',
  reason: 'list ElastiCache replication groups with their endpoints and user groups',
  without: 'no replication group is found, nor any of its managed users',
  actions: ['elasticache:DescribeReplicationGroups'],
};
export const describeUsers: Operation = {
  sid: 'ElastiCacheDescribeUsers',
  reason: 'see how ElastiCache users authenticate and which of them belong to a replication group',
  without: 'Teleport treats users with IAM authentication as password users, and logins fail with a password error',
  actions: ['elasticache:DescribeUsers'],
};
export const connect: Operation = {
  sid: 'ElastiCacheConnect',
  reason: 'log in to ElastiCache with IAM authentication',
  without: 'the cache refuses the login',
  since: 'boundary',
  actions: ['elasticache:Connect'],
  resources: [
    arn('elasticache', 'replicationgroup:{replicationGroupId}'),
    arn('elasticache', 'serverlesscache:{serverlessCacheName}'),
    arn('elasticache', 'user:{elastiCacheUser}'),
  ],
};

export const elasticache: DatabaseEntry = {
  title: 'ElastiCache',
  matcher: 'elasticache',
  docs: 'https://goteleport.com/docs/enroll-resources/database-access/enrollment/aws/redis-aws/',
  notes: 'AWS evaluates `elasticache:Connect` on the cache *and* on the user, and IAM cannot pair them: an agent may connect to '
    + 'every cache it is given as every user it is given. Managed users are for caches with an engine older than version 7; their '
    + 'passwords are in [secrets](#secrets-of-managed-users).',
  discover: [{
    sid: 'ElastiCacheListTags',
    reason: 'read the tags of ElastiCache replication groups',
    without: 'replication groups appear untagged, so matchers that select by tag find none',
    actions: ['elasticache:ListTagsForResource'],
    resources: [arn('elasticache', 'replicationgroup:*')],
  }, describeReplicationGroups, {
    sid: 'ElastiCacheFetchMetadata',
    reason: 'read the engine versions and networks of ElastiCache nodes',
    without: 'replication groups lack the labels engine-version and vpc-id',
    actions: ['elasticache:DescribeCacheClusters', 'elasticache:DescribeCacheSubnetGroups'],
  }],
  metadata: [ofRegistered(describeReplicationGroups)],
  connect: [describeUsers, connect],
  every: { replicationGroupId: ['*'], elastiCacheUser: ['*'] },
  manageUsers: [{
    sid: 'ElastiCacheListUserTags',
    reason: 'find the ElastiCache users that are tagged for Teleport',
    without: 'no user counts as managed',
    actions: ['elasticache:ListTagsForResource'],
    resources: [arn('elasticache', 'user:*')],
  }, describeReplicationGroups, describeUsers, {
    sid: 'ElastiCacheManageUsers',
    reason: 'change the passwords of the ElastiCache users that are tagged for Teleport',
    without: 'passwords are neither set nor rotated',
    actions: ['elasticache:ModifyUser'],
    resources: [arn('elasticache', 'user:*')],
    onlyTagged: MANAGED_TAG,
  }],
  secretService: 'elasticache',
};
