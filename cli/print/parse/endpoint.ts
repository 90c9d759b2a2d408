import { ANY_REGION } from '../../../src/private/aws/text-rules';
import { CATALOGUE, KINDS } from '../../../src/private/types';
import type { Kind } from '../model';

/** What an endpoint of AWS says about its database. */
export interface Endpoint {
  readonly kind?: Kind;
  readonly id?: string;
  readonly region?: string;
  readonly account?: string;
}

const REGION = new RegExp(`^${ANY_REGION}$`);

/** Hosts that are not AWS's, and tell the type. */
const HOSTS_ELSEWHERE: { readonly [kind: string]: readonly RegExp[] | undefined } = Object.fromEntries(KINDS.flatMap((kind) => {
  const { endpoint, host } = CATALOGUE[kind];
  return endpoint?.isOnlySign && host === undefined ? [[kind, endpoint.patterns]] : [];
}));

const SERVICES = new Set(KINDS.flatMap((kind) => CATALOGUE[kind].host?.services ?? []));

/** What a URI of Teleport says, if it is an endpoint of AWS, or one of Atlas. */
export function endpointOf(uri: string): Endpoint {
  const [host] = uri.toLowerCase().replace(/^[a-z+]+:\/\//, '').split(/[:/?]/);
  const told = KINDS.find((kind) => HOSTS_ELSEWHERE[kind]?.some((pattern) => pattern.test(host)));
  if (told !== undefined) {
    return { kind: told };
  }
  if (!/\.amazonaws\.com(?:\.cn)?$/.test(host)) {
    return {};
  }
  const labels = host.split('.');
  const service = labels.findIndex((label) => SERVICES.has(withoutFips(label)));
  if (service === -1) {
    return {};
  }
  const long = labels.findIndex((label) => REGION.test(label)); // before the service, or after it, as in China
  const short = long === -1 ? regionOfShort(labels[service - 1] ?? '') : undefined;
  const before = labels.slice(0, short !== undefined ? service - 1 : long === -1 ? service : Math.min(service, long));
  return { ...databaseIn(withoutFips(labels[service]), before), region: short ?? labels[long] };
}

const withoutFips = (label: string): string => label.replace(/-fips$/, '');

/** The first type that knows such a host, and what the labels before the service and the region say. */
function databaseIn(service: string, labels: readonly string[]): Endpoint {
  const [found = {}] = KINDS.flatMap((kind) => {
    const { host } = CATALOGUE[kind];
    const database = host?.services.includes(service) ? host.read(labels) : undefined;
    return database === undefined ? [] : [{ kind, ...database }];
  });
  return found;
}

const AREAS: { readonly [short: string]: string } = { usg: 'us-gov' };
const DIRECTIONS: { readonly [short: string]: string } = {
  n: 'north',
  s: 'south',
  e: 'east',
  w: 'west',
  c: 'central',
  ne: 'northeast',
  nw: 'northwest',
  se: 'southeast',
  sw: 'southwest',
};

/** The region that the endpoints of ElastiCache shorten to `use1`, `cnnw1` or `usgw1`. */
function regionOfShort(short: string): string | undefined {
  const [, area, direction, number] = /^(usg|[a-z]{2})([nsewc]|[ns][ew])(\d{1,2})$/.exec(short) ?? [];
  return area === undefined ? undefined : `${AREAS[area] ?? area}-${DIRECTIONS[direction]}-${number}`;
}
