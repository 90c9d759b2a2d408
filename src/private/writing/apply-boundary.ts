import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Boundary } from './boundary';
import { boundaryNotApplied } from '../checks/warnings/boundaries';
import { warn } from '../checks/warnings/warning';
import { Identity } from '../identities/identity';
import { readable } from '../tokens/readable-text';
import { writtenProperty } from '../tokens/written-property';

/** Throws for an identity that this boundary cannot bound; an imported one is its owner's to bound. */
export function checkMayBeBounded(scope: Construct, { resource, label, identityType }: Identity, boundary?: Boundary): void {
  if (resource === undefined) {
    return;
  }
  const stack = Stack.of(resource);
  const own = Stack.of(scope);
  if (stack !== own) {
    throw new Error(`a permissions boundary must be in the stack of the ${identityType.toLowerCase()} that it bounds, `
      + 'because one is deployed before the other: '
      + `${label} is in ${stack.node.path}, ${scope.node.path} in ${own.node.path}; define it there`);
  }
  if (resource.permissionsBoundary !== undefined && !(boundary && isArnOf(boundary, resource.permissionsBoundary))) {
    throw new Error(anotherBoundary(stack, label, resource.permissionsBoundary));
  }
}

/** Puts a boundary on an identity that the app owns; tells how to do it for one that only its owner can bound. */
export function applyBoundary(scope: Construct, boundary: Boundary, identity: Identity): void {
  const { resource, label } = identity;
  if (resource === undefined) {
    warn(scope, boundaryNotApplied(label, commandFor(Stack.of(scope), boundary, identity)));
    return;
  }
  resource.permissionsBoundary = boundary.managedPolicy.managedPolicyArn;
  scope.node.addValidation({
    validate: () => {
      const applied = writtenProperty(resource, 'PermissionsBoundary', resource.permissionsBoundary);
      return isArnOf(boundary, applied) ? [] : [anotherBoundary(Stack.of(resource), label, applied)];
    },
  });
}

function commandFor(stack: Stack, { name }: Boundary, { identityType, name: identity }: Identity): string {
  const word = identityType.toLowerCase();
  return `aws iam put-${word}-permissions-boundary --${word}-name ${readable(stack, identity)} `
    + `--permissions-boundary ${readable(stack, name.arn.text)}`;
}

function isArnOf({ managedPolicy }: Boundary, boundary: unknown): boolean {
  const stack = Stack.of(managedPolicy);
  return JSON.stringify(stack.resolve(boundary)) === JSON.stringify(stack.resolve(managedPolicy.managedPolicyArn));
}

const shownBoundary = (stack: Stack, boundary: unknown) =>
  typeof boundary === 'string' ? readable(stack, boundary) : JSON.stringify(stack.resolve(boundary));

function anotherBoundary(stack: Stack, label: string, boundary: unknown): string {
  return boundary === undefined
    ? `an override or PermissionsBoundary.of().clear() removes the permissions boundary of ${label}; delete it`
    : `${label} already has another permissions boundary, ${shownBoundary(stack, boundary)}, and an identity has only one: `
      + 'remove it (from the identity, its stack, its stage or PermissionsBoundary.of()), or declare everything in one construct';
}
