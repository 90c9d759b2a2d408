/** Hosts of ElastiCache, which shortens the region. */
export const cacheHosts = (start: string): RegExp[] => [new RegExp(`^${start}\\.(?<short>[a-z]+\\d)\\.cache\\.amazonaws\\.com(?:\\.cn)?$`)];

/**
 * The cluster that an endpoint leads to. With TLS, its name follows what is reached of it (`master`, `clustercfg`, a node) and stands
 * before a hash. Without TLS, it comes first, with the number of a shard and a node.
 */
export function clusterIn(labels: readonly string[]): string | undefined {
  const [first, second, third] = labels;
  if (labels.length === 4) {
    return third === 'ng' ? first.replace(/-ro$/, '') : undefined;
  }
  if (labels.length !== 3) {
    return undefined;
  }
  if (third === 'clustercfg') {
    return first;
  }
  return /^\d{4}$/.test(third) ? first.replace(/-\d{3}$/, '').replace(/-\d{4}$/, '') : second;
}

/** What keeps the users of a cache from IAM authentication. */
export const isBefore7 = (version: unknown): boolean => /^[1-6](?:\.|$)/.test(String(version));
export const isMemcached = (engine: unknown): boolean => /^memcached$/i.test(String(engine));
export const isOff = (value: unknown): boolean => String(value) === 'false';

/** How ElastiCache shortens a region: `use1`, `apse2`. Undefined for regions that it shortens in another way. */
export function shortened(region: string): string | undefined {
  const [, area, first, second, number] = /^([a-z]{2})-(north|south|east|west|central)(north|south|east|west)?-(\d)$/.exec(region) ?? [];
  return area === undefined ? undefined : `${area}${first[0]}${second?.[0] ?? ''}${number}`;
}
