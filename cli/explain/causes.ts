import { Denial, PolicyKind } from './denial';
import { isOfPodIdentity } from './session-tags';

/** What helps against a policy that refused. */
interface Cause {
  /** Whether the option belongs to the way out. */
  readonly option: boolean;
  readonly absent: string;
  readonly denies: string;
}

const CAUSES: { readonly [kind in PolicyKind]: Cause } = {
  'identity-based policy': {
    option: true,
    absent: 'Either the option is missing, or it is limited to other regions, names or tags, or the policy is on another identity.',
    denies: 'A policy on the identity denies it, and no option lifts that. No policy of this library denies anything: look for a Deny in '
      + 'the others.',
  },
  'permissions boundary': {
    option: true,
    absent: 'The permissions boundary of the identity does not contain it. A boundary of this library contains what its policies allow, '
      + 'so give the option to a policy in its `policies`, or to the policy with `SelfGrant.BOUNDED`. Grant anything else to the '
      + 'boundary itself.',
    denies: 'The permissions boundary of the identity denies it, and no option lifts that. No boundary of this library denies anything: '
      + 'look at whose it is.',
  },
  'service control policy': {
    option: false,
    absent: 'The organization does not allow it in this account. Whoever manages its service control policies must, and no option '
      + 'replaces that.',
    denies: 'The organization denies it in this account. Whoever manages its service control policies must change that: look for regions '
      + 'in particular. No option replaces it.',
  },
  'resource control policy': {
    option: false,
    absent: 'The organization does not allow it on this resource. Whoever manages its resource control policies must, and no option '
      + 'replaces that.',
    denies: 'The organization denies it on this resource. Whoever manages its resource control policies must change that, and no option '
      + 'replaces it.',
  },
  'resource-based policy': {
    option: true,
    absent: 'The policy on the resource itself must allow the identity too, and this library writes no such policy.',
    denies: 'The policy on the resource itself denies it, and no option lifts that. Its owner must change it.',
  },
  'session policy': {
    option: false,
    absent: 'The identity has less in this session than its policies allow: whoever started the session gave it a session policy.',
    denies: 'A policy of this session denies it: whoever started the session gave it that policy.',
  },
  'role trust policy': {
    option: false,
    absent: 'The role does not trust the agent. Where the role is defined: `assumedBy: new TeleportAgentPrincipal(agentRole)`, with the '
      + '`externalId` and `sessionTags` that Teleport sends.',
    denies: 'The trust policy of the role denies it. Its owner must change that, and no option lifts it.',
  },
  'VPC endpoint policy': {
    option: false,
    absent: 'The call goes through a VPC endpoint whose policy does not allow it. Allow it there.',
    denies: 'The call goes through a VPC endpoint whose policy denies it. Change it there.',
  },
};

/** What the policy on a resource is called, where its owner finds it under another name. */
const ON_RESOURCE: { readonly [service: string]: string } = {
  kms: 'That is the key policy: one that lets the account use IAM, as CDK writes it, is enough for identities of the same account.',
  es: 'That is the access policy of the domain.',
  secretsmanager: 'That is the resource policy of the secret, which only identities of another account need.',
};

const TRUST_TOO = 'AWS does not say which side refused: the agent must be allowed to, *and* the role must trust the agent. Where the '
  + 'role is defined: `assumedBy: new TeleportAgentPrincipal(agentRole)`, with the `externalId` and `sessionTags` that Teleport sends.';

/** The kind of policy that refused: STS calls the trust policy of a role a resource-based policy in some messages. */
const refusing = ({ policy, action = '' }: Denial): PolicyKind | undefined =>
  policy === 'resource-based policy' && /^sts:/i.test(action) ? 'role trust policy' : policy;

/** What to do about the policy that refused, as far as the message says it. */
export function adviceOn(denial: Denial): string[] {
  const { explicit, action = '', asked } = denial;
  const policy = refusing(denial);
  const mayBeTrust = policy === undefined || policy === 'role trust policy';
  if (mayBeTrust && explicit === undefined && isOfPodIdentity(denial) && /^sts:TagSession$/i.test(action)) {
    return []; // nobody is to trust these tags
  }
  if (policy !== undefined) {
    const { absent, denies } = CAUSES[policy];
    const name = policy === 'resource-based policy' ? ON_RESOURCE[action.toLowerCase().split(':')[0]] : undefined;
    return [[explicit ? denies : absent, ...name === undefined ? [] : [name]].join(' ')];
  }
  if (asked) {
    return [];
  }
  if (explicit) {
    return ['A statement denies it, and no option lifts that. No policy of this library denies anything: look for a Deny elsewhere.'];
  }
  return /^sts:(?:AssumeRole|TagSession)$/i.test(action) ? [TRUST_TOO] : [];
}

/** Whether an option helps, alone or with something else. */
export function optionHelps(denial: Denial): boolean {
  const policy = refusing(denial);
  return denial.explicit === undefined && (policy === undefined || CAUSES[policy].option);
}
