import { CfnResource, Stack } from 'aws-cdk-lib';
import type { Agent } from './agent';
import { checkProxyServer, checkResourceName } from './check-names';
import { DbService, dbService } from './db-service';
import { discoveryService } from './discovery-service';
import { servicesOfAgent } from './services-of-agent';
import type { TeleportYamlOptions } from '../../configuration/options';
import { invalid, verbatim } from '../checks/invalid';
import { PerApp } from '../checks/per-app';
import { sameDatabaseName } from '../checks/warnings/policies';
import { warn } from '../checks/warnings/warning';
import { canonicalValue } from '../tokens/canonical-value';
import { referredIn } from '../tokens/referred-in';

/** The services that one agent runs. */
export interface Services {
  readonly db?: DbService;
  readonly discovery?: object;
}

export function servicesOf(agent: Agent, options: TeleportYamlOptions): Services {
  const services = chosen(agent, options);
  if (services.db?.databases !== undefined) {
    warnOfSameNames(agent, options.proxyServer);
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

/** Which database the agents of an app list under a name, by cluster and name. */
const listed = new PerApp(() => new Map<string, { readonly database: string; readonly label: string }>());

/** Teleport takes the databases of one name for replicas of one database. */
function warnOfSameNames({ stack, registered, label }: Agent, proxyServer: string): void {
  const known = listed.of(stack);
  for (const { name, uri, aws: { region, account_id: account } } of registered()) {
    const key = JSON.stringify([proxyServer, name]);
    const place = [uri, region, account];
    if (place.some((value) => isOfDeployment(stack, value))) {
      continue; // it may be the same in two templates
    }
    const own = { database: JSON.stringify(place.map((value) => canonicalValue(stack, value))), label };
    const other = known.get(key) ?? own;
    if (other.database !== own.database) {
      warn(stack, sameDatabaseName(name, other.label, label));
    }
    known.set(key, own);
  }
}

/** Parameters, which each template has for itself, even for one value. */
const isOfDeployment = (stack: Stack, value: unknown): boolean =>
  referredIn(stack, value).some((target) => !CfnResource.isCfnResource(target));

/** Where the agent finds its cluster, and how it joins. */
export function joining({ proxyServer, joinTokenName }: TeleportYamlOptions): { readonly proxyServer: string; readonly tokenName: string } {
  return { proxyServer: checkProxyServer(proxyServer), tokenName: checkResourceName('joinTokenName', joinTokenName) };
}
