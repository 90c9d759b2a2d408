import { aws_ec2 as ec2 } from 'aws-cdk-lib'; // loaded when it is used, unlike 'aws-cdk-lib/aws-ec2': 2 of 22 ms
import type * as opensearch from 'aws-cdk-lib/aws-opensearchservice';
import { IConstruct } from 'constructs';
import { checkPort } from './endpoint';
import { KINDS } from './protocols-and-ports';
import { RULES_OF_TELEPORT } from './text-rules';
import { DatabaseFacts } from '../../databases/private/database-facts';
import { isResource } from '../aws/resource-type';
import { invalid } from '../checks/invalid';
import { warn } from '../checks/warning';
import { agentWithoutSecurityGroup, nothingToOpen, securityGroupNotOpened } from '../checks/warnings';
import type { Declaration } from '../declaration/declaration';
import { checkAtSynth } from '../policies/look-again';

/** Opens the databases' security groups to the agent, and warns about those that it cannot open. */
export function openSecurityGroups(scope: IConstruct, { databases = [] }: Declaration, agent: ec2.IConnectable): void {
  if (!isObject(agent) || !('connections' in agent) || !('securityGroups' in agent.connections)) {
    throw invalid('connectable', 'be an instance, a service or a security group', agent);
  }
  const single = databases.map(({ _facts }) => _facts).filter(({ types, isPattern }) => !isPattern && KINDS[types[0]].ports !== undefined);
  if (single.length === 0) {
    warn(scope, nothingToOpen());
  } else {
    warnOfNoGroup(scope, agent);
  }
  const closed = single.filter((facts) => !open(scope, facts, agent));
  if (closed.length > 0) {
    warn(scope, securityGroupNotOpened(closed.map(({ label }) => label)));
  }
}

/** An address has none, and needs none. A group may still be added to a service until it is synthesized. */
function warnOfNoGroup(scope: IConstruct, agent: ec2.IConnectable): void {
  scope.node.addValidation({
    validate: () => {
      if (agent.connections.securityGroups.length === 0 && !('toIngressRuleConfig' in agent)) {
        warn(scope, agentWithoutSecurityGroup());
      }
      return [];
    },
  });
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function open(scope: IConstruct, { construct, registration, types, label }: DatabaseFacts, agent: ec2.IConnectable): boolean {
  if (construct === undefined || !isConnectable(construct) || construct.connections.securityGroups.length === 0) {
    return false;
  }
  const { connections } = construct;
  const [usual] = Object.values(KINDS[types[0]].ports ?? {});
  const { port } = registration ?? {};
  if (port !== undefined) {
    checkAtSynth(scope, RULES_OF_TELEPORT.port, checkPort(label, port));
  }
  const given = port === undefined ? undefined : ec2.Port.tcp(port);
  connections.allowFrom(agent, given ?? connections.defaultPort ?? ec2.Port.tcp(Number(usual)), 'Teleport agent');
  return true;
}

/** A domain outside a VPC has the attribute, but reading it throws. */
function isConnectable(construct: IConstruct): construct is IConstruct & ec2.IConnectable {
  const { defaultChild: resource } = construct.node;
  return 'connections' in construct
    && !(isResource<opensearch.CfnDomain>(resource, 'AWS::OpenSearchService::Domain') && resource.vpcOptions === undefined);
}
