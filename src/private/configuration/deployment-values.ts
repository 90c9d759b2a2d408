import { CfnParameter, IResolveContext } from 'aws-cdk-lib';
import { Referable } from '../aws/referable';
import { invalid, words } from '../checks/invalid';
import { isChecked } from '../checks/referred-texts';
import { resolvedValue } from '../policies/resolved-value';

/** What ends a string in JSON, or starts an escape. CloudFormation puts values in as they are. */
const BREAKS_OUT = ['"', '\\', '\n', '\r', '\t', '\u0000', '\u2028'];
/** A class, an escape or a single character of a regular expression. */
const ATOM = /\[(?:\\[^]|[^\]\\])*\]|\\[^]|[^]/g;
/** Escapes that mean themselves or a class that breaks out of nothing. */
const HARMLESS_ESCAPE = /^\\(?:[dwbBAzZ]|[^A-Za-z0-9"\\\s])$/;
const SYNTAX = /^[()|?*+{}^$]$/;

const DYNAMIC = /\{\{resolve:/;

/** Refuses a value that only the deployment knows and that could break out of its quotes: CloudFormation has no way to escape it. */
export function checkDeploymentValues(value: string, { scope }: IResolveContext): void {
  const resolved = resolvedValue(scope, value);
  checkParts(resolved.value, resolved);
}

/** A text that CloudFormation would replace: nobody can constrain what it finds. */
export function checkDynamicReference(text: string): string {
  if (DYNAMIC.test(text)) {
    throw invalid('Teleport\'s configuration', 'have no dynamic reference, because its value cannot be constrained', text,
      'read it at synthesis with StringParameter.valueFromLookup()');
  }
  return text;
}

/** Looks at every parameter and mapping that a value is made of, however deep and however named. CDK escapes the rest. */
function checkParts(value: unknown, template: Referable): void {
  if (typeof value === 'string') {
    checkDynamicReference(value);
  }
  if (typeof value !== 'object' || value === null) {
    return;
  }
  for (const [name, argument] of Object.entries(value)) {
    const args: readonly unknown[] = [argument].flat();
    const names = name === 'Ref' ? args : name === 'Fn::Sub' ? variablesOf(args[0]) : [];
    names.map((given) => template.find(given)).filter((target) => target instanceof CfnParameter).forEach(checkParameter);
    if (name === 'Fn::FindInMap') {
      checkMapped(template.valuesOf(args[0], args[1], args[2]));
    }
    checkParts(argument, template);
  }
}

const variablesOf = (text: unknown): string[] => Array.from(String(text).matchAll(/\$\{([^}]*)\}/g), ([, variable]) => variable);

function checkMapped(values: readonly unknown[]): void {
  const wrong = values.flat().find((value) => hasBreak(String(value)));
  if (wrong !== undefined) {
    throw invalid('a mapping',
      'have no quotes, backslashes or line breaks, because CloudFormation puts its values into Teleport\'s configuration as they are',
      words(JSON.stringify(wrong)), 'give the text itself, or as a branch of Fn.conditionIf()');
  }
}

function checkParameter(parameter: CfnParameter): void {
  const { node, type, allowedPattern, allowedValues } = parameter;
  if (type.startsWith('AWS::SSM::')) {
    throw invalid(node.path,
      'not be in Teleport\'s configuration as an SSM parameter that the deployment reads, because its value cannot be constrained', type,
      'read it at synthesis with StringParameter.valueFromLookup()');
  }
  const isSafe = isChecked(parameter) || allowedValues?.every((allowed) => !hasBreak(allowed))
    || (allowedPattern !== undefined && matchesNoBreak(allowedPattern));
  if (!isSafe) {
    throw invalid(node.path,
      'exclude quotes, backslashes and line breaks, because CloudFormation puts it into Teleport\'s configuration as it is',
      allowedPattern, 'give the parameter an \'allowedPattern\' such as [A-Za-z0-9.:/-]+, or \'allowedValues\'');
  }
}

const hasBreak = (text: string) => BREAKS_OUT.some((character) => text.includes(character));

/** Each part of the pattern on its own: none of them takes such a character. */
function matchesNoBreak(pattern: string): boolean {
  return (pattern.match(ATOM) ?? []).every((atom) => {
    if (atom.startsWith('\\')) {
      return HARMLESS_ESCAPE.test(atom);
    }
    if (atom.startsWith('[')) {
      return !atom.slice(1).includes('[') && (atom.match(/\\[^]/g) ?? []).every((escape) => HARMLESS_ESCAPE.test(escape))
        && isHarmless(atom);
    }
    return SYNTAX.test(atom) || isHarmless(atom);
  });
}

const isHarmless = (atom: string) => !BREAKS_OUT.some((character) => new RegExp(`^${atom}$`, 's').test(character));
