import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { TeleportPolicyProps } from './policy';
import { PolicyWithDatabases } from './policy-with-databases';
import { RdsDatabase } from '../databases/rds-database';
import { connectContentOf } from '../private/permissions/declared-content';

/** Properties of a `TeleportRdsConnectPolicy`. */
export interface TeleportRdsConnectPolicyProps extends TeleportPolicyProps {
  /** The databases that Teleport connects to. At least one. Add new ones at the end: then only the last policy changes. */
  readonly databases: RdsDatabase[];
}

/**
 * Lets Teleport connect to RDS instances, Aurora clusters and RDS proxies with IAM authentication: `rds-db:connect` and nothing else.
 *
 * `TeleportDatabaseAccess` also allows what Teleport reads about registered databases.
 *
 * @see https://goteleport.com/docs/enroll-resources/database-access/reference/aws/
 */
export class TeleportRdsConnectPolicy extends PolicyWithDatabases {
  constructor(scope: Construct, id: string, props: TeleportRdsConnectPolicyProps) {
    super(scope, id, props, connectContentOf(Stack.of(scope), props, 'RdsDatabase', (one) => one instanceof RdsDatabase));
  }
}
