import { Stack, Token } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { WrittenBoundary } from './subjects';
import { acrossStages, errorsOn } from './synthesis-rule';
import { problem } from '../checks/invalid';
import { isRole, isUser } from '../identities/identity-resource';
import { canonicalList, referenceTo, referredTo } from '../tokens/canonical-value';
import { readable } from '../tokens/readable-text';
import { isResource } from '../tokens/resource-type';
import { writtenList } from '../tokens/written-property';

/** Nobody has a permissions boundary as a policy: what is the most that an agent may do would be what it, or somebody else, can do. */
export const boundariesGrantNothing = acrossStages((app) => {
  const boundaries = app.all('boundary').map(({ subject }) => subject);
  const holders = boundaries.length === 0 ? [] : app.wholeApp.filter(isHolder);
  return [
    ...boundaries.flatMap((boundary) => attachedBy(boundary).map((holder) => ({ boundary, holder, construct: resourceOf(boundary) }))),
    ...boundaries.flatMap((boundary) => holders.filter((holder) => hasAmongIts(holder, boundary))
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

/** Whether a role, user or group names the policy, by a reference or by its ARN. */
function hasAmongIts(holder: Holder, boundary: WrittenBoundary): boolean {
  const own = [referenceTo(resourceOf(boundary)), comparableArn(Stack.of(boundary.managedPolicy), boundary.name.arn.text)];
  const list = writtenList(holder, 'ManagedPolicyArns', holder.managedPolicyArns);
  const stack = Stack.of(holder);
  const arns: unknown = stack.resolve(list);
  return canonicalList(holder, list).some((arn) => own.includes(String(arn)))
    || (Array.isArray(arns) && arns.some((arn) => own.includes(comparableArn(stack, Token.asString(arn)))));
}

/** Without the partition, because a pseudo parameter and a literal mean the same. */
export const comparableArn = (stack: Stack, arn: string) => readable(stack, arn).replace(/^arn:.*?:iam::/, '');
