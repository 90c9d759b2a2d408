import { DatabaseFixture } from './fixture';
import { RdsDatabase } from '../../../src';
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
    { action: 'rds:DescribeDBInstances', on: 'arn:aws:rds:eu-west-1:123456789012:db:orders' },
    { action: 'rds:DescribeDBClusters', on: 'arn:aws:rds:eu-west-1:123456789012:cluster:orders' },
    { action: 'rds:ModifyDBInstance', on: 'arn:aws:rds:eu-west-1:123456789012:db:orders' },
    { action: 'rds-db:connect', on: 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-ABCDEFGHIJKL01234/reader' },
  ],
  denied: [
    { action: 'rds:DescribeDBInstances', on: 'arn:aws:rds:us-east-1:123456789012:db:orders' },
    { action: 'rds:DescribeDBSnapshots', on: 'arn:aws:rds:eu-west-1:123456789012:snapshot:orders' },
    { action: 'rds:ModifyDBInstance', on: 'arn:aws:rds:us-east-1:123456789012:db:orders' },
    { action: 'rds:ModifyDBCluster', on: 'arn:aws:rds:eu-west-1:123456789012:cluster:orders' },
    { action: 'rds:DeleteDBInstance', on: 'arn:aws:rds:eu-west-1:123456789012:db:orders' },
    { action: 'rds-db:connect', on: 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-ABCDEFGHIJKL01234/writer' },
    { action: 'rds-db:connect', on: 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-ABCDEFGHIJKL01235/reader' },
    { action: 'rds-db:connect', on: 'arn:aws:rds-db:us-east-1:123456789012:dbuser:db-ABCDEFGHIJKL01234/reader' },
    { action: 'rds-db:connect', on: 'arn:aws:rds-db:eu-west-1:210987654321:dbuser:db-ABCDEFGHIJKL01234/reader' },
  ],
};
