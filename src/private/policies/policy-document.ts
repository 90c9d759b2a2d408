import * as iam from 'aws-cdk-lib/aws-iam';
import { PackedDocument, sidsOf } from './pack';
import { written } from '../permissions/permission';

const lengths = new WeakMap<iam.PolicyDocument, { readonly length: number; readonly statements: number }>();

/** The most characters of a document of this library, which knows what its tokens stand for; undefined for any other, or if somebody added to it. */
export function knownLength(document: unknown): number | undefined {
  const known = document instanceof iam.PolicyDocument && lengths.get(document);
  return known && known.statements === document.statementCount ? known.length : undefined;
}

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
  lengths.set(document, { length, statements: document.statementCount });
  return document;
}
