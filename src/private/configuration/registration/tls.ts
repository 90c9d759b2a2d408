import { Stack, Token } from 'aws-cdk-lib';
import { readEndpoint } from './endpoint';
import { DatabaseFacts } from '../../../databases/private/database-facts';
import { DatabaseTls, DatabaseTlsMode } from '../../../databases/tls';
import { checkText } from '../../checks/check-names';
import { invalid, verbatim } from '../../checks/invalid';
import { PartialText, readablePartialText } from '../../tokens/partial-text';
import { possibleValues } from '../../tokens/possible-values';
import { resolvedValue } from '../../tokens/resolved-value';
import { CATALOGUE } from '../../types';
import { AddedEndpoint } from '../../types/places';
import { RULES_OF_TELEPORT } from '../text-rules';

/**
 * TLS with the name in the certificate. An endpoint that somebody added to a database shows the certificate of the usual endpoint: without
 * that name, nobody can log in.
 */
export function tlsOf(facts: DatabaseFacts, protocol: string, stack: Stack): DatabaseTls | undefined {
  const { label, registration: { tls } = {} } = facts;
  if (tls?.serverName !== undefined) {
    const rule = RULES_OF_TELEPORT.serverName;
    checkText(rule, rule.prop, tls.serverName, 'leave it out for the host of the endpoint', `be ${rule.shape} for ${label}`);
  }
  const found = addedEndpointOf(facts, stack);
  if (found?.added.notFor.includes(protocol)) {
    throw invalid('registration.host', `be the default endpoint of ${label}, because Teleport takes no other for ${protocol}`,
      verbatim(JSON.stringify(readablePartialText(found.host))), 'leave it out, or give the default endpoint');
  }
  const checksName = (tls?.mode ?? DatabaseTlsMode.VERIFY_FULL) === DatabaseTlsMode.VERIFY_FULL;
  if (found === undefined || tls?.serverName !== undefined || !checksName) {
    return tls;
  }
  const serverName = readEndpoint(facts).host ?? usualEndpoint(facts, found.added);
  if (serverName === undefined) {
    throw invalid('registration.tls.serverName', `be given for ${label}, because the certificate of this endpoint has another name`,
      verbatim('nothing'), 'give the default endpoint of the proxy, or the endpoint of the workgroup');
  }
  return { ...tls, serverName };
}

interface Found {
  readonly host: PartialText;
  readonly added: AddedEndpoint;
}

/** The added endpoint that the host of a registration is, or can become, as far as the template tells. */
function addedEndpointOf({ types, registration: { host = '' } = {} }: DatabaseFacts, stack: Stack): Found | undefined {
  const [added] = types.flatMap((type) => CATALOGUE[type].endpoint?.added ?? []);
  const found = added && hostsOf(stack, host).find((one) => isAdded(one, added));
  return found && { host: found, added };
}

function hostsOf(stack: Stack, host: string): readonly PartialText[] {
  if (!Token.isUnresolved(host)) {
    return [[host]];
  }
  try {
    const resolved = resolvedValue(stack, host);
    return possibleValues(resolved.value, resolved);
  } catch {
    return []; // a lazy value that throws until it is known
  }
}

/** By its name, or as the attribute of an endpoint that the app defines. */
const isAdded = (host: PartialText, { pattern, resource }: AddedEndpoint): boolean =>
  host.some((piece) => typeof piece !== 'string' && piece.source?.resourceType === resource)
  || pattern.test(host.map((piece) => typeof piece === 'string' ? piece : piece.like ?? 'x').join(''));

function usualEndpoint({ names, types, registration: { host = '' } = {} }: DatabaseFacts, { usual }: AddedEndpoint): string | undefined {
  const { value: { name } } = CATALOGUE[types[0]];
  const [database] = name === undefined ? [] : names[name] ?? [];
  return usual === undefined || database === undefined || Token.isUnresolved(host) ? undefined : usual(host, database);
}
