import { Token } from 'aws-cdk-lib';

const DATABASE_NAME = /^[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/;
const RESOURCE_NAME = /^[\w@.-]+$/;
const LABEL_KEY = /^[A-Za-z0-9/._:*-]+$/;
const HOST = /^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/;

/** The name of a database, if Teleport takes it; a token passes. */
export function checkDatabaseName(label: string, name: string): string {
  if (!Token.isUnresolved(name) && !DATABASE_NAME.test(name)) {
    throw new Error('\'registration.name\' has to be a letter, then letters, digits and hyphens without a hyphen last, as Teleport refuses others, '
      + `got ${JSON.stringify(name)} for ${label}`);
  }
  return name;
}

/** The name of any other resource. */
export function checkResourceName(prop: string, name: string): string {
  if (typeof name !== 'string' || (!Token.isUnresolved(name) && !RESOURCE_NAME.test(name))) {
    throw new Error(`'${prop}' has to be letters, digits and _.@-, got ${JSON.stringify(name)}`);
  }
  return name;
}

export function checkDiscoveryGroup(group: string): string {
  if (typeof group !== 'string' || group.trim() === '') {
    throw new Error(`'discoveryGroup' has to name the group of Discovery Services that share the work, got ${JSON.stringify(group)}; add 'discoveryGroup', such as 'prod'`);
  }
  return group;
}

export function checkHost(label: string, host: string): string {
  if (!Token.isUnresolved(host) && !HOST.test(host)) {
    throw new Error('\'registration.host\' has to be a host name without protocol and port, such as orders.abcdefghijkl.eu-west-1.rds.amazonaws.com, '
      + `got ${JSON.stringify(host)} for ${label}; the port is 'registration.port'`);
  }
  return host;
}

export function checkPort(label: string, port: number): number {
  if (!Token.isUnresolved(port) && !(Number.isInteger(port) && port >= 1 && port <= 65535)) {
    throw new Error(`'registration.port' has to be a port from 1 to 65535, got ${JSON.stringify(port)} for ${label}`);
  }
  return port;
}

/** Labels have to have keys that Teleport takes: a wrong one is refused together with the resource. */
export function checkLabels<T>(prop: string, labels: { readonly [key: string]: T }): { readonly [key: string]: T } {
  const keys = Object.keys(labels);
  const wrong = keys.find((key) => Token.isUnresolved(key) || !LABEL_KEY.test(key));
  if (wrong !== undefined || keys.length === 0) {
    throw new Error(`'${prop}' has to have keys of letters, digits and /._:*-, no token and at least one, got ${JSON.stringify(wrong ?? labels)}`);
  }
  return labels;
}

/** A selector: each label with the values that it may have. */
export function checkSelector(prop: string, labels: { readonly [key: string]: string[] }): { readonly [key: string]: string[] } {
  checkLabels(prop, labels);
  const wrong = Object.entries(labels).find(([key, values]) => !Array.isArray(values) || values.length === 0 || (key === '*' && values.some((value) => value !== '*')));
  if (wrong !== undefined) {
    throw new Error(`'${prop}' has to have a list of values for each label, and {"*":["*"]} for all, got ${JSON.stringify(Object.fromEntries([wrong]))}`);
  }
  return labels;
}
