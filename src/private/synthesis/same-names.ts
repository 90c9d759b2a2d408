import { Stack, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { InlinePolicy } from './inline-policies';
import { PlainDocument } from '../documents/plain-document';
import { Identity } from '../identities/identity';
import { nameOf } from '../identities/identity-resource';
import { canonicalValue } from '../tokens/canonical-value';
import { getOr } from '../tokens/get-or';
import { writtenProperty } from '../tokens/written-property';

/** A policy, role or user under the name that IAM tells it by. */
interface Named {
  readonly path: string;
  readonly name: string;
  /** Whether it is the app's own business. */
  readonly isForeign: boolean;
}

/** An identity has one inline policy of a name: CloudFormation overwrites it, and then deletes it with the first of the two stacks. */
export function sameInlineNames({ label }: Identity, policies: readonly InlinePolicy[]): string[] {
  const named = policies.map(({ construct, document, name }) =>
    ({ path: construct.node.path, name: shown(name), isForeign: isForeign(document) }));
  return clashes(named).map(([policy, other]) => `${policy.path} and ${other.path} are both the inline policy ${policy.name} of ${label}, `
    + 'so one would overwrite the other; give each a \'policyName\' of its own');
}

/** An account has only one managed policy of a name, and neither path nor case matters. Unknown accounts may differ. */
export function sameManagedNames(policies: readonly iam.CfnManagedPolicy[]): string[] {
  const named = policies.flatMap((policy) => {
    const name = canonicalValue(policy, writtenProperty(policy, 'ManagedPolicyName', policy.managedPolicyName));
    const { node: { path }, policyDocument } = policy;
    return name === undefined ? [] : [{
      path, name: `${shown(name).toLowerCase()} of ${placeOf(policy)}`, isForeign: isForeign(policyDocument),
    }];
  });
  return clashes(named).map(([policy, other]) => `${policy.path} and ${other.path} are both the managed policy ${policy.name}, `
    + 'which IAM refuses; give each a \'policyName\' of its own');
}

/** Roles or users of one name in one account, such as those of a stack that the app deploys to two regions: IAM refuses the second. */
export function sameIdentityNames(identities: readonly Identity[]): string[] {
  const named = identities.flatMap(({ resource, identityType, account, label }) => {
    const given = resource && nameOf(resource);
    return given === undefined || Token.isUnresolved(given) || Token.isUnresolved(account) ? [] : [{
      path: label, name: `${identityType} ${account} ${given.toLowerCase()}`, isForeign: false, given, account, // IAM ignores case
    }];
  });
  return clashes(named).map(([{ path, account }, other]) => `${other.path} and ${path} are both called ${shown(other.given)} `
    + `in account ${account}, and names of roles and users are global: define it in one region of each account`);
}

const shown = (name: unknown) => JSON.stringify(name);
const isForeign = (document: unknown) => !(document instanceof PlainDocument);

function placeOf(policy: iam.CfnManagedPolicy): string {
  const { account, node } = Stack.of(policy);
  return Token.isUnresolved(account) ? node.path : `account ${account}`;
}

/** The first two of each name, if one of them is not the app's own business. */
function clashes<T extends Named>(all: readonly T[]): [one: T, other: T][] {
  const byName = new Map<string, T[]>();
  for (const named of all) {
    getOr(byName, named.name, () => []).push(named);
  }
  return [...byName.values()].filter((same) => same.length > 1 && !same.every((one) => one.isForeign)).map(([one, other]) => [one, other]);
}
