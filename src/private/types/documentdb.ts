import { DatabaseEntry, ofRegistered } from './operation';
import { describeClusters } from './rds';

export const documentDb: DatabaseEntry = {
  title: 'DocumentDB',
  matcher: 'docdb',
  docs: 'https://goteleport.com/docs/enroll-resources/database-access/enrollment/aws/aws-docdb/',
  notes: 'DocumentDB is managed through the RDS API. Its users are roles: a login needs `AssumeRoles`; the database decides what the '
    + 'role may do.',
  since: 'static',
  discover: [describeClusters],
  metadata: [ofRegistered(describeClusters)],
  usersAreRoles: true,
};
