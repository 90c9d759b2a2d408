import { NameKind } from '../../src/private/aws/name-rules';
import { ANY_REGION } from '../../src/private/aws/text-rules';
import { ArnShape } from '../../src/private/types/operation';

/** What an ARN of a message says. */
export interface NamedResource {
  readonly service: string;
  readonly region?: string;
  readonly account?: string;
  readonly resource: string;
}

export type FoundNames = { readonly [kind in NameKind]?: string };

/** A wildcard of a message must not become one of a policy. */
export const isOpen = (text: string) => /^$|[*?{}]/.test(text);

const known = (text: string) => isOpen(text) ? undefined : text;

/** Undefined if it is no ARN, such as the `*` and the `role Agent` of some messages. */
export function named(resource: string | undefined): NamedResource | undefined {
  const [, service, region, account, rest] = /^arn:[^:]*:([^:]+):([^:]*):([^:]*):(.+)$/.exec(resource ?? '') ?? [];
  return service === undefined ? undefined : { service, region: known(region), account: known(account), resource: rest };
}

/** The region and account that the name of a secret has. */
const IN_SECRET = new RegExp(`/(${ANY_REGION})/(\\d{12})/user/[^/]+$`);

/** A resource that is no ARN, as the one that it stands for: Secrets Manager calls a secret that does not exist by its name. */
export function asArn(action: string, resource: string | undefined): string | undefined {
  if (resource === undefined || !/^secretsmanager:/i.test(action) || /^(?:arn:|\*)/.test(resource)) {
    return resource;
  }
  const [, region = '*', account = '*'] = IN_SECRET.exec(resource) ?? [];
  return `arn:*:secretsmanager:${region}:${account}:secret:${resource}`;
}

/** The names that a resource has in the open places of a shape, without those that AWS left open; undefined if it has another shape. */
export function namesIn({ service, parts }: ArnShape, resource: NamedResource): FoundNames | undefined {
  const pattern = parts.map((part, index) => index % 2 === 1 ? '(.+?)' : part.split('*').map(escaped).join('.*')).join('');
  const values = new RegExp(`^${pattern}$`).exec(resource.resource);
  if (service !== resource.service || values === null) {
    return undefined;
  }
  const names = parts.filter((_, index) => index % 2 === 1).map((kind, index) => [kind, values[index + 1]]);
  return Object.fromEntries(names.filter(([, value]) => !isOpen(value)));
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
