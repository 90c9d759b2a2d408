import { ELSEWHERE, Row } from './row';

const MATCHING = { 'aws:ResourceTag/team': 'orders' };

/** What Teleport changes about databases. */
export const MODIFY: readonly Row[] = [
  {
    can: 'turn on IAM authentication of RDS instances that carry the tags of its matcher',
    when: ['modify instances'],
    calls: [{ actions: 'rds:ModifyDBInstance', on: 'rds:{r}:{a}:db:orders', given: MATCHING }],
    cannot: [
      {
        but: 'of instances without these tags',
        calls: [
          { actions: 'rds:ModifyDBInstance', on: 'rds:{r}:{a}:db:orders' },
          { actions: 'rds:ModifyDBInstance', on: 'rds:{r}:{a}:db:orders', given: { 'aws:ResourceTag/team': 'billing' } },
        ],
        unless: ['modify whatever its tags', 'as documented'],
      },
      { but: 'in a region that was not named', calls: [{ actions: 'rds:ModifyDBInstance', on: 'rds:{r2}:{a}:db:orders', given: MATCHING }], unless: ELSEWHERE },
      { but: 'in another account', calls: [{ actions: 'rds:ModifyDBInstance', on: 'rds:{r}:{b}:db:orders', given: MATCHING }], unless: ['as documented'] },
      {
        but: 'with other parameters or subnets',
        calls: [
          { actions: 'rds:ModifyDBInstance', on: 'rds:{r}:{a}:pg:orders', given: MATCHING },
          { actions: 'rds:ModifyDBInstance', on: 'rds:{r}:{a}:subgrp:orders', given: MATCHING },
        ],
        unless: ['as documented'],
      },
      { but: 'delete them, whatever their tags', calls: [{ actions: 'rds:DeleteDBInstance rds:PromoteReadReplica', on: 'rds:{r}:{a}:db:orders', given: MATCHING }] },
    ],
  },
  {
    can: 'turn on IAM authentication of a registered RDS instance',
    when: ['modify the instance', 'modify whatever its tags'],
    calls: [{ actions: 'rds:ModifyDBInstance', on: 'rds:{r}:{a}:db:payroll' }],
    cannot: [
      {
        but: 'of another instance, or of a cluster of its name',
        calls: [
          { actions: 'rds:ModifyDBInstance', on: 'rds:{r}:{a}:db:payroll2' },
          { actions: 'rds:ModifyDBInstance', on: 'rds:{r}:{a}:db:payrol' },
          { actions: 'rds:ModifyDBCluster', on: 'rds:{r}:{a}:cluster:payroll' },
        ],
        unless: ['modify whatever its tags'],
      },
      { but: 'in another region', calls: [{ actions: 'rds:ModifyDBInstance', on: 'rds:{r2}:{a}:db:payroll' }], unless: ELSEWHERE },
      { but: 'in another account', calls: [{ actions: 'rds:ModifyDBInstance', on: 'rds:{r}:{b}:db:payroll' }], unless: ['as documented'] },
      { but: 'restart, stop or delete it', calls: [{ actions: 'rds:RebootDBInstance rds:StopDBInstance rds:DeleteDBInstance', on: 'rds:{r}:{a}:db:payroll' }] },
    ],
  },
  {
    can: 'turn on IAM authentication of Aurora clusters that carry the tags of its matcher',
    when: ['modify clusters'],
    calls: [{ actions: 'rds:ModifyDBCluster', on: 'rds:{r}:{a}:cluster:orders', given: MATCHING }],
    cannot: [
      {
        but: 'of clusters without these tags',
        calls: [
          { actions: 'rds:ModifyDBCluster', on: 'rds:{r}:{a}:cluster:orders' },
          { actions: 'rds:ModifyDBCluster', on: 'rds:{r}:{a}:cluster:orders', given: { 'aws:ResourceTag/team': 'billing' } },
        ],
        unless: ['modify whatever its tags', 'as documented'],
      },
      { but: 'in a region that was not named', calls: [{ actions: 'rds:ModifyDBCluster', on: 'rds:{r2}:{a}:cluster:orders', given: MATCHING }], unless: ELSEWHERE },
      { but: 'in another account', calls: [{ actions: 'rds:ModifyDBCluster', on: 'rds:{r}:{b}:cluster:orders', given: MATCHING }], unless: ['as documented'] },
    ],
  },
];

/** What Teleport logs in to. */
export const OPEN: readonly Row[] = [
  {
    can: 'connect to the RDS instance named, as the database users named for it',
    when: ['open the instance', 'open every rds', 'open every instance'],
    calls: [{ actions: 'rds-db:connect', on: 'rds-db:{r}:{a}:dbuser:db-ORDERS/reader' }],
    cannot: [
      {
        but: 'as another database user',
        calls: [
          { actions: 'rds-db:connect', on: 'rds-db:{r}:{a}:dbuser:db-ORDERS/admin' },
          { actions: 'rds-db:connect', on: 'rds-db:{r}:{a}:dbuser:db-ORDERS/reader2' },
          { actions: 'rds-db:connect', on: 'rds-db:{r}:{a}:dbuser:db-ORDERS/writer' },
        ],
        unless: ['open every rds', 'open every instance'],
      },
      {
        but: 'to another instance',
        calls: [
          { actions: 'rds-db:connect', on: 'rds-db:{r}:{a}:dbuser:db-ORDERS2/reader' },
          { actions: 'rds-db:connect', on: 'rds-db:{r}:{a}:dbuser:db-ABROAD/reader' },
        ],
        unless: ['open every rds', 'open every instance'],
      },
      {
        but: 'to one in another region',
        calls: [
          { actions: 'rds-db:connect', on: 'rds-db:{r2}:{a}:dbuser:db-ORDERS/reader' },
          { actions: 'rds-db:connect', on: 'rds-db:{r2}:{a}:dbuser:db-ABROAD/reader' },
        ],
        unless: ['open rds anywhere', 'grant itself elsewhere'],
      },
      { but: 'to one in another account', calls: [{ actions: 'rds-db:connect', on: 'rds-db:{r}:{b}:dbuser:db-ORDERS/reader' }], unless: ['open rds anywhere'] },
    ],
  },
  {
    can: 'connect to the Aurora cluster named, as the database users named for it',
    when: ['open the cluster', 'open every rds', 'open every cluster'],
    calls: [{ actions: 'rds-db:connect', on: 'rds-db:{r}:{a}:dbuser:cluster-BILLING/writer' }],
    cannot: [
      {
        but: 'as the user of another database',
        calls: [{ actions: 'rds-db:connect', on: 'rds-db:{r}:{a}:dbuser:cluster-BILLING/reader' }],
        unless: ['open every rds', 'open every cluster'],
      },
      {
        but: 'to another cluster',
        calls: [{ actions: 'rds-db:connect', on: 'rds-db:{r}:{a}:dbuser:cluster-OTHER/writer' }],
        unless: ['open every rds', 'open every cluster'],
      },
      {
        but: 'to one in another account',
        calls: [{ actions: 'rds-db:connect', on: 'rds-db:{r}:{b}:dbuser:cluster-BILLING/writer' }],
        unless: ['open rds anywhere'],
      },
    ],
  },
  {
    can: 'connect to the RDS proxy named, as the database users named for it',
    when: ['open the proxy', 'open every rds', 'open every proxy'],
    calls: [{ actions: 'rds-db:connect', on: 'rds-db:{r}:{a}:dbuser:prx-0rders/reader' }],
    cannot: [
      {
        but: 'as another database user',
        calls: [{ actions: 'rds-db:connect', on: 'rds-db:{r}:{a}:dbuser:prx-0rders/admin' }],
        unless: ['open every rds', 'open every proxy'],
      },
      {
        but: 'to another proxy',
        calls: [{ actions: 'rds-db:connect', on: 'rds-db:{r}:{a}:dbuser:prx-0ther/reader' }],
        unless: ['open every rds', 'open every proxy'],
      },
    ],
  },
  {
    can: 'connect to a database in the region named for it',
    when: ['open abroad'],
    calls: [{ actions: 'rds-db:connect', on: 'rds-db:{r2}:{a}:dbuser:db-ABROAD/reader' }],
    cannot: [{ but: 'to the same resource ID at home', calls: [{ actions: 'rds-db:connect', on: 'rds-db:{r}:{a}:dbuser:db-ABROAD/reader' }] }],
  },
  {
    can: 'get credentials for the Redshift cluster, database users and databases named',
    when: ['open the warehouse', 'open every warehouse'],
    calls: [
      { actions: 'redshift:GetClusterCredentials', on: 'redshift:{r}:{a}:dbuser:warehouse/analyst' },
      { actions: 'redshift:GetClusterCredentials', on: 'redshift:{r}:{a}:dbname:warehouse/sales' },
    ],
    cannot: [
      {
        but: 'as another user or to another database',
        calls: [
          { actions: 'redshift:GetClusterCredentials', on: 'redshift:{r}:{a}:dbuser:warehouse/awsuser' },
          { actions: 'redshift:GetClusterCredentials', on: 'redshift:{r}:{a}:dbname:warehouse/hr' },
        ],
        unless: ['open every warehouse'],
      },
      {
        but: 'of another cluster',
        calls: [
          { actions: 'redshift:GetClusterCredentials', on: 'redshift:{r}:{a}:dbuser:warehouse2/analyst' },
          { actions: 'redshift:GetClusterCredentials', on: 'redshift:{r}:{a}:dbname:other/sales' },
        ],
        unless: ['open every warehouse'],
      },
      {
        but: 'in another region',
        calls: [{ actions: 'redshift:GetClusterCredentials', on: 'redshift:{r2}:{a}:dbuser:warehouse/analyst' }],
        unless: ['open warehouses anywhere', 'grant itself elsewhere'],
      },
      {
        but: 'in another account',
        calls: [{ actions: 'redshift:GetClusterCredentials', on: 'redshift:{r}:{b}:dbuser:warehouse/analyst' }],
        unless: ['open warehouses anywhere'],
      },
      {
        but: 'create users or join groups',
        calls: [
          { actions: 'redshift:CreateClusterUser', on: 'redshift:{r}:{a}:dbuser:warehouse/analyst' },
          { actions: 'redshift:JoinGroup', on: 'redshift:{r}:{a}:dbgroup:warehouse/admins' },
        ],
      },
      { but: 'as an IAM identity', calls: [{ actions: 'redshift:GetClusterCredentialsWithIAM', on: 'redshift:{r}:{a}:dbname:warehouse/sales' }] },
    ],
  },
  {
    can: 'get credentials for two users of one Redshift cluster, each for a database of its own',
    when: ['open pairs of a warehouse', 'open every warehouse'],
    calls: [
      { actions: 'redshift:GetClusterCredentials', on: 'redshift:{r}:{a}:dbuser:ledger/admin', given: { 'redshift:DbName': 'dev' } },
      { actions: 'redshift:GetClusterCredentials', on: 'redshift:{r}:{a}:dbname:ledger/dev', given: { 'redshift:DbName': 'dev' } },
      { actions: 'redshift:GetClusterCredentials', on: 'redshift:{r}:{a}:dbuser:ledger/reader', given: { 'redshift:DbName': 'prod' } },
      { actions: 'redshift:GetClusterCredentials', on: 'redshift:{r}:{a}:dbname:ledger/prod', given: { 'redshift:DbName': 'prod' } },
    ],
    cannot: [
      {
        but: 'the one for the database of the other, or for any',
        calls: [
          { actions: 'redshift:GetClusterCredentials', on: 'redshift:{r}:{a}:dbuser:ledger/admin', given: { 'redshift:DbName': 'prod' } },
          { actions: 'redshift:GetClusterCredentials', on: 'redshift:{r}:{a}:dbuser:ledger/reader', given: { 'redshift:DbName': 'dev' } },
          { actions: 'redshift:GetClusterCredentials', on: 'redshift:{r}:{a}:dbname:ledger/prod', given: { 'redshift:DbName': 'dev' } },
          { actions: 'redshift:GetClusterCredentials', on: 'redshift:{r}:{a}:dbuser:ledger/admin' },
        ],
        unless: ['open every warehouse', 'as documented'],
      },
    ],
  },
  {
    can: 'see how ElastiCache users log in',
    when: ['list cache users'],
    calls: [{ actions: 'elasticache:DescribeUsers', on: 'elasticache:{r}:{a}:user:*' }],
    cannot: [
      { but: 'their groups', calls: [{ actions: 'elasticache:DescribeUserGroups', on: 'elasticache:{r}:{a}:usergroup:*' }] },
      {
        but: 'create, delete or regroup them',
        calls: [
          { actions: 'elasticache:CreateUser elasticache:DeleteUser', on: 'elasticache:{r}:{a}:user:alice' },
          { actions: 'elasticache:ModifyUserGroup', on: 'elasticache:{r}:{a}:usergroup:all' },
        ],
      },
    ],
  },
  {
    can: 'connect to the ElastiCache replication group named, as the users named',
    when: ['open the cache', 'open every replication group'],
    calls: [
      { actions: 'elasticache:Connect', on: 'elasticache:{r}:{a}:replicationgroup:sessions' },
      { actions: 'elasticache:Connect', on: 'elasticache:{r}:{a}:user:app' },
    ],
    cannot: [
      {
        but: 'to another one',
        calls: [{ actions: 'elasticache:Connect', on: 'elasticache:{r}:{a}:replicationgroup:other' }],
        unless: ['open every replication group'],
      },
      {
        but: 'as another user',
        calls: [
          { actions: 'elasticache:Connect', on: 'elasticache:{r}:{a}:user:default' },
          { actions: 'elasticache:Connect', on: 'elasticache:{r}:{a}:user:app2' },
        ],
        unless: ['open every replication group'],
      },
      {
        but: 'in another region',
        calls: [{ actions: 'elasticache:Connect', on: 'elasticache:{r2}:{a}:replicationgroup:sessions' }],
        unless: ['open caches anywhere', 'grant itself elsewhere'],
      },
      { but: 'in another account', calls: [{ actions: 'elasticache:Connect', on: 'elasticache:{r}:{b}:user:app' }], unless: ['open caches anywhere'] },
    ],
  },
  {
    can: 'connect to the ElastiCache serverless cache named, as the users named',
    when: ['open the serverless cache', 'open every serverless cache'],
    calls: [
      { actions: 'elasticache:Connect', on: 'elasticache:{r}:{a}:serverlesscache:carts' },
      { actions: 'elasticache:Connect', on: 'elasticache:{r}:{a}:user:app' },
    ],
    cannot: [
      {
        but: 'to another one',
        calls: [{ actions: 'elasticache:Connect', on: 'elasticache:{r}:{a}:serverlesscache:other' }],
        unless: ['open every serverless cache'],
      },
      {
        but: 'as another user',
        calls: [
          { actions: 'elasticache:Connect', on: 'elasticache:{r}:{a}:user:default' },
          { actions: 'elasticache:Connect', on: 'elasticache:{r}:{a}:user:app2' },
        ],
        unless: ['open every serverless cache'],
      },
    ],
  },
  {
    can: 'see how MemoryDB users log in',
    when: ['list memorydb users'],
    calls: [{ actions: 'memorydb:DescribeUsers', on: 'memorydb:{r}:{a}:user/*' }],
    cannot: [
      {
        but: 'create, delete or regroup them',
        calls: [
          { actions: 'memorydb:CreateUser', on: '*' },
          { actions: 'memorydb:DeleteUser', on: 'memorydb:{r}:{a}:user/bob' },
          { actions: 'memorydb:UpdateACL', on: 'memorydb:{r}:{a}:acl/all' },
        ],
      },
    ],
  },
  {
    can: 'connect to the MemoryDB cluster named, as the users named',
    when: ['open memorydb', 'open every memorydb'],
    calls: [
      { actions: 'memorydb:Connect', on: 'memorydb:{r}:{a}:cluster/ledger' },
      { actions: 'memorydb:Connect', on: 'memorydb:{r}:{a}:user/app' },
    ],
    cannot: [
      {
        but: 'to another one, or as another user',
        calls: [
          { actions: 'memorydb:Connect', on: 'memorydb:{r}:{a}:cluster/other' },
          { actions: 'memorydb:Connect', on: 'memorydb:{r}:{a}:user/default' },
        ],
        unless: ['open every memorydb'],
      },
      {
        but: 'in another region',
        calls: [{ actions: 'memorydb:Connect', on: 'memorydb:{r2}:{a}:cluster/ledger' }],
        unless: ['open memorydb anywhere', 'grant itself elsewhere'],
      },
      { but: 'in another account', calls: [{ actions: 'memorydb:Connect', on: 'memorydb:{r}:{b}:user/app' }], unless: ['open memorydb anywhere'] },
    ],
  },
];
