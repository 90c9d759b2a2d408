import { Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { SynthesisRule, warningsOn } from './synthesis-rule';
import { boundaryOfNobody } from '../checks/warnings/boundaries';
import { isRole, isUser } from '../identities/identity-resource';
import { comparableArn } from '../tokens/readable-text';
import { writtenProperty } from '../tokens/written-property';

/** A permissions boundary is put on a role or user, or its policy is given to somebody who may do so. */
export const boundariesLimitSomebody: SynthesisRule = (app) => {
  const applied = new Set(app.all('appliedBoundary').map(({ scope }) => scope));
  let named: Set<string | undefined> | undefined;
  return app.each('offeredBoundary', ({ boundary, isTaken }, scope) => {
    if (isTaken() || applied.has(scope)) {
      return [];
    }
    named ??= new Set(app.wholeApp.map(boundaryArnOf));
    return named.has(comparableArn(Stack.of(scope), boundary.name.arn.text)) ? [] : warningsOn(scope, [boundaryOfNobody(scope.node.path)]);
  });
};

/** What bounds a role or user, as far as a name tells. */
function boundaryArnOf(node: IConstruct): string | undefined {
  const written = isRole(node) || isUser(node)
    ? writtenProperty(node, 'PermissionsBoundary', node.permissionsBoundary) : undefined;
  return written === undefined ? undefined : comparableArn(Stack.of(node), Stack.of(node).resolve(written));
}
