import * as iam from 'aws-cdk-lib/aws-iam';
import { sidsOf } from './pack';
import { Permission, written } from './permission';

/** Never merged or sorted by the feature flags of the app: reviewers compare it with Teleport's reference. */
export function documentOf(permissions: readonly Permission[]): iam.PolicyDocument {
  const sids = sidsOf(permissions);
  return new iam.PolicyDocument({
    minimize: false,
    statements: permissions.map(({ actions, resources, conditions }, index) => new iam.PolicyStatement({
      sid: sids[index],
      actions: [...actions],
      resources: resources.map(({ text }) => text),
      conditions: written(conditions),
    })),
  });
}
