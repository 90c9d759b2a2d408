import { allowedAsReader, asReader, asReaderAsDocumented, DatabaseFixture, deniedAsReader, reader } from './fixture';
import { MongoDbAtlasDatabase } from '../../../src';

export const mongoDbAtlas: DatabaseFixture = {
  title: 'MongoDB Atlas',
  database: (stack) => MongoDbAtlasDatabase.of({ databaseRoles: [reader(stack)] }),
  registered: [asReader],
  registeredAsDocumented: [asReaderAsDocumented],
  allowed: allowedAsReader,
  denied: [
    { action: 'iam:GetRole', on: 'arn:aws:iam::123456789012:role/apps/reader' }, // Teleport knows the role from its ARN
    { action: 'rds:DescribeDBClusters', on: '*' }, // DocumentDB, which speaks the same protocol
    ...deniedAsReader,
  ],
};
