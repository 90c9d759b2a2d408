import { Token, Tokenization } from 'aws-cdk-lib';
import { checkHost, checkPort } from './check-registration';
import { KINDS } from './protocols-and-ports';
import { DatabaseFacts, Endpoint } from '../../databases/private/database-facts';

/** An imported construct throws for what it was not told. */
export function readEndpoint({ endpoint }: DatabaseFacts): Endpoint {
  try {
    return endpoint?.() ?? {};
  } catch {
    return {};
  }
}

/** DynamoDB and Keyspaces have none of their own. */
export const hasEndpoint = ({ types }: DatabaseFacts) => types.some((type) => KINDS[type].ports !== undefined);

function usualPort({ types }: DatabaseFacts, protocol: string): string | undefined {
  return types.map((type) => KINDS[type].ports?.[protocol]).find((port) => port !== undefined);
}

/** `host:port`, the port always. */
export function uriOf(facts: DatabaseFacts, { host, port }: Endpoint, protocol: string, region: string): string | undefined {
  const { label, registration = {} } = facts;
  if (!hasEndpoint(facts)) {
    const wrong = registration.host === undefined ? 'port' : 'host';
    if (registration[wrong] !== undefined) {
      throw new Error(`'registration.${wrong}' has no effect for ${label}, got ${JSON.stringify(registration[wrong])}: the region tells the endpoint; leave it out`);
    }
    return undefined;
  }
  checkEndpoint(facts, checkHost(label, host ?? ''), region);
  const given = registration.port === undefined ? undefined : Tokenization.stringifyNumber(checkPort(label, registration.port));
  return `${host}:${given ?? port ?? usualPort(facts, protocol)}`;
}

/** What Teleport reads out of a host name has to be what the database says. */
function checkEndpoint({ label, types }: DatabaseFacts, host: string, region: string): void {
  if (Token.isUnresolved(host)) {
    return;
  }
  const mark = types.length === 1 ? KINDS[types[0]].endpoint : undefined;
  if (mark !== undefined && !host.includes(mark)) {
    throw new Error(`'registration.host' has to be the endpoint that AWS gives, with ${JSON.stringify(mark)} in it, by which Teleport tells the type ${types[0]}, `
      + `got ${JSON.stringify(host)} for ${label}`);
  }
  const [, named = region] = /\.((?:[a-z]+-)+\d)\.(?:[a-z.-]+\.)?amazonaws\.com/.exec(host) ?? [];
  if (!Token.isUnresolved(region) && named !== region) {
    throw new Error(`'registration.host' has to be in the region of the database, ${region}, got ${JSON.stringify(host)} in ${named} for ${label}; `
      + 'give the region of the database in \'region\', or the other host');
  }
}
