import { nameOf, PolicyResource } from './policies';
import { Identity } from './report';
import { listOf } from '../assembly/json';
import { locate } from '../assembly/locate';
import { shown } from '../assembly/shown';
import { Resource, Template } from '../assembly/template';

/** The type of their resource, the properties by which policies name them, and the one that names them. */
const KINDS = [
  { kind: 'role', type: 'AWS::IAM::Role', list: 'Roles', name: 'RoleName' },
  { kind: 'user', type: 'AWS::IAM::User', list: 'Users', name: 'UserName' },
  { kind: 'group', type: 'AWS::IAM::Group', list: 'Groups', name: 'GroupName' },
] as const;

/** A role, user or group that a policy is attached to. */
export interface Holder {
  /** Equal for the same identity. */
  readonly key: string;
  readonly kind: Identity['kind'];
  readonly name: string;
  /** The template that defines it, or else the one that attaches a policy to it. */
  readonly template: Template;
  readonly id?: string;
  readonly resource?: Resource;
}

/** Those that a policy is attached to, from its side. */
export function holdersOf({ template, resource: { properties } }: PolicyResource, all: Identities): Holder[] {
  return KINDS.flatMap(({ kind, list, name }) =>
    [...listOf(properties[list]), ...listOf(properties[name])].map((value) => all.find(kind, value, template)));
}

/** Finds the identities of an assembly by what policies call them. */
export class Identities {
  /** Those that the app defines. */
  public readonly defined: readonly Holder[];
  private readonly byKey: ReadonlyMap<string, Holder>;
  private readonly byName = new Map<string, Holder>();

  constructor(private readonly templates: readonly Template[]) {
    this.defined = templates.flatMap((template) => [...template.resources].flatMap(([id, resource]) => definedIn(template, id, resource)));
    this.byKey = new Map(this.defined.map((holder) => [holder.key, holder]));
    this.defined.forEach((holder) => this.byName.set(nameKey(holder.kind, holder.name, holder.template), holder));
  }

  public find(kind: Identity['kind'], value: unknown, template: Template): Holder {
    const located = locate(value, template, this.templates);
    const name = shown(value);
    return (located && this.byKey.get(keyOf(located.template, located.id)))
      ?? this.byName.get(nameKey(kind, name, template))
      ?? { key: nameKey(kind, name, template), kind, name, template };
  }
}

function definedIn(template: Template, id: string, resource: Resource): Holder[] {
  const found = KINDS.find(({ type }) => type === resource.type);
  return found === undefined ? [] : [{
    key: keyOf(template, id),
    kind: found.kind,
    template,
    id,
    resource,
    name: resource.properties[found.name] === undefined ? nameOf(template, id, resource) : shown(resource.properties[found.name]),
  }];
}

const keyOf = ({ key }: Template, id: string) => `${key} ${id}`;
/** Names are those of an account; where it is not known, those of a template. */
const nameKey = (kind: string, name: string, { account, key }: Template) => `${account ?? key} ${kind} ${name}`;
