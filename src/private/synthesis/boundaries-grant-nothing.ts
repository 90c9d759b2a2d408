import { Stack } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { WrittenBoundary } from './subjects';
import { acrossStages, errorsOn } from './synthesis-rule';
import { problem } from '../checks/invalid';
import { isRole, isUser } from '../identities/identity-resource';
import { canonicalList, referenceTo, referredTo } from '../tokens/canonical-value';
import { getOr } from '../tokens/get-or';
import { comparableArn } from '../tokens/readable-text';
import { isResource } from '../tokens/resource-type';
import { writtenList } from '../tokens/written-property';

/** Nobody has a permissions boundary as a policy: what is the most that an agent may do would be what it, or somebody else, can do. */
export const boundariesGrantNothing = acrossStages((app) => {
  const boundaries = app.all('boundary').map(({ subject }) => subject);
  const holders = boundaries.length === 0 ? new Map<string, Holder[]>() : holdersByPolicy(app.wholeApp.filter(isHolder));
  return [
    ...boundaries.flatMap((boundary) => attachedBy(boundary).map((holder) => ({ boundary, holder, construct: resourceOf(boundary) }))),
    ...boundaries.flatMap((boundary) => [...new Set(namesOf(boundary).flatMap((name) => holders.get(name) ?? []))]
      .map((holder) => ({ boundary, holder: holder.node.path, construct: holder }))),
  ].flatMap(({ boundary, holder, construct }) => errorsOn(construct, [problem(`${boundary.managedPolicy.node.path} is a permissions `
    + `boundary, and ${holder} has it among its managed policies, which makes the limit a grant`,
  'take it out, and put it on with \'permissionsBoundary\' where it is to be a limit')]));
});

type Holder = iam.CfnRole | iam.CfnUser | iam.CfnGroup;

const isHolder = (node: IConstruct): node is Holder => isRole(node) || isUser(node) || isResource<iam.CfnGroup>(node, 'AWS::IAM::Group');
const resourceOf = ({ managedPolicy }: WrittenBoundary) => managedPolicy.node.defaultChild as iam.CfnManagedPolicy;

/** Whom the policy itself names. */
function attachedBy(boundary: WrittenBoundary): string[] {
  const resource = resourceOf(boundary);
  const { roles, users, groups } = resource;
  return Object.entries({ Roles: roles, Users: users, Groups: groups })
    .flatMap(([property, names]) => canonicalList(resource, writtenList(resource, property, names)))
    .map((name) => referredTo(resource, name)?.node.path ?? String(name));
}

/** What roles, users and groups may call the policy: a reference or its ARN. */
const namesOf = (boundary: WrittenBoundary): string[] =>
  [referenceTo(resourceOf(boundary)), comparableArn(Stack.of(boundary.managedPolicy), boundary.name.arn.text)];

/** Each role, user and group under what it calls its policies. */
function holdersByPolicy(all: readonly Holder[]): Map<string, Holder[]> {
  const holders = new Map<string, Holder[]>();
  all.forEach((holder) => policiesOf(holder).forEach((name) => getOr(holders, name, () => []).push(holder)));
  return holders;
}

function policiesOf(holder: Holder): string[] {
  const list = writtenList(holder, 'ManagedPolicyArns', holder.managedPolicyArns);
  const stack = Stack.of(holder);
  const arns: unknown = stack.resolve(list);
  return [...canonicalList(holder, list).map(String), ...Array.isArray(arns) ? arns.map((arn) => comparableArn(stack, arn)) : []];
}
