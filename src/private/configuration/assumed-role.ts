import { Stack } from 'aws-cdk-lib';
import type { AssumedRole } from '../../assumed-role';
import { arnFor } from '../permissions/assume-roles';

/** A role to assume, as the template of the agent can write it. */
export interface Role {
  readonly arn: string;
  /** The one of its ARN. */
  readonly account: string;
}

export function roleOf(stack: Stack, { _identity: identity }: AssumedRole): Role {
  return { arn: arnFor(stack, identity).text, account: identity.account };
}
