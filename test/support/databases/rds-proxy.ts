import { DatabaseFixture } from './fixture';
import { RdsDatabase } from '../../../src';
import { within } from '../expected';

export const rdsProxy: DatabaseFixture = {
  title: 'RDS Proxy',
  database: () => RdsDatabase.fromResourceId('prx-ABCDEFGHIJKL01234', { databaseUsers: ['reader'] }),
  discovered: [
    { Sid: 'RDSProxyDiscovery', Action: ['rds:DescribeDBProxies', 'rds:DescribeDBProxyEndpoints'], Resource: '*', Condition: within('eu-west-1') },
    { Sid: 'RDSProxyFetchMetadata', Action: 'rds:ListTagsForResource', Resource: 'arn:aws:rds:eu-west-1:123456789012:db-proxy:*' },
  ],
  discoveredAsDocumented: ['rds:DescribeDBProxies', 'rds:DescribeDBProxyEndpoints', 'rds:ListTagsForResource'],
  registered: [
    { Sid: 'RDSProxyDiscovery', Action: ['rds:DescribeDBProxies', 'rds:DescribeDBProxyEndpoints'], Resource: '*', Condition: within('eu-west-1') },
    { Sid: 'RDSConnect', Action: 'rds-db:connect', Resource: 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:prx-ABCDEFGHIJKL01234/reader' },
  ],
  registeredAsDocumented: [
    { Action: ['rds:DescribeDBProxies', 'rds:DescribeDBProxyEndpoints'], Resource: '*' },
    { Action: 'rds-db:connect', Resource: 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:prx-ABCDEFGHIJKL01234/reader' },
  ],
  allowed: [
    { action: 'rds:DescribeDBProxies', on: 'arn:aws:rds:eu-west-1:123456789012:db-proxy:prx-0123456789abcdef0' },
    { action: 'rds:DescribeDBProxyEndpoints', on: 'arn:aws:rds:eu-west-1:123456789012:db-proxy:prx-0123456789abcdef0' },
    { action: 'rds:DescribeDBProxyEndpoints', on: 'arn:aws:rds:eu-west-1:123456789012:db-proxy-endpoint:prx-endpoint-0123456789abcdef0' },
    { action: 'rds:ListTagsForResource', on: 'arn:aws:rds:eu-west-1:123456789012:db-proxy:prx-0123456789abcdef0' },
    { action: 'rds-db:connect', on: 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:prx-ABCDEFGHIJKL01234/reader' },
  ],
  denied: [
    { action: 'rds:DescribeDBProxies', on: 'arn:aws:rds:us-east-1:123456789012:db-proxy:prx-0123456789abcdef0' },
    { action: 'rds:DescribeDBProxyTargets', on: 'arn:aws:rds:eu-west-1:123456789012:db-proxy:prx-0123456789abcdef0' },
    { action: 'rds:ListTagsForResource', on: 'arn:aws:rds:eu-west-1:123456789012:db:orders' },
    { action: 'rds:ListTagsForResource', on: 'arn:aws:rds:us-east-1:123456789012:db-proxy:prx-0123456789abcdef0' },
    { action: 'rds-db:connect', on: 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:prx-ABCDEFGHIJKL01234/writer' },
    { action: 'rds-db:connect', on: 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-ABCDEFGHIJKL01234/reader' },
  ],
};
