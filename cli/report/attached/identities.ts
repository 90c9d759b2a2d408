import { Scopes } from './scopes';
import { locate } from '../assembly/locate';
import { shown } from '../assembly/shown';
import { Resource, Template } from '../assembly/template';
import { nameOf, PolicyResource } from '../model/policies';
import { Identity } from '../model/report';
import { resolvedText } from '../resolve/resolve';
import { isKnown, unknown } from '../resolve/scope';
import { Assumptions, Guard, TooManyWorlds, World, worlds } from '../resolve/worlds';

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

/** Who is meant, and what makes it so. */
export interface Found { readonly holder: Holder; readonly guards: readonly Guard[] }

export interface Attached { readonly policy: PolicyResource; readonly guards: readonly Guard[] }

/** Everybody in an assembly. A name is the same identity wherever the accounts may be the same. */
export class Holders {
  public readonly all: Holder[] = [];
  private readonly byPlace = new Map<string, Holder>();
  private readonly byName = new Map<string, Found[]>();

  constructor(private readonly scopes: Scopes) {
    scopes.templates.forEach((template) => template.resources.forEach((resource, id) => this.define(template, id, resource)));
  }

  private define(template: Template, id: string, resource: Resource): void {
    const found = KINDS.find(({ type }) => type === resource.type);
    if (found === undefined) {
      return;
    }
    const named = resource.properties[found.name];
    const texts = named === undefined ? [] : this.textsOf(named, template);
    const holder: Holder = {
      kind: found.kind,
      name: named === undefined ? nameOf(template, id, resource) : shown(named),
      inAws: named === undefined ? undefined : texts.length === 1 ? texts[0].result : shown(named),
      template,
      defined: { id, resource },
      attached: [],
      groups: [],
    };
    this.byPlace.set(`${template.key} ${id}`, holder);
    this.add(holder, [...texts, { result: unknown(id, this.scopes.of(template)(NOTHING_ASSUMED)), guards: [] }]);
  }

  private add(holder: Holder, texts: readonly World<string>[]): Holder {
    this.all.push(holder);
    for (const { result, guards } of texts) {
      const key = keyOf(holder.kind, result);
      this.byName.set(key, [...this.byName.get(key) ?? [], { holder, guards }]);
    }
    return holder;
  }

  /** Who is meant by a name or a reference, in each case of what the template does not tell. */
  public find(kind: Holder['kind'], value: unknown, template: Template, given: readonly Guard[]): Found[] {
    const located = locate(value, template, this.scopes.templates);
    const placed = located && this.byPlace.get(`${located.template.key} ${located.id}`);
    if (placed !== undefined) {
      return [{ holder: placed, guards: given }];
    }
    const texts = this.textsOf(value, template, given);
    return texts.flatMap(({ result, guards }): Found[] => {
      const named = (this.byName.get(keyOf(kind, result)) ?? []).filter(({ holder }) => mayBeOne(holder.template, template));
      const name = texts.length === 1 ? shown(value) : result;
      return named.length > 0 ? named.map((one) => ({ holder: one.holder, guards: [...guards, ...one.guards] }))
        : [{ holder: this.add({ kind, name, inAws: result, template, attached: [], groups: [] }, [{ result, guards: [] }]), guards }];
    });
  }

  private textsOf(value: unknown, template: Template, given: readonly Guard[] = []): World<string>[] {
    try {
      return worlds((assumed) => resolvedText(value, this.scopes.of(template)(assumed)), given);
    } catch (error) {
      if (error instanceof TooManyWorlds) {
        return [{ result: shown(value), guards: given }];
      }
      throw error;
    }
  }
}

const NOTHING_ASSUMED = new Assumptions([]);

/** IAM tells names by their letters, whatever their case. */
const keyOf = (kind: Holder['kind'], text: string) => `${kind} ${isKnown(text) ? text.toLowerCase() : text}`;

/** Whether two templates may be in one account. */
export const mayBeOne = (one: Template, other: Template) =>
  one.account === undefined || other.account === undefined || one.account === other.account;

export const nameInAws = ({ inAws }: Holder) => inAws !== undefined && isKnown(inAws) ? inAws : undefined;
