import { ELSEWHERE, Row } from './row';

const MATCHING = { 'aws:ResourceTag/team': 'orders' };

/** What Teleport changes about databases. */
export const MODIFY: readonly Row[] = [
  {
    can: 'turn on IAM authentication of RDS instances that carry the tags of its matcher',
    when: ['modify instances'],
    calls: [['rds:ModifyDBInstance', 'rds:{r}:{a}:db:orders', MATCHING]],
    cannot: [
      {
        but: 'of instances without these tags',
        calls: [
          ['rds:ModifyDBInstance', 'rds:{r}:{a}:db:orders'],
          ['rds:ModifyDBInstance', 'rds:{r}:{a}:db:orders', { 'aws:ResourceTag/team': 'billing' }],
        ],
        unless: ['modify whatever its tags', 'as documented'],
      },
      { but: 'in a region that was not named', calls: [['rds:ModifyDBInstance', 'rds:{r2}:{a}:db:orders', MATCHING]], unless: ELSEWHERE },
      { but: 'in another account', calls: [['rds:ModifyDBInstance', 'rds:{r}:{b}:db:orders', MATCHING]], unless: ['as documented'] },
      {
        but: 'with other parameters or subnets',
        calls: [
          ['rds:ModifyDBInstance', 'rds:{r}:{a}:pg:orders', MATCHING],
          ['rds:ModifyDBInstance', 'rds:{r}:{a}:subgrp:orders', MATCHING],
        ],
        unless: ['as documented'],
      },
      { but: 'delete them, whatever their tags', calls: [['rds:DeleteDBInstance rds:PromoteReadReplica', 'rds:{r}:{a}:db:orders', MATCHING]] },
    ],
  },
  {
    can: 'turn on IAM authentication of Aurora clusters that carry the tags of its matcher',
    when: ['modify clusters'],
    calls: [['rds:ModifyDBCluster', 'rds:{r}:{a}:cluster:orders', MATCHING]],
    cannot: [
      {
        but: 'of clusters without these tags',
        calls: [
          ['rds:ModifyDBCluster', 'rds:{r}:{a}:cluster:orders'],
          ['rds:ModifyDBCluster', 'rds:{r}:{a}:cluster:orders', { 'aws:ResourceTag/team': 'billing' }],
        ],
        unless: ['modify whatever its tags', 'as documented'],
      },
      { but: 'in a region that was not named', calls: [['rds:ModifyDBCluster', 'rds:{r2}:{a}:cluster:orders', MATCHING]], unless: ELSEWHERE },
      { but: 'in another account', calls: [['rds:ModifyDBCluster', 'rds:{r}:{b}:cluster:orders', MATCHING]], unless: ['as documented'] },
    ],
  },
];

/** What Teleport logs in to. */
export const OPEN: readonly Row[] = [
  {
    can: 'connect to the RDS instance named, as the database users named for it',
    when: ['open the instance', 'open every rds', 'open every instance'],
    calls: [['rds-db:connect', 'rds-db:{r}:{a}:dbuser:db-ORDERS/reader']],
    cannot: [
      {
        but: 'as another database user',
        calls: [
          ['rds-db:connect', 'rds-db:{r}:{a}:dbuser:db-ORDERS/admin'],
          ['rds-db:connect', 'rds-db:{r}:{a}:dbuser:db-ORDERS/reader2'],
          ['rds-db:connect', 'rds-db:{r}:{a}:dbuser:db-ORDERS/writer'],
        ],
        unless: ['open every rds', 'open every instance'],
      },
      {
        but: 'to another instance',
        calls: [
          ['rds-db:connect', 'rds-db:{r}:{a}:dbuser:db-ORDERS2/reader'],
          ['rds-db:connect', 'rds-db:{r}:{a}:dbuser:db-ABROAD/reader'],
        ],
        unless: ['open every rds', 'open every instance'],
      },
      {
        but: 'to one in another region',
        calls: [
          ['rds-db:connect', 'rds-db:{r2}:{a}:dbuser:db-ORDERS/reader'],
          ['rds-db:connect', 'rds-db:{r2}:{a}:dbuser:db-ABROAD/reader'],
        ],
        unless: ['open rds anywhere', 'grant itself elsewhere'],
      },
      { but: 'to one in another account', calls: [['rds-db:connect', 'rds-db:{r}:{b}:dbuser:db-ORDERS/reader']], unless: ['open rds anywhere'] },
    ],
  },
  {
    can: 'connect to the Aurora cluster named, as the database users named for it',
    when: ['open the cluster', 'open every rds', 'open every cluster'],
    calls: [['rds-db:connect', 'rds-db:{r}:{a}:dbuser:cluster-BILLING/writer']],
    cannot: [
      {
        but: 'as the user of another database',
        calls: [['rds-db:connect', 'rds-db:{r}:{a}:dbuser:cluster-BILLING/reader']],
        unless: ['open every rds', 'open every cluster'],
      },
      {
        but: 'to another cluster',
        calls: [['rds-db:connect', 'rds-db:{r}:{a}:dbuser:cluster-OTHER/writer']],
        unless: ['open every rds', 'open every cluster'],
      },
      {
        but: 'to one in another account',
        calls: [['rds-db:connect', 'rds-db:{r}:{b}:dbuser:cluster-BILLING/writer']],
        unless: ['open rds anywhere'],
      },
    ],
  },
  {
    can: 'connect to the RDS proxy named, as the database users named for it',
    when: ['open the proxy', 'open every rds', 'open every proxy'],
    calls: [['rds-db:connect', 'rds-db:{r}:{a}:dbuser:prx-0rders/reader']],
    cannot: [
      {
        but: 'as another database user',
        calls: [['rds-db:connect', 'rds-db:{r}:{a}:dbuser:prx-0rders/admin']],
        unless: ['open every rds', 'open every proxy'],
      },
      {
        but: 'to another proxy',
        calls: [['rds-db:connect', 'rds-db:{r}:{a}:dbuser:prx-0ther/reader']],
        unless: ['open every rds', 'open every proxy'],
      },
    ],
  },
  {
    can: 'connect to a database in the region named for it',
    when: ['open abroad'],
    calls: [['rds-db:connect', 'rds-db:{r2}:{a}:dbuser:db-ABROAD/reader']],
    cannot: [{ but: 'to the same resource ID at home', calls: [['rds-db:connect', 'rds-db:{r}:{a}:dbuser:db-ABROAD/reader']] }],
  },
  {
    can: 'get credentials for the Redshift cluster, database users and databases named',
    when: ['open the warehouse', 'open every warehouse'],
    calls: [
      ['redshift:GetClusterCredentials', 'redshift:{r}:{a}:dbuser:warehouse/analyst'],
      ['redshift:GetClusterCredentials', 'redshift:{r}:{a}:dbname:warehouse/sales'],
    ],
    cannot: [
      {
        but: 'as another user or to another database',
        calls: [
          ['redshift:GetClusterCredentials', 'redshift:{r}:{a}:dbuser:warehouse/awsuser'],
          ['redshift:GetClusterCredentials', 'redshift:{r}:{a}:dbname:warehouse/hr'],
        ],
        unless: ['open every warehouse'],
      },
      {
        but: 'of another cluster',
        calls: [
          ['redshift:GetClusterCredentials', 'redshift:{r}:{a}:dbuser:warehouse2/analyst'],
          ['redshift:GetClusterCredentials', 'redshift:{r}:{a}:dbname:other/sales'],
        ],
        unless: ['open every warehouse'],
      },
      {
        but: 'in another region',
        calls: [['redshift:GetClusterCredentials', 'redshift:{r2}:{a}:dbuser:warehouse/analyst']],
        unless: ['open warehouses anywhere', 'grant itself elsewhere'],
      },
      {
        but: 'in another account',
        calls: [['redshift:GetClusterCredentials', 'redshift:{r}:{b}:dbuser:warehouse/analyst']],
        unless: ['open warehouses anywhere'],
      },
      {
        but: 'create users or join groups',
        calls: [
          ['redshift:CreateClusterUser', 'redshift:{r}:{a}:dbuser:warehouse/analyst'],
          ['redshift:JoinGroup', 'redshift:{r}:{a}:dbgroup:warehouse/admins'],
        ],
      },
      { but: 'as an IAM identity', calls: [['redshift:GetClusterCredentialsWithIAM', 'redshift:{r}:{a}:dbname:warehouse/sales']] },
    ],
  },
  {
    can: 'see how ElastiCache users log in',
    when: ['list cache users'],
    calls: [['elasticache:DescribeUsers', 'elasticache:{r}:{a}:user:*']],
    cannot: [
      { but: 'their groups', calls: [['elasticache:DescribeUserGroups', 'elasticache:{r}:{a}:usergroup:*']] },
      {
        but: 'create, delete or regroup them',
        calls: [
          ['elasticache:CreateUser elasticache:DeleteUser', 'elasticache:{r}:{a}:user:alice'],
          ['elasticache:ModifyUserGroup', 'elasticache:{r}:{a}:usergroup:all'],
        ],
      },
    ],
  },
  {
    can: 'connect to the ElastiCache replication group named, as the users named',
    when: ['open the cache', 'open every replication group'],
    calls: [
      ['elasticache:Connect', 'elasticache:{r}:{a}:replicationgroup:sessions'],
      ['elasticache:Connect', 'elasticache:{r}:{a}:user:app'],
    ],
    cannot: [
      {
        but: 'to another one',
        calls: [['elasticache:Connect', 'elasticache:{r}:{a}:replicationgroup:other']],
        unless: ['open every replication group'],
      },
      {
        but: 'as another user',
        calls: [
          ['elasticache:Connect', 'elasticache:{r}:{a}:user:default'],
          ['elasticache:Connect', 'elasticache:{r}:{a}:user:app2'],
        ],
        unless: ['open every replication group'],
      },
      {
        but: 'in another region',
        calls: [['elasticache:Connect', 'elasticache:{r2}:{a}:replicationgroup:sessions']],
        unless: ['open caches anywhere', 'grant itself elsewhere'],
      },
      { but: 'in another account', calls: [['elasticache:Connect', 'elasticache:{r}:{b}:user:app']], unless: ['open caches anywhere'] },
    ],
  },
  {
    can: 'connect to the ElastiCache serverless cache named, as the users named',
    when: ['open the serverless cache', 'open every serverless cache'],
    calls: [
      ['elasticache:Connect', 'elasticache:{r}:{a}:serverlesscache:carts'],
      ['elasticache:Connect', 'elasticache:{r}:{a}:user:app'],
    ],
    cannot: [
      {
        but: 'to another one',
        calls: [['elasticache:Connect', 'elasticache:{r}:{a}:serverlesscache:other']],
        unless: ['open every serverless cache'],
      },
      {
        but: 'as another user',
        calls: [
          ['elasticache:Connect', 'elasticache:{r}:{a}:user:default'],
          ['elasticache:Connect', 'elasticache:{r}:{a}:user:app2'],
        ],
        unless: ['open every serverless cache'],
      },
    ],
  },
  {
    can: 'see how MemoryDB users log in',
    when: ['list memorydb users'],
    calls: [['memorydb:DescribeUsers', 'memorydb:{r}:{a}:user/*']],
    cannot: [
      {
        but: 'create, delete or regroup them',
        calls: [
          ['memorydb:CreateUser', '*'],
          ['memorydb:DeleteUser', 'memorydb:{r}:{a}:user/bob'],
          ['memorydb:UpdateACL', 'memorydb:{r}:{a}:acl/all'],
        ],
      },
    ],
  },
  {
    can: 'connect to the MemoryDB cluster named, as the users named',
    when: ['open memorydb', 'open every memorydb'],
    calls: [
      ['memorydb:Connect', 'memorydb:{r}:{a}:cluster/ledger'],
      ['memorydb:Connect', 'memorydb:{r}:{a}:user/app'],
    ],
    cannot: [
      {
        but: 'to another one, or as another user',
        calls: [
          ['memorydb:Connect', 'memorydb:{r}:{a}:cluster/other'],
          ['memorydb:Connect', 'memorydb:{r}:{a}:user/default'],
        ],
        unless: ['open every memorydb'],
      },
      {
        but: 'in another region',
        calls: [['memorydb:Connect', 'memorydb:{r2}:{a}:cluster/ledger']],
        unless: ['open memorydb anywhere', 'grant itself elsewhere'],
      },
      { but: 'in another account', calls: [['memorydb:Connect', 'memorydb:{r}:{b}:user/app']], unless: ['open memorydb anywhere'] },
    ],
  },
];
