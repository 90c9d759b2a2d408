import { Stack, Token } from 'aws-cdk-lib';
import type { AssumedRole } from '../../roles/assumed-role';
import { invalid, verbatim } from '../checks/invalid';
import { arnFor } from '../permissions/assume-roles';

/** A role to assume, as the template of the agent can write it. */
export interface RoleToAssume {
  /** What messages call it. */
  readonly label: string;
  readonly arn: string;
  /** The account of its ARN. */
  readonly account: string;
  readonly externalId?: string;
  readonly sessionTags?: { readonly [key: string]: string };
}

export function roleOf(stack: Stack, assumed: AssumedRole): RoleToAssume {
  if (assumed.organizationId !== undefined) {
    throw invalid('assumedRole', 'be a role of one account for Teleport\'s configuration, which has no wildcard for accounts',
      verbatim(assumed._identity.label), 'use RemoteDatabases.inAccounts(), or AssumedRole.fromRole()');
  }
  return written(stack, assumed);
}

/** The role of the same name and path in another account. */
export function sameRoleIn(account: string, stack: Stack, assumed: AssumedRole): RoleToAssume {
  const role = written(stack, assumed);
  const [head, name] = role.arn.split(/:iam::.*?:(?=role\/)/);
  if (name === undefined || Token.isUnresolved(name)) {
    throw invalid('assumedRole', 'have a literal name, because it has the same one in every account', verbatim(role.label),
      'give it a \'roleName\'');
  }
  return { ...role, label: `${role.label} in ${account}`, arn: `${head}:iam::${account}:${name}`, account };
}

function written(stack: Stack, { _identity: identity, externalId, sessionTags }: AssumedRole): RoleToAssume {
  return { label: identity.label, arn: arnFor(stack, 'assumedRole', identity).text, account: identity.account, externalId, sessionTags };
}
