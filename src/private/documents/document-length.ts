import { Stack } from 'aws-cdk-lib';
import { PlainDocument } from './plain-document';
import { writtenLength } from './written-length';

/** An upper bound on the document's length. Tokens of our statements have known bounds; added statements are estimated. */
export function documentLength(stack: Stack, document: unknown): number {
  if (!(document instanceof PlainDocument)) {
    return writtenLength(stack, document);
  }
  const { packed, statementCount } = document;
  if (statementCount === packed.permissions.length) {
    return packed.length;
  }
  const added = document.addedStatements.map((statement) => writtenLength(stack, statement) + ','.length);
  return added.reduce((sum, length) => sum + length, packed.length);
}
