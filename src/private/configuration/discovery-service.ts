import { Token } from 'aws-cdk-lib';
import type { Agent } from './agent';
import { checkDiscoveryGroup } from './check-names';
import { flatMatcher, Matcher } from './matchers';
import { checkUsersCanLogIn } from './user-external-id';
import type { TeleportDiscoveryServiceOptions, TeleportMatcherOptions } from '../../configuration/options';
import { invalid, verbatim } from '../checks/invalid';
import { PerApp } from '../checks/per-app';

/** The value of `discovery_service` in `teleport.yaml`. */
export function discoveryService(agent: Agent, options: TeleportDiscoveryServiceOptions): object {
  const { discoveryGroup, pollInterval } = options;
  if (pollInterval !== undefined && !('toSeconds' in Object(pollInterval))) {
    throw invalid('pollInterval', 'be a Duration', pollInterval, 'give Duration.minutes(5) or the like');
  }
  if (pollInterval !== undefined && pollInterval.toSeconds() < 1) {
    throw invalid('pollInterval', 'be at least a second', verbatim(`${pollInterval.toSeconds()} seconds`), 'leave it out for five minutes');
  }
  const service = {
    enabled: true,
    discovery_group: checkDiscoveryGroup(discoveryGroup),
    poll_interval: pollInterval && `${pollInterval.toSeconds()}s`,
    aws: discovered(agent, options).map(flatMatcher),
  };
  checkGroup(agent, discoveryGroup, service.aws);
  return service;
}

/** What the agent looks for. A Discovery Service must have something to look for. */
export function discovered({ reachable, matchers: matchersFor, label }: Agent, options: TeleportMatcherOptions): readonly Matcher[] {
  checkUsersCanLogIn(reachable, options);
  const matchers = matchersFor(options);
  if (matchers.length === 0) {
    throw invalid('databaseTypes', `name what Teleport discovers, because ${label} declares no types`, verbatim('nothing'),
      'name the types (DynamoDB and Keyspaces cannot be discovered: Teleport lists them in db_service)');
  }
  return matchers;
}

/** What the Discovery Services of each group look for, by app. */
const groups = new PerApp(() => new Map<string, { readonly matchers: string; readonly label: string }>());

/** Services in one group delete what only another service finds. */
function checkGroup({ stack, label }: Agent, group: string, matchers: readonly object[]): void {
  const known = groups.of(stack);
  const own = { matchers: JSON.stringify([stack.account, matchers]), label };
  const other = known.get(group) ?? own;
  if (other.matchers !== own.matchers) {
    throw invalid('discoveryGroup',
      `differ between agents that look for different databases, because ${other.label} and ${label} would delete each other's`,
      Token.isUnresolved(group) ? verbatim('the same token') : group,
      'give each agent a group of its own, or use discovery_config for the group');
  }
  known.set(group, own);
}
