import * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { Attachments } from './attachments';
import { inlineLength, InlinePolicy, inlinePoliciesOf } from './inline-policies';
import { keyOfPlace, placeOf } from './place';
import { quotaIn } from './quota-context';
import { sameIdentityNames, sameInlineNames, sameManagedNames } from './same-names';
import { namesInSeveralRegions } from './stack-set-regions';
import { QUOTAS } from '../aws/quotas';
import { PerApp } from '../checks/per-app';
import { documentLength } from '../documents/document-length';
import { PlainDocument } from '../documents/plain-document';
import { PlainManagedPolicy } from '../documents/plain-managed-policy';
import { Identity } from '../identities/identity';
import { keyOf } from '../identities/identity-key';
import { canonicalList, canonicalValue, referenceTo } from '../tokens/canonical-value';
import { writtenList } from '../tokens/written-property';

const MANAGED_POLICIES = {
  context: 'cdk-teleport-database-access:managedPoliciesPerIdentity',
  usual: QUOTAS.managedPoliciesPerIdentity,
  most: Math.max(...Object.values(QUOTAS.mostManagedPolicies)),
};

/** An identity, and a construct that gives it policies. */
interface Watched {
  readonly identity: Identity;
  readonly scope: IConstruct;
}

const watched = new PerApp((root) => {
  const identities = new Map<string, Watched>();
  // after all stages: each is synthesized on its own, and the aspects of the last one may still attach a policy
  root.node.addValidation({ validate: () => errorsIn(root, [...identities.values()]) });
  return identities;
});

/** Has the policies of this identity counted at synth, over all constructs of the app and whoever defined them. */
export function watchQuotas(scope: IConstruct, identity: Identity): void {
  // the same identity, however often it is imported; paths are no part of what makes a name unique
  const place = keyOfPlace(placeOf(scope, identity.account));
  watched.of(scope).set(identity.resource?.node.path ?? `${place} ${keyOf(identity)}`, { identity, scope });
}

function errorsIn(root: IConstruct, all: readonly Watched[]): string[] {
  const attachments = new Attachments(root);
  const quota = quotaIn(root, MANAGED_POLICIES);
  const identities = distinct(all, attachments);
  const errors = identities.flatMap(({ identity, scope }) => {
    const policies = attachments.of(identity, scope);
    const managed = policies.filter((policy) => policy instanceof iam.CfnManagedPolicy);
    const inline = inlinePoliciesOf(identity, policies);
    return [
      ...tooManyManaged(identity, managed, quota),
      ...managed.flatMap(tooLongManaged),
      ...tooLongInline(identity, inline),
      ...sameInlineNames(identity, inline),
    ];
  });
  const named = identities.map(({ identity }) => identity);
  const names = [
    ...sameManagedNames(attachments.managedPolicies),
    ...sameIdentityNames(named),
    ...namesInSeveralRegions(named, attachments.managedPolicies),
  ];
  return [...new Set([...errors, ...names])]; // a policy of two identities is too long once
}

/** Each once, however often the app imports it, by the same name or by the same token. */
function distinct(all: readonly Watched[], attachments: Attachments): Watched[] {
  const owned = all.map(({ identity, scope }) => ({ identity: attachments.owned(identity), scope }));
  const same = ({ identity: { resource, identityType, account, name }, scope }: Watched) =>
    resource ?? `${identityType} ${keyOfPlace(placeOf(scope, account))} ${JSON.stringify(canonicalValue(scope, name))}`;
  return [...new Map(owned.map((one) => [same(one), one])).values()];
}

function tooManyManaged({ resource, label, identityType }: Identity, policies: readonly iam.CfnManagedPolicy[], raised: number): string[] {
  const quota = Math.min(raised, QUOTAS.mostManagedPolicies[identityType]); // one number for both kinds
  const named = resource === undefined ? []
    : canonicalList(resource, writtenList(resource, 'ManagedPolicyArns', resource.managedPolicyArns));
  const references = [...policies.map((policy) => referenceTo(policy)), ...named];
  const count = new Set(references.map((policy) => JSON.stringify(policy))).size; // each once
  return count <= quota ? [] : [`${label} gets ${count} managed policies, IAM attaches ${quota}; `
    + 'name databases by patterns, or divide them between several agents; '
    + `if your account has a higher quota, set the context "${MANAGED_POLICIES.context}"`];
}

function tooLongInline({ label, identityType }: Identity, policies: readonly InlinePolicy[]): string[] {
  const length = inlineLength(policies);
  const limit = QUOTAS.inlinePolicies[identityType];
  return length <= limit ? [] : [`the inline policies of ${label} have ${length} characters together, IAM allows ${limit} for a `
    + `${identityType.toLowerCase()}; leave 'inline' out to use managed policies`];
}

/** This library never writes a longer policy, so something else, such as an aspect, added to it. */
function tooLongManaged({ policyDocument, node, stack }: iam.CfnManagedPolicy): string[] {
  const { scope } = node;
  const written = scope instanceof PlainManagedPolicy || scope instanceof iam.ManagedPolicy ? scope.document : policyDocument;
  const length = written instanceof PlainDocument ? documentLength(stack, policyDocument) : 0;
  return length <= QUOTAS.managedPolicy ? [] : [`${node.path} has ${length} characters with the statements that were added to it, `
    + `IAM allows ${QUOTAS.managedPolicy} for a managed policy; add them to a policy of your own`];
}
