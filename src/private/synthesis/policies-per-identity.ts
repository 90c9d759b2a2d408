import type * as iam from 'aws-cdk-lib/aws-iam';
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
export const policiesPerIdentity = acrossStages((app) => app.identities.flatMap(({ identity, scope, policies, isAssumed }) => {
  const raised = quotaIn(scope.node.root, MANAGED_POLICIES);
  const quota = Math.min(raised, QUOTAS.mostManagedPolicies[identity.identityType]); // one number for both kinds
  const count = countOf(identity, policies.filter(isManagedPolicy));
  return count <= quota ? [] : ifOneAccount(isAssumed, errorsOn(scope, [problem(
    `${identity.label} gets ${count} managed policies, IAM attaches ${quota}`, 'name databases by patterns, '
    + `or divide them between several agents; if your account has a higher quota, set the context "${MANAGED_POLICIES.context}"`)]));
}));

/** Each once, with those that the role or user names itself. */
function countOf({ resource }: Identity, policies: readonly iam.CfnManagedPolicy[]): number {
  const named = resource && canonicalList(resource, writtenList(resource, 'ManagedPolicyArns', resource.managedPolicyArns));
  const references = [...policies.map((policy) => referenceTo(policy)), ...named ?? []];
  return new Set(references.map((policy) => JSON.stringify(policy))).size;
}
