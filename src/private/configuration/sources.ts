import { Stack, Token } from 'aws-cdk-lib';
import { Role, roleOf, sameRoleIn } from './assumed-role';
import type { Remote } from './remote';
import { invalid, words } from '../checks/invalid';
import { Identity, identityOf, isSameIdentity } from '../identities/identity';
import type { Declaration } from '../permissions/declaration';
import { checkPolicies } from '../writing/check-policies';
import type { PolicyBase } from '../writing/policy-base';

/** What one policy declares, as the agent of the configuration sees it. */
export interface Source {
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
  readonly through?: Role;
  /** The same role, for comparing: by its name, which no template has to be able to write. */
  readonly behind?: Identity;
}

/** What a policy of the agent itself declares. */
export function ownSource(policy: PolicyBase, agentStack: Stack): Source {
  const { region, account } = Stack.of(policy);
  const declaration = policy._declaration;
  return { label: policy.node.path, declaration, regions: declaration.regions ?? [region], region, account, agentStack };
}

/** What is behind a role, once for each account that has it. */
export function remoteSources(remote: Remote, agentStack: Stack): Source[] {
  const { assumedRole, accounts, declaration, policy } = remote;
  if (policy !== undefined) {
    return [sourceBehind(policy, remote, agentStack)];
  }
  const roles = accounts?.map((account) => sameRoleIn(account, agentStack, assumedRole)) ?? [roleOf(agentStack, assumedRole)];
  const { regions = [] } = declaration ?? {};
  return roles.map((through) => ({
    label: `what is behind ${through.label}`,
    declaration: declaration ?? {},
    regions,
    region: regions.length === 1 ? regions[0] : undefined,
    account: through.account,
    agentStack,
    through,
    behind: { ...assumedRole._identity, account: through.account },
  }));
}

function sourceBehind(given: Remote['policy'], { assumedRole }: Remote, agentStack: Stack): Source {
  const [policy] = checkPolicies('policy', [given]);
  const stack = Stack.of(policy);
  if (stack !== agentStack && [stack.region, stack.account].some((value) => Token.isUnresolved(value))) {
    throw invalid('policy', 'be in a stack whose account and region are known, because another template cannot refer to them',
      words(policy.node.path), 'give its stack an \'env\'');
  }
  const target = identityOf(policy._target);
  const through = assumedRole.organizationId === undefined
    ? roleOf(agentStack, assumedRole)
    : sameRoleIn(stack.account, agentStack, assumedRole);
  const behind = { ...assumedRole._identity, account: through.account };
  if (!isSameIdentity(behind, target)) {
    throw invalid('assumedRole', `be the target of ${policy.node.path}, ${target.label}`, words(through.label),
      'give the policy of this role, or the other role');
  }
  return { ...ownSource(policy, agentStack), through, behind };
}
