import { IConnectable } from 'aws-cdk-lib/aws-ec2';
import { openSecurityGroups } from '../private/configuration/security-groups';
import { PolicyBase } from '../private/writing/policy-base';

/**
 * A policy whose declaration names databases.
 *
 * @internal
 */
export abstract class PolicyWithDatabases extends PolicyBase {
  /**
   * Opens the security groups of the app's databases to the agent, on each database's port.
   *
   * Warns, by name, about single databases that it cannot open, such as imported ones without a security group and lower-level (L1)
   * constructs.
   *
   * @param connectable the agent's instance, service or security group
   */
  public allowDefaultPortFrom(connectable: IConnectable): void {
    openSecurityGroups(this, this._declaration, connectable);
  }
}
