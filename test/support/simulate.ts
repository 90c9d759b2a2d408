import { runSimulation } from '@cloud-copilot/iam-simulate';
import { Call } from './databases/fixture';
import { ACCOUNT, REGION } from './template';

/** Without one, everything is denied. */
const EVERYTHING = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
const SERVICE_CONTROL_POLICIES = [{ orgIdentifier: 'r-1234', policies: [{ name: 'FullAWSAccess', policy: EVERYTHING }] }];

/** Whether policies let a role make a call. A request that the simulator does not understand is an error, never a denial. */
export async function isAllowed(documents: readonly object[], { action, on, given = {} }: Call): Promise<boolean> {
  const [, , , region, account] = on.split(':');
  const { resultType, errors, overallResult } = await runSimulation({
    request: {
      principal: `arn:aws:iam::${ACCOUNT}:role/agent`,
      action,
      resource: { resource: on, accountId: account || ACCOUNT },
      contextVariables: { 'aws:RequestedRegion': region || REGION, ...given },
    },
    identityPolicies: documents.map((policy, index) => ({ name: `policy${index}`, policy })),
    serviceControlPolicies: SERVICE_CONTROL_POLICIES,
    resourceControlPolicies: [],
  }, {}) as { resultType: string; errors?: unknown; overallResult?: string };
  if (resultType === 'error') {
    throw new Error(`${action} on ${on}: ${JSON.stringify(errors)}`);
  }
  return overallResult === 'Allowed';
}
