import { Token } from 'aws-cdk-lib';
import { invalid } from '../checks/invalid';

const DATABASE_NAME = /^[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/;
const RESOURCE_NAME = /^[A-Za-z0-9_@][\w@.-]*$/;
const SERVICE_ACCOUNT = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const PROXY_SERVER = /^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?:\d{1,5}$/;

/** The name of a database, if Teleport takes it; a token passes. */
export function checkDatabaseName(label: string, name: string): string {
  if (typeof name !== 'string' || (!Token.isUnresolved(name) && !DATABASE_NAME.test(name))) {
    throw invalid('registration.name',
      `start with a letter, then have letters, digits and hyphens, and not end with a hyphen, for ${label}`, name);
  }
  return name;
}

/** The name of any other resource: of a token, an integration, a role. */
export function checkResourceName(prop: string, name: string): string {
  if (typeof name !== 'string' || (!Token.isUnresolved(name) && !RESOURCE_NAME.test(name))) {
    throw invalid(prop, 'be letters, digits and _.@-', name);
  }
  return name;
}

export function checkDiscoveryGroup(group: string): string {
  if (typeof group !== 'string' || group.trim() === '') {
    throw invalid('discoveryGroup', 'name the group of Discovery Services that share the work', group,
      'add \'discoveryGroup\', such as \'prod\'');
  }
  return group;
}

/** Where the agent finds its cluster. Teleport would take port 3080 if there is none. */
export function checkProxyServer(address: string): string {
  if (typeof address !== 'string' || (Token.isUnresolved(address) ? address.includes('//') : !PROXY_SERVER.test(address))) {
    throw invalid('proxyServer', 'be a host name and a port without a protocol, such as example.teleport.sh:443', address);
  }
  return address;
}

export function checkServiceAccountName(name: string): string {
  if (typeof name !== 'string' || (!Token.isUnresolved(name) && !SERVICE_ACCOUNT.test(name))) {
    throw invalid('serviceAccountName', 'be lower-case letters, digits and hyphens', name);
  }
  return name;
}
