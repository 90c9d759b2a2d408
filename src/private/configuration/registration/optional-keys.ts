import { Reference, Token, Tokenization } from 'aws-cdk-lib';
import { AdminUser, adminUserOf } from './admin-user';
import { readEndpoint } from './endpoint';
import { DatabaseFacts } from '../../../databases/private/database-facts';
import type { DynamicLabel } from '../../../databases/registration';
import { DatabaseTls, DatabaseTlsMode } from '../../../databases/tls';
import { invalid, verbatim } from '../../checks/invalid';
import { CATALOGUE } from '../../types';
import { AddedEndpoint } from '../../types/places';
import { checkOwnKeys } from '../check-labels';

/** What a registration says beyond what Teleport needs. */
export interface OptionalKeys {
  readonly description?: string;
  readonly dynamicLabels?: { readonly [name: string]: { readonly command: readonly string[]; readonly period: string } };
  readonly tls?: DatabaseTls;
  readonly adminUser?: AdminUser;
}

export function optionalKeysOf(facts: DatabaseFacts, protocol: string): OptionalKeys {
  const { description, dynamicLabels } = facts.registration ?? {};
  return {
    description,
    dynamicLabels: dynamicLabels && commands(facts.label, dynamicLabels),
    tls: tlsOf(facts, protocol),
    adminUser: adminUserOf(facts, protocol),
  };
}

function commands(label: string, labels: { readonly [name: string]: DynamicLabel }): OptionalKeys['dynamicLabels'] {
  checkOwnKeys('registration.dynamicLabels', labels);
  return Object.fromEntries(Object.entries(labels).map(([name, { command, period }]) => {
    if (!command.every((word) => typeof word === 'string') || !('toSeconds' in Object(period)) || period.toSeconds() < 1) {
      throw invalid('registration.dynamicLabels', `have a command and a period of at least a second for ${label}`,
        { [name]: { command, period: 'toSeconds' in Object(period) ? `${period.toSeconds()}s` : period } });
    }
    return [name, { command, period: `${period.toSeconds()}s` }];
  }));
}

/**
 * TLS with the name in the certificate. An endpoint that somebody added to a database shows the certificate of the usual endpoint: without
 * that name, nobody can log in.
 */
function tlsOf(facts: DatabaseFacts, protocol: string): DatabaseTls | undefined {
  const { label, types, registration: { host = '', tls } = {} } = facts;
  const added = types.flatMap((type) => CATALOGUE[type].endpoint?.added ?? []).find((one) => isAdded(host, one));
  if (added?.notFor.includes(protocol)) {
    throw invalid('registration.host', `be the default endpoint of ${label}, because Teleport takes no other for ${protocol}`, host,
      'leave it out, or give the default endpoint');
  }
  const checksName = (tls?.mode ?? DatabaseTlsMode.VERIFY_FULL) === DatabaseTlsMode.VERIFY_FULL;
  if (added === undefined || tls?.serverName !== undefined || !checksName) {
    return tls;
  }
  const serverName = readEndpoint(facts).host ?? usualEndpoint(facts, added);
  if (serverName === undefined) {
    throw invalid('registration.tls.serverName', `be given for ${label}, because the certificate of this endpoint has another name`,
      verbatim('nothing'), 'give the default endpoint of the proxy, or the endpoint of the workgroup');
  }
  return { ...tls, serverName };
}

/** A literal host, or the attribute of an endpoint that the app defines. */
function isAdded(host: string, { pattern, resource }: AddedEndpoint): boolean {
  return Token.isUnresolved(host)
    ? Tokenization.reverseString(host).tokens.some((token) => Reference.isReference(token)
      && (token.target as { readonly cfnResourceType?: string }).cfnResourceType === resource)
    : pattern.test(host);
}

function usualEndpoint({ names, types, registration: { host = '' } = {} }: DatabaseFacts, { usual }: AddedEndpoint): string | undefined {
  const { value: { name } } = CATALOGUE[types[0]];
  const [database] = name === undefined ? [] : names[name] ?? [];
  return usual === undefined || database === undefined || Token.isUnresolved(host) ? undefined : usual(host, database);
}
