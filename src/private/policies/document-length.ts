import { Stack } from 'aws-cdk-lib';
import { PlainDocument } from './plain-document';
import { templateLengthOf } from '../aws/template-length';

/** The most characters that IAM will count in a document: of ours, what its tokens can become is known, what others added to it is not. */
export function documentLength(stack: Stack, document: unknown): number {
  if (!(document instanceof PlainDocument)) {
    return templateLengthOf(stack.resolve(document));
  }
  const { packed, statementCount } = document;
  if (statementCount === packed.permissions.length) {
    return packed.length;
  }
  const { Statement }: { Statement: unknown[] } = stack.resolve(document);
  const added = Statement.slice(packed.permissions.length);
  return added.reduce<number>((sum, statement) => sum + templateLengthOf(statement) + ','.length, packed.length);
}
