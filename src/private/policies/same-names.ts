import { Stack, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { appWideValue } from './app-wide-value';
import { InlinePolicy } from './inline-policies';
import { PlainDocument } from './plain-document';
import { Identity } from '../identities/identity';

/** A policy under the name that IAM tells it by. */
interface Named {
  readonly construct: IConstruct;
  readonly document: unknown;
  readonly name: string;
}

/** An identity has one inline policy of a name: CloudFormation overwrites it, and then deletes it with the first of the two stacks. */
export function sameInlineNames({ label }: Identity, policies: readonly InlinePolicy[]): string[] {
  const named = policies.map(({ construct, document, name }) => ({ construct, document, name: shown(name) }));
  return clashes(named).map(([policy, other, name]) => `${policy} and ${other} are both the inline policy ${name} of ${label}, `
    + 'so one would overwrite the other; give each a \'policyName\' of its own');
}

/** An account has only one managed policy of a name, and neither path nor case matters. Unknown accounts may differ. */
export function sameManagedNames(policies: readonly iam.CfnManagedPolicy[]): string[] {
  const named = policies.flatMap((policy) => {
    const name = appWideValue(policy, policy.managedPolicyName);
    const document: unknown = policy.policyDocument;
    return name === undefined ? [] : [{ construct: policy, document, name: `${shown(name).toLowerCase()} of ${placeOf(policy)}` }];
  });
  return clashes(named).map(([policy, other, name]) => `${policy} and ${other} are both the managed policy ${name}, which IAM refuses; `
    + 'give each a \'policyName\' of its own');
}

const shown = (name: unknown) => JSON.stringify(name);

function placeOf(policy: iam.CfnManagedPolicy): string {
  const { account, node } = Stack.of(policy);
  return Token.isUnresolved(account) ? node.path : `account ${account}`;
}

/** The first two of each name, if one of them is from this library. Others are the app's own business. */
function clashes(policies: readonly Named[]): [policy: string, other: string, name: string][] {
  const byName = new Map<string, Named[]>();
  for (const policy of policies) {
    const same = byName.get(policy.name) ?? [];
    byName.set(policy.name, same);
    same.push(policy);
  }
  return [...byName].filter(([, same]) => same.length > 1 && same.some(({ document }) => document instanceof PlainDocument))
    .map(([name, [one, other]]) => [one.construct.node.path, other.construct.node.path, name]);
}
