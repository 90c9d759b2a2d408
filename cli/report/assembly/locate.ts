import { objectOr, textOr } from './json';
import { shown, shownList } from './shown';
import { Template } from './template';
import { functionOf } from '../../../src/private/tokens/intrinsic';
import { Problem } from '../../problem';

const MOST_STEPS = 100;

/** A resource, and the template that it is in. */
export interface Location {
  readonly template: Template;
  readonly id: string;
}

/** The resource that a value refers to, through exports and nested stacks. */
export function locate(value: unknown, template: Template, templates: readonly Template[], steps = 0): Location | undefined {
  if (steps > MOST_STEPS) {
    throw new Problem(`a reference in ${template.file} leads through more than ${MOST_STEPS} others, or to itself; `
      + 'synthesize the app again');
  }
  const { name, argument } = functionOf(value) ?? {};
  const [id = '', ...attributes] = name === 'Ref' || name === 'Fn::GetAtt' ? shownList(argument).join('.').split('.') : [];
  if (name === 'Fn::ImportValue') {
    return locateExport(shown(argument), templates, steps + 1);
  }
  if (attributes[0] === 'Outputs') {
    const nested = templates.find(({ parent }) => parent?.template === template && parent.id === id);
    return nested && locate(objectOr(nested.outputs[attributes[1]]).Value, nested, templates, steps + 1);
  }
  if (template.resources.has(id)) {
    return { template, id };
  }
  const { parent } = template;
  return parent && Object.hasOwn(parent.parameters, id) ? locate(parent.parameters[id], parent.template, templates, steps + 1) : undefined;
}

function locateExport(name: string, templates: readonly Template[], steps: number): Location | undefined {
  for (const template of templates) {
    const output = Object.values(template.outputs).map(objectOr).find(({ Export }) => textOr(objectOr(Export).Name) === name);
    if (output !== undefined) {
      return locate(output.Value, template, templates, steps);
    }
  }
  return undefined;
}
