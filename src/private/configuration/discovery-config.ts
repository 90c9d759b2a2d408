import type { Agent } from './agent';
import { checkDiscoveryGroup, checkResourceName } from './check-names';
import { discovered } from './discovery-service';
import { nestedMatcher } from './matchers';
import type { TeleportDiscoveryConfigOptions } from '../../configuration/resource-options';
import { invalid, verbatim } from '../checks/invalid';

/** Teleport Cloud's own Discovery Service, which has no AWS credentials. */
const CLOUD = 'cloud-discovery-group';

/** The resource of kind `discovery_config`. */
export function discoveryConfig(agent: Agent, options: TeleportDiscoveryConfigOptions): object {
  const { name, discoveryGroup, integration } = options;
  const matchers = discovered(agent, options);
  if (discoveryGroup === CLOUD && integration === undefined && matchers.some(({ role }) => role === undefined)) {
    throw invalid('integration', `be given for the group ${CLOUD}, because Teleport Cloud's Discovery Service has no AWS credentials`,
      verbatim('nothing'), 'name the resource that \'integration\' of this configuration gives');
  }
  return {
    kind: 'discovery_config',
    version: 'v1',
    metadata: { name: checkResourceName('name', name) },
    spec: {
      discovery_group: checkDiscoveryGroup(discoveryGroup),
      aws: matchers.map((matcher) => nestedMatcher(matcher, integration && checkResourceName('integration', integration))),
    },
  };
}
