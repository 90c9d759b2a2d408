import { Token, Tokenization } from 'aws-cdk-lib';
import { DatabaseFacts, Endpoint } from '../../../databases/private/database-facts';
import { isAnotherAccount } from '../../aws/accounts';
import { checkText, follows } from '../../checks/check-names';
import { invalid } from '../../checks/invalid';
import { isNotLookedUp } from '../../tokens/partial-text';
import { CATALOGUE } from '../../types';
import { shortened } from '../../types/caches';
import { RULES_OF_TELEPORT } from '../text-rules';

/** An imported construct throws for attributes that its import did not give. */
export function readEndpoint({ endpoint }: DatabaseFacts): Endpoint {
  try {
    return endpoint?.() ?? {};
  } catch {
    return {};
  }
}

/** Some types have no endpoints of their own: the region and the account tell theirs. */
export const hasEndpoint = ({ types }: DatabaseFacts) => types.some((type) => CATALOGUE[type].endpoint !== undefined);

/** Where a database is, as its host must say too. */
interface Place {
  readonly region?: string;
  readonly account: string;
}

/** `host:port`, the port always, unless the host tells it. */
export function uriOf(facts: DatabaseFacts, { host = '', port }: Endpoint, protocol: string, place: Place): string | undefined {
  const { label, types, registration = {} } = facts;
  if (!hasEndpoint(facts)) {
    const wrong = registration.host === undefined ? 'port' : 'host';
    if (registration[wrong] !== undefined) {
      throw invalid(`registration.${wrong}`, `be left out for ${label}, because the region tells the endpoint`, registration[wrong]);
    }
    return undefined;
  }
  checkHost(label, host);
  checkEndpoint(facts, host, place);
  const given = registration.port === undefined ? undefined : checkPort(label, registration.port);
  const { scheme, ports } = CATALOGUE[types[0]].endpoint!;
  if (ports === undefined && given !== undefined) {
    throw invalid('registration.port', `be left out for ${label}, because the host tells the port`, registration.port);
  }
  return ports === undefined ? `${scheme}${host}` : `${scheme}${host}:${given ?? port ?? usualPort(types, protocol)}`;
}

/** The port of a protocol, unless somebody chose another. */
export const usualPort = (types: DatabaseFacts['types'], protocol: string): string | undefined =>
  types.map((type) => CATALOGUE[type].endpoint?.ports?.[protocol]).find((port) => port !== undefined);

function checkHost(label: string, host: string): void {
  checkText(RULES_OF_TELEPORT.host, 'registration.host', host, 'give the port in \'registration.port\'',
    `be ${RULES_OF_TELEPORT.host.shape} for ${label}, such as orders.abcdefghijkl.eu-west-1.rds.amazonaws.com`);
}

/** As a text: a token of a number has one too. */
export function checkPort(label: string, port: number): string {
  const text = typeof port === 'number' ? Tokenization.stringifyNumber(port) : '';
  if (!follows(RULES_OF_TELEPORT.port, text)) {
    throw invalid('registration.port', `be a port from 1 to 65535 for ${label}`, port);
  }
  return text;
}

/** What Teleport reads out of a host name must be what the database says. */
function checkEndpoint({ label, types, identifiers = {} }: DatabaseFacts, host: string, { region, account }: Place): void {
  const known = types.length === 1 ? CATALOGUE[types[0]].endpoint : undefined;
  if (known === undefined || Token.isUnresolved(host) || isNotLookedUp(host)) {
    return;
  }
  const match = known.patterns.map((pattern) => pattern.exec(host)).find((one) => one !== null);
  if (match === undefined && (known.isOnlySign || /(?:^|\.)(?:amazonaws\.com(?:\.cn)?|on\.aws)$/.test(host))) {
    throw invalid('registration.host',
      `be the endpoint of the type ${types[0]} that ${known.givenBy} gives, such as ${known.example}, for ${label}`, host);
  }
  if (host.includes('.cluster-custom-') && identifiers.cluster_id === undefined) {
    throw invalid('registration.host', `not be a custom endpoint for ${label}, because Teleport cannot tell its cluster`, host,
      'use RdsDatabase.fromCluster(), which knows the cluster, or its cluster endpoint');
  }
  const { region: named = region, short, account: owner = account } = match?.groups ?? {};
  if (isAnotherAccount(owner, account)) {
    throw invalid('registration.host', `be in ${account}, the account of ${label}`, host,
      'give roles of the account of the database in \'databaseRoles\' or \'assumedRole\', or the other host');
  }
  if (region === undefined || Token.isUnresolved(region) || match === undefined) {
    return;
  }
  if (named !== region || (short !== undefined && (shortened(region) ?? short) !== short)) {
    throw invalid('registration.host', `be in ${region}, the region of ${label}`, host,
      'give the region of the database in \'region\', or the other host');
  }
}
