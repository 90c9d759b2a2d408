import { Change } from './change';
import { isObject, JsonObject, listOf, objectOr, textOr } from '../assembly/json';
import { shown } from '../assembly/shown';
import { Template } from '../assembly/template';

/** What may attach anything to anybody, and the assembly does not tell. */
interface Outside {
  readonly kind: 'macro' | 'other template';
  readonly what: string;
  /** Equal for the same. */
  readonly content: string;
}

/** Macros and functions in place of resources, which only CloudFormation runs, and templates that the assembly does not have. */
export function macroChanges(before: readonly Template[], after: readonly Template[]): Change[] {
  return after.flatMap((template) => {
    const known = new Set(before.filter(({ stack }) => stack === template.stack)
      .flatMap((one) => outsideOf(one, before)).map(({ content }) => content));
    return outsideOf(template, after).filter(({ content }) => !known.has(content))
      .map(({ kind, what }): Change => ({ effect: 'undecided', kind: `${kind} added`, subject: `Stack ${template.stack}`, what }));
  });
}

function outsideOf(template: Template, templates: readonly Template[]): Outside[] {
  const { transform, macros, resources } = template;
  const nested = new Set(templates.flatMap(({ parent }) => parent && isSame(parent.template, template) ? parent.id : []));
  return [
    ...listOf(transform).map((one): Outside =>
      ({ kind: 'macro', what: typeof one === 'string' ? one : JSON.stringify(one), content: JSON.stringify(one) })),
    ...Object.entries(macros).map(([what, content]): Outside => ({ kind: 'macro', what, content: JSON.stringify(content) })),
    ...[...resources].filter(([id]) => !nested.has(id)).flatMap(([id, { type, properties }]): Outside[] => {
      const content = contentOf(type, properties);
      const what = inWords(id, type, properties);
      return content === undefined ? [] : [{ kind: 'other template', what, content: JSON.stringify([id, type, content]) }];
    }),
  ];
}

const isSame = (one: Template, other: Template) => one.key === other.key;

/** What decides what such a resource makes. The template of a stack set is in the assembly, what its parameters are is not. */
function contentOf(type: string, properties: JsonObject): unknown {
  if (type === 'AWS::CloudFormation::StackSet') {
    const { Parameters, StackInstancesGroup } = properties;
    const overrides = listOf(StackInstancesGroup).flatMap((group) => listOf(objectOr(group).ParameterOverrides));
    const given = [...listOf(Parameters), ...overrides];
    const url = isObject(properties.TemplateURL) ? undefined : properties.TemplateURL;
    const content = [given, listOf(properties.TemplateBody), listOf(url)];
    return content.every(({ length }) => length === 0) ? undefined : content;
  }
  return MAKES_RESOURCES.test(type) ? properties : undefined;
}

const MAKES_RESOURCES = /^AWS::CloudFormation::Stack$|^AWS::ServiceCatalog::CloudFormationProvisionedProduct$|::MODULE$/;

function inWords(id: string, type: string, { TemplateURL }: JsonObject): string {
  const [what] = Object.entries({ 'nested stack': /Formation::Stack$/, 'stack set': /StackSet$/, 'module': /MODULE$/ })
    .find(([, pattern]) => pattern.test(type)) ?? ['product'];
  return `${what} ${id}${textOr(TemplateURL) === undefined ? '' : ` from ${shown(TemplateURL)}`}`;
}
