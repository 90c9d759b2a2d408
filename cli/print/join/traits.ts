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

function expanded(value: string, traits: Traits, leaveOut: (why: string) => void): readonly string[] {
  if (!value.includes('{{')) {
    return [value];
  }
  const [, prefix, space, name, quoted, suffix] = TEMPLATE.exec(value) ?? [];
  if (space === undefined) {
    leaveOut('only Teleport computes it');
    return [];
  }
  const trait = `${space}.${name ?? quoted}`;
  const values = traits.get(trait);
  if (values === undefined) {
    leaveOut(`the traits of users are in no file; --trait ${trait}=VALUE,... says their values`);
  }
  return values?.map((one) => `${prefix}${one}${suffix}`) ?? [];
}
