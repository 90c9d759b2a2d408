import { Stack } from 'aws-cdk-lib';
import type { IConnectable } from 'aws-cdk-lib/aws-ec2';
import type { TeleportDatabase } from '../../databases/database';
import { securityGroupNotOpened } from '../checks/warnings/databases';
import { warn } from '../checks/warnings/warning';
import { openSecurityGroups } from '../configuration/security-groups';
import type { PolicyBase } from '../writing/policy-base';

/**
 * Opens the databases that the app defines or imports as constructs. Of the others, nothing but a name is known. A rule cannot name a
 * security group of another account or region.
 */
export function openDatabases(access: PolicyBase, databases: readonly TeleportDatabase[] = [], agent: IConnectable): void {
  const constructs = databases.filter(({ _facts: { construct } }) => construct !== undefined);
  const near = constructs.filter((database) => isNear(access, database));
  const far = constructs.filter((database) => !near.includes(database));
  if (near.length > 0) {
    openSecurityGroups(access, { databases: near }, agent);
  }
  if (far.length > 0) {
    warn(access, securityGroupNotOpened(far.map(({ _facts: { label } }) => label)));
  }
}

function isNear(access: PolicyBase, { _facts: { construct } }: TeleportDatabase): boolean {
  const [here, there] = [Stack.of(access), Stack.of(construct!)];
  return here.account === there.account && here.region === there.region;
}
