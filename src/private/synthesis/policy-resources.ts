import type * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import type { Identity } from '../identities/identity';
import { canonicalList, canonicalValue } from '../tokens/canonical-value';
import { isResource } from '../tokens/resource-type';
import { writtenList, writtenProperty } from '../tokens/written-property';

/** What CloudFormation makes a policy of. */
export type PolicyResource = iam.CfnManagedPolicy | iam.CfnPolicy | iam.CfnRolePolicy | iam.CfnUserPolicy | iam.CfnGroupPolicy;

const POLICIES = ['AWS::IAM::ManagedPolicy', 'AWS::IAM::Policy', 'AWS::IAM::RolePolicy', 'AWS::IAM::UserPolicy', 'AWS::IAM::GroupPolicy'];

export const isManagedPolicy = (construct: unknown): construct is iam.CfnManagedPolicy =>
  isResource<iam.CfnManagedPolicy>(construct, 'AWS::IAM::ManagedPolicy');

export function isPolicy(node: IConstruct): node is PolicyResource {
  return POLICIES.some((type) => isResource(node, type));
}

export type Kind = Identity['identityType'] | 'Group';

/** Whom a policy is attached to, by a name or a reference. */
export const keyOf = (kind: Kind, name: unknown): string => `${kind} ${JSON.stringify(name)}`;

export function attachmentsOf(policy: PolicyResource): string[] {
  if (isResource<iam.CfnRolePolicy>(policy, 'AWS::IAM::RolePolicy')) {
    return [keyOf('Role', canonicalValue(policy, writtenProperty(policy, 'RoleName', policy.roleName)))];
  }
  if (isResource<iam.CfnUserPolicy>(policy, 'AWS::IAM::UserPolicy')) {
    return [keyOf('User', canonicalValue(policy, writtenProperty(policy, 'UserName', policy.userName)))];
  }
  if (isResource<iam.CfnGroupPolicy>(policy, 'AWS::IAM::GroupPolicy')) {
    return [keyOf('Group', canonicalValue(policy, writtenProperty(policy, 'GroupName', policy.groupName)))];
  }
  return [
    ...canonicalList(policy, writtenList(policy, 'Groups', policy.groups)).map((name) => keyOf('Group', name)),
    ...canonicalList(policy, writtenList(policy, 'Roles', policy.roles)).map((name) => keyOf('Role', name)),
    ...canonicalList(policy, writtenList(policy, 'Users', policy.users)).map((name) => keyOf('User', name)),
  ];
}
