import { Request } from './evaluator';
import { Call, Row, Wish } from './table/row';

/** Where a configuration is, and who runs there. */
export interface Surroundings {
  readonly partition: string;
  readonly region: string;
  readonly otherRegion: string;
  readonly kind: 'Role' | 'User';
  readonly self: string;
  readonly boundary: string;
}

export const ACCOUNT = '123456789012';
const OTHER_ACCOUNT = '999999999999';

/** A call that the table speaks of, and whether it should be allowed. */
export interface Expected extends Request {
  readonly allowed: boolean;
}

/** Every call of the table, each once: allowed if any row allows it. */
export function requestsOf(table: readonly Row[], wishes: ReadonlySet<Wish>, where: Surroundings): Expected[] {
  const asked = (any: readonly Wish[]) => any.some((wish) => wishes.has(wish));
  const requests = new Map<string, Expected>();
  const expect = (calls: readonly Call[], allowed: boolean) =>
    calls
      .flatMap((call) => fill(call, where))
      .forEach((request) => {
        const key = JSON.stringify(request);
        requests.set(key, { ...request, allowed: allowed || (requests.get(key)?.allowed ?? false) });
      });
  for (const { when, calls, cannot } of table) {
    expect(calls, asked(when));
    cannot.forEach((denied) => expect(denied.calls, asked(when) && asked(denied.unless ?? [])));
  }
  return [...requests.values()];
}

function fill({ actions, on, given = {} }: Call, where: Surroundings): Request[] {
  const { partition, region, otherRegion, kind, self, boundary } = where;
  const values: { readonly [placeholder: string]: string } = {
    'p': partition,
    'r': region,
    'r2': otherRegion,
    'a': ACCOUNT,
    'b': OTHER_ACCOUNT,
    boundary,
    self,
    'self as role': self,
    'self as user': self,
    'suffix': partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com',
  };
  if ((on === '{self as role}' && kind !== 'Role') || (on === '{self as user}' && kind !== 'User')) {
    return [];
  }
  const text = (template: string) => template.replace(/\{([^}]+)\}/g, (_, name: string) => values[name] ?? name);
  const resource = on === '*' ? on : text(on.startsWith('{') ? on : `arn:{p}:${on.replace('{kind}', kind.toLowerCase())}`);
  const requestedRegion = resource.split(':')[3] || region;
  return actions.split(' ').map((action) => ({
    action: action.replace('{kind}', kind),
    resource,
    context: {
      'aws:RequestedRegion': requestedRegion,
      ...Object.fromEntries(Object.entries(given).map(([key, value]) => [key, typeof value === 'string' ? text(value) : value.map(text)])),
    },
  }));
}
