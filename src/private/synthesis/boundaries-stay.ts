import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { WrittenBoundary } from './subjects';
import { errorsOn, SynthesisRule } from './synthesis-rule';
import { problem } from '../checks/invalid';
import { readable } from '../tokens/readable-text';
import { writtenProperty } from '../tokens/written-property';

/** No aspect or override replaces a permissions boundary, or removes it from its role or user. */
export const appliedBoundariesStay: SynthesisRule = (app) => app.each('appliedBoundary', ({ identity, boundary }, scope) => {
  const { resource, label } = identity;
  const applied = resource && writtenProperty(resource, 'PermissionsBoundary', resource.permissionsBoundary);
  return resource === undefined || isArnOf(boundary, applied) ? [] : errorsOn(scope, [anotherBoundary(Stack.of(resource), label, applied)]);
});

/** No aspect or override renames a boundary that its own policies name: they would allow only what has a boundary of another name. */
export const boundariesKeepTheirNames: SynthesisRule = (app) => app.each('boundary', ({ managedPolicy, name, permissions }, scope) => {
  const resource = managedPolicy.node.defaultChild as iam.CfnManagedPolicy;
  const was = { name: name.name, path: name.path ?? '/' };
  const is = {
    name: writtenProperty(resource, 'ManagedPolicyName', resource.managedPolicyName),
    path: writtenProperty(resource, 'Path', resource.path) ?? '/',
  };
  const [before, now] = [was, is].map((names) => JSON.stringify(Stack.of(resource).resolve(names)));
  return before === now || !permissions.some(({ onSelf }) => onSelf) ? [] : errorsOn(scope, [problem(
    `the permissions boundary ${resource.node.path} is ${now} in the template, and was ${before} when a policy named it`,
    'give it its name and path by \'policyName\' and \'path\', without an aspect or override')]);
});

export function isArnOf({ managedPolicy }: Pick<WrittenBoundary, 'managedPolicy'>, boundary: unknown): boolean {
  const stack = Stack.of(managedPolicy);
  return JSON.stringify(stack.resolve(boundary)) === JSON.stringify(stack.resolve(managedPolicy.managedPolicyArn));
}

const shownBoundary = (stack: Stack, boundary: unknown) =>
  typeof boundary === 'string' ? readable(stack, boundary) : JSON.stringify(stack.resolve(boundary));

/** What is wrong with an identity that has another boundary than ours, or none. */
export function anotherBoundary(stack: Stack, label: string, boundary: unknown): Error {
  return boundary === undefined
    ? problem(`an override or PermissionsBoundary.of().clear() removes the permissions boundary of ${label}`, 'delete it')
    : problem(`${label} already has another permissions boundary, ${shownBoundary(stack, boundary)}, and an identity has only one`,
      'remove it (from the identity, its stack, its stage or PermissionsBoundary.of()), or declare everything in one construct');
}
