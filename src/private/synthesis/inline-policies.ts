import { Stack } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { isManagedPolicy, PolicyResource } from './policy-resources';
import { documentLength } from '../documents/document-length';
import { Identity } from '../identities/identity';
import { canonicalValue } from '../tokens/canonical-value';
import { writtenList, writtenProperty } from '../tokens/written-property';

/** An inline policy of an identity, wherever the app defines it. */
export interface InlinePolicy {
  /** A construct of its own, or the role that was defined with it. */
  readonly construct: IConstruct;
  readonly name: unknown;
  readonly document: unknown;
}

export function inlinePoliciesOf({ resource }: Identity, attached: readonly PolicyResource[]): InlinePolicy[] {
  const policies = attached.flatMap((policy) => isManagedPolicy(policy) ? [] : [inlinePolicy(policy, {
    policyName: writtenProperty(policy, 'PolicyName', policy.policyName), policyDocument: policy.policyDocument,
  })]);
  return resource === undefined ? policies : [...policies, ...policiesWithin(resource)];
}

/** Those that a role or user was defined with. */
export function policiesWithin(resource: iam.CfnRole | iam.CfnUser | iam.CfnGroup): InlinePolicy[] {
  const policies: unknown = Stack.of(resource).resolve(writtenList(resource, 'Policies', resource.policies));
  return Array.isArray(policies) ? policies.map((policy) => inlinePolicy(resource, inCamelCase(policy))) : [];
}

/** Overrides have the names of CloudFormation. */
function inCamelCase({ PolicyName, PolicyDocument, policyName = PolicyName, policyDocument = PolicyDocument }: Overridden): Written {
  return { policyName, policyDocument };
}

type Written = { readonly policyName?: unknown; readonly policyDocument?: unknown };
type Overridden = Written & { readonly PolicyName?: unknown; readonly PolicyDocument?: unknown };

function inlinePolicy(construct: IConstruct, { policyName, policyDocument }: Written): InlinePolicy {
  return { construct, name: canonicalValue(construct, policyName), document: policyDocument };
}

/** Together: IAM limits their sum. */
export function inlineLength(policies: readonly InlinePolicy[]): number {
  return policies.reduce((sum, { construct, document }) => sum + documentLength(Stack.of(construct), document), 0);
}
