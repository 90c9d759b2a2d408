import type { Agent } from './agent';
import { registeredOf } from './databases';
import { PerApp } from '../checks/per-app';
import { warn } from '../checks/warning';
import { sameDatabaseName } from '../checks/warnings';

/** Which database the agents of an app list under a name, by cluster and name. */
const listed = new PerApp(() => new Map<string, { readonly database: string; readonly label: string }>());

/** Teleport takes the databases of one name for replicas of one database. */
export function watchNames({ stack, sources, label }: Agent, proxyServer: string): void {
  const known = listed.of(stack);
  for (const { name, uri, aws: { region, account_id: account } } of registeredOf(sources)) {
    const key = JSON.stringify([proxyServer, name]);
    const own = { database: JSON.stringify([uri, region, account]), label };
    const other = known.get(key) ?? own;
    if (other.database !== own.database) {
      warn(stack, sameDatabaseName(name, other.label, label));
    }
    known.set(key, own);
  }
}
