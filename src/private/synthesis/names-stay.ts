import { Token } from 'aws-cdk-lib';
import { errorsOn, Finding, SynthesisRule } from './synthesis-rule';
import { hasWildcard } from '../aws/wildcards';
import type { Identity } from '../identities/identity';
import { IdentityResource, isRole, nameOf } from '../identities/identity-resource';
import { writtenProperty } from '../tokens/written-property';

/** No aspect or override renames a role or user that a policy, trust or join token names literally: it would name another one. */
export const namesStay: SynthesisRule = (app) => [
  ...app.each('policy', ({ identity, content }) => [identity, ...content.assumedRoles.map(({ _identity }) => _identity)].flatMap(check)),
  ...app.each('appliedBoundary', ({ identity }) => check(identity)),
  ...app.each('identity', check),
];

const check = ({ resource, given }: Identity): Finding[] =>
  resource === undefined || given === undefined ? [] : errorsOn(resource, renamed(resource, given));

function renamed(resource: IdentityResource, given: NonNullable<Identity['given']>): string[] {
  const { name, path } = given;
  const isLiteral = name !== undefined && !Token.isUnresolved(name); // otherwise, they refer to it
  const now = { name: writtenName(resource), path: writtenProperty(resource, 'Path', resource.path) };
  const isRenamed = isLiteral && (now.name !== name || (now.path ?? '/') !== (path ?? '/'));
  return isRenamed || (typeof now.path === 'string' && hasWildcard(now.path))
    ? [`${resource.node.path} is ${JSON.stringify(now)} in the template, and was ${JSON.stringify({ name, path })} when a policy, trust or `
      + 'configuration named it; give it its name and path when it is defined, without an aspect or override']
    : [];
}

function writtenName(resource: IdentityResource): unknown {
  return writtenProperty(resource, isRole(resource) ? 'RoleName' : 'UserName', nameOf(resource));
}
