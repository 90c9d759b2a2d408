import { Stack } from 'aws-cdk-lib';
import { IVpc } from 'aws-cdk-lib/aws-ec2';
import { IConstruct } from 'constructs';
import type { RoleToAssume } from './assumed-role';
import { checkVpc } from './check-vpc';
import { DocumentText } from './document/document-text';
import { Matcher, matchersOf } from './matchers';
import { Registered, registeredOf } from './registration/databases';
import { reachedByPolicy, reachedViaRole, Reachable, Remote } from './sources';
import type { TeleportMatcherOptions } from '../../configuration/options';
import type { ITeleportPolicy } from '../../policies/policy';
import { matches } from '../aws/matches';
import { checkList, checkMade } from '../checks/check-lists';
import { invalid, verbatim } from '../checks/invalid';
import { OF_POLICIES } from '../checks/makers';
import { Identity, isSameIdentity } from '../identities/identity';
import { arnFor } from '../permissions/assume-roles';
import { checkAtSynthesis } from '../synthesis/check-at-synthesis';
import { getOr } from '../tokens/get-or';
import { PolicyBase } from '../writing/policy-base';

/** One agent, and everything that it reaches. */
export interface Agent {
  readonly identity: Identity;
  /** The first of its policies: what the rules at synthesis are noted by. */
  readonly scope: IConstruct;
  /** The stack whose template names it. */
  readonly stack: Stack;
  /** What its own policies declare first, then what is behind the roles that it assumes. */
  readonly reachable: readonly Reachable[];
  /** Its single databases, as Teleport registers them, made once. Throws for what Teleport requires and nobody says. */
  readonly registered: () => readonly Registered[];
  /** What it discovers, made once for each external id of database users. */
  readonly matchers: (options: TeleportMatcherOptions) => readonly Matcher[];
  readonly vpc?: IVpc;
  /** What messages call it. */
  readonly label: string;
}

export interface AgentDeclaration {
  readonly policies: ITeleportPolicy[];
  readonly remotes?: readonly Remote[];
  readonly vpc?: IVpc;
}

export function agentOf({ policies, remotes = [], vpc }: AgentDeclaration): Agent {
  const own = policiesOfOne(policies);
  const [first] = own;
  const stack = Stack.of(first);
  const behind = remotes.flatMap((remote) => reachedViaRole(remote, stack));
  behind.forEach(({ viaRole }) => checkAssumable(own, viaRole));
  checkAtSynthesis(first, 'configuration', { isDocument: (token) => token instanceof DocumentText });
  behind.forEach(({ viaIdentity }) => viaIdentity && checkAtSynthesis(first, 'identity', { identity: viaIdentity, by: 'arn' }));
  const reachable = [...own.map((policy) => reachedByPolicy(policy, stack)), ...behind];
  let registered: readonly Registered[] | undefined;
  const matchers = new Map<string | undefined, readonly Matcher[]>();
  return {
    identity: first._identity,
    scope: first,
    stack,
    reachable,
    registered: () => registered ??= registeredOf(reachable),
    matchers: (options) => getOr(matchers, options.databaseUserExternalId, () => matchersOf(reachable, options)),
    vpc: checkVpc(first, vpc),
    label: own.map(({ node }) => node.path).join(', '),
  };
}

/** Its ARN, path included, for a document. */
export function arnOf({ identity, stack }: Agent): string {
  checkAtSynthesis(stack, 'identity', { identity, by: 'arn' });
  return arnFor(stack, 'policies', identity).text;
}

/** Policies of one role or user, which is the agent. */
function policiesOfOne(policies: ITeleportPolicy[]): PolicyBase[] {
  const own = checkMade('policies', checkList('policies', policies, 'name the policies of the agent'), PolicyBase, OF_POLICIES);
  const [first, ...others] = own;
  const stray = others.find(({ _identity }) => !isSameIdentity(_identity, first._identity));
  if (stray !== undefined) {
    throw invalid('policies', 'have one target, because they describe one agent',
      verbatim(`${first.node.path} of ${first._identity.label} and ${stray.node.path} of ${stray._identity.label}`),
      'make a configuration for each agent');
  }
  return own;
}

/** The permissions must allow what the configuration names: the agent may assume the role, with what it sends. */
function checkAssumable(policies: readonly PolicyBase[], role: RoleToAssume | undefined): void {
  if (role !== undefined && !policies.some((policy) => allows(policy, role))) {
    throw invalid('remoteDatabases',
      `be behind roles that ${policies.map(({ node }) => node.path).join(', ')} may assume, with the same external id`,
      verbatim(role.label), 'add the same AssumedRole to \'assumedRoles\' of TeleportDatabaseAccess');
  }
}

function allows({ _permissions }: PolicyBase, { arn, externalId }: RoleToAssume): boolean {
  return _permissions.some(({ actions, resources, conditions }) => actions.includes('sts:AssumeRole')
    && resources.some(({ text }) => matches(withoutPartition(text), withoutPartition(arn)))
    && (conditions?.StringEquals?.['sts:ExternalId'] ?? [{ text: externalId }]).some(({ text }) => text === externalId));
}

/** A pseudo parameter and a literal mean the same. */
const withoutPartition = (arn: string) => arn.replace(/^arn:.*?:iam::/, 'arn:iam::');
