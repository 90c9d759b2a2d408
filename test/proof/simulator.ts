import { runSimulation } from '@cloud-copilot/iam-simulate';
import { Documents, PolicyDocument, Request } from './evaluator';

const ACCOUNT = '123456789012';
const EVERYTHING: PolicyDocument = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
const NO_ORGANIZATION = [{ orgIdentifier: 'root', policies: [{ name: 'FullAWSAccess', policy: EVERYTHING }] }];

/** A key's default policy leaves the decision to IAM. */
const KEY_POLICY = (partition: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:${partition}:iam::${ACCOUNT}:root` }, Action: 'kms:*', Resource: '*' }],
});

/**
 * What iam-simulate decides. Every resource is said to be in the account of the identity, even where its ARN has another one: so that nothing but our
 * documents can deny the call.
 */
export async function simulated({ policies, boundary }: Documents, { action, resource, context }: Request, principal: string): Promise<boolean> {
  const result = await runSimulation(
    {
      request: { principal, action, resource: { resource, accountId: ACCOUNT }, contextVariables: { ...context } },
      identityPolicies: policies.map((policy, index) => ({ name: `policy${index}`, policy })),
      permissionBoundaryPolicies: boundary && [{ name: 'boundary', policy: boundary }],
      serviceControlPolicies: NO_ORGANIZATION,
      resourceControlPolicies: [],
      resourcePolicy: action.startsWith('kms:') ? KEY_POLICY(principal.split(':')[1]) : undefined,
    },
    {},
  );
  if (result.resultType === 'error') {
    throw new Error(`iam-simulate does not take ${action} on ${resource}: ${JSON.stringify(result.errors)}`);
  }
  return result.overallResult === 'Allowed';
}
