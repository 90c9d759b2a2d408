import { Stack, Token } from 'aws-cdk-lib';
import type { CfnGroup } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { Attachments } from './attachments';
import { inlinePoliciesOf, policiesWithin } from './inline-policies';
import { isManagedPolicy, PolicyResource } from './policy-resources';
import { PlainDocument } from '../documents/plain-document';
import { Identity } from '../identities/identity';
import { IdentityResource } from '../identities/identity-resource';
import { canonicalList, referredTo } from '../tokens/canonical-value';
import { readable } from '../tokens/readable-text';
import { writtenList } from '../tokens/written-property';

/** A policy of an identity that is none of this library. */
export interface OtherGrant {
  readonly label: string;
  readonly actions: readonly string[];
}

/** What others grant to an identity, and the policies that only AWS or another app knows. */
export interface OtherGrants {
  readonly known: readonly OtherGrant[];
  /** Their ARNs. */
  readonly unknown: readonly string[];
}

/** A document as CDK resolves it. */
interface Resolved {
  readonly Statement?: readonly { readonly Effect?: string; readonly Action?: string | readonly string[] }[];
}

/** A `NotAction` statement counts as `*`. */
const ANY = ['*'];

/** Of everybody in the stage, of the identity itself, and, to a user, of its groups. */
export function otherGrantsOf(attachments: Attachments, identity: Identity, scope: IConstruct): OtherGrants {
  const owned: Identity = { ...identity, resource: identity.resource ?? attachments.ownerOf(identity, scope)?.resource };
  const attached = attachments.of(owned, scope);
  const groups = attachments.groupsOf(owned, scope);
  const ofGroups = groups.flatMap(({ resource }) => resource ?? []);
  const named = [...owned.resource === undefined ? [] : [owned.resource], ...ofGroups].flatMap(managedPoliciesOf);
  const ofApp = named.flatMap(({ policy }) => policy === undefined ? [] : [policy]);
  // those of this library are compared with their resources too
  const others = [...new Set([
    ...attached.filter(({ policyDocument }) => !(policyDocument instanceof PlainDocument)),
    ...groups.flatMap(({ policies }) => policies), ...ofApp,
  ])];
  const within = [...inlinePoliciesOf(owned, []), ...ofGroups.flatMap(policiesWithin)].map(({ construct, name, document }) =>
    ({ label: `the inline policy ${JSON.stringify(name)} of ${pathOf(construct)}`, actions: actionsIn(construct, document, ANY) }));
  return {
    known: [...others.map((policy) => ({ label: pathOf(policy), actions: actionsIn(policy, policy.policyDocument, ANY) })), ...within],
    unknown: [...new Set(named.flatMap(({ policy, arn }) => policy === undefined ? [arn] : []))],
  };
}

/** Allowed actions; `ofNotAction` replaces a `NotAction`. */
export function actionsIn(scope: IConstruct, document: unknown, ofNotAction: readonly string[]): string[] {
  const { Statement = [] }: Resolved = Stack.of(scope).resolve(document) ?? {};
  const allowing = [Statement].flat().filter(({ Effect }) => Effect === 'Allow');
  return allowing.flatMap(({ Action = ofNotAction }) => Action).map((action) => String(action));
}

/** Those that a role or user names itself. */
function managedPoliciesOf(resource: IdentityResource | CfnGroup): { readonly policy?: PolicyResource; readonly arn: string }[] {
  const stack = Stack.of(resource);
  const list = writtenList(resource, 'ManagedPolicyArns', resource.managedPolicyArns);
  const arns: unknown = stack.resolve(list);
  if (!Array.isArray(arns)) {
    return arns === undefined ? [] : [{ arn: readable(stack, Token.asString(arns)) }]; // a list that only the deployment knows
  }
  return canonicalList(resource, list).map((reference, index) => {
    const target = referredTo(resource, reference);
    const arn = readable(stack, Token.asString(arns[index]));
    return isManagedPolicy(target) ? { policy: target, arn } : { arn };
  });
}

const pathOf = ({ node }: IConstruct) => node.path.replace(/\/Resource$/, '');
