import { Stack, Stage } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { knownLength } from './policy-document';
import { Identity, LIMITS, nameOf } from '../identities/identity';
import { isAnotherAccount } from '../aws/arn-scope';
import { templateLengthOf } from '../aws/template-length';

/** Raised quotas are told by context, as no API of CDK knows the quotas of an account. */
export const QUOTA_CONTEXT = 'cdk-teleport-database-access:managedPoliciesPerIdentity';
/** More than this IAM does not attach, whatever the quota. */
const MOST_MANAGED_POLICIES = 20;

const watched = new WeakMap<IConstruct, Map<string, Identity>>();

/** Has the policies of this identity counted at synth, over all constructs of the app and whoever defined them. */
export function watchQuotas(scope: IConstruct, identity: Identity): void {
  // a Stage is synthesized, and so validated, on its own
  const stage = Stage.of(scope) ?? scope.node.root;
  const identities = watched.get(stage) ?? new Map<string, Identity>();
  if (!watched.has(stage)) {
    watched.set(stage, identities);
    stage.node.addValidation({ validate: () => excessesOf([...identities.values()], stage.node.root) });
  }
  identities.set(keyOf(identity), identity);
}

/** The same identity, however often it is imported; paths are no part of what makes a name unique. */
function keyOf({ kind, account, name }: Identity): string {
  return `${kind} ${account} ${name}`;
}

type PolicyResource = iam.CfnManagedPolicy | iam.CfnPolicy | iam.CfnRolePolicy | iam.CfnUserPolicy;

/** The policies of every stack by what they are attached to, as the stack calls it: an import, a reference, a literal. */
type Attachments = Map<Stack, Map<string, PolicyResource[]>>;

function excessesOf(identities: readonly Identity[], root: IConstruct): string[] {
  const attachments = attachmentsIn(root);
  return identities.flatMap((identity) => {
    const policies = policiesOf(identity, attachments);
    const managed = policies.filter((policy) => policy instanceof iam.CfnManagedPolicy).length + ownManagedPolicies(identity);
    const inline = policies.reduce((sum, policy) => sum + inlineLength(policy), 0) + ownInlinePolicies(identity);
    const limit = LIMITS.inline[identity.kind];
    const quota = quotaIn(root);
    return [
      ...managed > quota ? [`${identity.label} gets ${managed} managed policies, IAM attaches ${quota}; name databases by patterns, or divide them `
        + `between several agents; if your account has a higher quota, set the context "${QUOTA_CONTEXT}"`] : [],
      ...inline > limit ? [`the inline policies of ${identity.label} have ${inline} characters together, IAM allows ${limit} for a `
        + `${identity.kind.toLowerCase()}; leave 'inline' out to use managed policies`] : [],
    ];
  });
}

function quotaIn(root: IConstruct): number {
  const quota: unknown = root.node.tryGetContext(QUOTA_CONTEXT) ?? LIMITS.managedPolicies;
  const number = Number(quota);
  if (!Number.isInteger(number) || number < 1 || number > MOST_MANAGED_POLICIES) {
    throw new Error(`the context "${QUOTA_CONTEXT}" has to be a whole number from 1 to ${MOST_MANAGED_POLICIES}, got ${JSON.stringify(quota)}`);
  }
  return number;
}

/** Looks at every construct of the app once, however many identities are watched. */
function attachmentsIn(root: IConstruct): Attachments {
  const attachments: Attachments = new Map();
  for (const policy of root.node.findAll().filter(isPolicy)) {
    const stack = Stack.of(policy);
    const ofStack = attachments.get(stack) ?? new Map<string, PolicyResource[]>();
    attachments.set(stack, ofStack);
    for (const attachment of attachmentsOf(policy, stack)) {
      ofStack.set(attachment, [...ofStack.get(attachment) ?? [], policy]);
    }
  }
  return attachments;
}

function isPolicy(node: IConstruct): node is PolicyResource {
  return [iam.CfnManagedPolicy, iam.CfnPolicy, iam.CfnRolePolicy, iam.CfnUserPolicy].some((type) => node instanceof type);
}

function attachmentsOf(policy: PolicyResource, stack: Stack): string[] {
  if (policy instanceof iam.CfnRolePolicy) {
    return [attachmentTo('Role', stack.resolve(policy.roleName))];
  }
  return policy instanceof iam.CfnUserPolicy ? [attachmentTo('User', stack.resolve(policy.userName))] : [
    ...listIn(stack, policy.roles).map((name) => attachmentTo('Role', name)),
    ...listIn(stack, policy.users).map((name) => attachmentTo('User', name)),
  ];
}

function attachmentTo(kind: Identity['kind'], name: unknown): string {
  return `${kind} ${JSON.stringify(name)}`;
}

/** Each once, by whatever names it is attached. */
function policiesOf({ kind, name, account, resource }: Identity, attachments: Attachments): PolicyResource[] {
  return [...attachments].flatMap(([stack, ofStack]) => {
    const isForeign = resource !== undefined && Stack.of(resource).environment !== stack.environment;
    // to another environment CDK refers by a name that the app gives, or not at all
    const known = isForeign ? [nameOf(resource)] : [name, resource && nameOf(resource)];
    const names = isAnotherAccount(account, stack.account) ? [] : known.map((one) => stack.resolve(one))
      // a reference means the resource only within its own stack: another one may have the same logical id
      .filter((one) => resource === undefined || Stack.of(resource) === stack || !isReference(one));
    return [...new Set(names.flatMap((one) => ofStack.get(attachmentTo(kind, one)) ?? []))];
  });
}

function inlineLength(policy: PolicyResource): number {
  return policy instanceof iam.CfnManagedPolicy ? 0
    : knownLength(policy.policyDocument) ?? templateLengthOf(Stack.of(policy).resolve(policy.policyDocument));
}

const isReference = (value: unknown) => typeof value === 'object' && value !== null && 'Ref' in value;

function ownManagedPolicies({ resource }: Identity): number {
  return resource === undefined ? 0 : listIn(Stack.of(resource), resource.managedPolicyArns).length;
}

function ownInlinePolicies({ resource }: Identity): number {
  return resource === undefined ? 0 : listIn(Stack.of(resource), resource.policies)
    .reduce<number>((sum, policy) => sum + templateLengthOf((policy as { policyDocument?: unknown }).policyDocument), 0);
}

/** What a template will have in a list; one that only CloudFormation knows counts for nothing. */
function listIn(stack: Stack, list: unknown): readonly unknown[] {
  const resolved: unknown = stack.resolve(list);
  return Array.isArray(resolved) ? resolved : [];
}
