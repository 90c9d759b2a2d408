import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { documentOf } from './policy-document';
import { Identity, LIMITS } from '../identities/identity';
import { pack, PackedDocument } from './pack';
import { matches } from '../aws/wildcards';
import { Permission } from '../permissions/permission';
import { iamArn, arnScopeOf } from '../aws/arn-scope';
import { policyName, policyPath, uniqueName } from './policy-name';
import { readable } from '../aws/readable-text';
import { templateLengthOf } from '../aws/template-length';
import { join, literal, Sized, sized } from '../aws/sized-text';
import { warn } from '../checks/warnings';

/** How a permissions boundary is called. */
export interface BoundaryName {
  readonly name: string;
  readonly path: string | undefined;
  readonly arn: Sized;
}

/** The name is known at synth, so that the boundary can speak of itself without referring to itself. */
export function boundaryName(scope: Construct, name: string | undefined, path: string | undefined, suffix = ''): BoundaryName {
  const whole = name === undefined ? uniqueName(scope, suffix) : policyName(name, suffix);
  return {
    name: whole,
    path: policyPath(path),
    arn: iamArn(arnScopeOf(Stack.of(scope)), join(literal('policy'), sized(path ?? '/', 512), sized(whole, 128))),
  };
}

/** The managed policy of a permissions boundary: one document, which later grants enter as well. */
export class Boundary {
  public readonly managedPolicy: iam.ManagedPolicy;
  private readonly later: iam.PolicyStatement[] = [];

  constructor(scope: Construct, id: string, public readonly name: BoundaryName, permissions: readonly Permission[], private readonly wayOut: string) {
    const agents = new Set(permissions.flatMap(({ onSelf, identities }) => onSelf && identities ? identities.map(({ arn }) => arn.text) : []));
    const [document] = pack(permissions.flatMap((permission) => boundable(permission, name.arn, agents.size > 1)), Infinity);
    if (document.length > LIMITS.managed) {
      throw new Error(this.tooLong(document, document.length));
    }
    this.managedPolicy = new iam.ManagedPolicy(scope, id, {
      managedPolicyName: name.name,
      path: name.path,
      description: 'The most that a Teleport agent can be allowed', // immutable in IAM: never change it
      document: documentOf(document),
    });
    scope.node.addValidation({ validate: () => this.excess(document) });
  }

  public add(statement: iam.PolicyStatement): iam.ManagedPolicy {
    this.later.push(statement);
    this.managedPolicy.addStatements(statement);
    return this.managedPolicy;
  }

  private excess(document: PackedDocument): string[] {
    const stack = Stack.of(this.managedPolicy);
    const length = this.later.reduce((sum, statement) => sum + templateLengthOf(stack.resolve(statement.toStatementJson())) + ','.length, document.length);
    return length > LIMITS.managed ? [this.tooLong(document, length)] : [];
  }

  private tooLong({ permissions }: PackedDocument, length: number): string {
    const largest = [...permissions]
      .sort((one, other) => lengthOf(other) - lengthOf(one))
      .slice(0, 3)
      .map((permission) => `${permission.sid ?? permission.actions.join()} (${permission.resources.length} resources, ${lengthOf(permission)} characters)`);
    return `a permissions boundary is one document of at most ${LIMITS.managed} characters, these policies need ${length}; `
      + `the largest entries are ${largest.join(', ')}; ${this.wayOut}`;
  }
}

const lengthOf = ({ resources }: Permission) => resources.reduce((sum, { length }) => sum + length, 0);

/**
 * What of a permission can stand in a boundary: an owned identity refers to its boundary, so the boundary must not refer to it. Where the boundary is
 * `shared` by agents that edit themselves, each could edit the others: then only those that have it.
 */
function boundable(permission: Permission, boundaryArn: Sized, shared: boolean): Permission[] {
  const { identities, onSelf } = permission;
  if (identities === undefined) {
    return [permission];
  }
  const arns = identities.flatMap(({ literalArn }) => literalArn ?? []);
  const nameless = identities.find(({ literalArn }) => literalArn === undefined);
  if (!onSelf && nameless !== undefined) {
    throw new Error(`a permissions boundary has to name ${nameless.label}, and cannot refer to it, as CloudFormation would find a cycle; `
      + 'give it a \'roleName\'');
  }
  if (!onSelf || (nameless === undefined && !shared)) {
    return [{ ...permission, resources: arns, conditions: onSelf ? undefined : permission.conditions }];
  }
  // IAM has no such condition for reads
  const resources = nameless === undefined ? arns : [nameless.all];
  const reads = permission.actions.filter((action) => action.startsWith('iam:Get'));
  const edits = permission.actions.filter((action) => !reads.includes(action));
  const withBoundary = { ArnEquals: { 'iam:PermissionsBoundary': [boundaryArn] } };
  return [
    { ...permission, sid: permission.sid && 'SelfGrantRead', actions: reads, resources, conditions: undefined },
    { ...permission, actions: edits, resources, conditions: withBoundary },
  ].filter(({ actions }) => actions.length > 0);
}

/** The patterns take the place of what they cover. */
export function withPatterns(permissions: readonly Permission[], patterns: readonly Permission[]): Permission[] {
  const resourcesOf = new Map<string, Sized[]>();
  for (const pattern of patterns) {
    const meaning = meaningOf(pattern);
    resourcesOf.set(meaning, [...resourcesOf.get(meaning) ?? [], ...pattern.resources]);
  }
  const left = permissions.map((permission) => {
    const covering = resourcesOf.get(meaningOf(permission)) ?? [];
    return { ...permission, resources: permission.resources.filter(({ text }) => !covering.some((pattern) => matches(pattern.text, text))) };
  });
  return [...left.filter(({ resources }) => resources.length > 0), ...patterns];
}

/** Whether a pattern takes the place of anything. */
export function covers(pattern: Permission, permissions: readonly Permission[]): boolean {
  return permissions.some((permission) => meaningOf(permission) === meaningOf(pattern)
    && permission.resources.some(({ text }) => pattern.resources.some((covering) => matches(covering.text, text))));
}

/** Equal for permissions that differ in nothing but what they are on. */
function meaningOf({ actions, conditions }: Permission): string {
  return `${actions.join()} ${JSON.stringify(conditions)}`;
}

/** Puts a boundary on an identity that the app owns; tells how to do it for one that only its owner can bound. */
export function applyBoundary(scope: Construct, { managedPolicy, name: { arn } }: Boundary, identity: Identity): void {
  const { resource, label, kind, name } = identity;
  if (resource === undefined) {
    const stack = Stack.of(scope);
    warn(scope, 'boundaryNotApplied', `CloudFormation cannot put a permissions boundary on ${label}, which is imported; its owner has to: `
      + `aws iam put-${kind.toLowerCase()}-permissions-boundary --${kind.toLowerCase()}-name ${readable(stack, name)} `
      + `--permissions-boundary ${readable(stack, arn.text)}`);
    return;
  }
  const stack = Stack.of(resource);
  if (stack !== Stack.of(scope)) {
    throw new Error(`a permissions boundary has to be in the stack of the ${kind.toLowerCase()} that it bounds, as one is deployed before the other: `
      + `${label} is in ${stack.node.path}, ${scope.node.path} in ${Stack.of(scope).node.path}; define it there`);
  }
  const isOurs = (boundary: unknown) => JSON.stringify(stack.resolve(boundary)) === JSON.stringify(stack.resolve(managedPolicy.managedPolicyArn));
  if (resource.permissionsBoundary !== undefined && !isOurs(resource.permissionsBoundary)) {
    throw new Error(anotherBoundary(stack, label, resource.permissionsBoundary));
  }
  resource.permissionsBoundary = managedPolicy.managedPolicyArn;
  scope.node.addValidation({
    validate: () => {
      const boundary = boundaryOf(resource);
      return isOurs(boundary) ? [] : [anotherBoundary(stack, label, boundary)];
    },
  });
}

function anotherBoundary(stack: Stack, label: string, boundary: unknown): string {
  return boundary === undefined
    ? `${label} loses its permissions boundary by an override or PermissionsBoundary.of().clear(); leave that out`
    : `${label} has another permissions boundary already, ${readable(stack, String(boundary))}, and an identity has only one: `
      + 'take it away (from the identity, its stack, its stage or PermissionsBoundary.of()), or declare everything in one construct';
}

/** What the template will say: aspects, and with them the boundaries of stacks and stages, override the property, or delete it. */
function boundaryOf(resource: iam.CfnRole | iam.CfnUser): unknown {
  const overrides: unknown = Reflect.get(resource, 'rawOverrides'); // private in CDK, and the only place where they are
  const properties: unknown = typeof overrides === 'object' && overrides !== null ? Reflect.get(overrides, 'Properties') : undefined;
  return typeof properties === 'object' && properties !== null && 'PermissionsBoundary' in properties ? properties.PermissionsBoundary : resource.permissionsBoundary;
}
