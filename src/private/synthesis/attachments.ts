import { Stack } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { AccountScope, accountScopeOf, isSameAccount } from '../identities/account-scope';
import type { Identity } from '../identities/identity';
import { IdentityResource, isRole, isUser, nameOf } from '../identities/identity-resource';
import { canonicalList, canonicalValue, referenceTo } from '../tokens/canonical-value';
import { getOr } from '../tokens/get-or';
import { isResource } from '../tokens/resource-type';
import { writtenList, writtenProperty } from '../tokens/written-property';

/** What CloudFormation makes a policy of. */
export type PolicyResource = iam.CfnManagedPolicy | iam.CfnPolicy | iam.CfnRolePolicy | iam.CfnUserPolicy;

export const isManagedPolicy = (construct: unknown): construct is iam.CfnManagedPolicy =>
  isResource<iam.CfnManagedPolicy>(construct, 'AWS::IAM::ManagedPolicy');

const POLICIES = ['AWS::IAM::ManagedPolicy', 'AWS::IAM::Policy', 'AWS::IAM::RolePolicy', 'AWS::IAM::UserPolicy'];

/** Something of one account. */
interface Placed<T> {
  readonly account: AccountScope;
  readonly value: T;
}

/** A role or user of the app by whose name an identity is imported. */
export interface Owner {
  readonly resource: IdentityResource;
  /** Whether they are one only if two accounts are one that the app does not know. */
  readonly isAssumed: boolean;
}

/** Who gets which policies of an app. Each construct is looked at once, however many identities, stacks and stages there are. */
export class Attachments {
  public readonly managedPolicies: iam.CfnManagedPolicy[] = [];
  /** By whom they are attached to, and by the account. */
  private readonly policies = new Map<string, Map<string, Placed<PolicyResource[]>>>();
  /** The roles and users that the app defines by name. */
  private readonly resources = new Map<string, Placed<IdentityResource>[]>();

  constructor(constructs: readonly IConstruct[]) {
    for (const node of constructs) {
      if (isRole(node) || isUser(node)) {
        this.addResource(node);
      } else if (isPolicy(node)) {
        this.addPolicy(node);
      }
    }
  }

  /** The resource of an imported identity, if the app defines it. */
  public ownerOf({ identityType, account, name }: Identity, scope: IConstruct): Owner | undefined {
    const own = accountScopeOf(scope, account);
    const all = this.resources.get(keyOf(identityType, canonicalValue(scope, name))) ?? [];
    const certain = all.find(({ account: { account: known } }) => known !== undefined && known === own.account);
    const owner = certain ?? all.find((one) => isSameAccount(one.account, own));
    return owner && { resource: owner.value, isAssumed: owner !== certain };
  }

  /** Each once, even if it is attached under several names. */
  public of({ identityType, name, account, resource }: Identity, scope: IConstruct): PolicyResource[] {
    const ofResource = resource === undefined ? [] : [referenceTo(resource), canonicalValue(resource, nameOf(resource))];
    const names = [canonicalValue(scope, name), ...ofResource];
    const own = accountScopeOf(scope, account);
    return [...new Set(names.flatMap((one) => this.attachedTo(keyOf(identityType, one), own)))];
  }

  private attachedTo(key: string, own: AccountScope): PolicyResource[] {
    return [...this.policies.get(key)?.values() ?? []].flatMap(({ account, value }) => isSameAccount(own, account) ? value : []);
  }

  private addResource(resource: IdentityResource): void {
    const name = canonicalValue(resource, nameOf(resource));
    if (name !== undefined) {
      const account = accountScopeOf(resource, Stack.of(resource).account);
      const identityType = isRole(resource) ? 'Role' : 'User';
      getOr(this.resources, keyOf(identityType, name), () => []).push({ account, value: resource });
    }
  }

  private addPolicy(policy: PolicyResource): void {
    if (isManagedPolicy(policy)) {
      this.managedPolicies.push(policy);
    }
    const account = accountScopeOf(policy, Stack.of(policy).account);
    for (const key of attachmentsOf(policy)) {
      const byAccount = getOr(this.policies, key, () => new Map<string, Placed<PolicyResource[]>>());
      getOr(byAccount, JSON.stringify(account), () => ({ account, value: [] })).value.push(policy);
    }
  }
}

function keyOf(identityType: Identity['identityType'], name: unknown): string {
  return `${identityType} ${JSON.stringify(name)}`;
}

function isPolicy(node: IConstruct): node is PolicyResource {
  return POLICIES.some((type) => isResource(node, type));
}

function attachmentsOf(policy: PolicyResource): string[] {
  if (isResource<iam.CfnRolePolicy>(policy, 'AWS::IAM::RolePolicy')) {
    return [keyOf('Role', canonicalValue(policy, writtenProperty(policy, 'RoleName', policy.roleName)))];
  }
  if (isResource<iam.CfnUserPolicy>(policy, 'AWS::IAM::UserPolicy')) {
    return [keyOf('User', canonicalValue(policy, writtenProperty(policy, 'UserName', policy.userName)))];
  }
  return [
    ...canonicalList(policy, writtenList(policy, 'Roles', policy.roles)).map((name) => keyOf('Role', name)),
    ...canonicalList(policy, writtenList(policy, 'Users', policy.users)).map((name) => keyOf('User', name)),
  ];
}
