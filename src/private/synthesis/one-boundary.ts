import { Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { subjectsOf } from './subjects';
import { errorsOn, ifOneAccount, SynthesisRule } from './synthesis-rule';
import { problem } from '../checks/invalid';
import { Identity } from '../identities/identity';
import { identityKey } from '../identities/identity-key';
import { topmost } from '../tokens/stackset-template';

/** An identity has one boundary. What is certain is refused when the second one is defined. */
export const oneBoundary: SynthesisRule = (app) => app.each('appliedBoundary', ({ identity }, scope) => {
  const [first] = app.ofIdentity('appliedBoundary', scope, identity);
  return first.scope === scope ? [] : ifOneAccount(true, errorsOn(scope, [problem(
    `${first.scope.node.path} and ${scope.node.path} each put a permissions boundary on ${identity.label}, which has only one`,
    'name all of its policies in one boundary')]));
});

/** What else bounds an identity that is certainly the same. */
export function otherBoundaryOf(own: IConstruct, identity: Identity): string | undefined {
  const key = identityKey(own, identity);
  const applied = subjectsOf.of(own).of('appliedBoundary');
  return applied.find(({ scope, subject }) => scope !== own && identityKey(scope, subject.identity) === key
    && (!Token.isUnresolved(identity.account) || deployedWith(scope, subject.identity) === deployedWith(own, identity)))?.scope.node.path;
}

/** One stack is deployed to one account. */
const deployedWith = (scope: IConstruct, { stack = Stack.of(scope) }: Identity): Stack => topmost(stack);
