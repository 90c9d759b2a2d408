import { CfnResource, Stack, Stage } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { knownLength } from './document';
import { Identity, LIMITS, nameOf } from './identity';
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

/** What one policy resource gives to whom. */
interface Attachment {
  readonly stack: Stack;
  readonly kind: Identity['kind'];
  readonly names: readonly unknown[];
  readonly inline: number;
  readonly managed: number;
}

function excessesOf(identities: readonly Identity[], root: IConstruct): string[] {
  const attachments = root.node.findAll().flatMap(attachmentsOf);
  return identities.flatMap((identity) => {
    const own = attachments.filter((attachment) => speaksOf(attachment, identity));
    const managed = own.reduce((sum, attachment) => sum + attachment.managed, 0) + ownManagedPolicies(identity);
    const inline = own.reduce((sum, attachment) => sum + attachment.inline, 0) + ownInlinePolicies(identity);
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

function attachmentsOf(node: IConstruct): Attachment[] {
  if (node instanceof iam.CfnManagedPolicy) {
    return attachmentsBy(node, { roles: node.roles, users: node.users }, { managed: 1, inline: 0 });
  }
  if (node instanceof iam.CfnPolicy) {
    return attachmentsBy(node, { roles: node.roles, users: node.users }, inlineSize(node));
  }
  if (node instanceof iam.CfnRolePolicy) {
    return attachmentsBy(node, { roles: [node.roleName] }, inlineSize(node));
  }
  return node instanceof iam.CfnUserPolicy ? attachmentsBy(node, { users: [node.userName] }, inlineSize(node)) : [];
}

function attachmentsBy(node: CfnResource, names: { roles?: string[]; users?: string[] }, size: Pick<Attachment, 'inline' | 'managed'>): Attachment[] {
  const stack = Stack.of(node);
  return [
    { stack, kind: 'Role', names: listIn(stack, names.roles), ...size },
    { stack, kind: 'User', names: listIn(stack, names.users), ...size },
  ];
}

function inlineSize(node: CfnResource & { policyDocument?: unknown }): Pick<Attachment, 'inline' | 'managed'> {
  return { managed: 0, inline: knownLength(node.policyDocument) ?? lengthOfResolved(Stack.of(node).resolve(node.policyDocument)) };
}

/** A name is compared as the attaching stack sees it: an import, a reference, a literal. */
function speaksOf({ stack, kind, names }: Attachment, identity: Identity): boolean {
  const { resource, account } = identity;
  if (kind !== identity.kind || names.length === 0 || isAnotherAccount(account, stack.account)) {
    return false;
  }
  const own: unknown[] = [identity.name, resource && nameOf(resource)].map((name) => stack.resolve(name))
    // a reference means the resource only within its own stack: another one may have the same logical id
    .filter((name) => name !== undefined && (resource === undefined || Stack.of(resource) === stack || !isReference(name)));
  return names.some((name) => own.some((other) => JSON.stringify(other) === JSON.stringify(name)));
}

const isReference = (value: unknown) => typeof value === 'object' && value !== null && 'Ref' in value;

function ownManagedPolicies({ resource }: Identity): number {
  return resource === undefined ? 0 : listIn(Stack.of(resource), resource.managedPolicyArns).length;
}

function ownInlinePolicies({ resource }: Identity): number {
  return resource === undefined ? 0 : listIn(Stack.of(resource), resource.policies)
    .reduce<number>((sum, policy) => sum + lengthOfResolved((policy as { policyDocument?: unknown }).policyDocument), 0);
}

/** What a template will have in a list; one that only CloudFormation knows counts for nothing. */
function listIn(stack: Stack, list: unknown): readonly unknown[] {
  const resolved: unknown = stack.resolve(list);
  return Array.isArray(resolved) ? resolved : [];
}
