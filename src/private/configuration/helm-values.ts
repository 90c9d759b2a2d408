import { Agent, arnOf } from './agent';
import { checkServiceAccountName } from './check-names';
import { joining, servicesOf } from './services';
import type { TeleportHelmValuesOptions } from '../../configuration/options';
import { checkFlag } from '../checks/check-lists';
import { invalid, verbatim } from '../checks/invalid';

/** Values of the chart `teleport-kube-agent`. */
export function helmValues(agent: Agent, options: TeleportHelmValuesOptions): object {
  const { serviceAccountName = 'teleport-agent', enterprise } = options;
  checkFlag('enterprise', enterprise);
  const { proxyServer, tokenName } = joining(options);
  const { db, discovery } = servicesOf(agent, options);
  if (db === undefined) {
    throw invalid('policies',
      'let the agent open databases, because the chart runs a Discovery Service for AWS only together with a Database Service',
      verbatim(agent.label), 'add a policy with \'databases\', or use TeleportDatabaseAccess if something else opens them');
  }
  const { enabled: _, resources, ...lists } = db;
  checkWhole({ db, discovery });
  return {
    roles: 'db', // 'discovery' would be that of Kubernetes
    proxyAddr: proxyServer,
    enterprise,
    joinParams: { method: 'iam', tokenName },
    awsDatabases: lists.aws && agent.matchers(options).map(({ types, regions, tags }) => ({ types, regions, tags })),
    databases: lists.databases
      && agent.registered().map(({ name, uri, address, protocol }) => ({ name, uri: uri ?? address, protocol })),
    databaseResources: resources,
    teleportConfig: beyond(lists, discovery),
    serviceAccount: { create: true, name: checkServiceAccountName(serviceAccountName) },
    annotations: annotationsOf(agent, options),
    extraEnv: [{ name: 'AWS_REGION', value: agent.stack.region }], // without it, an agent joins through us-east-1
  };
}

/** A text with the character that Helm writes as a space when it puts the file of the agent into a ConfigMap. */
const WITH_NEXT_LINE = /"([^"]*\u0085[^"]*)"/;

function checkWhole(services: object): void {
  const [, text] = WITH_NEXT_LINE.exec(JSON.stringify(services)) ?? [];
  if (text !== undefined) {
    throw invalid('policies', 'have no text with U+0085 for Helm values, because Helm makes a space of it', text,
      'write another character');
  }
}

/** What the values of the chart cannot say. The chart merges it last, and a list here takes the place of the chart's. */
function beyond(lists: object, discovery: object | undefined): object | undefined {
  const hasLists = Object.values(lists).some((list) => list !== undefined);
  return hasLists || discovery !== undefined ? { db_service: hasLists ? lists : undefined, discovery_service: discovery } : undefined;
}

/** The role, for IAM roles for service accounts. With Pod Identity, an association in AWS gives it instead. */
function annotationsOf(agent: Agent, { podIdentity = false }: TeleportHelmValuesOptions): object | undefined {
  checkFlag('podIdentity', podIdentity);
  const { identityType, label } = agent.identity;
  if (identityType !== 'Role') {
    throw invalid('policies', 'have a role as their target, because a pod cannot run as a user', verbatim(label));
  }
  return podIdentity ? undefined : { serviceAccount: { 'eks.amazonaws.com/role-arn': arnOf(agent) } };
}
