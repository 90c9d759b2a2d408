import type { Conditions, Role } from '../model';
import type { Remarks } from '../remarks';

/** The values of users' traits, by `internal.db_users` and the like. */
export type Traits = ReadonlyMap<string, readonly string[]>;

const TEMPLATE = /^([^{}]*)\{\{\s*(internal|external)(?:\.([\w-]+)|\["([^"]+)"\])\s*\}\}([^{}]*)$/;

/** The role, with the values that traits have. A trait that nobody knows has none: whoever has it may do more. */
export function withTraits(role: Role, traits: Traits, remarks: Remarks): Role {
  const within = ({ labels, users, names, ...rest }: Conditions, ending: string): Conditions => {
    const expand = (values: readonly string[]) => values.flatMap((value) => expanded(value, traits, (why) =>
      remarks.note(`role ${role.name}: ${value} is left out, because ${why}${ending}`)));
    return {
      ...rest,
      labels: labels.map(([key, values]) => [expand([key])[0] ?? key, expand(values)]),
      users: expand(users),
      names: expand(names),
    };
  };
  return { ...role, allow: within(role.allow, ''), deny: within(role.deny, ', so the policy may allow what Teleport denies') };
}

function traitIn(value: string): { readonly name: string; readonly prefix: string; readonly suffix: string } | undefined {
  const [, prefix, space, name, quoted, suffix] = TEMPLATE.exec(value) ?? [];
  return space === undefined ? undefined : { name: `${space}.${name ?? quoted}`, prefix, suffix };
}

function expanded(value: string, traits: Traits, leaveOut: (why: string) => void): readonly string[] {
  if (!value.includes('{{')) {
    return [value];
  }
  const found = traitIn(value);
  if (found === undefined) {
    leaveOut('only Teleport computes it');
    return [];
  }
  const { name: trait, prefix, suffix } = found;
  const values = traits.get(trait);
  if (values === undefined) {
    leaveOut(`the traits of users are in no file; --trait ${trait}=VALUE,... says their values`);
  }
  return values?.map((one) => `${prefix}${one}${suffix}`) ?? [];
}

/** The traits that decide what a role allows, and whose values nobody says. */
export function unknownTraits({ allow: { labels, users, names } }: Role, traits: Traits): string[] {
  return [...labels.flatMap(([key, values]) => [key, ...values]), ...users, ...names].flatMap((value) => {
    const trait = traitIn(value)?.name;
    return trait === undefined || traits.has(trait) ? [] : [trait];
  });
}
