import { CfnResource, Stack, Stage } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { Identity, LIMITS } from './identity';
import { isAnotherAccount } from './place';
import { lengthOfResolved } from './resolved';

/** Raised quotas are told by context, as no API of CDK knows the quotas of an account. */
export const QUOTA_CONTEXT = 'cdk-teleport-database-access:managedPoliciesPerIdentity';
/** More than this IAM does not attach, whatever the quota. */
const MOST_MANAGED_POLICIES = 20;

const watched = new WeakMap<IConstruct, Map<string, Identity>>();

/** Has the policies of this identity counted at synth, over all constructs of the app and whoever defined them. */
export function watch(scope: IConstruct, identity: Identity): void {
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

type PolicyResource = iam.CfnPolicy | iam.CfnManagedPolicy;

/** Policies by what they are attached to, as their stack calls it: an import, a reference, a literal. */
type Attachments = Map<string, Set<PolicyResource>>;

function excessesOf(identities: readonly Identity[], root: IConstruct): string[] {
  const attachments = attachmentsIn(root);
  return identities.flatMap((identity) => {
    const policies = policiesOf(identity, attachments);
    const managed = policies.filter((policy) => policy instanceof iam.CfnManagedPolicy).length + ownManagedPolicies(identity);
    const inline = policies.reduce((sum, policy) => sum + lengthOfInline(policy), 0) + ownInlinePolicies(identity);
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
function attachmentsIn(root: IConstruct): Map<Stack, Attachments> {
  const attachments = new Map<Stack, Attachments>();
  for (const policy of root.node.findAll().filter(isPolicy)) {
    const stack = Stack.of(policy);
    const ofStack: Attachments = attachments.get(stack) ?? new Map();
    attachments.set(stack, ofStack);
    const roles: unknown[] = stack.resolve(policy.roles) ?? [];
    const users: unknown[] = stack.resolve(policy.users) ?? [];
    for (const key of [...roles.map((name) => attachmentKey('Role', name)), ...users.map((name) => attachmentKey('User', name))]) {
      ofStack.set(key, (ofStack.get(key) ?? new Set()).add(policy));
    }
  }
  return attachments;
}

function isPolicy(construct: IConstruct): construct is PolicyResource {
  return construct instanceof iam.CfnPolicy || construct instanceof iam.CfnManagedPolicy;
}

function attachmentKey(kind: Identity['kind'], name: unknown): string {
  return `${kind} ${JSON.stringify(name)}`;
}

function policiesOf(identity: Identity, attachments: Map<Stack, Attachments>): PolicyResource[] {
  return [...attachments].flatMap(([stack, ofStack]) => {
    const name: unknown = stack.resolve(identity.name);
    // a reference means the resource only within its own stack: another one may have the same logical id
    const foreign = identity.resource !== undefined && typeof name === 'object' && name !== null && 'Ref' in name && Stack.of(identity.resource) !== stack;
    return foreign || isAnotherAccount(identity.account, stack.account) ? [] : [...ofStack.get(attachmentKey(identity.kind, name)) ?? []];
  });
}

function lengthOfInline(policy: PolicyResource): number {
  return policy instanceof iam.CfnPolicy ? lengthOfResolved(Stack.of(policy).resolve(policy.policyDocument)) : 0;
}

function ownManagedPolicies({ resource }: Identity): number {
  return resource === undefined ? 0 : (resolved(resource, resource.managedPolicyArns) as unknown[] | undefined ?? []).length;
}

function ownInlinePolicies({ resource }: Identity): number {
  const policies = resource === undefined ? [] : (resolved(resource, resource.policies) as { policyDocument: unknown }[] | undefined ?? []);
  return policies.reduce((sum, { policyDocument }) => sum + lengthOfResolved(policyDocument), 0);
}

function resolved(resource: CfnResource, value: unknown): unknown {
  return Stack.of(resource).resolve(value);
}
