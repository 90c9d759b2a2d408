import { Token } from 'aws-cdk-lib';
import { DatabaseFacts } from '../../../databases/private/database-facts';
import { invalid, verbatim } from '../../checks/invalid';
import { CATALOGUE } from '../../types';
import { protocolOfEngine } from '../../types/rds-family';

/** The protocol of the database. Undefined if neither the construct nor the user gives it. */
export function protocolOf({ label, types, engine, registration = {} }: DatabaseFacts): string | undefined {
  const ofTypes = types.map((type) => CATALOGUE[type].teleport);
  const protocols = [...new Set(ofTypes.flatMap((teleport) => teleport.protocols))];
  const known = engine === undefined ? (protocols.length === 1 ? protocols[0] : undefined)
    : protocolOfEngine(engine);
  const protocol: string | undefined = registration.protocol ?? known;
  if (known !== undefined && protocol !== known) {
    throw invalid('registration.protocol', `be that of ${label}, ${known}`, protocol, 'leave it out');
  }
  if (protocol === undefined || protocols.includes(protocol)) {
    return protocol;
  }
  const meant = protocolOfEngine(String(protocol).toLowerCase());
  if (known !== undefined || ofTypes.some(({ withKerberos }) => [protocol, meant].some((one) => one && withKerberos.includes(one)))) {
    throw invalid('databases', `name databases that speak ${protocols.join(' or ')} for Teleport's configuration`,
      verbatim(`${label}, which speaks ${protocol}`), 'register it by hand, because Teleport logs in to it with Kerberos');
  }
  throw invalid('registration.protocol', `be ${protocols.map(memberOf).join(' or ')} for ${label}`,
    Token.isUnresolved(protocol) ? verbatim('a token') : protocol,
    meant !== undefined && protocols.includes(meant) ? `did you mean ${memberOf(meant)}?` : undefined);
}

/** As an app names it. */
const memberOf = (protocol: string) => `DatabaseProtocol.${protocol.toUpperCase()}`;
