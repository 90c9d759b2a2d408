import { Reference, Stack, Token, Tokenization } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { iamArn, ArnScope, arnScopeOf } from '../aws/arn-scope';
import { join, literal, Sized, sized } from '../aws/sized-text';
import { hasWildcard } from '../aws/wildcards';

const LONGEST_NAME = 64;
const LONGEST_PATH = 512;
/** `arn:<partition>:iam::<account>:role/<name>` with the longest of each; a path comes on top. */
const LONGEST_PATHLESS_ARN = 102;
export const LONGEST_ARN = LONGEST_PATHLESS_ARN + LONGEST_PATH;

/** A role or user: the one place that knows that they differ. */
export interface Identity {
  readonly kind: 'Role' | 'User';
  /** What messages call it. */
  readonly label: string;
  readonly name: string;
  /** The whole ARN, path included. May refer to the resource. */
  readonly arn: Sized;
  /** The ARN without a reference to the resource, where the app gives a name. */
  readonly literalArn?: Sized;
  /** Every identity of the kind. */
  readonly all: Sized;
  /** The resource, if this app defines it: then it is *owned*. */
  readonly resource?: iam.CfnRole | iam.CfnUser;
  readonly account: string;
  attach(policy: iam.ManagedPolicy | iam.Policy): void;
}

/** Characters that the policies of an identity may have, and how many managed policies it may have. */
export const LIMITS = { managed: 6144, inline: { Role: 10240, User: 2048 }, managedPolicies: 10 };

export function identityOf(target: iam.IIdentity | undefined, prop = 'target'): Identity {
  if (typeof target !== 'object' || target === null) { // left out, by callers without types
    throw new Error(`'${prop}' has to be a role or a user, got ${JSON.stringify(target)}; give an iam.Role or iam.User, defined or imported`);
  }
  if ('roleArn' in target) {
    const role = target as iam.IRole;
    return { ...describe('Role', target, role.roleArn, role.roleName, prop), attach: (policy) => policy.attachToRole(role) };
  }
  if ('userArn' in target) {
    const user = target as iam.IUser;
    return { ...describe('User', target, user.userArn, user.userName, prop), attach: (policy) => policy.attachToUser(user) };
  }
  throw new Error(`'${prop}' has to be a role or a user, got the group ${target.node.path}: Teleport cannot run as a group`);
}

function describe(kind: Identity['kind'], target: iam.IIdentity, arn: string, name: string, prop: string): Omit<Identity, 'attach'> {
  const label = target.node.path;
  const resource = resourceOf(arn);
  if (Token.isUnresolved(name) && !arn.endsWith(name) && (resource === undefined || isCutOut(name, resource))) {
    throw new Error(`'${prop}' ${label} is imported by an ARN that is a token, so that its name cannot be told from its path; `
      + `import it with iam.${kind}.from${kind}Name()`);
  }
  checkSingle(kind, label, arn, resource, prop);
  const place = arnScopeOf(Stack.of(resource ?? target));
  return {
    kind,
    label,
    name,
    arn: sized(arn, LONGEST_PATHLESS_ARN + pathLengthOf(resource, arn, name)),
    literalArn: resource === undefined ? sized(arn, LONGEST_ARN) : literalArnOf(kind, place, resource),
    all: iamArn(place, literal(`${kind.toLowerCase()}/*`)),
    resource,
    account: target.principalAccount ?? Stack.of(target).account,
  };
}

/** One role or user, whose ARN stands in policies: IAM would take a wildcard, and CDK takes any ARN for that of a role. */
function checkSingle(kind: Identity['kind'], label: string, arn: string, resource: iam.CfnRole | iam.CfnUser | undefined, prop: string): void {
  const names = resource === undefined ? [arn] : [resource.path, nameOf(resource)];
  const wrong = names.find((name) => name !== undefined && hasWildcard(name));
  if (wrong !== undefined) {
    throw new Error(`'${prop}' has to be a single ${kind.toLowerCase()}, got ${label} with ${JSON.stringify(wrong)}, which IAM would read as a wildcard`);
  }
  if (!Token.isUnresolved(arn) && !new RegExp(`^arn:[^:]+:iam::[^:]*:${kind.toLowerCase()}/.`).test(arn)) {
    throw new Error(`'${prop}' has to be imported by the ARN of a ${kind.toLowerCase()}, such as arn:aws:iam::123456789012:${kind.toLowerCase()}/teleport, `
      + `got ${JSON.stringify(arn)}`);
  }
}

/** The name that the app gives, if it gives one. */
export function nameOf(resource: iam.CfnRole | iam.CfnUser): string | undefined {
  return resource instanceof iam.CfnRole ? resource.roleName : resource.userName;
}

/** The resource that an ARN refers to, through whatever wraps the role (`withoutPolicyUpdates()`, another stack). */
function resourceOf(arn: string): iam.CfnRole | iam.CfnUser | undefined {
  return Tokenization.reverseString(arn).tokens
    .flatMap((token) => Reference.isReference(token) ? [token.target] : [])
    .find((target): target is iam.CfnRole | iam.CfnUser => target instanceof iam.CfnRole || target instanceof iam.CfnUser);
}

/** Whether a name was cut out of an ARN that is a token, by a path that CDK does not know of. */
function isCutOut(name: string, { path = '/' }: iam.CfnRole | iam.CfnUser): boolean {
  return path !== '/' && !Tokenization.reverseString(name).tokens.some((token) => Reference.isReference(token));
}

function literalArnOf(kind: Identity['kind'], place: ArnScope, resource: iam.CfnRole | iam.CfnUser): Sized | undefined {
  const name = nameOf(resource);
  const path = resource.path ?? '/';
  return name === undefined || Token.isUnresolved(name) || Token.isUnresolved(path)
    ? undefined
    : iamArn(place, join(literal(`${kind.toLowerCase()}${path}`), sized(name, LONGEST_NAME)));
}

function pathLengthOf(resource: iam.CfnRole | iam.CfnUser | undefined, arn: string, name: string): number {
  const path = resource === undefined ? arn.split(/(?=\/)/).slice(1, -1).join('') : resource.path ?? '/';
  return Token.isUnresolved(path) || (resource === undefined && Token.isUnresolved(name)) ? LONGEST_PATH : sized(path, LONGEST_PATH).length;
}

/** Whether the owner of a role said that policies must not be added to it. */
export function isMarkedAsNotToBeChanged(target: iam.IIdentity): boolean {
  return 'addGrantsToResources' in target; // CDK's ImmutableRole, which it does not export
}
