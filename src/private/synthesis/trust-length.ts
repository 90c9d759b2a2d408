import { Stack } from 'aws-cdk-lib';
import { quotaIn } from './quota-context';
import { errorsOn, SynthesisRule } from './synthesis-rule';
import { QUOTAS } from '../aws/quotas';
import { problem } from '../checks/invalid';
import { documentLength } from '../documents/document-length';
import { isRole } from '../identities/identity-resource';

const TRUST_POLICY = {
  context: 'cdk-teleport-database-access:trustPolicyLength',
  usual: QUOTAS.trustPolicy,
  most: QUOTAS.longestTrustPolicy,
};

/** A trust policy that names an agent fits into IAM's limit, with everything that the role trusts. */
export const trustPoliciesFit: SynthesisRule = (app) => {
  const documents = new Set(app.all('trust').map(({ subject: { document } }) => document));
  const roles = documents.size === 0 ? [] : app.constructs.filter(isRole)
    .filter((role) => documents.has(role.assumeRolePolicyDocument));
  return roles.flatMap((role) => {
    const quota = quotaIn(role.node.root, TRUST_POLICY);
    const length = documentLength(Stack.of(role), role.assumeRolePolicyDocument);
    return length <= quota ? [] : errorsOn(role, [problem(
      `the trust policy of ${role.node.path} has ${length} characters, IAM allows ${quota}`, 'give fewer session tags, '
      + `or trust fewer agents; if your account has a higher quota, set the context "${TRUST_POLICY.context}"`)]);
  });
};
