import { DatabaseFixture } from './fixture';
import { RdsDatabase } from '../../../src/index';
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
    ['rds:DescribeDBProxies', 'arn:aws:rds:eu-west-1:123456789012:db-proxy:prx-0123456789abcdef0'],
    ['rds:DescribeDBProxyEndpoints', 'arn:aws:rds:eu-west-1:123456789012:db-proxy:prx-0123456789abcdef0'],
    ['rds:DescribeDBProxyEndpoints', 'arn:aws:rds:eu-west-1:123456789012:db-proxy-endpoint:prx-endpoint-0123456789abcdef0'],
    ['rds:ListTagsForResource', 'arn:aws:rds:eu-west-1:123456789012:db-proxy:prx-0123456789abcdef0'],
    ['rds-db:connect', 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:prx-ABCDEFGHIJKL01234/reader'],
  ],
  denied: [
    ['rds:DescribeDBProxies', 'arn:aws:rds:us-east-1:123456789012:db-proxy:prx-0123456789abcdef0'],
    ['rds:DescribeDBProxyTargets', 'arn:aws:rds:eu-west-1:123456789012:db-proxy:prx-0123456789abcdef0'],
    ['rds:ListTagsForResource', 'arn:aws:rds:eu-west-1:123456789012:db:orders'],
    ['rds:ListTagsForResource', 'arn:aws:rds:us-east-1:123456789012:db-proxy:prx-0123456789abcdef0'],
    ['rds-db:connect', 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:prx-ABCDEFGHIJKL01234/writer'],
    ['rds-db:connect', 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-ABCDEFGHIJKL01234/reader'],
  ],
};
