import { RULES_OF_TELEPORT } from './text-rules';
import { follows } from '../checks/check-names';
import { invalid } from '../checks/invalid';

const { databaseName, resourceName, discoveryGroup, proxyServer, serviceAccountName } = RULES_OF_TELEPORT;

/** The name of a database, if Teleport takes it. */
export function checkDatabaseName(label: string, name: string): string {
  if (!follows(databaseName, name)) {
    throw invalid('registration.name',
      `start with a letter, then have letters, digits and hyphens, and not end with a hyphen, for ${label}`, name);
  }
  return name;
}

/** The name of any other resource: of a token, an integration, a role. */
export function checkResourceName(prop: string, name: string): string {
  if (!follows({ ...resourceName, prop }, name)) {
    throw invalid(prop, 'be letters, digits and _.@-', name);
  }
  return name;
}

export function checkDiscoveryGroup(group: string): string {
  if (!follows(discoveryGroup, group)) {
    throw invalid('discoveryGroup', discoveryGroup.shape, group,
      'add \'discoveryGroup\', such as \'prod\'');
  }
  return group;
}

/** Where the agent finds its cluster. Teleport would take port 3080 if there is none. */
export function checkProxyServer(address: string): string {
  if (!follows(proxyServer, address)) {
    throw invalid('proxyServer', `be ${proxyServer.shape}`, address);
  }
  return address;
}

export function checkServiceAccountName(name: string): string {
  if (!follows(serviceAccountName, name)) {
    throw invalid('serviceAccountName', `be ${serviceAccountName.shape}`, name);
  }
  return name;
}

/** Regions by name. */
export function checkNamedRegions(regions: readonly string[]): void {
  if (regions.includes('*')) {
    throw invalid('regions', 'name each region for Teleport\'s configuration, because Teleport takes * literally and finds nothing',
      regions, 'name them in \'regions\'');
  }
}
