import { KINDS } from './protocols-and-ports';
import { DatabaseFacts } from '../../databases/private/database-facts';

/** What RDS calls its engines and engine families, and what Teleport calls their protocols; the first that fits. */
const ENGINES: readonly (readonly [engine: RegExp, protocol: string])[] = [
  [/postgres/, 'postgres'],
  [/mysql|mariadb|^aurora$/, 'mysql'],
  [/sqlserver/, 'sqlserver'],
  [/oracle/, 'oracle'],
];

/** What the database speaks; undefined if neither the construct nor the user says. */
export function protocolOf({ label, types, engine, registration = {} }: DatabaseFacts): string | undefined {
  const protocols = [...new Set(types.flatMap((type) => KINDS[type].protocols))];
  const known = engine === undefined ? (protocols.length === 1 ? protocols[0] : undefined) : ENGINES.find(([pattern]) => pattern.test(engine))?.[1];
  const { protocol = known } = registration;
  if (known !== undefined && protocol !== known) {
    throw new Error(`'registration.protocol' has to be that of the database, ${known}, got ${JSON.stringify(protocol)} for ${label}; leave it out`);
  }
  if (protocol !== undefined && !protocols.includes(protocol)) {
    throw new Error(`'databases' has to name databases that speak ${protocols.join(' or ')} for Teleport's configuration, got ${label}, which speaks ${protocol}: `
      + 'Teleport logs in to it with Kerberos; register it by hand');
  }
  return protocol;
}
