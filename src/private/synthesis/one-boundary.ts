import { Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { anotherBoundary, isArnOf } from './boundaries-stay';
import { subjectsOf, WrittenBoundary } from './subjects';
import { errorsOn, ifOneAccount, SynthesisRule } from './synthesis-rule';
import { invalid, problem, verbatim } from '../checks/invalid';
import { Identity } from '../identities/identity';
import { identityKey } from '../identities/identity-key';
import { IdentityResource } from '../identities/identity-resource';
import { topmost } from '../tokens/stackset-template';

/** An identity has one boundary. What is certain is refused when the second one is defined. */
export const oneBoundary: SynthesisRule = (app) => app.each('appliedBoundary', ({ identity }, scope) => {
  const [first] = app.ofIdentity('appliedBoundary', scope, identity);
  return first.scope === scope ? [] : ifOneAccount(true, errorsOn(scope, [problem(
    `${first.scope.node.path} and ${scope.node.path} each put a permissions boundary on ${identity.label}, which has only one`,
    'name all of its policies in one boundary')]));
});

/** Throws for an identity that cannot be bounded, by the boundary of a policy or by one that stands alone. */
export function checkMayBeBounded(scope: IConstruct, identity: Identity, boundary?: WrittenBoundary): void {
  if (identity.resource !== undefined) { // an imported one is its owner's to bound
    checkResource(scope, identity, identity.resource, boundary);
  }
  checkOneBoundary(scope, identity, boundary !== undefined);
}

function checkResource(scope: IConstruct, { label, identityType }: Identity, resource: IdentityResource, boundary?: WrittenBoundary): void {
  const stack = Stack.of(resource);
  const own = Stack.of(scope);
  if (stack !== own) {
    throw problem(`a permissions boundary must be in the stack of the ${identityType.toLowerCase()} that it bounds, `
      + `because one is deployed before the other: ${label} is in ${stack.node.path}, ${scope.node.path} in ${own.node.path}`,
    'define it there');
  }
  if (resource.permissionsBoundary !== undefined && !(boundary && isArnOf(boundary, resource.permissionsBoundary))) {
    throw anotherBoundary(stack, label, resource.permissionsBoundary);
  }
}

/** An identity has one boundary: those of two policies would each need the place of the other. */
function checkOneBoundary(scope: IConstruct, identity: Identity, isOnlyBoundary: boolean): void {
  const other = otherBoundaryOf(scope, identity);
  if (other !== undefined) {
    throw isOnlyBoundary
      ? invalid('target', `have no boundary but that of ${other}, because an identity has one boundary`, verbatim(identity.label),
        'name all of its policies in one boundary')
      : invalid('selfGrant', `be SelfGrant.BOUNDED in one policy of ${identity.label} only, because an identity has one boundary`,
        verbatim(`a second one beside ${other}`), 'declare everything in one construct');
  }
}

/** What else bounds an identity that is certainly the same. */
function otherBoundaryOf(own: IConstruct, identity: Identity): string | undefined {
  const key = identityKey(own, identity);
  const applied = subjectsOf.of(own).of('appliedBoundary');
  return applied.find(({ scope, subject }) => scope !== own && identityKey(scope, subject.identity) === key
    && (!Token.isUnresolved(identity.account) || deployedWith(scope, subject.identity) === deployedWith(own, identity)))?.scope.node.path;
}

/** One stack is deployed to one account. */
const deployedWith = (scope: IConstruct, { stack = Stack.of(scope) }: Identity): Stack => topmost(stack);
