import { Scopes } from './scopes';
import { locate } from '../assembly/locate';
import { shown } from '../assembly/shown';
import { Resource, Template } from '../assembly/template';
import { nameOf, PolicyResource } from '../model/policies';
import { Identity } from '../model/report';
import { resolvedText } from '../resolve/resolve';
import { isKnown } from '../resolve/scope';
import { Guard, worlds } from '../resolve/worlds';

export const KINDS = [
  { kind: 'role', type: 'AWS::IAM::Role', list: 'Roles', name: 'RoleName' },
  { kind: 'user', type: 'AWS::IAM::User', list: 'Users', name: 'UserName' },
  { kind: 'group', type: 'AWS::IAM::Group', list: 'Groups', name: 'GroupName' },
] as const;

/** Somebody to whom policies are attached. */
export interface Holder {
  readonly kind: Identity['kind'];
  /** As the report calls it. */
  readonly name: string;
  /** The name in AWS, if the template tells it. */
  readonly inAws?: string;
  /** The template that defines it, or else the first one that attaches something to it. */
  readonly template: Template;
  readonly defined?: { readonly id: string; readonly resource: Resource };
  readonly attached: Attached[];
  /** Of users: the groups that they are in. */
  readonly groups: { readonly group: Holder; readonly guards: readonly Guard[] }[];
}

export interface Attached { readonly policy: PolicyResource; readonly guards: readonly Guard[] }

/** Everybody in an assembly. A name is the same identity wherever the accounts may be the same. */
export class Holders {
  public readonly all: Holder[] = [];
  private readonly byPlace = new Map<string, Holder>();
  private readonly byName = new Map<string, Holder[]>();

  constructor(private readonly scopes: Scopes) {
    scopes.templates.forEach((template) => template.resources.forEach((resource, id) => this.define(template, id, resource)));
  }

  private define(template: Template, id: string, resource: Resource): void {
    const found = KINDS.find(({ type }) => type === resource.type);
    if (found === undefined) {
      return;
    }
    const named = resource.properties[found.name];
    const inAws = named === undefined ? undefined : this.textOf(named, template);
    const name = named === undefined ? nameOf(template, id, resource) : shown(named);
    this.byPlace.set(`${template.key} ${id}`, this.added({
      kind: found.kind, name, inAws, template, defined: { id, resource }, attached: [], groups: [],
    }));
  }

  private added(holder: Holder): Holder {
    this.all.push(holder);
    const key = `${holder.kind} ${holder.inAws}`;
    this.byName.set(key, [...this.byName.get(key) ?? [], holder]);
    return holder;
  }

  /** Who is meant by a name or a reference. */
  public find(kind: Holder['kind'], value: unknown, template: Template): Holder[] {
    const located = locate(value, template, this.scopes.templates);
    const placed = located && this.byPlace.get(`${located.template.key} ${located.id}`);
    if (placed !== undefined) {
      return [placed];
    }
    const inAws = this.textOf(value, template);
    const named = (this.byName.get(`${kind} ${inAws}`) ?? []).filter((holder) => mayBeOne(holder.template, template));
    return named.length > 0 ? named : [this.added({ kind, name: shown(value), inAws, template, attached: [], groups: [] })];
  }

  private textOf(value: unknown, template: Template): string {
    const all = worlds((assumed) => resolvedText(value, this.scopes.of(template, template)(assumed)));
    const texts = new Set(all.map(({ result }) => result));
    return texts.size === 1 ? [...texts][0] : shown(value);
  }
}

/** Whether two templates may be in one account. */
export const mayBeOne = (one: Template, other: Template) =>
  one.account === undefined || other.account === undefined || one.account === other.account;

export const nameInAws = ({ inAws }: Holder) => inAws !== undefined && isKnown(inAws) ? inAws : undefined;
