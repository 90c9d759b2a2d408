import { DatabaseEntry } from './operation';

/** Teleport cannot discover DynamoDB, and asks nothing of it: the database user is a role, and what that may do is the application's business. */
export const dynamoDb: DatabaseEntry = {
  docs: 'https://goteleport.com/docs/enroll-resources/database-access/enroll-aws-databases/aws-dynamodb/',
  since: 'boundary',
  discover: [],
  usersAreRoles: true,
};
