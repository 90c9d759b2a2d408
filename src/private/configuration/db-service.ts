import type { Agent } from './agent';
import { flatMatcher, Matcher } from './matchers';
import { staticDatabase } from './registration/database-dialects';
import { selectorsOf } from './resource-selectors';
import { checkRunsDatabaseService } from './services-of-agent';
import { checkUsersCanLogIn } from './user-external-id';
import type { TeleportDbServiceOptions } from '../../configuration/options';
import { checkFlag } from '../checks/check-lists';
import { invalid, verbatim } from '../checks/invalid';
import { CATALOGUE } from '../types';

/** The value of `db_service` in `teleport.yaml`. */
export interface DbService {
  readonly enabled: boolean;
  readonly aws?: readonly object[];
  readonly databases?: readonly object[];
  readonly resources?: readonly object[];
}

export function dbService(agent: Agent, options: TeleportDbServiceOptions): DbService {
  const { resourceLabels, discoverDatabases = true, listDatabases = true } = options;
  checkFlag('discoverDatabases', discoverDatabases);
  checkFlag('listDatabases', listDatabases);
  checkRunsDatabaseService(agent);
  if (discoverDatabases) {
    checkUsersCanLogIn(agent.reachable, options);
  }
  const matchers = agent.matchers(options);
  const databases = agent.registered();
  const resources = selectorsOf(agent, {
    resourceLabels,
    discovered: discoverDatabases ? [] : matchers,
    registered: listDatabases ? [] : databases,
  });
  if (resourceLabels === undefined && agent.vpc === undefined) {
    checkReachable(agent, matchers);
  }
  return {
    enabled: true,
    aws: discoverDatabases ? unlessEmpty(matchers.map(flatMatcher)) : undefined,
    databases: listDatabases ? unlessEmpty(databases.map(staticDatabase)) : undefined,
    resources: unlessEmpty(resources.map((labels) => ({ labels }))),
  };
}

/** Every database that the policies allow must be reachable by this service. */
function checkReachable({ reachable, label }: Agent, matchers: readonly Matcher[]): void {
  const found = new Set(matchers.flatMap(({ types }) => types));
  const databases = reachable.flatMap(({ declaration }) => declaration.databases ?? []);
  const stray = databases.find(({ _facts: { isPattern, types } }) => isPattern
    && !types.some((type) => found.has(CATALOGUE[type].teleport.matcher ?? '')));
  if (stray !== undefined) {
    throw invalid('resourceLabels',
      'name the labels of the databases that a pattern allows, because this service neither discovers nor lists them',
      verbatim(`a pattern of type ${stray._facts.types.join(', ')}`), 'add \'resourceLabels\', or name the types in \'databaseTypes\'');
  }
  if (matchers.length === 0 && databases.length === 0) {
    throw invalid('resourceLabels', `name the labels of the databases that this service opens, because ${label} declares none`,
      verbatim('nothing'), 'add \'resourceLabels\'');
  }
}

const unlessEmpty = <T>(list: readonly T[]): readonly T[] | undefined => list.length === 0 ? undefined : list;
