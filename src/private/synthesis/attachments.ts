import { Stack } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { Groups } from './groups';
import { attachmentsOf, isManagedPolicy, isPolicy, keyOf, Kind, PolicyResource } from './policy-resources';
import { AccountScope, accountScopeOf, isSameAccount } from '../identities/account-scope';
import type { Identity } from '../identities/identity';
import { IdentityResource, isRole, isUser, nameOf } from '../identities/identity-resource';
import { canonicalValue, referenceTo } from '../tokens/canonical-value';
import { getOr } from '../tokens/get-or';

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
  private readonly groups = new Groups();
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
      } else {
        this.groups.add(node);
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
  public of(identity: Identity, scope: IConstruct): PolicyResource[] {
    return this.under(identity.identityType, namesOf(identity, scope), identity, scope);
  }

  /** The groups of a user, with what is attached to them. */
  public groupsOf(identity: Identity, scope: IConstruct): { readonly policies: PolicyResource[]; readonly resource?: iam.CfnGroup }[] {
    const groups = identity.identityType === 'User' ? this.groups.of(identity.resource, namesOf(identity, scope)) : [];
    return groups.map(({ names, resource }) => ({ resource, policies: this.under('Group', names, identity, scope) }));
  }

  private under(kind: Kind, names: readonly unknown[], { account }: Identity, scope: IConstruct): PolicyResource[] {
    const own = accountScopeOf(scope, account);
    return [...new Set(names.flatMap((one) => this.attachedTo(keyOf(kind, one), own)))];
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

function namesOf({ name, resource }: Identity, scope: IConstruct): unknown[] {
  const ofResource = resource === undefined ? [] : [referenceTo(resource), canonicalValue(resource, nameOf(resource))];
  return [canonicalValue(scope, name), ...ofResource];
}
