import { DatabaseEntry } from './operation';

export const dynamoDb: DatabaseEntry = {
  title: 'DynamoDB',
  docs: 'https://goteleport.com/docs/enroll-resources/database-access/enrollment/aws/aws-dynamodb/',
  notes: 'Teleport neither discovers DynamoDB nor reads anything of it. Its users are roles: the agent needs `AssumeRoles`, and '
    + '`TagSessions` if the database has `session_tags`. The role needs the `dynamodb:` actions that the application grants it.',
  since: 'boundary',
  discover: [],
  usersAreRoles: true,
};
