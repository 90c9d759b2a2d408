import { cacheHosts, isBefore7, isMemcached } from './caches';
import { connect, describeUsers } from './elasticache';
import { LABEL } from './host-names';
import { arn, ofRegistered, Operation } from './operation';
import { TypeOfDatabase } from './type';

const describeServerlessCaches: Operation = {
  sid: 'ElastiCacheServerlessDescribeCaches',
  reason: 'list ElastiCache serverless caches with their endpoints',
  without: 'no serverless cache is found',
  actions: ['elasticache:DescribeServerlessCaches'],
};

export const elastiCacheServerless: TypeOfDatabase = {
  title: 'ElastiCache Serverless',
  docs: 'https://goteleport.com/docs/enroll-resources/database-access/enrollment/aws/elasticache-serverless/',
  notes: 'Teleport does not manage users of serverless caches.',
  since: 'static',
  missingIn: [],
  operations: {
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
    modify: undefined,
    modifyRegistered: undefined,
    metadata: [ofRegistered(describeServerlessCaches)],
    connect: [describeUsers, connect],
    manageUsers: undefined,
  },
  users: {
    areRoles: 'none',
    name: 'elastiCacheUser',
    databaseName: undefined,
    every: { serverlessCacheName: ['*'], elastiCacheUser: ['*'] },
    secretService: undefined,
    createdIn: undefined,
  },
  teleport: {
    matcher: 'elasticache-serverless',
    protocols: ['redis'],
    withKerberos: [],
    isToldByProtocol: false,
    isAssumed: false,
    isRegional: true,
    hasVpcLabel: true,
    address: undefined,
    block: { name: 'elasticache_serverless', isInAws: true, key: 'cache_name', isName: true, inYaml: [] },
  },
  endpoint: {
    scheme: '',
    givenBy: 'AWS',
    ports: { redis: '6379' },
    patterns: cacheHosts(`${LABEL}\\.serverless`),
    example: 'carts-abcdef.serverless.euw1.cache.amazonaws.com',
    isOnlySign: true,
    added: undefined,
  },
  host: {
    services: ['cache'],
    read: (labels) => labels.includes('serverless') ? { id: labels[0].replace(/-[a-z0-9]+$/, '') } : undefined,
  },
  resource: {
    type: 'AWS::ElastiCache::ServerlessCache',
    name: 'serverlessCacheName',
    obstacles: { Engine: isMemcached, MajorEngineVersion: isBefore7 },
  },
  value: {
    class: 'ElastiCacheDatabase',
    byName: 'fromServerlessCacheName',
    name: 'serverlessCacheName',
    byConstruct: { method: 'fromServerlessCache', parameter: 'serverlessCache' },
  },
};
