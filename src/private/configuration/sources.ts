import { Stack, Token } from 'aws-cdk-lib';
import { RoleToAssume, roleOf, sameRoleIn } from './assumed-role';
import type { ITeleportPolicy } from '../../policies/policy';
import type { AssumedRole } from '../../roles/assumed-role';
import { checkMade } from '../checks/check-lists';
import { invalid, verbatim } from '../checks/invalid';
import { OF_POLICIES } from '../checks/makers';
import { Identity, isSameIdentity } from '../identities/identity';
import type { Declaration } from '../permissions/declaration';
import { PolicyBase } from '../writing/policy-base';

/** What is behind a role that the agent assumes: declared by a policy of this app, or here. */
export interface Remote {
  readonly assumedRole: AssumedRole;
  /** The policy of that role. */
  readonly policy?: ITeleportPolicy;
  /** What is there, where this app does not define the policy. */
  readonly declaration?: Declaration;
  /** The options that it was declared with, if not by a policy. */
  readonly options?: object;
  /** The accounts that have the role; absent: the one of its ARN. */
  readonly accounts?: readonly string[];
}

/** What one policy declares, as the agent of the configuration sees it. */
export interface Reachable {
  /** What messages call it. */
  readonly label: string;
  readonly declaration: Declaration;
  /** Where Teleport discovers. */
  readonly regions: readonly string[];
  /** The region of databases that name none, if there is only one. */
  readonly region?: string;
  readonly account: string;
  /** The stack of the agent: its template names the roles. */
  readonly agentStack: Stack;
  /** The role that the agent assumes to have these permissions; absent: they are its own. */
  readonly viaRole?: RoleToAssume;
  /** The role, used only for comparison: it may have no ARN that a template can write. */
  readonly viaIdentity?: Identity;
}

/** What a policy of the agent itself declares. */
export function reachedByPolicy(policy: PolicyBase, agentStack: Stack): Reachable {
  const { region, account } = Stack.of(policy);
  const declaration = policy._declaration;
  return { label: policy.node.path, declaration, regions: declaration.regions ?? [region], region, account, agentStack };
}

/** What is behind a role, once for each account that has it. */
export function reachedViaRole(remote: Remote, agentStack: Stack): Reachable[] {
  const { assumedRole, accounts, declaration, policy } = remote;
  if (policy !== undefined) {
    return [reachedByPolicyOfRole(policy, remote, agentStack)];
  }
  const roles = accounts?.map((account) => sameRoleIn(account, agentStack, assumedRole)) ?? [roleOf(agentStack, assumedRole)];
  const { regions = [] } = declaration ?? {};
  return roles.map((viaRole) => ({
    label: `what is behind ${viaRole.label}`,
    declaration: declaration ?? {},
    regions,
    region: regions.length === 1 ? regions[0] : undefined,
    account: viaRole.account,
    agentStack,
    viaRole,
    viaIdentity: { ...assumedRole._identity, account: viaRole.account },
  }));
}

function reachedByPolicyOfRole(given: Remote['policy'], { assumedRole }: Remote, agentStack: Stack): Reachable {
  const [policy] = checkMade('policy', [given], PolicyBase, OF_POLICIES);
  const stack = Stack.of(policy);
  if (stack !== agentStack && [stack.region, stack.account].some((value) => Token.isUnresolved(value))) {
    throw invalid('policy', 'be in a stack whose account and region are known, because another template cannot refer to them',
      verbatim(policy.node.path), 'give its stack an \'env\'');
  }
  const viaRole = assumedRole.organizationId === undefined
    ? roleOf(agentStack, assumedRole)
    : sameRoleIn(stack.account, agentStack, assumedRole);
  const viaIdentity = { ...assumedRole._identity, account: viaRole.account };
  if (!isSameIdentity(viaIdentity, policy._identity)) {
    throw invalid('assumedRole', `be the target of ${policy.node.path}, ${policy._identity.label}`, verbatim(viaRole.label),
      'give the policy of this role, or the other role');
  }
  return { ...reachedByPolicy(policy, agentStack), viaRole, viaIdentity };
}
