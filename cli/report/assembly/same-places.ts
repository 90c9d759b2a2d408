import { Template } from './template';

/** Two assemblies of one app are deployed to the same places, of which one may say more than the other. */
export function samePlaces(before: readonly Template[], after: readonly Template[]): [Template[], Template[]] {
  return [placed(before, after), placed(after, before)];
}

function placed(templates: readonly Template[], others: readonly Template[]): Template[] {
  const known = new Map(others.map((other) => [other.stack, other]));
  const copies = new Map<Template, Template>();
  const copyOf = (template: Template): Template => {
    const { account, region, parent } = template;
    const other = known.get(template.stack);
    const copy = copies.get(template) ?? {
      ...template,
      account: account ?? other?.account,
      region: region ?? other?.region,
      parent: parent && { ...parent, template: copyOf(parent.template) },
    };
    copies.set(template, copy);
    return copy;
  };
  return templates.map(copyOf);
}
