import { Holder } from './identities';
import { PolicyResource } from './policies';
import { Policy } from './report';
import { locate } from '../assembly/locate';
import { shown } from '../assembly/shown';
import { Template } from '../assembly/template';

/** The permissions boundary of a role or user: a policy of this library, or what the app names. */
export function boundaryOf(
  { resource, template }: Holder,
  policies: readonly PolicyResource[],
  templates: readonly Template[],
): Policy | string | undefined {
  const value = resource?.properties.PermissionsBoundary;
  if (value === undefined) {
    return undefined;
  }
  return policyAt(value, template, policies, templates)?.policy ?? shown(value);
}

/** The policy that a value refers to, if the assembly has it. */
export function policyAt(
  value: unknown,
  template: Template,
  policies: readonly PolicyResource[],
  templates: readonly Template[],
): PolicyResource | undefined {
  const located = locate(value, template, templates);
  return located === undefined
    ? policies.find((policy) => isNamed(policy, shown(value), template))
    : policies.find((policy) => policy.template === located.template && policy.id === located.id);
}

/** Whether an ARN, of an account that may be the same, has the policy's name. */
function isNamed({ template, resource }: PolicyResource, arn: string, { account }: Template): boolean {
  const { ManagedPolicyName } = resource.properties;
  const [, inArn] = /:iam::(\d{12}):/.exec(arn) ?? [];
  const [one, other] = [template.account, inArn ?? account];
  return ManagedPolicyName !== undefined && !arn.includes(':iam::aws:') && (one === undefined || other === undefined || one === other)
    && arn.includes(':policy/') && arn.split('/').pop()!.toLowerCase() === shown(ManagedPolicyName).toLowerCase();
}
