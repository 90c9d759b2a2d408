import { Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { comparableArn } from './boundaries-grant-nothing';
import { SynthesisRule, warningsOn } from './synthesis-rule';
import { boundaryOfNobody } from '../checks/warnings/boundaries';
import { isRole, isUser } from '../identities/identity-resource';
import { writtenProperty } from '../tokens/written-property';

/** A permissions boundary is put on a role or user, or its policy is given to somebody who may do so. */
export const boundariesLimitSomebody: SynthesisRule = (app) => app.each('offeredBoundary', ({ boundary, isTaken }, scope) => {
  const isApplied = isTaken() || app.all('appliedBoundary').some((applied) => applied.scope === scope);
  const name = comparableArn(Stack.of(scope), boundary.name.arn.text);
  return isApplied
    || app.wholeApp.some((node) => boundaryArnOf(node) === name) ? [] : warningsOn(scope, [boundaryOfNobody(scope.node.path)]);
});

/** What bounds a role or user, as far as a name tells. */
function boundaryArnOf(node: IConstruct): string | undefined {
  const written = isRole(node) || isUser(node)
    ? writtenProperty(node, 'PermissionsBoundary', node.permissionsBoundary) : undefined;
  return written === undefined ? undefined : comparableArn(Stack.of(node), Token.asString(Stack.of(node).resolve(written)));
}
