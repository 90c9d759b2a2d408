import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { TeleportPolicyProps } from './policy';
import { PolicyWithDatabases } from './policy-with-databases';
import { RedshiftDatabase } from '../databases/redshift-database';
import { Known, knownOptions } from '../private/checks/known-options';
import { OF_REDSHIFT } from '../private/checks/makers';
import { defining } from '../private/checks/validation-error';
import { connectContentOf } from '../private/permissions/declared-content';
import { OF_POLICY } from '../private/permissions/known-props';

/** Properties of a `TeleportRedshiftConnectPolicy`. */
export interface TeleportRedshiftConnectPolicyProps extends TeleportPolicyProps {
  /** The clusters that Teleport connects to. At least one. Add new ones at the end: then only the last policy changes. */
  readonly databases: RedshiftDatabase[];
}

const PROPS: Known<TeleportRedshiftConnectPolicyProps> = { ...OF_POLICY, databases: true };

/**
 * Lets Teleport connect to Redshift clusters with temporary credentials: `redshift:GetClusterCredentials` and nothing else.
 *
 * `TeleportDatabaseAccess` also allows what Teleport reads about registered databases.
 *
 * @see https://goteleport.com/docs/enroll-resources/database-access/reference/aws/
 *
 * @example
 * declare const agentRole: iam.Role;
 *
 * new TeleportRedshiftConnectPolicy(this, 'Connect', {
 *   target: agentRole,
 *   databases: [RedshiftDatabase.fromClusterIdentifier('warehouse', { databaseUsers: ['analyst'], databaseNames: ['sales'] })],
 * });
 */
export class TeleportRedshiftConnectPolicy extends PolicyWithDatabases {
  constructor(scope: Construct, id: string, props: TeleportRedshiftConnectPolicyProps) {
    const given = defining(scope, id, () => knownOptions('props', props, PROPS));
    super(scope, id, given, defining(scope, id, () => connectContentOf(Stack.of(scope), given, RedshiftDatabase, OF_REDSHIFT)));
  }
}
