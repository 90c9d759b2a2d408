import { DatabaseFacts } from '../../../databases/private/database-facts';
import { DatabaseProtocol } from '../../../databases/registration';
import { invalid, verbatim } from '../../checks/invalid';
import { CATALOGUE } from '../../types';
import { protocolOfEngine } from '../../types/rds-family';

/** The protocol of the database. Undefined if neither the construct nor the user gives it. */
export function protocolOf({ label, types, engine, registration = {} }: DatabaseFacts): string | undefined {
  const protocols = [...new Set(types.flatMap((type) => CATALOGUE[type].teleport.protocols))];
  const known = engine === undefined ? (protocols.length === 1 ? protocols[0] : undefined)
    : protocolOfEngine(engine);
  const { protocol = known } = registration;
  const spoken = Object.values(DatabaseProtocol);
  if (registration.protocol !== undefined && !spoken.includes(registration.protocol)) {
    throw invalid('registration.protocol', `be one of ${spoken.join(', ')} for ${label}`, registration.protocol,
      'use the enum, such as DatabaseProtocol.POSTGRES');
  }
  if (known !== undefined && protocol !== known) {
    throw invalid('registration.protocol', `be that of ${label}, ${known}`, protocol, 'leave it out');
  }
  if (protocol !== undefined && !protocols.includes(protocol)) {
    throw invalid('databases', `name databases that speak ${protocols.join(' or ')} for Teleport's configuration`,
      verbatim(`${label}, which speaks ${protocol}`),
      'register it by hand, because Teleport logs in to it with Kerberos');
  }
  return protocol;
}
