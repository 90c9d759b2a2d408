import type { Agent } from '../agent';
import { dbResource } from './database-dialects';
import { registeredOf } from './databases';
import { invalid, words } from '../../checks/invalid';

/** The resources of kind `db`. */
export function databaseResources({ sources, label }: Agent): object[] {
  const databases = registeredOf(sources);
  if (databases.length === 0) {
    throw invalid('policies', 'declare a single database, because Teleport cannot register a pattern', words(label),
      'name one in \'databases\'');
  }
  return databases.map(dbResource);
}
