import type { DatabaseKind } from '../../types';

/** What the endpoints of a type look like. */
export interface HostNames {
  /** Those that AWS gives, `region` or `short` region included. In China, the region follows the service. */
  readonly patterns: readonly RegExp[];
  readonly example: string;
  /** Teleport tells the type by the endpoint alone: it would take a custom host name for an RDS database. */
  readonly isOnlySign?: true;
}

const NAME = '[a-z0-9][a-z0-9-]*';
const REGION = '(?<region>[a-z]{2,4}(?:-[a-z]+)+-\\d+)';

/** `<start>.<region>.<service>.amazonaws.com` and `<start>.<service>.<region>.amazonaws.com.cn`. */
const regional = (start: string, service: string) => [
  new RegExp(`^${start}\\.${REGION}\\.${service}\\.amazonaws\\.com$`),
  new RegExp(`^${start}\\.${service}\\.${REGION}\\.amazonaws\\.com\\.cn$`),
];
const cache = (start: string) => [new RegExp(`^${start}\\.(?<short>[a-z]+\\d)\\.cache\\.amazonaws\\.com(?:\\.cn)?$`)];

const instance: HostNames = {
  patterns: regional(`${NAME}\\.[a-z0-9]+`, 'rds'),
  example: 'orders.abcdefghijkl.eu-west-1.rds.amazonaws.com',
};
const cluster: HostNames = {
  patterns: regional(`${NAME}\\.cluster-(?:(?:ro|custom)-)?[a-z0-9]+`, 'rds'),
  example: 'orders.cluster-abcdefghijkl.eu-west-1.rds.amazonaws.com',
};

/** By type; those that are absent have no endpoint to name. */
export const HOST_NAMES: { readonly [kind in DatabaseKind]?: HostNames } = {
  'rds': instance,
  'aurora': { ...cluster, patterns: [...cluster.patterns, ...instance.patterns] }, // its instances have endpoints of their own
  'rds-proxy': {
    patterns: regional(`${NAME}\\.(?:endpoint\\.)?proxy-[a-z0-9]+`, 'rds'),
    example: 'orders.proxy-abcdefghijkl.eu-west-1.rds.amazonaws.com',
    isOnlySign: true,
  },
  'redshift': { patterns: regional(`${NAME}\\.[a-z0-9]+`, 'redshift'), example: 'warehouse.abcdefghijkl.eu-west-1.redshift.amazonaws.com' },
  'redshift-serverless': {
    patterns: regional(`${NAME}\\.\\d{12}`, 'redshift-serverless'),
    example: 'reports.123456789012.eu-west-1.redshift-serverless.amazonaws.com',
  },
  'elasticache': { patterns: cache(`(?:${NAME}\\.)+[a-z0-9]+`), example: 'master.sessions.abcdef.euw1.cache.amazonaws.com' },
  'elasticache-serverless': {
    patterns: cache(`${NAME}\\.serverless`),
    example: 'carts-abcdef.serverless.euw1.cache.amazonaws.com',
    isOnlySign: true,
  },
  'memorydb': {
    patterns: [new RegExp(`^(?:${NAME}\\.)+memorydb\\.${REGION}\\.amazonaws\\.com(?:\\.cn)?$`)],
    example: 'clustercfg.ledger.abcdef.memorydb.eu-west-1.amazonaws.com',
  },
  'opensearch': {
    patterns: [new RegExp(`^${NAME}\\.${REGION}\\.es\\.amazonaws\\.com(?:\\.cn)?$`)],
    example: 'search-products-abcdef.eu-west-1.es.amazonaws.com',
  },
  'documentdb': {
    patterns: regional(`${NAME}\\.(?:cluster-(?:ro-)?)?[a-z0-9]+`, 'docdb'),
    example: 'documents.cluster-abcdef.eu-west-1.docdb.amazonaws.com',
    isOnlySign: true,
  },
};

/** How ElastiCache shortens a region: `use1`, `apse2`. Undefined for regions that it shortens in another way. */
export function shortened(region: string): string | undefined {
  const [, area, first, second, number] = /^([a-z]{2})-(north|south|east|west|central)(north|south|east|west)?-(\d)$/.exec(region) ?? [];
  return area === undefined ? undefined : `${area}${first[0]}${second?.[0] ?? ''}${number}`;
}
