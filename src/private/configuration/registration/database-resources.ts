import type { Agent } from '../agent';
import { dbResource } from './database-dialects';
import { registeredOf } from './databases';
import { invalid, verbatim } from '../../checks/invalid';

/** The resources of kind `db`. */
export function databaseResources({ reachable, label }: Agent): object[] {
  const databases = registeredOf(reachable);
  if (databases.length === 0) {
    throw invalid('policies', 'declare a single database, because Teleport cannot register a pattern', verbatim(label),
      'name one in \'databases\'');
  }
  return databases.map(dbResource);
}
