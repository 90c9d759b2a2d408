import { runSimulation } from '@cloud-copilot/iam-simulate';
import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { PolicyDocument } from './evaluator';
import { mayAssume, TrustPolicy } from './trust';
import { AssumedRole, TeleportAgentPrincipal, TeleportDatabaseAccess } from '../../src';
import { deployed, documentOf, propertiesOf } from '../support/template';

const [HUB, SPOKE, OTHER] = ['111111111111', '222222222222', '333333333333'];
const ORGANIZATION = 'o-abcdef1234';
const OPTIONS = { externalId: 'correct-horse' };
const ROLE = `arn:aws:iam::${SPOKE}:role/teleport-access`;
const EVERYTHING: PolicyDocument = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

/** The policy of the hub's agent, and the trust of the role that each account of the organization has. */
function hubAndSpoke() {
  const app = new App();
  const hub = new Stack(app, 'Hub', { env: { account: HUB, region: 'eu-west-1' } });
  const agent = new iam.Role(hub, 'Agent', { roleName: 'teleport-agent', assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
  new TeleportDatabaseAccess(hub, 'Teleport', { target: agent, assumedRoles: [AssumedRole.inOrganization(ORGANIZATION, { roleName: 'teleport-access', ...OPTIONS })] });
  const spoke = new Stack(app, 'Spoke');
  const assumedBy = new TeleportAgentPrincipal(agent, { organizationId: ORGANIZATION, ...OPTIONS });
  new iam.Role(spoke, 'Access', { roleName: 'teleport-access', assumedBy });
  const [{ AssumeRolePolicyDocument }] = propertiesOf(spoke, 'AWS::IAM::Role');
  return {
    policy: documentOf(hub) as unknown as PolicyDocument,
    trust: deployed(AssumeRolePolicyDocument, { 'AWS::AccountId': SPOKE }) as unknown as TrustPolicy,
  };
}

const { policy, trust } = hubAndSpoke();

/** What the caller is and sends; it may do anything as far as its own policies go, unless it is the agent with its own. */
interface Caller {
  readonly who: string;
  readonly principal?: string;
  readonly organization?: string;
  readonly externalId?: string;
  readonly policy?: PolicyDocument;
  readonly trust?: TrustPolicy;
}

/** What our evaluator and iam-simulate decide. */
async function decisions(caller: Caller): Promise<[ours: boolean, simulated: boolean]> {
  const { principal = `arn:aws:iam::${HUB}:role/teleport-agent`, organization, externalId, policy: own = EVERYTHING, trust: admitting = trust } = caller;
  const context: { [key: string]: string } = {
    'aws:PrincipalArn': principal,
    ...organization !== undefined && { 'aws:PrincipalOrgID': organization, 'aws:ResourceOrgID': organization },
    ...externalId !== undefined && { 'sts:ExternalId': externalId },
  };
  const result = await runSimulation({
    request: { principal, action: 'sts:AssumeRole', resource: { resource: ROLE, accountId: SPOKE }, contextVariables: context },
    identityPolicies: [{ name: 'own', policy: own }],
    serviceControlPolicies: [{ orgIdentifier: 'r-1', policies: [{ name: 'FullAWSAccess', policy: EVERYTHING }] }],
    resourceControlPolicies: [],
    resourcePolicy: admitting,
  }, {});
  expect(result.resultType).not.toBe('error');
  return [
    mayAssume(admitting, { principal, own: { policies: [own] }, action: 'sts:AssumeRole', role: ROLE, context }),
    'overallResult' in result && result.overallResult === 'Allowed',
  ];
}

const RIGHT = { organization: ORGANIZATION, externalId: 'correct-horse' };

test.each<Caller>([
  { who: 'the agent with its own policy', ...RIGHT, policy },
  { who: 'the agent with any policy', ...RIGHT },
])('$who is admitted by the role of every account', async (caller) => {
  expect(await decisions(caller)).toEqual([true, true]);
});

test.each<Caller>([
  { who: 'the agent without the external id', organization: ORGANIZATION, policy },
  { who: 'the agent with another external id', ...RIGHT, externalId: 'wrong' },
  { who: 'the agent after its account left the organization', externalId: 'correct-horse' },
  { who: 'the agent in another organization', ...RIGHT, organization: 'o-zyxwvu9876' },
  { who: 'a role of the same name in the account of the databases', ...RIGHT, principal: `arn:aws:iam::${SPOKE}:role/teleport-agent` },
  { who: 'a role of the same name in another account of the organization', ...RIGHT, principal: `arn:aws:iam::${OTHER}:role/teleport-agent` },
  { who: 'another role of the hub', ...RIGHT, principal: `arn:aws:iam::${HUB}:role/teleport-agent2` },
  { who: 'a role of that name with a path', ...RIGHT, principal: `arn:aws:iam::${HUB}:role/path/teleport-agent` },
  { who: 'a user of the hub', ...RIGHT, principal: `arn:aws:iam::${HUB}:user/teleport-agent` },
  { who: 'the agent whose own policy is gone', ...RIGHT, policy: { Version: '2012-10-17', Statement: [] } },
])('$who is not', async (caller) => {
  expect(await decisions(caller)).toEqual([false, false]);
});

/** A trust as somebody else could write it, and the caller that it speaks of. */
const trusting = (Principal: TrustPolicy['Statement'][number]['Principal'], Effect = 'Allow'): TrustPolicy =>
  ({ Version: '2012-10-17', Statement: [{ Effect, Action: 'sts:AssumeRole', Principal }] });
const ROOT = { AWS: `arn:aws:iam::${HUB}:root` };
const NEIGHBOUR = `arn:aws:iam::${SPOKE}:role/neighbour`;
const NOTHING: PolicyDocument = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }] };

describe('the evaluator and iam-simulate agree about a trust', () => {
  test.each<Caller & { admitted: boolean }>([
    { who: 'in an account', trust: trusting(ROOT), admitted: true },
    { who: 'in an account, without a policy of the caller', trust: trusting(ROOT), policy: NOTHING, admitted: false },
    { who: 'in another account', trust: trusting({ AWS: [`arn:aws:iam::${OTHER}:root`] }), admitted: false },
    { who: 'in a role', trust: trusting({ AWS: [`arn:aws:iam::${HUB}:role/teleport-agent`] }), admitted: true },
    { who: 'in another role', trust: trusting({ AWS: `arn:aws:iam::${HUB}:role/teleport-agent2` }), admitted: false },
    { who: 'in a role of the same account, without a policy of its own', trust: trusting({ AWS: NEIGHBOUR }), principal: NEIGHBOUR, policy: NOTHING, admitted: true },
    { who: 'in a service', trust: trusting({ Service: 'ec2.amazonaws.com' }), admitted: false },
    {
      who: 'that denies',
      trust: { Version: '2012-10-17', Statement: [...trusting(ROOT).Statement, ...trusting(ROOT, 'Deny').Statement] },
      admitted: false,
    },
    {
      who: 'in another action',
      trust: { Version: '2012-10-17', Statement: [{ ...trusting(ROOT).Statement[0], Action: ['sts:TagSession'] }] },
      admitted: false,
    },
  ])('$who', async ({ admitted, ...caller }) => {
    expect(await decisions(caller)).toEqual([admitted, admitted]);
  });

  test('and ours does not guess: a principal that it does not know is an error', () => {
    const attempt = { principal: NEIGHBOUR, own: { policies: [EVERYTHING] }, action: 'sts:AssumeRole', role: ROLE, context: {} };
    expect(() => mayAssume(trusting({ AWS: '*' }), attempt)).toThrow('the evaluator does not know the principal *');
  });
});
