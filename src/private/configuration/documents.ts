import { checkDiscoveryGroup, checkResourceName, checkSelector } from './check-registration';
import { dbResource, registeredOf, staticDatabase } from './databases';
import { Source, sourcesOf } from './sources';
import { flatMatcher, Matcher, matchersOf, nestedMatcher } from './matchers';
import type { DbResourcesOptions, DbServiceOptions, DiscoveryConfigOptions, DiscoveryServiceOptions, TeleportMatcherOptions } from '../../teleport-configuration-options';
import { CATALOGUE } from '../catalogue';
import { checkFlag } from '../checks/check-lists';
import { PolicyBase } from '../policies/policy-base';

/** The value of `db_service` in `teleport.yaml`. */
export function dbService(policy: PolicyBase, options: DbServiceOptions): object {
  const { otherAccounts, resourceLabels, discoverDatabases = true, listDatabases = true } = options;
  checkFlag('discoverDatabases', discoverDatabases);
  checkFlag('listDatabases', listDatabases);
  const declarations = sourcesOf(policy, otherAccounts);
  const matchers = discoverDatabases ? matchersOf(declarations, options) : [];
  const databases = listDatabases ? registeredOf(declarations).map(staticDatabase) : [];
  const resources = resourceLabels === undefined ? [] : [{ labels: checkSelector('resourceLabels', resourceLabels) }];
  if (resources.length === 0) {
    checkReachable(declarations, matchers, options);
  }
  return {
    enabled: 'yes',
    aws: unlessEmpty(matchers.map(flatMatcher)),
    databases: unlessEmpty(databases),
    resources: unlessEmpty(resources),
  };
}

/** The value of `discovery_service` in `teleport.yaml`. */
export function discoveryService(policy: PolicyBase, options: DiscoveryServiceOptions): object {
  const { discoveryGroup, pollInterval } = options;
  return {
    enabled: 'yes',
    discovery_group: checkDiscoveryGroup(discoveryGroup),
    poll_interval: pollInterval && `${pollInterval.toSeconds()}s`,
    aws: discovered(policy, options).map(flatMatcher),
  };
}

/** The resource of kind `discovery_config`. */
export function discoveryConfig(policy: PolicyBase, options: DiscoveryConfigOptions): object {
  const { name, discoveryGroup } = options;
  return {
    kind: 'discovery_config',
    version: 'v1',
    metadata: { name: checkResourceName('name', name) },
    spec: { discovery_group: checkDiscoveryGroup(discoveryGroup), aws: discovered(policy, options).map(nestedMatcher) },
  };
}

/** The resources of kind `db`. */
export function dbResources(policy: PolicyBase, { otherAccounts }: DbResourcesOptions): object[] {
  const databases = registeredOf(sourcesOf(policy, otherAccounts));
  if (databases.length === 0) {
    throw new Error(`${policy.node.path} declares no single database that Teleport could register; name one in 'databases', or register the databases of a pattern by discovery`);
  }
  return databases.map(dbResource);
}

function discovered(policy: PolicyBase, options: TeleportMatcherOptions): Matcher[] {
  const matchers = matchersOf(sourcesOf(policy, options.otherAccounts), options);
  if (matchers.length === 0) {
    throw new Error(`${policy.node.path} declares nothing to discover; name the types in 'databaseTypes' (DynamoDB and Keyspaces cannot be discovered: use dbServiceYaml())`);
  }
  return matchers;
}

/** Nothing that the policy allows may be left to nobody in silence. */
function checkReachable(declarations: readonly Source[], matchers: readonly Matcher[], options: DbServiceOptions): void {
  const { discoverDatabases, listDatabases } = options;
  const switchedOff = Object.entries({ discoverDatabases, listDatabases }).find(([, flag]) => flag === false);
  if (switchedOff !== undefined) {
    throw new Error(`'${switchedOff[0]}' can be false only if others register the databases, got no 'resourceLabels'; add the labels of these databases`);
  }
  const found = new Set(matchers.flatMap(({ types }) => types));
  const databases = declarations.flatMap(({ declaration }) => declaration.databases ?? []);
  const stray = databases.find(({ _facts: { isPattern, types } }) => isPattern && !types.some((type) => found.has(CATALOGUE[type].matcher ?? '')));
  if (stray !== undefined) {
    throw new Error(`'resourceLabels' has to name the labels of the databases of the pattern of type ${stray._facts.types.join(', ')}, which Teleport can open but nobody registers here; `
      + 'add \'resourceLabels\', or name the types in \'databaseTypes\'');
  }
  if (matchers.length === 0 && databases.length === 0) {
    throw new Error('\'resourceLabels\' has to name the labels of the databases that this service opens, as the policy declares none; add \'resourceLabels\'');
  }
}

const unlessEmpty = <T>(list: readonly T[]): readonly T[] | undefined => list.length === 0 ? undefined : list;
