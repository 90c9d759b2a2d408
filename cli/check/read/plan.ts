import { isMap, Json, listAt, mapAt, own, textAt } from './json';
import { Problem } from '../../problem';

/** A resource or a data source, as it is after apply. */
export interface Planned {
  readonly address: string;
  readonly type: string;
  readonly values: Json;
  /** `true` in place of each value that is known after apply only. */
  readonly unknown: Json;
  /** The module that it is in, with a dot at its end; nothing for the root. */
  readonly module: string;
}

export interface Plan {
  readonly resources: readonly Planned[];
  /** The data sources that make documents. */
  readonly documents: readonly Planned[];
  /** What an argument of a resource refers to, in the same module. */
  readonly referred: (one: Planned, argument: string) => Planned[];
}

const MOST = 100_000;

/** A plan that changes nothing in silence: what it reads later has its statements among the changes. */
export function planOf(name: string, value: Json): Plan {
  if (own(value, 'errored') === true) {
    throw new Problem(`${name}: is a plan that failed; mend it first`);
  }
  const changes = new Map(listAt(value, 'resource_changes').filter(isMap).map((change) => [textAt(change, 'address'), change]));
  const found = [
    ...inModule(mapAt(mapAt(value, 'planned_values'), 'root_module')),
    ...inModule(mapAt(mapAt(mapAt(value, 'prior_state'), 'values'), 'root_module')).filter(({ mode }) => mode === 'data'),
  ];
  const known = new Set(found.map(({ address }) => address));
  const later = [...changes.values()].filter((change) => textAt(change, 'mode') === 'data' && !known.has(textAt(change, 'address') ?? ''));
  const all = [...new Map([...found, ...later.map((change) => ofChange(change))].map((one) => [one.address, one])).values()];
  if (all.length > MOST) {
    throw new Problem(`${name}: has more than ${MOST} resources; give the plan of the module with the policies`);
  }
  const whole = all.map((one): Planned & { mode?: string } => {
    const change = mapAt(changes.get(one.address), 'change');
    return { ...one, values: { ...mapAt(change, 'after'), ...one.values }, unknown: mapAt(change, 'after_unknown') };
  });
  const byAddress = new Map<string, Planned[]>();
  whole.forEach((one) => {
    const key = withoutKeys(one.address);
    byAddress.set(key, [...byAddress.get(key) ?? [], one]);
  });
  const configured = configurationsIn(mapAt(mapAt(value, 'configuration'), 'root_module'), '');
  return {
    resources: whole.filter(({ mode }) => mode !== 'data'),
    documents: whole.filter(({ mode, type }) => mode === 'data' && type === 'aws_iam_policy_document'),
    referred: (one, argument) => {
      const expression = own(mapAt(configured.get(withoutKeys(one.address)), 'expressions'), argument);
      const module = withoutKeys(one.module);
      const targets = listAt(expression, 'references').map((reference) => /^(data\.)?\w+\.[\w-]+/.exec(String(reference))?.[0]);
      const same = [...new Set(targets)].flatMap((target) => target === undefined ? [] : byAddress.get(`${module}${target}`) ?? []);
      const key = keyOf(one.address);
      return same.filter(({ address, module: other }) =>
        other === one.module && (keyOf(address) === undefined || key === undefined || keyOf(address) === key));
    },
  };
}

/** The instance of `count` or `for_each`, whose keys may have brackets of their own. */
const KEY = /\[(?:\d+|"(?:[^"\\]|\\.)*")\]/.source;
const [KEYS, LAST_KEY] = [new RegExp(KEY, 'g'), new RegExp(`${KEY}$`)];
const OWN_ADDRESS = new RegExp(`(?:^|\\.)(?:data\\.)?\\w+\\.[\\w-]+(?:${KEY})?$`);

const withoutKeys = (address: string) => address.replace(KEYS, '');
const keyOf = (address: string) => LAST_KEY.exec(address)?.[0];

type Raw = Omit<Planned, 'unknown'> & { readonly mode?: string };

function inModule(module: Json): Raw[] {
  const direct = listAt(module, 'resources').filter(isMap).map(ofValues);
  return [...direct, ...listAt(module, 'child_modules').filter(isMap).flatMap(inModule)];
}

const common = (one: Json) => {
  const address = textAt(one, 'address') ?? '';
  const type = textAt(one, 'type') ?? '';
  const at = address.search(OWN_ADDRESS);
  return { address, type, mode: textAt(one, 'mode'), module: at <= 0 ? '' : `${address.slice(0, at)}.` };
};

const ofValues = (one: Json): Raw => ({ ...common(one), values: mapAt(one, 'values') });
const ofChange = (change: Json): Raw => ({ ...common(change), values: mapAt(mapAt(change, 'change'), 'after') });

/** What the configuration says of each resource, by its address without instances. */
function configurationsIn(module: Json, prefix: string): Map<string, Json> {
  const found = new Map(listAt(module, 'resources').filter(isMap).map((one) => [`${prefix}${textAt(one, 'address') ?? ''}`, one]));
  Object.entries(mapAt(module, 'module_calls')).forEach(([name, call]) => {
    configurationsIn(mapAt(call, 'module'), `${prefix}module.${name}.`).forEach((one, address) => found.set(address, one));
  });
  return found;
}
