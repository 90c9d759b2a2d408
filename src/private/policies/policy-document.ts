import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { PackedDocument, sidsOf } from './pack';
import { templateLengthOf } from '../aws/template-length';
import { written } from '../permissions/permission';

const packedLengths = new WeakMap<iam.PolicyDocument, { readonly length: number; readonly statements: number }>();

/** Never merged or sorted by the feature flags of the app: reviewers compare it with Teleport's reference. */
export function documentOf({ permissions, length }: PackedDocument): iam.PolicyDocument {
  const sids = sidsOf(permissions);
  const document = new iam.PolicyDocument({
    minimize: false,
    statements: permissions.map(({ actions, resources, conditions }, index) => new iam.PolicyStatement({
      sid: sids[index],
      actions: [...actions],
      resources: resources.map(({ text }) => text),
      conditions: written(conditions),
    })),
  });
  packedLengths.set(document, { length, statements: document.statementCount });
  return document;
}

/** Whether this library wrote the document. */
export function isOurs(document: unknown): boolean {
  return document instanceof iam.PolicyDocument && packedLengths.has(document);
}

/** The most characters that IAM will count in a document: of ours, what its tokens can become is known, what others added to it is not. */
export function documentLength(stack: Stack, document: unknown): number {
  const packed = document instanceof iam.PolicyDocument ? packedLengths.get(document) : undefined;
  if (packed === undefined || !(document instanceof iam.PolicyDocument)) {
    return templateLengthOf(stack.resolve(document));
  }
  if (document.statementCount === packed.statements) {
    return packed.length;
  }
  const { Statement }: { Statement: unknown[] } = stack.resolve(document);
  const added = Statement.slice(packed.statements);
  return added.reduce<number>((sum, statement) => sum + templateLengthOf(statement) + ','.length, packed.length);
}
