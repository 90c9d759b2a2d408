import { allowedAsReader, asReader, asReaderAsDocumented, DatabaseFixture, deniedAsReader, reader } from './fixture';
import { DocumentDbDatabase } from '../../../src/index';
import { within } from '../expected';

export const documentDb: DatabaseFixture = {
  title: 'DocumentDB',
  database: (stack) => DocumentDbDatabase.fromClusterIdentifier('products', { databaseRoles: [reader(stack)] }),
  discovered: [
    { Sid: 'RDSDescribeClusters', Action: 'rds:DescribeDBClusters', Resource: '*', Condition: within('eu-west-1') },
  ],
  discoveredAsDocumented: 'rds:DescribeDBClusters',
  registered: [
    { Sid: 'RDSDescribeClusters', Action: 'rds:DescribeDBClusters', Resource: '*', Condition: within('eu-west-1') },
    asReader,
  ],
  registeredAsDocumented: [
    { Action: 'rds:DescribeDBClusters', Resource: '*' },
    asReaderAsDocumented,
  ],
  allowed: [
    ['rds:DescribeDBClusters', 'arn:aws:rds:eu-west-1:123456789012:cluster:products'],
    ...allowedAsReader,
  ],
  denied: [
    ['rds:DescribeDBClusters', 'arn:aws:rds:us-east-1:123456789012:cluster:products'],
    ['rds:DescribeDBInstances', 'arn:aws:rds:eu-west-1:123456789012:db:products-1'],
    ['rds:ModifyDBCluster', 'arn:aws:rds:eu-west-1:123456789012:cluster:products'],
    ...deniedAsReader,
  ],
};
