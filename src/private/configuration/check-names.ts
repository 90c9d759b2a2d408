import { RULES_OF_TELEPORT } from './text-rules';
import { checkText } from '../checks/check-names';
import { invalid } from '../checks/invalid';

const { databaseName, resourceName, discoveryGroup, proxyServer, serviceAccountName } = RULES_OF_TELEPORT;

/** The name of a database, if Teleport takes it. */
export const checkDatabaseName = (label: string, name: string): string => checkText(databaseName, databaseName.prop, name, undefined,
  `start with a letter, then have letters, digits and hyphens, and not end with a hyphen, for ${label}`);

/** The name of any other resource: of a token, an integration, a role. */
export const checkResourceName = (prop: string, name: string): string =>
  checkText({ ...resourceName, prop }, prop, name, undefined, `be ${resourceName.shape}`);

export const checkDiscoveryGroup = (group: string): string =>
  checkText(discoveryGroup, discoveryGroup.prop, group, 'add \'discoveryGroup\', such as \'prod\'', discoveryGroup.shape);

/** Where the agent finds its cluster. Teleport would take port 3080 if there is none. */
export const checkProxyServer = (address: string): string =>
  checkText(proxyServer, proxyServer.prop, address, undefined, `be ${proxyServer.shape}`);

export const checkServiceAccountName = (name: string): string =>
  checkText(serviceAccountName, serviceAccountName.prop, name, undefined, `be ${serviceAccountName.shape}`);

/** Regions by name. */
export function checkNamedRegions(regions: readonly string[]): void {
  if (regions.includes('*')) {
    throw invalid('regions', 'name each region for Teleport\'s configuration, because Teleport takes * literally and finds nothing',
      regions, 'name them in \'regions\'');
  }
}
