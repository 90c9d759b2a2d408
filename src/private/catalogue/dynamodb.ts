import { DatabaseEntry } from './operation';

/** Teleport cannot discover DynamoDB, and asks nothing of it: the database user is a role, and what that may do is the application's business. */
export const dynamoDb: DatabaseEntry = {
  docs: 'https://goteleport.com/docs/reference/agent-services/database-access-reference/aws/',
  discover: [],
  usersAreRoles: true,
};
