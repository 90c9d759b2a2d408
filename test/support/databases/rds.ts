import { DatabaseFixture } from './fixture';
import { RdsDatabase } from '../../../src/index';
import { within } from '../expected';

export const rds: DatabaseFixture = {
  title: 'RDS',
  database: () => RdsDatabase.fromResourceId('db-ABCDEFGHIJKL01234', { databaseUsers: ['reader'] }),
  discovered: [
    { Sid: 'RDSDescribeInstances', Action: 'rds:DescribeDBInstances', Resource: '*', Condition: within('eu-west-1') },
  ],
  discoveredAsDocumented: 'rds:DescribeDBInstances',
  registered: [
    { Sid: 'RDSDescribeInstances', Action: 'rds:DescribeDBInstances', Resource: '*', Condition: within('eu-west-1') },
    { Sid: 'RDSDescribeClusters', Action: 'rds:DescribeDBClusters', Resource: '*', Condition: within('eu-west-1') },
    { Sid: 'RDSConnect', Action: 'rds-db:connect', Resource: 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-ABCDEFGHIJKL01234/reader' },
  ],
  registeredAsDocumented: [
    { Action: 'rds:DescribeDBInstances', Resource: '*' },
    { Action: 'rds:DescribeDBClusters', Resource: '*' },
    { Action: 'rds-db:connect', Resource: 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-ABCDEFGHIJKL01234/reader' },
  ],
  allowed: [
    ['rds:DescribeDBInstances', 'arn:aws:rds:eu-west-1:123456789012:db:orders'],
    ['rds:DescribeDBClusters', 'arn:aws:rds:eu-west-1:123456789012:cluster:orders'],
    ['rds:ModifyDBInstance', 'arn:aws:rds:eu-west-1:123456789012:db:orders'],
    ['rds-db:connect', 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-ABCDEFGHIJKL01234/reader'],
  ],
  denied: [
    ['rds:DescribeDBInstances', 'arn:aws:rds:us-east-1:123456789012:db:orders'],
    ['rds:DescribeDBSnapshots', 'arn:aws:rds:eu-west-1:123456789012:snapshot:orders'],
    ['rds:ModifyDBInstance', 'arn:aws:rds:us-east-1:123456789012:db:orders'],
    ['rds:ModifyDBCluster', 'arn:aws:rds:eu-west-1:123456789012:cluster:orders'],
    ['rds:DeleteDBInstance', 'arn:aws:rds:eu-west-1:123456789012:db:orders'],
    ['rds-db:connect', 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-ABCDEFGHIJKL01234/writer'],
    ['rds-db:connect', 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-ABCDEFGHIJKL01235/reader'],
    ['rds-db:connect', 'arn:aws:rds-db:us-east-1:123456789012:dbuser:db-ABCDEFGHIJKL01234/reader'],
    ['rds-db:connect', 'arn:aws:rds-db:eu-west-1:210987654321:dbuser:db-ABCDEFGHIJKL01234/reader'],
  ],
};
