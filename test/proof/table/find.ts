import { ELSEWHERE, Row } from './row';

/** What Teleport reads to find databases. */
export const FIND: readonly Row[] = [
  {
    can: 'list RDS instances',
    when: ['list instances'],
    calls: [['rds:DescribeDBInstances', 'rds:{r}:{a}:db:*']],
    cannot: [
      { but: 'in a region that was not named', calls: [['rds:DescribeDBInstances', 'rds:{r2}:{a}:db:*']], unless: ELSEWHERE },
      {
        but: 'read their logs or snapshots',
        calls: [
          ['rds:DownloadDBLogFilePortion rds:DescribeDBLogFiles', 'rds:{r}:{a}:db:orders'],
          ['rds:DescribeDBSnapshots rds:CopyDBSnapshot', 'rds:{r}:{a}:snapshot:orders'],
        ],
      },
      {
        but: 'stop, restore or delete them',
        calls: [['rds:StopDBInstance rds:RebootDBInstance rds:DeleteDBInstance rds:RestoreDBInstanceToPointInTime', 'rds:{r}:{a}:db:orders']],
      },
      { but: 'tag them', calls: [['rds:AddTagsToResource rds:RemoveTagsFromResource', 'rds:{r}:{a}:db:orders']] },
    ],
  },
  {
    can: 'list Aurora and DocumentDB clusters',
    when: ['list clusters'],
    calls: [['rds:DescribeDBClusters', 'rds:{r}:{a}:cluster:*']],
    cannot: [
      { but: 'in a region that was not named', calls: [['rds:DescribeDBClusters', 'rds:{r2}:{a}:cluster:*']], unless: ELSEWHERE },
      {
        but: 'stop, fail over or delete them',
        calls: [['rds:StopDBCluster rds:FailoverDBCluster rds:DeleteDBCluster', 'rds:{r}:{a}:cluster:orders']],
      },
      { but: 'run SQL without a login', calls: [['rds-data:ExecuteStatement', 'rds:{r}:{a}:cluster:orders']] },
    ],
  },
  {
    can: 'list RDS proxies and their endpoints',
    when: ['list proxies'],
    calls: [
      ['rds:DescribeDBProxies', 'rds:{r}:{a}:db-proxy:*'],
      ['rds:DescribeDBProxyEndpoints', 'rds:{r}:{a}:db-proxy-endpoint:*'],
    ],
    cannot: [
      {
        but: 'in a region that was not named',
        calls: [
          ['rds:DescribeDBProxies', 'rds:{r2}:{a}:db-proxy:*'],
          ['rds:DescribeDBProxyEndpoints', 'rds:{r2}:{a}:db-proxy-endpoint:*'],
        ],
        unless: ELSEWHERE,
      },
      { but: 'change or delete them', calls: [['rds:ModifyDBProxy rds:DeleteDBProxy', 'rds:{r}:{a}:db-proxy:prx-0rders']] },
    ],
  },
  {
    can: 'read the tags of RDS proxies',
    when: ['read proxy tags'],
    calls: [['rds:ListTagsForResource', 'rds:{r}:{a}:db-proxy:prx-0rders']],
    cannot: [
      {
        but: 'those of instances, clusters or snapshots',
        calls: [
          ['rds:ListTagsForResource', 'rds:{r}:{a}:db:orders'],
          ['rds:ListTagsForResource', 'rds:{r}:{a}:cluster:orders'],
          ['rds:ListTagsForResource', 'rds:{r}:{a}:snapshot:orders'],
        ],
        unless: ['as documented'],
      },
      { but: 'in a region that was not named', calls: [['rds:ListTagsForResource', 'rds:{r2}:{a}:db-proxy:prx-0rders']], unless: ELSEWHERE },
      { but: 'in another account', calls: [['rds:ListTagsForResource', 'rds:{r}:{b}:db-proxy:prx-0rders']], unless: ['as documented'] },
      { but: 'write them', calls: [['rds:AddTagsToResource rds:RemoveTagsFromResource', 'rds:{r}:{a}:db-proxy:prx-0rders']] },
    ],
  },
  {
    can: 'list Redshift clusters',
    when: ['list redshift'],
    calls: [['redshift:DescribeClusters', 'redshift:{r}:{a}:cluster:*']],
    cannot: [
      { but: 'in a region that was not named', calls: [['redshift:DescribeClusters', 'redshift:{r2}:{a}:cluster:*']], unless: ELSEWHERE },
      {
        but: 'change the master password or delete them',
        calls: [['redshift:ModifyCluster redshift:DeleteCluster', 'redshift:{r}:{a}:cluster:warehouse']],
      },
      { but: 'share their data', calls: [['redshift:AuthorizeDataShare', 'redshift:{r}:{a}:datashare:00000000-0000-0000-0000-000000000000/sales']] },
    ],
  },
  {
    can: 'list Redshift Serverless workgroups, their endpoints and tags',
    when: ['list workgroups'],
    calls: [
      ['redshift-serverless:ListWorkgroups', '*'],
      ['redshift-serverless:ListEndpointAccess', 'redshift-serverless:{r}:{a}:managedvpcendpoint/*'],
      ['redshift-serverless:ListTagsForResource', 'redshift-serverless:{r}:{a}:workgroup/orders'],
    ],
    cannot: [
      {
        but: 'in a region that was not named',
        calls: [
          ['redshift-serverless:ListWorkgroups', '*', { 'aws:RequestedRegion': '{r2}' }],
          ['redshift-serverless:ListEndpointAccess', 'redshift-serverless:{r2}:{a}:managedvpcendpoint/*'],
          ['redshift-serverless:ListTagsForResource', 'redshift-serverless:{r2}:{a}:workgroup/orders'],
        ],
        unless: ELSEWHERE,
      },
      {
        but: 'the tags of namespaces',
        calls: [['redshift-serverless:ListTagsForResource', 'redshift-serverless:{r}:{a}:namespace/orders']],
        unless: ['as documented'],
      },
      {
        but: 'change or delete them',
        calls: [['redshift-serverless:UpdateWorkgroup redshift-serverless:DeleteWorkgroup', 'redshift-serverless:{r}:{a}:workgroup/orders']],
      },
    ],
  },
  {
    can: 'read registered Redshift Serverless workgroups',
    when: ['read workgroups'],
    calls: [
      ['redshift-serverless:GetWorkgroup', 'redshift-serverless:{r}:{a}:workgroup/orders'],
      ['redshift-serverless:GetEndpointAccess', 'redshift-serverless:{r}:{a}:managedvpcendpoint/orders'],
    ],
    cannot: [
      { but: 'in another account', calls: [['redshift-serverless:GetWorkgroup', 'redshift-serverless:{r}:{b}:workgroup/orders']], unless: ['as documented'] },
      { but: 'log in without a role', calls: [['redshift-serverless:GetCredentials', 'redshift-serverless:{r}:{a}:workgroup/orders']] },
      { but: 'read namespaces, which name the admin', calls: [['redshift-serverless:GetNamespace', 'redshift-serverless:{r}:{a}:namespace/orders']] },
    ],
  },
  {
    can: 'list ElastiCache replication groups',
    when: ['list replication groups'],
    calls: [['elasticache:DescribeReplicationGroups', 'elasticache:{r}:{a}:replicationgroup:*']],
    cannot: [
      {
        but: 'in a region that was not named',
        calls: [['elasticache:DescribeReplicationGroups', 'elasticache:{r2}:{a}:replicationgroup:*']],
        unless: ELSEWHERE,
      },
      {
        but: 'change or delete them',
        calls: [['elasticache:ModifyReplicationGroup elasticache:DeleteReplicationGroup', 'elasticache:{r}:{a}:replicationgroup:sessions']],
      },
    ],
  },
  {
    can: 'read the tags of ElastiCache replication groups',
    when: ['read cache tags'],
    calls: [['elasticache:ListTagsForResource', 'elasticache:{r}:{a}:replicationgroup:sessions']],
    cannot: [
      { but: 'those of users', calls: [['elasticache:ListTagsForResource', 'elasticache:{r}:{a}:user:alice']], unless: ['as documented'] },
      {
        but: 'those of snapshots or serverless caches',
        calls: [
          ['elasticache:ListTagsForResource', 'elasticache:{r}:{a}:snapshot:sessions'],
          ['elasticache:ListTagsForResource', 'elasticache:{r}:{a}:serverlesscache:carts'],
          ['elasticache:ListTagsForResource', 'elasticache:{r2}:{a}:serverlesscache:carts'],
        ],
        unless: ['as documented'],
      },
      {
        but: 'in a region that was not named',
        calls: [['elasticache:ListTagsForResource', 'elasticache:{r2}:{a}:replicationgroup:sessions']],
        unless: ELSEWHERE,
      },
      { but: 'write them', calls: [['elasticache:AddTagsToResource elasticache:RemoveTagsFromResource', 'elasticache:{r}:{a}:user:alice']] },
    ],
  },
  {
    can: 'read the networks of ElastiCache nodes',
    when: ['read cache networks'],
    calls: [
      ['elasticache:DescribeCacheClusters', 'elasticache:{r}:{a}:cluster:*'],
      ['elasticache:DescribeCacheSubnetGroups', 'elasticache:{r}:{a}:subnetgroup:*'],
    ],
    cannot: [
      { but: 'in a region that was not named', calls: [['elasticache:DescribeCacheClusters', 'elasticache:{r2}:{a}:cluster:*']], unless: ELSEWHERE },
      {
        but: 'change them',
        calls: [
          ['elasticache:ModifyCacheSubnetGroup', 'elasticache:{r}:{a}:subnetgroup:private'],
          ['elasticache:RebootCacheCluster', 'elasticache:{r}:{a}:cluster:sessions-001'],
        ],
      },
    ],
  },
  {
    can: 'list ElastiCache serverless caches',
    when: ['list serverless caches'],
    calls: [['elasticache:DescribeServerlessCaches', 'elasticache:{r}:{a}:serverlesscache:*']],
    cannot: [
      {
        but: 'in a region that was not named',
        calls: [['elasticache:DescribeServerlessCaches', 'elasticache:{r2}:{a}:serverlesscache:*']],
        unless: ELSEWHERE,
      },
      {
        but: 'change or delete them',
        calls: [['elasticache:ModifyServerlessCache elasticache:DeleteServerlessCache', 'elasticache:{r}:{a}:serverlesscache:carts']],
      },
    ],
  },
  {
    can: 'read the tags and networks of ElastiCache serverless caches',
    when: ['read serverless caches'],
    calls: [
      ['elasticache:ListTagsForResource', 'elasticache:{r}:{a}:serverlesscache:carts'],
      ['ec2:DescribeSubnets', '*'],
    ],
    cannot: [
      {
        but: 'in a region that was not named',
        calls: [
          ['ec2:DescribeSubnets', '*', { 'aws:RequestedRegion': '{r2}' }],
          ['elasticache:ListTagsForResource', 'elasticache:{r2}:{a}:serverlesscache:carts'],
        ],
        unless: ELSEWHERE,
      },
      {
        but: 'the tags of replication groups, users or snapshots',
        calls: [
          ['elasticache:ListTagsForResource', 'elasticache:{r}:{a}:replicationgroup:sessions'],
          ['elasticache:ListTagsForResource', 'elasticache:{r2}:{a}:replicationgroup:sessions'],
          ['elasticache:ListTagsForResource', 'elasticache:{r}:{a}:user:alice'],
          ['elasticache:ListTagsForResource', 'elasticache:{r}:{a}:snapshot:sessions'],
        ],
        unless: ['as documented'],
      },
      { but: 'other parts of the network', calls: [['ec2:DescribeInstances ec2:DescribeSecurityGroups ec2:DescribeVpcs', '*']] },
    ],
  },
  {
    can: 'list MemoryDB clusters',
    when: ['list memorydb'],
    calls: [['memorydb:DescribeClusters', 'memorydb:{r}:{a}:cluster/*']],
    cannot: [
      { but: 'in a region that was not named', calls: [['memorydb:DescribeClusters', 'memorydb:{r2}:{a}:cluster/*']], unless: ELSEWHERE },
      { but: 'change or delete them', calls: [['memorydb:UpdateCluster memorydb:DeleteCluster', 'memorydb:{r}:{a}:cluster/ledger']] },
    ],
  },
  {
    can: 'read the tags and networks of MemoryDB clusters',
    when: ['read memorydb tags and networks'],
    calls: [
      ['memorydb:ListTags', 'memorydb:{r}:{a}:cluster/ledger'],
      ['memorydb:DescribeSubnetGroups', 'memorydb:{r}:{a}:subnetgroup/*'],
    ],
    cannot: [
      { but: 'the tags of users', calls: [['memorydb:ListTags', 'memorydb:{r}:{a}:user/bob']], unless: ['as documented'] },
      {
        but: 'in a region that was not named',
        calls: [
          ['memorydb:ListTags', 'memorydb:{r2}:{a}:cluster/ledger'],
          ['memorydb:DescribeSubnetGroups', 'memorydb:{r2}:{a}:subnetgroup/*'],
        ],
        unless: ELSEWHERE,
      },
      { but: 'write tags', calls: [['memorydb:TagResource memorydb:UntagResource', 'memorydb:{r}:{a}:user/bob']] },
    ],
  },
  {
    can: 'list OpenSearch domains and read their tags',
    when: ['list domains'],
    calls: [
      ['es:ListDomainNames', '*'],
      ['es:ListTags', 'es:{r}:{a}:domain/search'],
    ],
    cannot: [
      {
        but: 'in a region that was not named',
        calls: [
          ['es:ListDomainNames', '*', { 'aws:RequestedRegion': '{r2}' }],
          ['es:ListTags', 'es:{r2}:{a}:domain/search'],
        ],
        unless: ELSEWHERE,
      },
      { but: 'change who may use them', calls: [['es:UpdateDomainConfig es:AddTags es:DeleteDomain', 'es:{r}:{a}:domain/search']] },
    ],
  },
  {
    can: 'describe OpenSearch domains',
    when: ['describe domains'],
    calls: [
      ['es:DescribeDomains', 'es:{r}:{a}:domain/search'],
      ['es:DescribeDomains', 'es:{r}:{a}:domain/logs'],
    ],
    cannot: [
      { but: 'in a region that was not named', calls: [['es:DescribeDomains', 'es:{r2}:{a}:domain/search']], unless: ELSEWHERE },
      { but: 'in another account', calls: [['es:DescribeDomains', 'es:{r}:{b}:domain/search']], unless: ['as documented'] },
      { but: 'read or write what is in them', calls: [['es:ESHttpGet es:ESHttpPost es:ESHttpDelete', 'es:{r}:{a}:domain/search']] },
    ],
  },
  {
    can: 'describe the OpenSearch domain that is registered',
    when: ['describe the domain'],
    calls: [['es:DescribeDomains', 'es:{r}:{a}:domain/search']],
    cannot: [
      {
        but: 'another one',
        calls: [
          ['es:DescribeDomains', 'es:{r}:{a}:domain/logs'],
          ['es:DescribeDomains', 'es:{r2}:{a}:domain/search'],
          ['es:DescribeDomains', 'es:{r}:{b}:domain/search'],
        ],
        unless: ['as documented'],
      },
    ],
  },
];
