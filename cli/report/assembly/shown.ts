import { functionOf, isObject, listOf, objectOr } from './json';

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
  return name === 'Fn::Join' && Array.isArray(parts) ? parts.map(shown).join(String(delimiter)) : undefined;
}

/** `Fn::Sub` with its variables filled in. What is not among these stays `${...}`, as everything else here. */
function substituted(argument: unknown): string {
  const [text, variables] = listOf(argument);
  const values = objectOr(variables);
  return String(text).replace(/\$\{(!?)([^}]*)\}/g, (whole, escaped: string, name: string) =>
    escaped ? `\${${name}}` : Object.hasOwn(values, name) ? shown(values[name]) : whole);
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
