import { resolved, resolvedText } from './resolve';
import { further, Scope } from './scope';
import { objectOr } from '../assembly/json';
import { Template } from '../assembly/template';

/** The value of an export of the assembly. */
export function imported(name: string, scope: Scope): unknown {
  const { literal, others } = exportsOf(scope.templates);
  const found = literal.get(name) ?? others.find(({ template, exported }) => resolvedText(exported, further(scope, template)) === name);
  return found && resolved(found.value, further(scope, found.template));
}

interface Exported { readonly template: Template; readonly exported: unknown; readonly value: unknown }

const EXPORTS = new WeakMap<readonly Template[], { literal: Map<string, Exported>; others: Exported[] }>();

function exportsOf(templates: readonly Template[]) {
  const known = EXPORTS.get(templates);
  if (known !== undefined) {
    return known;
  }
  const all = templates.flatMap((template) => Object.values(template.outputs).map(objectOr)
    .filter(({ Export }) => Export !== undefined)
    .map(({ Export, Value }): Exported => ({ template, exported: objectOr(Export).Name, value: Value })));
  const found = {
    literal: new Map(all.flatMap((one) => typeof one.exported === 'string' ? [[one.exported, one] as const] : [])),
    others: all.filter(({ exported }) => typeof exported !== 'string'),
  };
  EXPORTS.set(templates, found);
  return found;
}
