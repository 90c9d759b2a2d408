import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { inlineLength, inlinePoliciesOf } from './inline-policies';
import { isManagedPolicy } from './policy-resources';
import { acrossStages, errorsOn, Finding, ifOneAccount, SynthesisRule } from './synthesis-rule';
import { QUOTAS } from '../aws/quotas';
import { problem } from '../checks/invalid';
import { documentLength } from '../documents/document-length';
import { PlainDocument } from '../documents/plain-document';
import { PlainManagedPolicy } from '../documents/plain-managed-policy';
import { writtenLength } from '../documents/written-length';

/** This library writes no policy that is too long, so something else, such as an aspect, added to it. */
export const managedPoliciesFit = acrossStages((app) => app.identities.flatMap(({ policies }) =>
  policies.flatMap((policy) => isManagedPolicy(policy) ? tooLong(policy) : [])));

function tooLong(policy: iam.CfnManagedPolicy): Finding[] {
  const { policyDocument, node, stack } = policy;
  const { scope } = node;
  const written = scope instanceof PlainManagedPolicy || scope instanceof iam.ManagedPolicy ? scope.document : policyDocument;
  const length = written instanceof PlainDocument ? documentLength(stack, policyDocument) : 0;
  return length <= QUOTAS.managedPolicy ? [] : errorsOn(policy, [problem(`${node.path} has ${length} characters with the `
    + `statements that were added to it, IAM allows ${QUOTAS.managedPolicy} for a managed policy`, 'add them to a policy of your own')]);
}

/** The inline policies of an identity have one limit together, whoever defines them. */
export const inlinePoliciesFit = acrossStages((app) => app.identities.flatMap(({ identity, scope, policies, isAssumed }) => {
  const { identityType, label } = identity;
  const length = inlineLength(inlinePoliciesOf(identity, policies));
  const limit = QUOTAS.inlinePolicies[identityType];
  return length <= limit ? [] : ifOneAccount(isAssumed, errorsOn(scope, [problem(`the inline policies of ${label} have ${length} `
    + `characters together, IAM allows ${limit} for a ${identityType.toLowerCase()}`, 'leave \'inline\' out to use managed policies')]));
}));

/** The managed policy of later grants is one policy. */
export const laterGrantsFit: SynthesisRule = (app) => app.each('laterGrants', ({ document }, scope) => {
  const length = writtenLength(Stack.of(scope), document);
  return length <= QUOTAS.managedPolicy ? [] : errorsOn(scope, [problem(
    `later grants need ${length} characters, and a managed policy has at most ${QUOTAS.managedPolicy}`,
    'grant less, or to a policy of your own')]);
});
