import { Stack, Stage, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { NamedIdentity } from './subjects';
import { errorsOn, Finding, SynthesisRule } from './synthesis-rule';
import { hasWildcard } from '../aws/wildcards';
import { problem } from '../checks/invalid';
import type { Identity } from '../identities/identity';
import { IdentityResource, isRole, nameOf } from '../identities/identity-resource';
import { writtenProperty } from '../tokens/written-property';

/** No aspect or override renames or moves a role or user that a policy, trust or document names literally: it would name another one. */
export const namesStay: SynthesisRule = (app) => [
  ...app.each('policy', ({ identity, content: { declaration, assumedRoles } }, scope) => [
    ...check(identity, declaration.selfGrant !== undefined ? 'arn' : isInSameTemplates(scope, identity) ? 'reference' : 'name'),
    ...assumedRoles.flatMap(({ _identity }) => check(_identity, 'arn')),
  ]),
  ...app.each('appliedBoundary', ({ identity }) => check(identity, 'reference')),
  ...app.each('identity', ({ identity, by }) => check(identity, by)),
];

/** Whether a policy refers to the identity that it is attached to. CDK writes the name where one template cannot refer to the other. */
const isInSameTemplates = (scope: IConstruct, { resource }: Identity): boolean =>
  resource !== undefined && Stack.of(resource).environment === Stack.of(scope).environment && Stage.of(resource) === Stage.of(scope);

type By = NamedIdentity['by'] | 'reference';

const check = ({ resource, given }: Identity, by: By): Finding[] =>
  resource === undefined || given === undefined ? [] : errorsOn(resource, renamed(resource, given, by));

function renamed(resource: IdentityResource, given: NonNullable<Identity['given']>, by: By): Error[] {
  const { name, path } = given;
  const isLiteral = by !== 'reference' && name !== undefined && !Token.isUnresolved(name);
  const now = { name: writtenName(resource), path: writtenProperty(resource, 'Path', resource.path) };
  const isRenamed = isLiteral && (now.name !== name || (by === 'arn' && (now.path ?? '/') !== (path ?? '/')));
  return isRenamed || (typeof now.path === 'string' && hasWildcard(now.path))
    ? [problem(`${resource.node.path} is ${JSON.stringify(now)} in the template, and was ${JSON.stringify({ name, path })} when a policy, `
      + 'trust or configuration named it', 'give it its name and path when it is defined, without an aspect or override')]
    : [];
}

function writtenName(resource: IdentityResource): unknown {
  return writtenProperty(resource, isRole(resource) ? 'RoleName' : 'UserName', nameOf(resource));
}
