import { Stack, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { checkArn, checkIsConstruct, checkNameIsKnown, checkSingle, Described, neither } from './check-identity';
import { uniqueNameOf } from './identity-key';
import { IdentityResource, nameOf, resourceOf, untilLookedUp } from './identity-resource';
import { TextRule } from '../aws/name-rules';
import { LONGEST } from '../aws/quotas';
import { identityArnRule, RULES } from '../aws/text-rules';
import { checkPlace } from '../checks/check-place';
import { invalid, verbatim } from '../checks/invalid';
import { ArnScope, arnScopeOf, iamArn } from '../tokens/arn-scope';
import { join, literal, BoundedText, bounded } from '../tokens/bounded-text';

export type IdentityType = 'Role' | 'User';

/** A role or user: the one place that knows that they differ. */
export interface Identity {
  readonly identityType: IdentityType;
  /** What messages call it. */
  readonly label: string;
  readonly name: string;
  /** The whole ARN, path included. May refer to the resource. */
  readonly arn: BoundedText;
  /** The ARN without a reference to the resource, where the app gives a name. */
  readonly literalArn?: BoundedText;
  /** CDK gives it a name where a template of another environment names it (`PhysicalName.GENERATE_IF_NEEDED`). */
  readonly isNamedIfNeeded?: boolean;
  /** Every identity of the type. */
  readonly all: BoundedText;
  /** The resource, if this app defines it: then it is *owned*. */
  readonly resource?: IdentityResource;
  /** The name and path of that resource, which an aspect may still change. */
  readonly given?: { readonly name?: string; readonly path?: string };
  readonly account: string;
  /** Where the app defines or imports it. */
  readonly stack?: Stack;
}

/** One that policies can be attached to. */
export interface TargetIdentity extends Identity {
  /** A role whose owner said that nothing may be attached to it. */
  readonly isImmutable?: boolean;
  attach(policy: Pick<iam.ManagedPolicy, 'attachToRole' | 'attachToUser'>): void;
}

export function identityOf(target: iam.IIdentity | undefined, prop = 'target'): TargetIdentity {
  checkIsConstruct(prop, target);
  if ('roleArn' in target) {
    const role = untilLookedUp(target as iam.IRole);
    return {
      ...describe('Role', role, role.roleArn, role.roleName, prop),
      isImmutable: 'addGrantsToResources' in role, // CDK's ImmutableRole, which it does not export
      attach: (policy) => policy.attachToRole(role),
    };
  }
  if ('userArn' in target) {
    const user = target as iam.IUser;
    return { ...describe('User', target, user.userArn, user.userName, prop), attach: (policy) => policy.attachToUser(user) };
  }
  if ('groupArn' in target) {
    throw invalid(prop, 'be a role or a user', verbatim(`the group ${target.node.path}`), 'Teleport cannot run as a group');
  }
  throw neither(prop, target);
}

/** Whether both are written as the same role or user, however each was imported. Within an account names are unique, whatever the path. */
export function isSameIdentity(one: Identity, other: Identity): boolean {
  const isNamedAlike = () => one.account === other.account && uniqueNameOf(one) === uniqueNameOf(other);
  return one.identityType === other.identityType && (one.arn.text === other.arn.text || isNamedAlike());
}

function describe(identityType: IdentityType, target: iam.IIdentity, arn: string, name: string, prop: string): Identity {
  const resource = resourceOf(arn);
  const described: Described = { identityType, label: target.node.path, prop };
  checkNameIsKnown(described, arn, name, resource);
  checkSingle(described, arn, resource);
  checkArn(described, arn, resource);
  const stack = Stack.of(resource ?? target);
  checkPlace(described.label, stack);
  const scope = arnScopeOf(stack);
  return {
    identityType,
    label: target.node.path,
    name,
    arn: arnOf(described, arn, name, resource),
    literalArn: resource === undefined ? bounded(arn, identityArnRule(identityType, prop)) : literalArnOf(identityType, scope, resource),
    isNamedIfNeeded: resource !== undefined && Reflect.get(target, '_allowCrossEnvironment') === true, // private, and the only place
    all: iamArn(scope, literal(`${identityType.toLowerCase()}/*`)),
    resource,
    given: resource && { name: nameOf(resource), path: resource.path },
    account: (resource === undefined ? target.principalAccount : undefined) ?? stack.account,
    stack,
  };
}

/** A resource's ARN is unambiguous if its name and path have no wildcard, so those are checked instead. */
function arnOf({ identityType, label, prop }: Described, arn: string, name: string, resource: IdentityResource | undefined): BoundedText {
  const whole = bounded(arn, { ...identityArnRule(identityType, prop), maxLength: longestArn(resource, arn, name) });
  return resource === undefined ? whole : { ...whole, unresolved: namesIn(resource, label).flatMap(({ unresolved = [] }) => unresolved) };
}

function namesIn(resource: IdentityResource, label: string): BoundedText[] {
  const ruleOf = (rule: TextRule): TextRule => ({ ...rule, prop: `${rule.prop} of ${label}` });
  return [bounded(nameOf(resource) ?? '', ruleOf(RULES.identityName)), bounded(resource.path ?? '/', ruleOf(RULES.identityPath))];
}

function literalArnOf(identityType: IdentityType, scope: ArnScope, resource: IdentityResource): BoundedText | undefined {
  const name = nameOf(resource);
  const path = resource.path ?? '/';
  return name === undefined || Token.isUnresolved(name) || Token.isUnresolved(path)
    ? undefined
    : iamArn(scope, join(literal(`${identityType.toLowerCase()}${path}`), bounded(name, RULES.identityName)));
}

function longestArn(resource: IdentityResource | undefined, arn: string, name: string): number {
  const path = resource === undefined ? arn.split(/(?=\/)/).slice(1, -1).join('') : resource.path ?? '/';
  const isUnknown = Token.isUnresolved(path) || (resource === undefined && Token.isUnresolved(name));
  return LONGEST.pathlessRoleArn + (isUnknown ? LONGEST.path : bounded(path, RULES.identityPath).length);
}
