import { PolicyResource } from './policies';
import { Identity, Quota } from './report';
import { QUOTAS } from '../../../src/private/aws/quotas';
import { templateLengthOf } from '../../../src/private/documents/template-length';
import { listOf, objectOr } from '../assembly/json';
import { shown } from '../assembly/shown';
import { Resource } from '../assembly/template';

const MOST_INLINE = { role: QUOTAS.inlinePolicies.Role, user: QUOTAS.inlinePolicies.User, group: 5120 };

/** What an identity has that is not of this library, by name. */
export function otherPoliciesOf(
  resource: Resource | undefined, attached: readonly PolicyResource[], otherArns: readonly unknown[],
): string[] {
  return [
    ...attached.filter(({ policy }) => !policy).map(nameIn),
    ...otherArns.map(shown),
    ...listOf(resource?.properties.Policies).map((policy) => shown(objectOr(policy).PolicyName)),
  ];
}

/** How full IAM's limits of an identity are, as far as the app knows. */
export function quotasOf(
  kind: Identity['kind'], resource: Resource | undefined, attached: readonly PolicyResource[], otherArns: readonly unknown[],
): Quota[] {
  const { Policies, AssumeRolePolicyDocument: trust } = resource?.properties ?? {};
  const managed = attached.filter(isManaged).length + otherArns.length;
  const inline = [
    ...attached.filter((policy) => !isManaged(policy)).map((policy) => policy.resource.properties.PolicyDocument),
    ...listOf(Policies).map((policy) => objectOr(policy).PolicyDocument),
  ].map(templateLengthOf).reduce((sum, length) => sum + length, 0);
  const quotas: Quota[] = [
    { used: managed, limit: QUOTAS.managedPoliciesPerIdentity, unit: 'managed policies' },
    { used: inline, limit: MOST_INLINE[kind], unit: 'characters in inline policies' },
    { used: trust === undefined ? 0 : templateLengthOf(trust), limit: QUOTAS.trustPolicy, unit: 'characters in the trust policy' },
  ];
  return quotas.filter(({ used }) => used > 0);
}

const isManaged = ({ resource: { type } }: PolicyResource) => type === 'AWS::IAM::ManagedPolicy';

function nameIn({ id, resource: { properties: { ManagedPolicyName, PolicyName } } }: PolicyResource): string {
  return shown(ManagedPolicyName ?? PolicyName ?? id);
}
