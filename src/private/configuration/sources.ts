import { Stack, Token } from 'aws-cdk-lib';
import type { AssumedRole } from '../../assumed-role';
import type { ITeleportPolicy } from '../../policy';
import { Declaration } from '../declaration/declaration';
import { checkList } from '../checks/check-lists';
import { identityOf, isSameIdentity } from '../identities/identity';
import { PolicyBase } from '../policies/policy-base';

/** What one policy declares, as the agent sees it that the configuration is for. */
export interface Source {
  readonly declaration: Declaration;
  /** Where what is asked for is, unless it says otherwise. */
  readonly stack: Stack;
  /** The stack of the agent: its template has to name the roles. */
  readonly agentStack: Stack;
  /** The role that the agent assumes to have these permissions; absent: they are its own. */
  readonly through?: AssumedRole;
}

/** The policy's own declaration, and those of the roles that its agent assumes. */
export function sourcesOf(policy: PolicyBase, otherAccounts: ITeleportPolicy[] | undefined): Source[] {
  const agentStack = Stack.of(policy);
  const own: Source = { declaration: policy._declaration, stack: agentStack, agentStack };
  if (otherAccounts === undefined) {
    return [own];
  }
  checkList('otherAccounts', otherAccounts, 'leave it out if there is none');
  return [own, ...otherAccounts.map((other) => declarationThrough(policy, other))];
}

function declarationThrough(policy: PolicyBase, other: ITeleportPolicy): Source {
  const { assumedRoles = [] } = policy._declaration;
  if (!(other instanceof PolicyBase)) {
    throw new Error(`'otherAccounts' has to name policies of this library, got ${other.node.path}`);
  }
  const target = identityOf(other._target);
  const through = assumedRoles.find(({ role }) => isSameIdentity(identityOf(role, 'assumedRoles'), target));
  if (through === undefined) {
    throw new Error(`'otherAccounts' has to name policies of roles among 'assumedRoles' of ${policy.node.path}, got ${other.node.path} of ${target.label}; `
      + 'add AssumedRole.fromRole() of that role to \'assumedRoles\'');
  }
  const stack = Stack.of(other);
  const agentStack = Stack.of(policy);
  if (stack !== agentStack && (Token.isUnresolved(stack.region) || Token.isUnresolved(stack.account))) {
    throw new Error(`'otherAccounts' has to name policies of stacks whose account and region are known, got ${other.node.path}: another template cannot refer to them; `
      + 'give its stack an \'env\'');
  }
  return { declaration: other._declaration, stack, agentStack, through };
}
