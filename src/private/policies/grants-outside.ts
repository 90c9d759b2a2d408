import { Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { Attachments } from './attachments';
import { Boundary } from './boundary';
import { PlainDocument } from './plain-document';
import { matches } from '../aws/wildcards';
import { warn } from '../checks/warning';
import { policyOutsideBoundary } from '../checks/warnings';
import { Identity } from '../identities/identity';

/** A document as CDK resolves it. */
interface Resolved {
  readonly Statement?: readonly { readonly Effect?: string; readonly Action?: string | readonly string[] }[];
}

/** Warns, once the app is whole, of what others in the stack grant to the identity itself, and its boundary does not contain. */
export function watchGrants(scope: IConstruct, identity: Identity, { managedPolicy }: Boundary, wayOut: string): void {
  scope.node.addValidation({
    validate: () => {
      const stack = Stack.of(scope); // that of the identity, where grants go
      const contained = actionsIn(managedPolicy, managedPolicy.document);
      for (const policy of new Attachments(stack).of(identity, scope)) {
        const { node, policyDocument } = policy;
        // those of this library are compared with their resources, when they are defined
        const granted = policyDocument instanceof PlainDocument ? [] : actionsIn(policy, policyDocument);
        // IAM does not tell capitals from small letters in actions
        const outside = granted.filter((action) => !contained.some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase())));
        if (outside.length > 0) {
          warn(scope, policyOutsideBoundary(node.path.replace(/\/Resource$/, ''), scope.node.path, [...new Set(outside)], wayOut));
        }
      }
      return [];
    },
  });
}

/** What the statements allow. */
function actionsIn(scope: IConstruct, document: unknown): string[] {
  const { Statement = [] }: Resolved = Stack.of(scope).resolve(document) ?? {};
  return [Statement].flat().filter(({ Effect }) => Effect === 'Allow').flatMap(({ Action = [] }) => Action)
    .map((action) => String(action));
}
