import { DatabaseFixture } from './fixture';
import { RdsDatabase } from '../../../src';
import { within } from '../expected';

export const aurora: DatabaseFixture = {
  title: 'Aurora',
  database: () => RdsDatabase.fromResourceId('cluster-ABCDEFGHIJKL01234', { databaseUsers: ['reader'] }),
  discovered: [
    { Sid: 'RDSDescribeClusters', Action: 'rds:DescribeDBClusters', Resource: '*', Condition: within('eu-west-1') },
    { Sid: 'RDSDescribeInstances', Action: 'rds:DescribeDBInstances', Resource: '*', Condition: within('eu-west-1') },
  ],
  discoveredAsDocumented: 'rds:DescribeDBClusters',
  registered: [
    { Sid: 'RDSDescribeInstances', Action: 'rds:DescribeDBInstances', Resource: '*', Condition: within('eu-west-1') },
    { Sid: 'RDSDescribeClusters', Action: 'rds:DescribeDBClusters', Resource: '*', Condition: within('eu-west-1') },
    { Sid: 'RDSConnect', Action: 'rds-db:connect', Resource: 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:cluster-ABCDEFGHIJKL01234/reader' },
  ],
  registeredAsDocumented: [
    { Action: 'rds:DescribeDBInstances', Resource: '*' },
    { Action: 'rds:DescribeDBClusters', Resource: '*' },
    { Action: 'rds-db:connect', Resource: 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:cluster-ABCDEFGHIJKL01234/reader' },
  ],
  allowed: [
    { action: 'rds:DescribeDBClusters', on: 'arn:aws:rds:eu-west-1:123456789012:cluster:orders' },
    { action: 'rds:DescribeDBInstances', on: 'arn:aws:rds:eu-west-1:123456789012:db:orders-1' },
    { action: 'rds:ModifyDBCluster', on: 'arn:aws:rds:eu-west-1:123456789012:cluster:orders' },
    { action: 'rds-db:connect', on: 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:cluster-ABCDEFGHIJKL01234/reader' },
  ],
  denied: [
    { action: 'rds:DescribeDBClusters', on: 'arn:aws:rds:us-east-1:123456789012:cluster:orders' },
    { action: 'rds:DescribeDBClusterSnapshots', on: 'arn:aws:rds:eu-west-1:123456789012:cluster-snapshot:orders' },
    { action: 'rds:ModifyDBInstance', on: 'arn:aws:rds:eu-west-1:123456789012:db:orders-1' },
    { action: 'rds:ModifyDBCluster', on: 'arn:aws:rds:us-east-1:123456789012:cluster:orders' },
    { action: 'rds-db:connect', on: 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:cluster-ABCDEFGHIJKL01234/writer' },
    { action: 'rds-db:connect', on: 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-ABCDEFGHIJKL01234/reader' },
  ],
};
