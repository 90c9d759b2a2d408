import { ANY_REGION } from '../aws/text-rules';

/** A label of a host name. */
export const LABEL = '[a-z0-9][a-z0-9-]*';
const IN_REGION = `(?<region>${ANY_REGION})`;

/** `<start>.<region>.<service>.amazonaws.com` and `<start>.<service>.<region>.amazonaws.com.cn`. */
export const regional = (start: string, service: string): RegExp[] => [
  new RegExp(`^${start}\\.${IN_REGION}\\.${service}\\.amazonaws\\.com$`),
  new RegExp(`^${start}\\.${service}\\.${IN_REGION}\\.amazonaws\\.com\\.cn$`),
];

/** Hosts in which the region is where it is elsewhere, in China too. */
export const anywhere = (start: string, end = ''): RegExp[] => [new RegExp(`^${start}\\.${IN_REGION}${end}\\.amazonaws\\.com(?:\\.cn)?$`)];

/** What AWS's addresses of a region end in. */
export const suffixOf = (region: string): string => region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
