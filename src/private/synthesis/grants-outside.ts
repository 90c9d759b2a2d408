import { Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { actionsIn, otherGrantsOf } from './other-grants';
import { matches } from '../aws/wildcards';
import { policyNotCompared, policyOutsideBoundary } from '../checks/warnings/boundaries';
import { warn } from '../checks/warnings/warning';
import { Identity } from '../identities/identity';
import { Boundary } from '../writing/boundary';

/** Warns, once the app is whole, of what others grant to the identity itself, and its boundary does not contain. */
export function watchGrants(scope: IConstruct, identity: Identity, { managedPolicy }: Boundary, orElse = ''): void {
  scope.node.addValidation({
    validate: () => {
      const { path } = scope.node;
      const fix = `grant these actions to ${path} too, such as with its grantPrincipal.addToPrincipalPolicy()${orElse}`;
      const contained = actionsIn(managedPolicy, managedPolicy.document, []); // what leaves out some actions is compared with none
      // IAM does not tell capitals from small letters in actions
      const isOutside = (action: string) => !contained.some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase()));
      const { known, unknown } = otherGrantsOf(Stack.of(scope), identity, scope); // the stack of the identity, where grants go
      for (const { label, actions } of known) {
        const outside = [...new Set(actions.filter(isOutside))];
        if (outside.length > 0) {
          warn(scope, policyOutsideBoundary(label, path, outside, fix));
        }
      }
      if (unknown.length > 0 && isOutside('*')) {
        warn(scope, policyNotCompared(unknown, path, fix));
      }
      return [];
    },
  });
}
