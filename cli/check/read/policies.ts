import { ofAccount } from './account-details';
import { isMap, Json, mapAt, own, textAt } from './json';
import { statementsOf } from './statement';
import { ofPlan } from './terraform';
import type { Identity } from '../../print/declare/viewpoint';
import { Problem } from '../../problem';
import type { GivenPolicy } from '../model';

/** What a file has. The boundary is there if the file says which one the identity has. */
export interface Read {
  readonly policies: readonly GivenPolicy[];
  readonly boundary?: readonly GivenPolicy[];
  /** The identity has a boundary, which is in no file. */
  readonly unseenBoundary?: string;
}

interface Shape {
  readonly is: (value: Json) => boolean;
  readonly read: (name: string, value: Json, as: Identity | undefined) => Read;
}

const refused = (is: Shape['is'], why: string): Shape => ({ is, read: (name) => { throw new Problem(`${name}: ${why}`); } });

/** What the commands of AWS, Terraform and this package print. */
const SHAPES: readonly Shape[] = [{
  is: (value) => 'Statement' in value,
  read: (name, value) => only(name, value),
}, {
  is: (value) => 'PolicyVersion' in value,
  read: (name, value) => only(name, own(value.PolicyVersion, 'Document')),
}, {
  is: (value) => 'PolicyDocument' in value,
  read: (name, value) => only(`${name}, ${textAt(value, 'PolicyName') ?? 'policy'}`, value.PolicyDocument),
}, {
  is: (value) => ['RoleDetailList', 'UserDetailList', 'GroupDetailList'].some((key) => key in value),
  read: ofAccount,
}, {
  is: (value) => 'planned_values' in value || ('resource_changes' in value && 'format_version' in value),
  read: ofPlan,
}, ...[
  refused((value) => 'AssumeRolePolicyDocument' in mapAt(value, 'Role') || 'AssumeRolePolicyDocument' in value,
    'is a role with its trust policy, and has none of its policies; give what aws iam get-role-policy and get-policy-version print'),
  refused((value) => 'DefaultVersionId' in mapAt(value, 'Policy'),
    'has no document; give what aws iam get-policy-version prints for the version in "DefaultVersionId"'),
  refused((value) => 'AttachedPolicies' in value || 'PolicyNames' in value,
    'has names of policies and no documents; give what aws iam get-policy-version and get-role-policy print'),
  refused((value) => 'Resources' in value,
    'is a template of CloudFormation, which check does not read; give the policy as IAM has it, from aws iam get-policy-version'),
  refused((value) => 'terraform_version' in value && 'resources' in value,
    'is a state of Terraform; give the plan, from terraform show -json PLAN'),
]];

const only = (name: string, document: unknown): Read => ({ policies: [{ name, statements: statementsOf(name, document) }] });

/** Whether a document is one that this command reads, or says why it does not. */
export function isOfPolicies(document: unknown): boolean {
  return Array.isArray(document)
    ? document.length > 0 && document.every(isOfPolicies)
    : isMap(document) && !('kind' in document) && SHAPES.some(({ is }) => is(document));
}

/** The policies of a document. */
export function policiesIn(name: string, document: unknown, as: Identity | undefined): Read[] {
  if (Array.isArray(document)) {
    return document.flatMap((one, index) => policiesIn(`${name}, document ${index + 1}`, one, as));
  }
  const shape = isMap(document) ? SHAPES.find(({ is }) => is(document)) : undefined;
  if (shape === undefined) {
    throw new Problem(`${name}: has no policy; give a policy of IAM ({"Statement": ...}), what aws iam get-policy-version, `
      + 'get-role-policy or get-account-authorization-details prints, or a plan from terraform show -json');
  }
  return [shape.read(name, document as Json, as)];
}

