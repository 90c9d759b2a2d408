import { DatabaseEntry } from './operation';

/** Teleport cannot discover Keyspaces, and asks nothing of it: the database user is a role, and what that may do is the application's business. */
export const keyspaces: DatabaseEntry = {
  docs: 'https://goteleport.com/docs/enroll-resources/database-access/enroll-aws-databases/aws-cassandra-keyspaces/',
  since: 'boundary',
  missingIn: ['aws-iso', 'aws-iso-b', 'aws-iso-e', 'aws-iso-f', 'aws-eusc'],
  discover: [],
  usersAreRoles: true,
};
