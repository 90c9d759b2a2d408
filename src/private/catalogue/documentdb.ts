import { DatabaseEntry, ofRegistered } from './operation';
import { describeClusters } from './rds';

/** DocumentDB answers to the API of RDS. */
export const documentDb: DatabaseEntry = {
  matcher: 'docdb',
  docs: 'https://goteleport.com/docs/enroll-resources/database-access/enroll-aws-databases/aws-docdb/',
  since: 'static',
  discover: [describeClusters],
  metadata: [ofRegistered(describeClusters)],
  usersAreRoles: true,
};
