import { allowedAsReader, asReader, asReaderAsDocumented, DatabaseFixture, deniedAsReader, reader } from './fixture';
import { DocumentDbDatabase } from '../../../src';
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
    { action: 'rds:DescribeDBClusters', on: 'arn:aws:rds:eu-west-1:123456789012:cluster:products' },
    ...allowedAsReader,
  ],
  denied: [
    { action: 'rds:DescribeDBClusters', on: 'arn:aws:rds:us-east-1:123456789012:cluster:products' },
    { action: 'rds:DescribeDBInstances', on: 'arn:aws:rds:eu-west-1:123456789012:db:products-1' },
    { action: 'rds:ModifyDBCluster', on: 'arn:aws:rds:eu-west-1:123456789012:cluster:products' },
    ...deniedAsReader,
  ],
};
