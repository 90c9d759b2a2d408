import { DatabaseEntry } from './operation';

export const keyspaces: DatabaseEntry = {
  title: 'Keyspaces',
  docs: 'https://goteleport.com/docs/enroll-resources/database-access/enrollment/aws/aws-cassandra-keyspaces/',
  notes: 'Teleport neither discovers Keyspaces nor reads anything of it. Its users are roles: the agent needs only `AssumeRoles`. '
    + 'The role needs the `cassandra:` actions that the application grants it, including those on `/keyspace/system*`.',
  since: 'boundary',
  missingIn: ['aws-iso', 'aws-iso-b', 'aws-iso-e', 'aws-iso-f', 'aws-eusc'],
  discover: [],
  usersAreRoles: true,
};
