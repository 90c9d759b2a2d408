import { Assumptions } from './worlds';
import { Problem } from '../../problem';
import { objectOr, textOr } from '../assembly/json';
import { Template } from '../assembly/template';

/** Where a value stands. */
export interface Scope {
  readonly template: Template;
  /** The template whose names stand alone, if there is one. */
  readonly home: Template | undefined;
  readonly templates: readonly Template[];
  readonly assumed: Assumptions;
  /** Whether parameters that decide something have their defaults, or any value at all. */
  readonly takesDefaults: boolean;
  /** Whether the value decides between others: then a default is one value of many. */
  readonly isChoice?: boolean;
  readonly steps: { left: number };
  readonly depth: number;
}

/** The property that is not there: `AWS::NoValue`. */
export const NOTHING = Symbol('AWS::NoValue');

const DEEPEST = 400;

/** One step further, in the same template or in another. */
export function further(scope: Scope, template = scope.template): Scope {
  scope.steps.left -= 1;
  if (scope.depth > DEEPEST || scope.steps.left < 0) {
    throw new Problem(`the references in ${template.file} lead through too many others, or to themselves; synthesize the app again`);
  }
  return { ...scope, template, depth: scope.depth + 1 };
}

/** A name that means the same in both assemblies. */
export const labelOf = (name: string, { template, home }: Scope) => template === home ? name : `${template.stack}/${name}`;

/** What only the deployment knows, by name. */
export const unknown = (name: string, scope: Scope) => `\${${labelOf(name.replace(/\$\{/g, '').replace(/[{}]/g, ''), scope)}}`;

export const isKnown = (text: string) => !/\$\{[^}]*\}|\{\{resolve:/.test(text);

/** The name of a value that is nothing but unknown. */
export const nameOfUnknown = (text: string) => /^\$\{([^}]*)\}$/.exec(text)?.[1];

/** Values of a parameter, if the template limits them. */
export function allowedValues(name: string, { template }: Scope): readonly string[] | undefined {
  const { AllowedValues } = objectOr(template.parameters[name.split('/').pop()!]);
  return Array.isArray(AllowedValues) ? AllowedValues.map(String) : undefined;
}

/** The default of a parameter, unless Systems Manager has its value. */
export function defaultOf(name: string, { template }: Scope): string | readonly string[] | undefined {
  const { Default, Type } = objectOr(template.parameters[name]);
  const type = textOr(Type) ?? 'String';
  if (Default === undefined || type.startsWith('AWS::SSM::Parameter::Value')) {
    return undefined;
  }
  return /^CommaDelimitedList$|^List</.test(type) ? String(Default).split(',').map((one) => one.trim()) : String(Default);
}
