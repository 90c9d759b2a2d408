import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { quotaIn } from './quota-context';
import { QUOTAS } from '../aws/quotas';
import { PerApp } from '../checks/per-app';
import { documentLength } from '../documents/document-length';

const TRUST_POLICY = {
  context: 'cdk-teleport-database-access:trustPolicyLength',
  usual: QUOTAS.trustPolicy,
  most: QUOTAS.longestTrustPolicy,
};

const watched = new PerApp((root) => {
  const documents = new Set<unknown>();
  root.node.addValidation({ validate: () => errorsIn(root, documents) });
  return documents;
});

/** The document that is written: `withConditions()` and `externalIds` put one in front of it, which changes what it passes on. */
export function writtenDocument(document: iam.PolicyDocument): iam.PolicyDocument {
  const wrapped: unknown = Reflect.get(document, 'wrapped'); // of a class that CDK does not export
  return wrapped instanceof iam.PolicyDocument ? writtenDocument(wrapped) : document;
}

/** Has the length of a trust policy of this app checked at synthesis, when everything that it trusts is known. */
export function watchTrustLength(scope: IConstruct, document: unknown): void {
  watched.of(scope).add(document);
}

function errorsIn(root: IConstruct, documents: ReadonlySet<unknown>): string[] {
  const quota = quotaIn(root, TRUST_POLICY);
  const roles = root.node.findAll()
    .filter((node) => node instanceof iam.CfnRole)
    .filter((role) => documents.has(role.assumeRolePolicyDocument));
  return roles.flatMap((role) => {
    const length = documentLength(Stack.of(role), role.assumeRolePolicyDocument);
    return length <= quota ? [] : [`the trust policy of ${role.node.path} has ${length} characters, IAM allows ${quota}; `
      + `give fewer session tags, or trust fewer agents; if your account has a higher quota, set the context "${TRUST_POLICY.context}"`];
  });
}
