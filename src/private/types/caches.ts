/** Hosts of ElastiCache, which shortens the region. */
export const cacheHosts = (start: string): RegExp[] => [new RegExp(`^${start}\\.(?<short>[a-z]+\\d)\\.cache\\.amazonaws\\.com(?:\\.cn)?$`)];

/** The name of a cache: the first label may say which node the host leads to. */
export const withoutRole = ([first, second]: readonly string[]): string =>
  ['master', 'replica', 'clustercfg'].includes(first) ? second : first;

/** What keeps the users of a cache from IAM authentication. */
export const isBefore7 = (version: unknown): boolean => /^[1-6](?:\.|$)/.test(String(version));
export const isOff = (value: unknown): boolean => String(value) === 'false';

/** How ElastiCache shortens a region: `use1`, `apse2`. Undefined for regions that it shortens in another way. */
export function shortened(region: string): string | undefined {
  const [, area, first, second, number] = /^([a-z]{2})-(north|south|east|west|central)(north|south|east|west)?-(\d)$/.exec(region) ?? [];
  return area === undefined ? undefined : `${area}${first[0]}${second?.[0] ?? ''}${number}`;
}
