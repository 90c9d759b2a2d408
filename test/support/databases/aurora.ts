import { DatabaseFixture } from './fixture';
import { RdsDatabase } from '../../../src/index';
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
    ['rds:DescribeDBClusters', 'arn:aws:rds:eu-west-1:123456789012:cluster:orders'],
    ['rds:DescribeDBInstances', 'arn:aws:rds:eu-west-1:123456789012:db:orders-1'],
    ['rds:ModifyDBCluster', 'arn:aws:rds:eu-west-1:123456789012:cluster:orders'],
    ['rds-db:connect', 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:cluster-ABCDEFGHIJKL01234/reader'],
  ],
  denied: [
    ['rds:DescribeDBClusters', 'arn:aws:rds:us-east-1:123456789012:cluster:orders'],
    ['rds:DescribeDBClusterSnapshots', 'arn:aws:rds:eu-west-1:123456789012:cluster-snapshot:orders'],
    ['rds:ModifyDBInstance', 'arn:aws:rds:eu-west-1:123456789012:db:orders-1'],
    ['rds:ModifyDBCluster', 'arn:aws:rds:us-east-1:123456789012:cluster:orders'],
    ['rds-db:connect', 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:cluster-ABCDEFGHIJKL01234/writer'],
    ['rds-db:connect', 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-ABCDEFGHIJKL01234/reader'],
  ],
};
