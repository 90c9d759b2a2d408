import type { IConnectable } from 'aws-cdk-lib/aws-ec2';
import type { TeleportDatabase } from '../../databases/database';
import { openSecurityGroups } from '../configuration/security-groups';
import type { PolicyBase } from '../writing/policy-base';

/** Opens the databases that the app defines or imports as constructs. Of the others, nothing but a name is known. */
export function openDatabases(access: PolicyBase, databases: readonly TeleportDatabase[] = [], agent: IConnectable): void {
  const openable = databases.filter(({ _facts: { construct } }) => construct !== undefined);
  if (openable.length > 0) {
    openSecurityGroups(access, { databases: openable }, agent);
  }
}
