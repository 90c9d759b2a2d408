import type { Kind } from '../model';

/** What an endpoint of AWS says about its database. */
export interface Endpoint {
  readonly kind?: Kind;
  readonly id?: string;
  readonly region?: string;
  readonly account?: string;
}

const REGION = /^[a-z]{2,4}(?:-[a-z]+)+-\d$/;

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
    : { kind: 'elasticache', id: withoutRole(labels) },
  'memorydb': (labels) => ({ kind: 'memorydb', id: withoutRole(labels) }),
  'es': ([label]) => ({ kind: 'opensearch', id: /^(?:search|vpc)-(.+)-[a-z0-9]{26}$/.exec(label)?.[1] }),
  'dynamodb': () => ({ kind: 'dynamodb' }),
  'cassandra': () => ({ kind: 'keyspaces' }),
};

/** What a URI of Teleport says, if it is an endpoint of AWS. */
export function endpointOf(uri: string): Endpoint {
  const [host] = uri.replace(/^[a-z+]+:\/\//, '').split(/[:/?]/);
  if (!/\.amazonaws\.com(?:\.cn)?$/.test(host)) {
    return {};
  }
  const labels = host.split('.');
  const service = labels.findIndex((label) => Object.hasOwn(SERVICES, label));
  const region = labels.findIndex((label) => REGION.test(label)); // before the service, or after it, as in China
  if (service === -1) {
    return {};
  }
  const before = labels.slice(0, region === -1 ? service : Math.min(service, region));
  return { ...SERVICES[labels[service]](before), region: labels[region] };
}

/** The first label may say which node it leads to. */
const withoutRole = ([first, second]: readonly string[]): string => ['master', 'replica', 'clustercfg'].includes(first) ? second : first;
