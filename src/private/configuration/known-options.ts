import type { Agent } from './agent';
import type {
  TeleportDbServiceOptions, TeleportDiscoveryServiceOptions, TeleportHelmValuesOptions, TeleportMatcherOptions, TeleportYamlOptions,
} from '../../configuration/options';
import type {
  TeleportDiscoveryConfigOptions, TeleportIntegrationOptions, TeleportJoinTokenOptions, TeleportRoleOptions,
} from '../../configuration/resource-options';
import { Known, knownOptions } from '../checks/known-options';
import { warn } from '../checks/warnings/warning';
import type { Declaration } from '../permissions/declaration';
import { onUnknownOptions } from '../permissions/ignored-options';

/** The names of the options of each document. */
const OF_MATCHER: Known<TeleportMatcherOptions> = { databaseUserExternalId: true };
const OF_DB_SERVICE: Known<TeleportDbServiceOptions> = {
  ...OF_MATCHER,
  resourceLabels: true,
  discoverDatabases: true,
  listDatabases: true,
};
const OF_DISCOVERY_SERVICE: Known<TeleportDiscoveryServiceOptions> = { ...OF_MATCHER, discoveryGroup: true, pollInterval: true };
const OF_TELEPORT_YAML: Known<TeleportYamlOptions> = {
  ...OF_DB_SERVICE,
  proxyServer: true,
  joinTokenName: true,
  discoveryGroup: true,
  pollInterval: true,
};
const OF_HELM_VALUES: Known<TeleportHelmValuesOptions> = {
  ...OF_TELEPORT_YAML,
  enterprise: true,
  serviceAccountName: true,
  podIdentity: true,
};
const OF_JOIN_TOKEN: Known<TeleportJoinTokenOptions> = {
  name: true,
  runsDiscoveryService: true,
  organizationId: true,
  integration: true,
};
const OF_DISCOVERY_CONFIG: Known<TeleportDiscoveryConfigOptions> = {
  ...OF_MATCHER,
  name: true,
  discoveryGroup: true,
  integration: true,
};
const OF_INTEGRATION: Known<TeleportIntegrationOptions> = { name: true };
const OF_ROLE: Known<TeleportRoleOptions> = { name: true, databaseLabels: true, databaseUsers: true, databaseNames: true };

/** By the method that makes the document. */
export const DOCUMENTS = {
  teleportYaml: OF_TELEPORT_YAML,
  dbService: OF_DB_SERVICE,
  discoveryService: OF_DISCOVERY_SERVICE,
  helmValues: OF_HELM_VALUES,
  joinToken: OF_JOIN_TOKEN,
  discoveryConfig: OF_DISCOVERY_CONFIG,
  integration: OF_INTEGRATION,
  role: OF_ROLE,
};

/** The options of a document, and a warning of those that it does not know. */
export function knownTo<T extends object>(agent: Agent, options: T, known: Known<T>): T {
  const given = knownOptions('options', options, known);
  warnOfUnknown(agent, [{ options: given }]);
  return given;
}

/** Of options, and of what was declared with them. */
export function warnOfUnknown({ stack }: Agent, all: readonly { readonly options?: object; readonly declaration?: Declaration }[]): void {
  all.flatMap(({ options = {}, declaration = {} }) => onUnknownOptions(declaration, options)).forEach((warning) => warn(stack, warning));
}
