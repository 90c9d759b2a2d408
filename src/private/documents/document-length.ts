import { Stack } from 'aws-cdk-lib';
import { PlainDocument } from './plain-document';
import { writtenLength } from './written-length';

/** The most characters that IAM will count in a document: of ours, what its tokens can become is known, what others added to it is not. */
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
