import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { TeleportPolicyProps } from './policy';
import { PolicyWithDatabases } from './policy-with-databases';
import { RdsDatabase } from '../databases/rds-database';
import { Known, knownOptions } from '../private/checks/known-options';
import { OF_RDS } from '../private/checks/makers';
import { defining } from '../private/checks/validation-error';
import { connectContentOf } from '../private/permissions/declared-content';
import { OF_POLICY } from '../private/permissions/known-props';

/** Properties of a `TeleportRdsConnectPolicy`. */
export interface TeleportRdsConnectPolicyProps extends TeleportPolicyProps {
  /** The databases that Teleport connects to. At least one. Add new ones at the end: then only the last policy changes. */
  readonly databases: RdsDatabase[];
}

const PROPS: Known<TeleportRdsConnectPolicyProps> = { ...OF_POLICY, databases: true };

/**
 * Lets Teleport connect to RDS instances, Aurora clusters and RDS proxies with IAM authentication: `rds-db:connect` and nothing else.
 *
 * `TeleportDatabaseAccess` also allows what Teleport reads about registered databases.
 *
 * @see https://goteleport.com/docs/enroll-resources/database-access/reference/aws/
 *
 * @example
 * declare const agentRole: iam.Role;
 *
 * new TeleportRdsConnectPolicy(this, 'Connect', { target: agentRole, databases: [RdsDatabase.any({ databaseUsers: ['reader'] })] });
 */
export class TeleportRdsConnectPolicy extends PolicyWithDatabases {
  constructor(scope: Construct, id: string, props: TeleportRdsConnectPolicyProps) {
    const given = defining(scope, id, () => knownOptions('props', props, PROPS));
    super(scope, id, given, defining(scope, id, () => connectContentOf(Stack.of(scope), given, RdsDatabase, OF_RDS)));
  }
}
