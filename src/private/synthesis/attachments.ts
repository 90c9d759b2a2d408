import { Stack, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { isSamePlace, Place, placeOf } from './place';
import { Identity } from '../identities/identity';
import { nameOf } from '../identities/identity-resource';
import { canonicalList, canonicalValue, referenceTo } from '../tokens/canonical-value';
import { getOr } from '../tokens/get-or';
import { writtenList, writtenProperty } from '../tokens/written-property';

/** What CloudFormation makes a policy of. */
export type PolicyResource = iam.CfnManagedPolicy | InlineResource;
export type InlineResource = iam.CfnPolicy | iam.CfnRolePolicy | iam.CfnUserPolicy;

/** Policies that one place attaches. */
interface Attached {
  readonly place: Place;
  readonly policies: PolicyResource[];
}

/** Who gets which policies of an app. Each construct is looked at once, however many identities, stacks and stages there are. */
export class Attachments {
  public readonly managedPolicies: iam.CfnManagedPolicy[] = [];
  /** By whom they are attached to, and by where that is. */
  private readonly policies = new Map<string, Map<string, Attached>>();
  /** The roles and users of known accounts that the app defines by name. */
  private readonly resources = new Map<string, iam.CfnRole | iam.CfnUser>();

  constructor(root: IConstruct) {
    for (const node of root.node.findAll()) {
      if (node instanceof iam.CfnRole || node instanceof iam.CfnUser) {
        this.addResource(node);
      } else if (isPolicy(node)) {
        this.addPolicy(node);
      }
    }
  }

  /** The identity, with its resource if the app defines it where this one imports it. */
  public owned(identity: Identity): Identity {
    const { resource, identityType, account, name } = identity;
    return { ...identity, resource: resource ?? this.resources.get(keyOf(identityType, `${account} ${name}`)) };
  }

  /** Each once, even if it is attached under several names. */
  public of({ identityType, name, account, resource }: Identity, scope: IConstruct): PolicyResource[] {
    const ofResource = resource === undefined ? [] : [referenceTo(resource), canonicalValue(resource, nameOf(resource))];
    const names = [canonicalValue(scope, name), ...ofResource];
    const place = placeOf(scope, account);
    return [...new Set(names.flatMap((one) => this.attachedTo(keyOf(identityType, one), place)))];
  }

  private attachedTo(key: string, own: Place): PolicyResource[] {
    return [...this.policies.get(key)?.values() ?? []].flatMap(({ place, policies }) => isSamePlace(own, place) ? policies : []);
  }

  private addResource(resource: iam.CfnRole | iam.CfnUser): void {
    const name = canonicalValue(resource, nameOf(resource));
    const { account } = Stack.of(resource);
    if (name !== undefined && !Token.isUnresolved(account)) {
      this.resources.set(keyOf(resource instanceof iam.CfnRole ? 'Role' : 'User', `${account} ${name}`), resource);
    }
  }

  private addPolicy(policy: PolicyResource): void {
    if (policy instanceof iam.CfnManagedPolicy) {
      this.managedPolicies.push(policy);
    }
    const place = placeOf(policy, Stack.of(policy).account);
    for (const key of attachmentsOf(policy)) {
      const byPlace = getOr(this.policies, key, () => new Map<string, Attached>());
      getOr(byPlace, JSON.stringify(place), () => ({ place, policies: [] })).policies.push(policy);
    }
  }
}

function keyOf(kind: Identity['identityType'], name: unknown): string {
  return `${kind} ${JSON.stringify(name)}`;
}

function isPolicy(node: IConstruct): node is PolicyResource {
  return [iam.CfnManagedPolicy, iam.CfnPolicy, iam.CfnRolePolicy, iam.CfnUserPolicy].some((type) => node instanceof type);
}

function attachmentsOf(policy: PolicyResource): string[] {
  if (policy instanceof iam.CfnRolePolicy) {
    return [keyOf('Role', canonicalValue(policy, writtenProperty(policy, 'RoleName', policy.roleName)))];
  }
  if (policy instanceof iam.CfnUserPolicy) {
    return [keyOf('User', canonicalValue(policy, writtenProperty(policy, 'UserName', policy.userName)))];
  }
  return [
    ...canonicalList(policy, writtenList(policy, 'Roles', policy.roles)).map((name) => keyOf('Role', name)),
    ...canonicalList(policy, writtenList(policy, 'Users', policy.users)).map((name) => keyOf('User', name)),
  ];
}
