import { allowedAsReader, asReader, asReaderAsDocumented, DatabaseFixture, deniedAsReader, reader } from './fixture';
import { DynamoDbDatabase } from '../../../src';

export const dynamoDb: DatabaseFixture = {
  title: 'DynamoDB',
  database: (stack) => DynamoDbDatabase.of({ databaseRoles: [reader(stack)] }),
  registered: [asReader],
  registeredAsDocumented: [asReaderAsDocumented],
  allowed: allowedAsReader,
  denied: [
    { action: 'dynamodb:GetItem', on: 'arn:aws:dynamodb:eu-west-1:123456789012:table/orders' }, // the role that is the user has it
    { action: 'dynamodb:ListTables', on: '*' },
    ...deniedAsReader,
  ],
};
