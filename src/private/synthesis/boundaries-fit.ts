import { Stack } from 'aws-cdk-lib';
import { WrittenBoundary } from './subjects';
import { errorsOn, SynthesisRule } from './synthesis-rule';
import { QUOTAS } from '../aws/quotas';
import { problem } from '../checks/invalid';
import { documentLength } from '../documents/document-length';
import { Permission } from '../permissions/permission';

/** A permissions boundary is one document, later grants included. */
export const boundariesFit: SynthesisRule = (app) => app.each('boundary', (boundary, scope) => {
  const { managedPolicy } = boundary;
  return errorsOn(scope, excess(boundary, documentLength(Stack.of(managedPolicy), managedPolicy.document)));
});

/** What is wrong with a boundary of this length. */
export function excess({ document: { permissions }, fix }: Pick<WrittenBoundary, 'document' | 'fix'>, length: number): Error[] {
  const largest = [...permissions].sort((one, other) => lengthOf(other) - lengthOf(one)).slice(0, 3).map(described);
  return length <= QUOTAS.managedPolicy ? [] : [problem(`a permissions boundary is one document of at most ${QUOTAS.managedPolicy} `
    + `characters, and these policies need ${length}; the largest entries are ${largest.join(', ')}`, fix)];
}

const lengthOf = ({ resources }: Permission) => resources.reduce((sum, { length }) => sum + length, 0);

function described(permission: Permission): string {
  return `${permission.sid ?? permission.actions.join()} (${permission.resources.length} resources, ${lengthOf(permission)} characters)`;
}
