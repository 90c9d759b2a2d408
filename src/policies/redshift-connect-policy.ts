import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { TeleportPolicyProps } from './policy';
import { PolicyWithDatabases } from './policy-with-databases';
import { RedshiftDatabase } from '../databases/redshift-database';
import { connectContentOf } from '../private/permissions/declared-content';

/** Properties of a `TeleportRedshiftConnectPolicy`. */
export interface TeleportRedshiftConnectPolicyProps extends TeleportPolicyProps {
  /** The clusters that Teleport connects to. At least one. Add new ones at the end: then only the last policy changes. */
  readonly databases: RedshiftDatabase[];
}

/**
 * Lets Teleport connect to Redshift clusters with temporary credentials: `redshift:GetClusterCredentials` and nothing else.
 *
 * `TeleportDatabaseAccess` also allows what Teleport reads about registered databases.
 *
 * @see https://goteleport.com/docs/enroll-resources/database-access/reference/aws/
 */
export class TeleportRedshiftConnectPolicy extends PolicyWithDatabases {
  constructor(scope: Construct, id: string, props: TeleportRedshiftConnectPolicyProps) {
    super(scope, id, props, connectContentOf(Stack.of(scope), props, 'RedshiftDatabase', (one) => one instanceof RedshiftDatabase));
  }
}
