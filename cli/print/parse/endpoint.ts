import { regionOfShort } from './short-region';
import type { Kind } from '../model';

/** What an endpoint of AWS says about its database. */
export interface Endpoint {
  readonly kind?: Kind;
  readonly id?: string;
  readonly region?: string;
  readonly account?: string;
}

const REGION = /^[a-z]{2,4}(?:-[a-z]+)+-\d{1,2}$/;

/** By the label that names the service: what the labels before it say. The ids of RDS are in no endpoint. */
const SERVICES: { readonly [service: string]: (labels: readonly string[]) => Endpoint } = {
  'rds': (labels) => ({ kind: labels.some((label) => label.startsWith('proxy-')) ? 'rds-proxy' : 'rds' }),
  'docdb': ([id, cluster = '']) => ({ kind: 'documentdb', id: cluster.startsWith('cluster-') ? id : undefined }),
  'redshift': ([id]) => ({ kind: 'redshift', id }),
  'redshift-serverless': (labels) => ({
    kind: 'redshift-serverless',
    id: labels.length === 2 ? labels[0] : undefined, // of three: a VPC endpoint
    account: labels.find((label) => /^\d{12}$/.test(label)),
  }),
  'cache': (labels) => labels.includes('serverless')
    ? { kind: 'elasticache-serverless', id: labels[0].replace(/-[a-z0-9]+$/, '') }
    : { kind: 'elasticache', id: groupIn(labels) },
  'memorydb': (labels) => ({ kind: 'memorydb', id: groupIn(labels) }),
  'es': ([label]) => ({ kind: 'opensearch', id: /^(?:search|vpc)-(.+)-[a-z0-9]{26}$/.exec(label)?.[1] }),
  'dynamodb': () => ({ kind: 'dynamodb' }),
  'dax': () => ({ kind: 'dynamodb' }),
  'cassandra': () => ({ kind: 'keyspaces' }),
};

/** What a URI of Teleport says, if it is an endpoint of AWS, or one of Atlas. */
export function endpointOf(uri: string): Endpoint {
  const [host] = uri.toLowerCase().replace(/^[a-z+]+:\/\//, '').split(/[:/?]/);
  if (/\.mongodb\.net$/.test(host)) {
    return { kind: 'mongodb-atlas' };
  }
  if (!/\.amazonaws\.com(?:\.cn)?$/.test(host)) {
    return {};
  }
  const labels = host.split('.');
  const service = labels.findIndex((label) => Object.hasOwn(SERVICES, withoutFips(label)));
  if (service === -1) {
    return {};
  }
  const long = labels.findIndex((label) => REGION.test(label)); // before the service, or after it, as in China
  const short = long === -1 ? regionOfShort(labels[service - 1] ?? '') : undefined;
  const before = labels.slice(0, short !== undefined ? service - 1 : long === -1 ? service : Math.min(service, long));
  return { ...SERVICES[withoutFips(labels[service])](before), region: short ?? labels[long] };
}

const withoutFips = (label: string): string => label.replace(/-fips$/, '');

/**
 * The cluster that an endpoint leads to. With TLS, its name follows what is reached of it (`master`, `clustercfg`, a node) and stands
 * before a hash. Without TLS, it comes first, with the number of a shard and a node.
 */
function groupIn(labels: readonly string[]): string | undefined {
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
