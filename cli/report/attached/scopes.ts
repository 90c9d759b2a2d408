import { Template } from '../assembly/template';
import { isTrue } from '../resolve/conditions';
import { ScopeOf } from '../resolve/elements';
import { Scope } from '../resolve/scope';
import { Assumptions, Guard, worlds } from '../resolve/worlds';

/** A hundred times what thousands of databases take. Ten seconds or so. */
const MOST_STEPS = 10_000_000;

/** Scopes of an assembly. */
export class Scopes {
  private readonly steps = { left: MOST_STEPS };

  constructor(public readonly templates: readonly Template[], private readonly takesDefaults: boolean) {}

  public of(template: Template, home?: Template): ScopeOf {
    const { templates, takesDefaults, steps } = this;
    return (assumed: Assumptions): Scope => ({ template, home, templates, assumed, takesDefaults, steps, depth: 0 });
  }

  /** All under which a resource is there, and the nested stacks around it. */
  public existence(template: Template, id: string, home: Template | undefined, given: readonly Guard[] = []): (readonly Guard[])[] {
    const isThere = (assumed: Assumptions) => {
      let at: { readonly template: Template; readonly id: string } | undefined = { template, id };
      for (; at !== undefined; at = at.template.parent) {
        const condition: string | undefined = at.template.resources.get(at.id)?.condition;
        if (condition !== undefined && !isTrue(condition, this.of(at.template, home)(assumed))) {
          return false;
        }
      }
      return true;
    };
    return worlds(isThere, given).filter(({ result }) => result).map(({ guards }) => guards);
  }
}

/** Assumptions as the template calls them that is at home. */
export function atHome(guards: readonly Guard[], { stack }: Template): Guard[] {
  return guards.map((guard) => {
    const own = guard.key.startsWith(`${stack}/`) ? guard.key.slice(stack.length + 1) : '/';
    return own.includes('/') ? guard : { ...guard, key: own };
  });
}
