import { allowedAsReader, asReader, asReaderAsDocumented, DatabaseFixture, deniedAsReader, reader } from './fixture';
import { KeyspacesDatabase } from '../../../src';

export const keyspaces: DatabaseFixture = {
  title: 'Keyspaces',
  database: (stack) => KeyspacesDatabase.of({ databaseRoles: [reader(stack)] }),
  registered: [asReader],
  registeredAsDocumented: [asReaderAsDocumented],
  allowed: allowedAsReader,
  denied: [
    { action: 'cassandra:Select', on: 'arn:aws:cassandra:eu-west-1:123456789012:/keyspace/shop/table/orders' }, // the role that is the user has it
    ...deniedAsReader,
  ],
};
