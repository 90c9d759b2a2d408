import { cacheHosts, isBefore7, isOff, clusterIn } from './caches';
import { LABEL } from './host-names';
import { arn, ofRegistered, Operation } from './operation';
import { MANAGED_TAG } from './secrets';
import { TypeOfDatabase } from './type';

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

export const elasticache: TypeOfDatabase = {
  title: 'ElastiCache',
  docs: 'https://goteleport.com/docs/enroll-resources/database-access/enrollment/aws/redis-aws/',
  notes: 'AWS evaluates `elasticache:Connect` on the cache *and* on the user, and IAM cannot pair them: an agent may connect to '
    + 'every cache it is given as every user it is given. Managed users are for caches with an engine older than version 7; their '
    + 'passwords are in [secrets](#secrets-of-managed-users).',
  since: undefined,
  missingIn: [],
  operations: {
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
    modify: undefined,
    modifyRegistered: undefined,
    metadata: [ofRegistered(describeReplicationGroups)],
    connect: [describeUsers, connect],
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
  },
  users: {
    areRoles: 'none',
    name: 'elastiCacheUser',
    databaseName: undefined,
    every: { replicationGroupId: ['*'], elastiCacheUser: ['*'] },
    secretService: 'elasticache',
    createdIn: undefined,
  },
  teleport: {
    matcher: 'elasticache',
    protocols: ['redis'],
    withKerberos: [],
    isToldByProtocol: false,
    isAssumed: false,
    isRegional: true,
    hasVpcLabel: true,
    address: undefined,
    block: { name: 'elasticache', isInAws: true, key: 'replication_group_id', isName: true, inYaml: ['replication_group_id'] },
  },
  endpoint: {
    scheme: '',
    givenBy: 'AWS',
    ports: { redis: '6379' },
    patterns: cacheHosts(`(?:${LABEL}\\.)+[a-z0-9]+`),
    example: 'master.sessions.abcdef.euw1.cache.amazonaws.com',
    isOnlySign: false,
    added: undefined,
  },
  host: { services: ['cache'], read: (labels) => labels.includes('serverless') ? undefined : { id: clusterIn(labels) } },
  resource: {
    type: 'AWS::ElastiCache::ReplicationGroup',
    name: 'replicationGroupId',
    obstacles: { EngineVersion: isBefore7, TransitEncryptionEnabled: isOff },
  },
  value: {
    class: 'ElastiCacheDatabase',
    byName: 'fromReplicationGroupId',
    name: 'replicationGroupId',
    byConstruct: { method: 'fromReplicationGroup', parameter: 'replicationGroup' },
  },
};
