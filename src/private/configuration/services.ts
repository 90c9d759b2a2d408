import type { Agent } from './agent';
import { checkProxyServer, checkResourceName } from './check-names';
import { DbService, dbService } from './db-service';
import { discoveryService } from './discovery-service';
import { watchNames } from './registration/same-database-names';
import { servicesOfAgent } from './services-of-agent';
import type { TeleportYamlOptions } from '../../configuration/options';
import { invalid, verbatim } from '../checks/invalid';

/** The services that one agent runs. */
export interface Services {
  readonly db?: DbService;
  readonly discovery?: object;
}

export function servicesOf(agent: Agent, options: TeleportYamlOptions): Services {
  const services = chosen(agent, options);
  if (services.db?.databases !== undefined) {
    watchNames(agent, options.proxyServer);
  }
  return services;
}

/**
 * Without a group, the Database Service discovers databases. With one, the agent's Discovery Service does, and the Database Service opens
 * what that finds.
 */
function chosen(agent: Agent, options: TeleportYamlOptions): Services {
  const { discoveryGroup, pollInterval, discoverDatabases, resourceLabels } = options;
  if (discoveryGroup === undefined) {
    if (pollInterval !== undefined) {
      throw invalid('pollInterval', 'be left out without \'discoveryGroup\', because it is the Discovery Service\'s',
        verbatim(`${pollInterval.toSeconds()} seconds`));
    }
    return { db: dbService(agent, options) };
  }
  if (discoverDatabases === true) {
    throw invalid('discoverDatabases', 'be left out with \'discoveryGroup\', because the Discovery Service discovers', discoverDatabases);
  }
  return {
    discovery: discoveryService(agent, { ...options, discoveryGroup }),
    db: servicesOfAgent(agent).runsDatabaseService || resourceLabels !== undefined
      ? dbService(agent, { ...options, discoverDatabases: false })
      : undefined,
  };
}

/** Where the agent finds its cluster, and how it joins. */
export function joining({ proxyServer, joinTokenName }: TeleportYamlOptions): { readonly proxyServer: string; readonly tokenName: string } {
  return { proxyServer: checkProxyServer(proxyServer), tokenName: checkResourceName('joinTokenName', joinTokenName) };
}
