import { ELSEWHERE, Row } from './row';

/** What Teleport reads to find databases. */
export const FIND: readonly Row[] = [
  {
    can: 'list RDS instances',
    when: ['list instances'],
    calls: [{ actions: 'rds:DescribeDBInstances', on: 'rds:{r}:{a}:db:*' }],
    cannot: [
      { but: 'in a region that was not named', calls: [{ actions: 'rds:DescribeDBInstances', on: 'rds:{r2}:{a}:db:*' }], unless: ELSEWHERE },
      {
        but: 'read their logs or snapshots',
        calls: [
          { actions: 'rds:DownloadDBLogFilePortion rds:DescribeDBLogFiles', on: 'rds:{r}:{a}:db:orders' },
          { actions: 'rds:DescribeDBSnapshots rds:CopyDBSnapshot', on: 'rds:{r}:{a}:snapshot:orders' },
        ],
      },
      {
        but: 'stop, restore or delete them',
        calls: [{ actions: 'rds:StopDBInstance rds:RebootDBInstance rds:DeleteDBInstance rds:RestoreDBInstanceToPointInTime', on: 'rds:{r}:{a}:db:orders' }],
      },
      { but: 'tag them', calls: [{ actions: 'rds:AddTagsToResource rds:RemoveTagsFromResource', on: 'rds:{r}:{a}:db:orders' }] },
    ],
  },
  {
    can: 'list Aurora and DocumentDB clusters',
    when: ['list clusters'],
    calls: [{ actions: 'rds:DescribeDBClusters', on: 'rds:{r}:{a}:cluster:*' }],
    cannot: [
      { but: 'in a region that was not named', calls: [{ actions: 'rds:DescribeDBClusters', on: 'rds:{r2}:{a}:cluster:*' }], unless: ELSEWHERE },
      {
        but: 'stop, fail over or delete them',
        calls: [{ actions: 'rds:StopDBCluster rds:FailoverDBCluster rds:DeleteDBCluster', on: 'rds:{r}:{a}:cluster:orders' }],
      },
      { but: 'run SQL without a login', calls: [{ actions: 'rds-data:ExecuteStatement', on: 'rds:{r}:{a}:cluster:orders' }] },
    ],
  },
  {
    can: 'list RDS proxies and their endpoints',
    when: ['list proxies'],
    calls: [
      { actions: 'rds:DescribeDBProxies', on: 'rds:{r}:{a}:db-proxy:*' },
      { actions: 'rds:DescribeDBProxyEndpoints', on: 'rds:{r}:{a}:db-proxy-endpoint:*' },
    ],
    cannot: [
      {
        but: 'in a region that was not named',
        calls: [
          { actions: 'rds:DescribeDBProxies', on: 'rds:{r2}:{a}:db-proxy:*' },
          { actions: 'rds:DescribeDBProxyEndpoints', on: 'rds:{r2}:{a}:db-proxy-endpoint:*' },
        ],
        unless: ELSEWHERE,
      },
      { but: 'change or delete them', calls: [{ actions: 'rds:ModifyDBProxy rds:DeleteDBProxy', on: 'rds:{r}:{a}:db-proxy:prx-0rders' }] },
    ],
  },
  {
    can: 'read the tags of RDS proxies',
    when: ['read proxy tags'],
    calls: [{ actions: 'rds:ListTagsForResource', on: 'rds:{r}:{a}:db-proxy:prx-0rders' }],
    cannot: [
      {
        but: 'those of instances, clusters or snapshots',
        calls: [
          { actions: 'rds:ListTagsForResource', on: 'rds:{r}:{a}:db:orders' },
          { actions: 'rds:ListTagsForResource', on: 'rds:{r}:{a}:cluster:orders' },
          { actions: 'rds:ListTagsForResource', on: 'rds:{r}:{a}:snapshot:orders' },
        ],
        unless: ['as documented'],
      },
      { but: 'in a region that was not named', calls: [{ actions: 'rds:ListTagsForResource', on: 'rds:{r2}:{a}:db-proxy:prx-0rders' }], unless: ELSEWHERE },
      { but: 'in another account', calls: [{ actions: 'rds:ListTagsForResource', on: 'rds:{r}:{b}:db-proxy:prx-0rders' }], unless: ['as documented'] },
      { but: 'write them', calls: [{ actions: 'rds:AddTagsToResource rds:RemoveTagsFromResource', on: 'rds:{r}:{a}:db-proxy:prx-0rders' }] },
    ],
  },
  {
    can: 'list Redshift clusters',
    when: ['list redshift'],
    calls: [{ actions: 'redshift:DescribeClusters', on: 'redshift:{r}:{a}:cluster:*' }],
    cannot: [
      { but: 'in a region that was not named', calls: [{ actions: 'redshift:DescribeClusters', on: 'redshift:{r2}:{a}:cluster:*' }], unless: ELSEWHERE },
      {
        but: 'change the master password or delete them',
        calls: [{ actions: 'redshift:ModifyCluster redshift:DeleteCluster', on: 'redshift:{r}:{a}:cluster:warehouse' }],
      },
      { but: 'share their data', calls: [{ actions: 'redshift:AuthorizeDataShare', on: 'redshift:{r}:{a}:datashare:00000000-0000-0000-0000-000000000000/sales' }] },
    ],
  },
  {
    can: 'list Redshift Serverless workgroups, their endpoints and tags',
    when: ['list workgroups'],
    calls: [
      { actions: 'redshift-serverless:ListWorkgroups', on: '*' },
      { actions: 'redshift-serverless:ListEndpointAccess', on: 'redshift-serverless:{r}:{a}:managedvpcendpoint/*' },
      { actions: 'redshift-serverless:ListTagsForResource', on: 'redshift-serverless:{r}:{a}:workgroup/orders' },
    ],
    cannot: [
      {
        but: 'in a region that was not named',
        calls: [
          { actions: 'redshift-serverless:ListWorkgroups', on: '*', given: { 'aws:RequestedRegion': '{r2}' } },
          { actions: 'redshift-serverless:ListEndpointAccess', on: 'redshift-serverless:{r2}:{a}:managedvpcendpoint/*' },
          { actions: 'redshift-serverless:ListTagsForResource', on: 'redshift-serverless:{r2}:{a}:workgroup/orders' },
        ],
        unless: ELSEWHERE,
      },
      {
        but: 'the tags of namespaces',
        calls: [{ actions: 'redshift-serverless:ListTagsForResource', on: 'redshift-serverless:{r}:{a}:namespace/orders' }],
        unless: ['as documented'],
      },
      {
        but: 'change or delete them',
        calls: [{ actions: 'redshift-serverless:UpdateWorkgroup redshift-serverless:DeleteWorkgroup', on: 'redshift-serverless:{r}:{a}:workgroup/orders' }],
      },
    ],
  },
  {
    can: 'read registered Redshift Serverless workgroups',
    when: ['read workgroups'],
    calls: [
      { actions: 'redshift-serverless:GetWorkgroup', on: 'redshift-serverless:{r}:{a}:workgroup/orders' },
      { actions: 'redshift-serverless:GetEndpointAccess', on: 'redshift-serverless:{r}:{a}:managedvpcendpoint/orders' },
    ],
    cannot: [
      { but: 'in another account', calls: [{ actions: 'redshift-serverless:GetWorkgroup', on: 'redshift-serverless:{r}:{b}:workgroup/orders' }], unless: ['as documented'] },
      { but: 'log in without a role', calls: [{ actions: 'redshift-serverless:GetCredentials', on: 'redshift-serverless:{r}:{a}:workgroup/orders' }] },
      { but: 'read namespaces, which name the admin', calls: [{ actions: 'redshift-serverless:GetNamespace', on: 'redshift-serverless:{r}:{a}:namespace/orders' }] },
    ],
  },
  {
    can: 'list ElastiCache replication groups',
    when: ['list replication groups'],
    calls: [{ actions: 'elasticache:DescribeReplicationGroups', on: 'elasticache:{r}:{a}:replicationgroup:*' }],
    cannot: [
      {
        but: 'in a region that was not named',
        calls: [{ actions: 'elasticache:DescribeReplicationGroups', on: 'elasticache:{r2}:{a}:replicationgroup:*' }],
        unless: ELSEWHERE,
      },
      {
        but: 'change or delete them',
        calls: [{ actions: 'elasticache:ModifyReplicationGroup elasticache:DeleteReplicationGroup', on: 'elasticache:{r}:{a}:replicationgroup:sessions' }],
      },
    ],
  },
  {
    can: 'read the tags of ElastiCache replication groups',
    when: ['read cache tags'],
    calls: [{ actions: 'elasticache:ListTagsForResource', on: 'elasticache:{r}:{a}:replicationgroup:sessions' }],
    cannot: [
      { but: 'those of users', calls: [{ actions: 'elasticache:ListTagsForResource', on: 'elasticache:{r}:{a}:user:alice' }], unless: ['as documented'] },
      {
        but: 'those of snapshots or serverless caches',
        calls: [
          { actions: 'elasticache:ListTagsForResource', on: 'elasticache:{r}:{a}:snapshot:sessions' },
          { actions: 'elasticache:ListTagsForResource', on: 'elasticache:{r}:{a}:serverlesscache:carts' },
          { actions: 'elasticache:ListTagsForResource', on: 'elasticache:{r2}:{a}:serverlesscache:carts' },
        ],
        unless: ['as documented'],
      },
      {
        but: 'in a region that was not named',
        calls: [{ actions: 'elasticache:ListTagsForResource', on: 'elasticache:{r2}:{a}:replicationgroup:sessions' }],
        unless: ELSEWHERE,
      },
      { but: 'write them', calls: [{ actions: 'elasticache:AddTagsToResource elasticache:RemoveTagsFromResource', on: 'elasticache:{r}:{a}:user:alice' }] },
    ],
  },
  {
    can: 'read the networks of ElastiCache nodes',
    when: ['read cache networks'],
    calls: [
      { actions: 'elasticache:DescribeCacheClusters', on: 'elasticache:{r}:{a}:cluster:*' },
      { actions: 'elasticache:DescribeCacheSubnetGroups', on: 'elasticache:{r}:{a}:subnetgroup:*' },
    ],
    cannot: [
      { but: 'in a region that was not named', calls: [{ actions: 'elasticache:DescribeCacheClusters', on: 'elasticache:{r2}:{a}:cluster:*' }], unless: ELSEWHERE },
      {
        but: 'change them',
        calls: [
          { actions: 'elasticache:ModifyCacheSubnetGroup', on: 'elasticache:{r}:{a}:subnetgroup:private' },
          { actions: 'elasticache:RebootCacheCluster', on: 'elasticache:{r}:{a}:cluster:sessions-001' },
        ],
      },
    ],
  },
  {
    can: 'list ElastiCache serverless caches',
    when: ['list serverless caches'],
    calls: [{ actions: 'elasticache:DescribeServerlessCaches', on: 'elasticache:{r}:{a}:serverlesscache:*' }],
    cannot: [
      {
        but: 'in a region that was not named',
        calls: [{ actions: 'elasticache:DescribeServerlessCaches', on: 'elasticache:{r2}:{a}:serverlesscache:*' }],
        unless: ELSEWHERE,
      },
      {
        but: 'change or delete them',
        calls: [{ actions: 'elasticache:ModifyServerlessCache elasticache:DeleteServerlessCache', on: 'elasticache:{r}:{a}:serverlesscache:carts' }],
      },
    ],
  },
  {
    can: 'read the tags and networks of ElastiCache serverless caches',
    when: ['read serverless caches'],
    calls: [
      { actions: 'elasticache:ListTagsForResource', on: 'elasticache:{r}:{a}:serverlesscache:carts' },
      { actions: 'ec2:DescribeSubnets', on: '*' },
    ],
    cannot: [
      {
        but: 'in a region that was not named',
        calls: [
          { actions: 'ec2:DescribeSubnets', on: '*', given: { 'aws:RequestedRegion': '{r2}' } },
          { actions: 'elasticache:ListTagsForResource', on: 'elasticache:{r2}:{a}:serverlesscache:carts' },
        ],
        unless: ELSEWHERE,
      },
      {
        but: 'the tags of replication groups, users or snapshots',
        calls: [
          { actions: 'elasticache:ListTagsForResource', on: 'elasticache:{r}:{a}:replicationgroup:sessions' },
          { actions: 'elasticache:ListTagsForResource', on: 'elasticache:{r2}:{a}:replicationgroup:sessions' },
          { actions: 'elasticache:ListTagsForResource', on: 'elasticache:{r}:{a}:user:alice' },
          { actions: 'elasticache:ListTagsForResource', on: 'elasticache:{r}:{a}:snapshot:sessions' },
        ],
        unless: ['as documented'],
      },
      { but: 'other parts of the network', calls: [{ actions: 'ec2:DescribeInstances ec2:DescribeSecurityGroups ec2:DescribeVpcs', on: '*' }] },
    ],
  },
  {
    can: 'list MemoryDB clusters',
    when: ['list memorydb'],
    calls: [{ actions: 'memorydb:DescribeClusters', on: 'memorydb:{r}:{a}:cluster/*' }],
    cannot: [
      { but: 'in a region that was not named', calls: [{ actions: 'memorydb:DescribeClusters', on: 'memorydb:{r2}:{a}:cluster/*' }], unless: ELSEWHERE },
      { but: 'change or delete them', calls: [{ actions: 'memorydb:UpdateCluster memorydb:DeleteCluster', on: 'memorydb:{r}:{a}:cluster/ledger' }] },
    ],
  },
  {
    can: 'read the tags and networks of MemoryDB clusters',
    when: ['read memorydb tags and networks'],
    calls: [
      { actions: 'memorydb:ListTags', on: 'memorydb:{r}:{a}:cluster/ledger' },
      { actions: 'memorydb:DescribeSubnetGroups', on: 'memorydb:{r}:{a}:subnetgroup/*' },
    ],
    cannot: [
      { but: 'the tags of users', calls: [{ actions: 'memorydb:ListTags', on: 'memorydb:{r}:{a}:user/bob' }], unless: ['as documented'] },
      {
        but: 'in a region that was not named',
        calls: [
          { actions: 'memorydb:ListTags', on: 'memorydb:{r2}:{a}:cluster/ledger' },
          { actions: 'memorydb:DescribeSubnetGroups', on: 'memorydb:{r2}:{a}:subnetgroup/*' },
        ],
        unless: ELSEWHERE,
      },
      { but: 'write tags', calls: [{ actions: 'memorydb:TagResource memorydb:UntagResource', on: 'memorydb:{r}:{a}:user/bob' }] },
    ],
  },
  {
    can: 'list OpenSearch domains and read their tags',
    when: ['list domains'],
    calls: [
      { actions: 'es:ListDomainNames', on: '*' },
      { actions: 'es:ListTags', on: 'es:{r}:{a}:domain/search' },
    ],
    cannot: [
      {
        but: 'in a region that was not named',
        calls: [
          { actions: 'es:ListDomainNames', on: '*', given: { 'aws:RequestedRegion': '{r2}' } },
          { actions: 'es:ListTags', on: 'es:{r2}:{a}:domain/search' },
        ],
        unless: ELSEWHERE,
      },
      { but: 'change who may use them', calls: [{ actions: 'es:UpdateDomainConfig es:AddTags es:DeleteDomain', on: 'es:{r}:{a}:domain/search' }] },
    ],
  },
  {
    can: 'describe OpenSearch domains',
    when: ['describe domains'],
    calls: [
      { actions: 'es:DescribeDomains', on: 'es:{r}:{a}:domain/search' },
      { actions: 'es:DescribeDomains', on: 'es:{r}:{a}:domain/logs' },
    ],
    cannot: [
      { but: 'in a region that was not named', calls: [{ actions: 'es:DescribeDomains', on: 'es:{r2}:{a}:domain/search' }], unless: ELSEWHERE },
      { but: 'in another account', calls: [{ actions: 'es:DescribeDomains', on: 'es:{r}:{b}:domain/search' }], unless: ['as documented'] },
      { but: 'read or write what is in them', calls: [{ actions: 'es:ESHttpGet es:ESHttpPost es:ESHttpDelete', on: 'es:{r}:{a}:domain/search' }] },
    ],
  },
  {
    can: 'describe the OpenSearch domain that is registered',
    when: ['describe the domain'],
    calls: [{ actions: 'es:DescribeDomains', on: 'es:{r}:{a}:domain/search' }],
    cannot: [
      {
        but: 'another one',
        calls: [
          { actions: 'es:DescribeDomains', on: 'es:{r}:{a}:domain/logs' },
          { actions: 'es:DescribeDomains', on: 'es:{r2}:{a}:domain/search' },
          { actions: 'es:DescribeDomains', on: 'es:{r}:{b}:domain/search' },
        ],
        unless: ['as documented'],
      },
    ],
  },
];
