import { aws_ec2 as ec2, Stack } from 'aws-cdk-lib'; // loaded when it is used, unlike 'aws-cdk-lib/aws-ec2': 2 of 22 ms
import type * as opensearch from 'aws-cdk-lib/aws-opensearchservice';
import { IConstruct } from 'constructs';
import { checkPort, usualPort } from './registration/endpoint';
import { protocolOf } from './registration/protocol';
import { RULES_OF_TELEPORT } from './text-rules';
import { DatabaseFacts } from '../../databases/private/database-facts';
import { invalid } from '../checks/invalid';
import { checkCopy } from '../checks/second-copy';
import { nothingToOpen, portNotKnown, securityGroupNotOpened } from '../checks/warnings/databases';
import { warn, Warning } from '../checks/warnings/warning';
import type { Declaration } from '../permissions/declaration';
import { checkAtSynthesis, checkTextAtSynthesis } from '../synthesis/check-at-synthesis';
import { isResource } from '../tokens/resource-type';
import { CATALOGUE } from '../types';

/** Opens the databases' security groups to the agent, and warns about those that it cannot open. */
export function openSecurityGroups(scope: IConstruct, { databases = [] }: Declaration, agent: ec2.IConnectable): void {
  checkCopy('connectable', agent);
  if (!isObject(agent) || !('connections' in agent) || !('securityGroups' in agent.connections)) {
    throw invalid('connectable', 'be an instance, a service or a security group', agent);
  }
  const single = databases.map(({ _facts }) => _facts)
    .filter(({ types, isPattern }) => !isPattern && CATALOGUE[types[0]].endpoint?.ports !== undefined);
  if (single.length === 0) {
    warn(scope, nothingToOpen());
  } else {
    checkAtSynthesis(scope, 'connectable', { connectable: agent });
  }
  const results = single.map((facts) => ({ label: facts.label, result: open(scope, facts, agent) }));
  for (const [result, warning] of NOT_OPENED) {
    const labels = results.filter((one) => one.result === result).map(({ label }) => label);
    if (labels.length > 0) {
      warn(scope, warning(labels));
    }
  }
}

const DESCRIPTION = 'Teleport agent';

type Result = 'opened' | 'no group' | 'no port';
const NOT_OPENED: readonly (readonly [Result, (labels: readonly string[]) => Warning])[] = [
  ['no group', securityGroupNotOpened], ['no port', portNotKnown],
];

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function open(scope: IConstruct, facts: DatabaseFacts, agent: ec2.IConnectable): Result {
  const { construct } = facts;
  if (construct === undefined || !isConnectable(construct) || construct.connections.securityGroups.length === 0) {
    return 'no group';
  }
  const port = givenPort(scope, facts) ?? construct.connections.defaultPort ?? usualPortOf(facts);
  if (port === undefined) {
    return 'no port';
  }
  if (isBeside(scope, construct, agent)) {
    openFromAgent(construct.connections, agent.connections, port);
  } else {
    construct.connections.allowFrom(agent, port, DESCRIPTION);
  }
  return 'opened';
}

/** CDK would warn of a rule out of a group that lets everything out. */
function openFromAgent(database: ec2.Connections, agent: ec2.Connections, port: ec2.Port): void {
  for (const group of agent.securityGroups) {
    database.securityGroups.forEach((its) => its.addIngressRule(group, port, DESCRIPTION, true));
    if (!group.allowAllOutbound) {
      database.securityGroups.forEach((its) => group.addEgressRule(its, port, DESCRIPTION));
    }
  }
}

/**
 * Whether the policy is in the stack of the agent, and the database in another one. The policy names the database, so the rule must be in
 * the agent's stack too, or the two stacks depend on each other.
 */
function isBeside(scope: IConstruct, database: IConstruct, agent: ec2.IConnectable): boolean {
  const stack = Stack.of(scope);
  return Stack.of(database) !== stack && agent.connections.securityGroups.some((group) => Stack.of(group) === stack);
}

function givenPort(scope: IConstruct, { label, registration: { port } = {} }: DatabaseFacts): ec2.Port | undefined {
  if (port !== undefined) {
    checkTextAtSynthesis(scope, RULES_OF_TELEPORT.port, checkPort(label, port));
  }
  return port === undefined ? undefined : ec2.Port.tcp(port);
}

/** That of the protocol, which not every construct tells. */
function usualPortOf(facts: DatabaseFacts): ec2.Port | undefined {
  const protocol = protocolOf(facts);
  const port = protocol === undefined ? undefined : usualPort(facts.types, protocol);
  return port === undefined ? undefined : ec2.Port.tcp(Number(port));
}

/** A domain outside a VPC has the attribute, but reading it throws. */
function isConnectable(construct: IConstruct): construct is IConstruct & ec2.IConnectable {
  const { defaultChild: resource } = construct.node;
  return 'connections' in construct
    && !(isResource<opensearch.CfnDomain>(resource, 'AWS::OpenSearchService::Domain') && resource.vpcOptions === undefined);
}
