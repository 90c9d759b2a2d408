import { Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { AppView, AttachedIdentity } from './app-view';
import { inlinePoliciesOf } from './inline-policies';
import { acrossStages, errorsOn, Finding, ifOneAccount } from './synthesis-rule';
import { problem } from '../checks/invalid';
import { PlainDocument } from '../documents/plain-document';
import { accountKey, accountScopeOf } from '../identities/account-scope';
import { isRole, nameOf } from '../identities/identity-resource';
import { canonicalValue } from '../tokens/canonical-value';
import { getOr } from '../tokens/get-or';
import { writtenProperty } from '../tokens/written-property';

/** A policy, role or user under the name that IAM tells it by. */
interface Named {
  readonly construct: IConstruct;
  readonly label: string;
  readonly name: string;
  /** Written by this library, not by the app. */
  readonly isOurs: boolean;
}

/** IAM has one policy, role or user of a name: in an account, or, of inline policies, in an identity. */
export const namesAreUnique = acrossStages((app) => [
  ...app.identities.flatMap(sameInlineNames), ...sameManagedNames(app), ...sameIdentityNames(app),
]);

/** CloudFormation overwrites an inline policy of the same name, and then deletes it with the first of the two stacks. */
function sameInlineNames({ identity, policies, isAssumed }: AttachedIdentity): Finding[] {
  const named = inlinePoliciesOf(identity, policies).map(({ construct, document, name }) =>
    ({ construct, label: construct.node.path, name: shown(name), isOurs: document instanceof PlainDocument }));
  const found = clashes(named, ({ name }) => name).flatMap(([policy, { label, construct }]) => errorsOn(construct, [problem(
    `${policy.label} and ${label} are both the inline policy ${policy.name} of ${identity.label}, so one would overwrite the other`,
    'give each a \'policyName\' of its own')]));
  return ifOneAccount(isAssumed, found);
}

/** Neither path nor case matters. */
function sameManagedNames({ attachments }: AppView): Finding[] {
  const named: Named[] = attachments.managedPolicies.flatMap((policy) => {
    const name = canonicalValue(policy, writtenProperty(policy, 'ManagedPolicyName', policy.managedPolicyName));
    const isOurs = policy.policyDocument instanceof PlainDocument;
    return name === undefined ? [] : [{ construct: policy, label: policy.node.path, name: shown(name).toLowerCase(), isOurs }];
  });
  const found = (within: string, [one, { construct, label }]: [Named, Named]) => errorsOn(construct, [problem(
    `${one.label} and ${label} are both the managed policy ${one.name}${within}, which IAM refuses`,
    'give each a \'policyName\' of its own')]);
  const deployedTo = ({ construct }: Named) => accountOf(construct).account ?? Stack.of(construct).node.path; // a stack has one account
  const certain = clashes(named, (one) => `${one.name} ${deployedTo(one)}`);
  const ofAccount = (one: Named) => ` of ${accountOf(one.construct).account === undefined ? '' : 'account '}${deployedTo(one)}`;
  return [
    ...certain.flatMap((pair) => found(ofAccount(pair[0]), pair)),
    ...ifOneAccount(true, assumedClashes(named, deployedTo).flatMap((pair) => found('', pair))),
  ];
}

/** Such as those of a stack that the app deploys to two regions of an account. */
function sameIdentityNames({ identities }: AppView): Finding[] {
  const named: Named[] = identities.filter(({ isAssumed }) => !isAssumed).flatMap(({ identity: { resource, label } }) => {
    const name = resource && nameOf(resource);
    return resource === undefined || name === undefined || Token.isUnresolved(name) ? []
      : [{ construct: resource, label, name, isOurs: true }];
  });
  const keyOf = ({ construct, name }: Named) => `${isRole(construct)} ${name.toLowerCase()}`; // IAM ignores case
  const known = named.filter(({ construct }) => accountOf(construct).account !== undefined);
  const found = (where: string, [{ label }, other]: [Named, Named]) => errorsOn(other.construct, [problem(
    `${other.label} and ${label} are both called ${shown(other.name)}${where}, and names of roles and users are global`,
    'define it in one region of each account')]);
  return [
    ...clashes(known, (one) => `${keyOf(one)} ${accountOf(one.construct).account}`)
      .flatMap((pair) => found(` in account ${accountOf(pair[0].construct).account}`, pair)),
    ...ifOneAccount(true, assumedClashes(named, ({ construct }) => construct.node.path, keyOf).flatMap((pair) => found('', pair))),
  ];
}

const shown = (name: unknown) => JSON.stringify(name);
const accountOf = (construct: IConstruct) => accountScopeOf(construct, Stack.of(construct).account);

/** Those of unknown accounts, once for each of `distinct`: in one account only if those of the stage are one. */
function assumedClashes(all: readonly Named[], distinct: (one: Named) => string, nameOfOne = ({ name }: Named) => name): [Named, Named][] {
  const unknown = all.filter(({ construct }) => accountOf(construct).account === undefined);
  const once = [...new Map([...unknown].reverse().map((one) => [`${nameOfOne(one)} ${distinct(one)}`, one])).values()].reverse();
  return clashes(once, (one) => `${nameOfOne(one)} ${accountKey(accountOf(one.construct))}`);
}

/** The first two of each key, if one of them is written by this library. */
function clashes(all: readonly Named[], keyOf: (one: Named) => string): [Named, Named][] {
  const byKey = new Map<string, Named[]>();
  for (const named of all) {
    getOr(byKey, keyOf(named), () => []).push(named);
  }
  return [...byKey.values()].filter((same) => same.length > 1 && same.some((one) => one.isOurs)).map(([one, other]) => [one, other]);
}
