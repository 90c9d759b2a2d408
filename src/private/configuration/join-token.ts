import { Token } from 'aws-cdk-lib';
import { Agent, arnOf } from './agent';
import { checkResourceName } from './check-names';
import { servicesOfAgent } from './services-of-agent';
import type { TeleportJoinTokenOptions } from '../../configuration/resource-options';
import { checkFlag } from '../checks/check-lists';
import { checkOrganizationId } from '../checks/check-organization';
import { invalid, verbatim } from '../checks/invalid';
import { checkAtSynthesis } from '../synthesis/check-at-synthesis';
import { knownArn } from '../tokens/known-arn';

/** The resource of kind `token`: who may join, by the identity that AWS vouches for. */
export function joinToken(agent: Agent, options: TeleportJoinTokenOptions): object {
  const { name, organizationId, integration } = options;
  if (integration !== undefined && organizationId === undefined) {
    throw invalid('integration', 'be left out without \'organizationId\', because Teleport asks AWS Organizations through it', integration);
  }
  return {
    kind: 'token',
    version: 'v2',
    metadata: { name: checkResourceName('name', name) },
    spec: {
      roles: systemRoles(agent, options),
      join_method: 'iam',
      allow: [organizationId === undefined ? ofAccount(agent) : ofOrganization(agent, organizationId)],
      integration: integration && checkResourceName('integration', integration),
    },
  };
}

/** The services that may join: only those that the agent runs, and that the policies are for. */
function systemRoles(agent: Agent, options: TeleportJoinTokenOptions): string[] {
  return [...servicesOfAgent(agent).runsDatabaseService ? ['Db'] : [], ...admitsDiscoveryService(agent, options) ? ['Discovery'] : []];
}

/** An agent that only finds databases runs nothing else. */
export function admitsDiscoveryService(agent: Agent, { runsDiscoveryService }: TeleportJoinTokenOptions): boolean {
  checkFlag('runsDiscoveryService', runsDiscoveryService);
  const { runsDatabaseService, findsDatabases } = servicesOfAgent(agent);
  if (runsDiscoveryService === true && !findsDatabases) {
    throw invalid('runsDiscoveryService', `be left out, because ${agent.label} finds no databases`, runsDiscoveryService,
      'declare \'databaseTypes\' for what the Discovery Service finds');
  }
  if (runsDiscoveryService === false && !runsDatabaseService) {
    throw invalid('runsDiscoveryService', `be left out, because ${agent.label} only finds databases, and nothing else could join`,
      runsDiscoveryService);
  }
  return runsDiscoveryService ?? !runsDatabaseService;
}

function ofAccount(agent: Agent): object {
  const { account } = agent.identity;
  return { aws_account: account, aws_arn: callerArn(agent, account) };
}

function ofOrganization(agent: Agent, organizationId: string): object {
  const { identity } = agent;
  checkOrganizationId('organizationId', organizationId);
  if (identity.identityType !== 'Role' || Token.isUnresolved(roleName(agent))) {
    throw invalid('organizationId',
      'be left out for an agent without a literal role name, because the role has the same name in every account', verbatim(identity.label),
      'give the role a \'roleName\'');
  }
  return { aws_organization_id: organizationId, aws_arn: callerArn(agent, '*') };
}

/** What `sts:GetCallerIdentity` returns for the agent: a session of the role, without the role's path, or the user, with its path. */
function callerArn(agent: Agent, account: string): string {
  const { identity, stack } = agent;
  return identity.identityType === 'User'
    ? arnOf(agent)
    : `arn:${knownArn(identity.arn.text).partition ?? stack.partition}:sts::${account}:assumed-role/${roleName(agent)}/*`;
}

/** Literal if the app gives a name, because another template may contain it. */
function roleName({ identity, stack }: Agent): string {
  checkAtSynthesis(stack, 'identity', { identity, by: 'name' });
  const literal = identity.literalArn?.text.split('/').pop();
  return literal === undefined || Token.isUnresolved(literal) ? identity.name : literal;
}
