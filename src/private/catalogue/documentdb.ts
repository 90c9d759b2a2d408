import { DatabaseEntry } from './operation';
import { describeClusters } from './rds';

/** DocumentDB answers to the API of RDS. */
export const documentDb: DatabaseEntry = {
  matcher: 'docdb',
  docs: 'https://goteleport.com/docs/reference/agent-services/database-access-reference/aws/',
  discover: [describeClusters],
  metadata: [describeClusters],
  usersAreRoles: true,
};
