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
export function regionOfShort(short: string): string | undefined {
  const [, area, direction, number] = /^(usg|[a-z]{2})([nsewc]|[ns][ew])(\d{1,2})$/.exec(short) ?? [];
  return area === undefined ? undefined : `${AREAS[area] ?? area}-${DIRECTIONS[direction]}-${number}`;
}
