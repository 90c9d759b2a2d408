import { isObject, listOf, objectOr } from './json';
import { functionOf } from '../../../src/private/tokens/intrinsic';
import { Problem } from '../../problem';

/** More than IAM takes anywhere. */
const LONGEST = 100_000;

/** Text of a template as people write it: `arn:${AWS::Partition}:s3:::${Bucket}`. */
export function shown(value: unknown): string {
  const called = functionOf(value);
  if (called === undefined) {
    return isObject(value) || Array.isArray(value) ? JSON.stringify(value) : String(value);
  }
  const { name, argument } = called;
  return name === 'Fn::Sub' ? substituted(argument) : joined(name, argument) ?? `\${${expression(value)}}`;
}

export const shownList = (value: unknown): string[] => listOf(value).map(shown);

/** `Fn::Join` of a list that is known. */
function joined(name: string, argument: unknown): string | undefined {
  const [delimiter, parts] = listOf(argument);
  return name === 'Fn::Join' && Array.isArray(parts) ? together(parts.map(shown), String(delimiter)) : undefined;
}

/** `Fn::Sub` with its variables filled in. What is not among these stays `${...}`, as everything else here. */
function substituted(argument: unknown): string {
  const [text, variables] = listOf(argument);
  const values = new Map(Object.entries(objectOr(variables)).map(([name, value]) => [name, shown(value)]));
  return together(String(text).split(/(\$\{[^}]*\})/).map((part) => {
    const [, escaped, name] = /^\$\{(!?)(.*)\}$/s.exec(part) ?? [];
    return name === undefined ? part : escaped ? `\${${name}}` : values.get(name) ?? part;
  }), '');
}

/** Joined, unless a function repeats what another one repeats. */
export function together(parts: readonly string[], delimiter: string): string {
  const length = parts.reduce((sum, part) => sum + part.length + delimiter.length, 0);
  if (length > LONGEST) {
    throw new Problem(`a text of a template has more than ${LONGEST.toLocaleString('en-US')} characters, which IAM takes nowhere; `
      + `it begins with ${parts.find((part) => part !== '')?.slice(0, 40)}; synthesize the app again`);
  }
  return parts.join(delimiter);
}

/** Inside of `${...}`: `Role.Arn`, `ImportValue(Name)`, `If(IsProd, a, b)`. */
function expression(value: unknown): string {
  const called = functionOf(value);
  if (called === undefined) {
    return Array.isArray(value) ? value.map(expression).join(', ') : shown(value);
  }
  const { name, argument } = called;
  switch (name) {
    case 'Ref':
      return String(argument);
    case 'Fn::GetAtt':
      return shownList(argument).join('.');
    case 'Fn::Sub':
      return substituted(argument);
    default:
      return joined(name, argument) ?? `${name.replace('Fn::', '')}(${listOf(argument).map(expression).join(', ')})`;
  }
}
