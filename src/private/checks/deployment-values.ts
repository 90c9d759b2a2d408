import type { CfnParameter, IResolveContext } from 'aws-cdk-lib';
import { invalid, verbatim } from './invalid';
import { canContain } from '../tokens/allowed-pattern';
import { Call, fold } from '../tokens/intrinsic';
import { Referable } from '../tokens/referable';
import { isChecked, isFromAws, isParameter } from '../tokens/referred-values';
import { valueNotEscaped } from './warnings/policies';
import { warn } from './warnings/warning';
import { resolvedValue } from '../tokens/resolved-value';

/** What ends a string in JSON, or starts an escape. CloudFormation puts values in as they are. */
const BREAKS_OUT = ['"', '\\', '\n', '\r', '\t', '\u0000', '\u2028'];

const DYNAMIC = /\{\{resolve:/;

/**
 * Refuses a value that only the deployment knows and that could break out of its quotes: CloudFormation has no way to escape it. Nobody can
 * constrain what another template or code gives, so that is warned about.
 */
export function checkDeploymentValues(value: string, { scope }: IResolveContext): void {
  const resolved = resolvedValue(scope, value);
  new Set(checkParts(resolved.value, resolved)).forEach((source) => warn(scope, valueNotEscaped(source)));
}

/** Half of a character. */
const HALF = /\p{Surrogate}/u;

/** A text that Teleport can read, and that CloudFormation does not replace: nobody can constrain what it finds. */
export function checkLiteral(text: string): string {
  if (HALF.test(text)) {
    throw invalid('Teleport\'s configuration', 'have whole characters, because Teleport cannot read half of one', text, 'correct the text');
  }
  if (DYNAMIC.test(text)) {
    throw invalid('Teleport\'s configuration', 'have no dynamic reference, because its value cannot be constrained', text,
      'read it at synthesis with StringParameter.valueFromLookup()');
  }
  return text;
}

/** Checks every part of a resolved value. Returns the sources that no `allowedPattern` can constrain. CDK escapes literal text. */
function checkParts(value: unknown, template: Referable): string[] {
  return fold<string[]>(value, {
    literal: (text) => {
      if (typeof text === 'string') {
        checkLiteral(text);
      }
      return [];
    },
    list: (items) => items.flat(),
    object: (entries) => entries.flatMap(([, sources]) => sources),
    call: (call, inner) => [...checkCall(call, template), ...inner(call.argument)],
  });
}

/** Functions that take a value from another template, or from code. */
const ELSEWHERE = /^Fn::(?:ImportValue|Transform|GetStackOutput)$/;

function checkCall(call: Call, template: Referable): string[] {
  const { name, args: [first, ...keys] } = call;
  if (name === 'Fn::FindInMap') {
    checkMapped(template.valuesOf(first, keys[0], keys[1]));
  }
  return ELSEWHERE.test(name) ? [name] : namesIn(call).flatMap((given) => checkReferred(given, template));
}

/** What a function refers to. */
function namesIn({ name, args: [first, given] }: Call): unknown[] {
  switch (name) {
    case 'Ref':
    case 'Fn::GetAtt':
      return [typeof first === 'string' ? first.split('.')[0] : first];
    case 'Fn::Sub':
      return Array.from(String(first).matchAll(/\$\{([^!.}][^.}]*)[^}]*\}/g), ([, variable]) => variable)
        .filter((variable) => !Object.keys(Object(given)).includes(variable));
    default:
      return [];
  }
}

function checkReferred(name: unknown, template: Referable): string[] {
  if (typeof name === 'string' && name.startsWith('AWS::')) {
    return []; // without a search through the whole template
  }
  const target = template.find(name);
  if (isParameter(target)) {
    checkParameter(target);
    return [];
  }
  return isFromAws(target) ? [] : [target?.node.path ?? String(name)];
}

function checkMapped(values: readonly unknown[]): void {
  const wrong = values.flat().find((value) => hasBreak(String(value)));
  if (wrong !== undefined) {
    throw invalid('a mapping',
      'have no quotes, backslashes or line breaks, because CloudFormation puts its values into Teleport\'s configuration as they are',
      verbatim(JSON.stringify(wrong)), 'give the text itself, or as a branch of Fn.conditionIf()');
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
    || (allowedPattern !== undefined && !BREAKS_OUT.some((character) => canContain(allowedPattern, character)));
  if (!isSafe) {
    throw invalid(node.path,
      'exclude quotes, backslashes and line breaks, because CloudFormation puts it into Teleport\'s configuration as it is',
      allowedPattern, 'give the parameter an \'allowedPattern\' such as [A-Za-z0-9.:/-]+, or \'allowedValues\'');
  }
}

const hasBreak = (text: string) => BREAKS_OUT.some((character) => text.includes(character));
