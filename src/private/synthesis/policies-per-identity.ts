import type * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { isManagedPolicy } from './policy-resources';
import { quotaIn } from './quota-context';
import { acrossStages, errorsOn, ifOneAccount } from './synthesis-rule';
import { QUOTAS } from '../aws/quotas';
import { problem } from '../checks/invalid';
import type { Identity } from '../identities/identity';
import { canonicalList, referenceTo } from '../tokens/canonical-value';
import { writtenList } from '../tokens/written-property';

const MANAGED_POLICIES = {
  context: 'cdk-teleport-database-access:managedPoliciesPerIdentity',
  usual: QUOTAS.managedPoliciesPerIdentity,
  most: Math.max(...Object.values(QUOTAS.mostManagedPolicies)),
};

/** IAM attaches as many managed policies to an identity as its quota says, whoever defines them. */
export const policiesPerIdentity = acrossStages((app) => {
  const writers = new Set<IConstruct>(app.all('policy').map(({ scope }) => scope));
  const isOurs = (policy: IConstruct) => policy.node.scopes.some((scope) => writers.has(scope));
  return app.identities.flatMap(({ identity, scope, policies, isAssumed }) => {
    const raised = quotaIn(scope.node.root, MANAGED_POLICIES);
    const quota = Math.min(raised, QUOTAS.mostManagedPolicies[identity.identityType]); // one number for both kinds
    const managed = policies.filter(isManagedPolicy);
    const count = countOf(managed, namedBy(identity));
    if (count <= quota) {
      return [];
    }
    const others = count - countOf(managed.filter(isOurs));
    const whose = others === 0 ? '' : `, ${others} of them not of this library`;
    return ifOneAccount(isAssumed, errorsOn(scope, [problem(
      `${identity.label} gets ${count} managed policies${whose}, IAM attaches ${quota}`,
      'name databases by patterns, or divide them between several agents; '
      + `if your account has a higher quota, set the context "${MANAGED_POLICIES.context}"`)]));
  });
});

/** Those that the role or user names itself. */
function namedBy({ resource }: Identity): readonly unknown[] {
  return resource === undefined ? [] : canonicalList(resource, writtenList(resource, 'ManagedPolicyArns', resource.managedPolicyArns));
}

/** Each once. */
function countOf(policies: readonly iam.CfnManagedPolicy[], named: readonly unknown[] = []): number {
  return new Set([...policies.map((policy) => referenceTo(policy)), ...named].map((policy) => JSON.stringify(policy))).size;
}
