import { functionOf } from './intrinsic';
import { fromAws, PartialText, Gap } from './partial-text';
import { Referable } from './referable';
import { valuesOfReference } from './referred-values';

/** More than that would take long. */
const MOST = 5000;

/** All texts that a value of a template can become, as far as the template tells; of a list, all of its items. */
export function possibleValues(value: unknown, template: Referable): readonly PartialText[] {
  const look = (inner: unknown) => possibleValues(inner ?? '', template); // CDK leaves nothing out of a longer text
  const call = functionOf(value);
  if (call === undefined && (typeof value === 'object' || value === undefined)) {
    return [[{ label: String(JSON.stringify(value)), isAbsent: true }]];
  }
  if (call === undefined) {
    return [String(value).split(/(\{\{resolve:[^}]*\}\})/).map((text) => text.startsWith('{{resolve:') ? setAtDeployment(text) : text)];
  }
  const { name, args } = call;
  switch (name) {
    case 'Ref':
    case 'Fn::GetAtt': {
      const [target, ...attribute] = args;
      const given = template.given(target);
      return given === undefined ? valuesOfReference(target, attribute.join('.') || 'Ref', template) : possibleValues(given.value, given);
    }
    case 'Fn::If':
      return [args[1], args[2]].flatMap((branch) => possibleValues(branch, template));
    case 'Fn::Join':
      return joined(args[0], args[1], look) ?? [[setAtDeployment(name)]];
    case 'Fn::Sub':
      return substituted(args, look);
    case 'Fn::Select':
      return selected(args[0], args[1], look);
    case 'Fn::FindInMap':
      return mapped(args, template)?.flat().flatMap(look) ?? [[setAtDeployment(name)]];
    case 'Fn::GetAZs':
    case 'Fn::Cidr':
      return [[fromAws(name)]];
    default:
      return [[setAtDeployment(name)]];
  }
}

type Look = (value: unknown) => readonly PartialText[];

const setAtDeployment = (label: string): Gap => ({ label, isSetAtDeployment: true });

/** The values of a mapping under some keys; undefined if there are none. */
function mapped([mapping, key1, key2, more]: readonly unknown[], template: Referable): readonly unknown[] | undefined {
  const fallback: unknown = typeof more === 'object' && more !== null && 'DefaultValue' in more ? more.DefaultValue : undefined;
  const values = [...template.valuesOf(mapping, key1, key2), ...fallback === undefined ? [] : [fallback]];
  return values.length === 0 ? undefined : values;
}

function joined(delimiter: unknown, list: unknown, look: Look): readonly PartialText[] | undefined {
  return Array.isArray(list)
    ? concatenated(list.flatMap((part, index) => [...index === 0 ? [] : [[[String(delimiter)]]], look(part)]))
    : undefined;
}

/** Every second part comes from `${}`. */
function substituted([text, variables = {}]: readonly unknown[], look: Look): readonly PartialText[] {
  const given = new Map(Object.entries(Object(variables)));
  return concatenated(String(text).split(/\$\{([^}]*)\}/).map((part, index) => {
    if (index % 2 === 0 || part.startsWith('!')) {
      return [[index % 2 === 0 ? part : `\${${part.slice(1)}}`]];
    }
    return look(given.has(part) ? given.get(part) : { 'Fn::GetAtt': part.split('.') });
  }));
}

function selected(index: unknown, list: unknown, look: Look): readonly PartialText[] {
  const number = Number(index);
  if (typeof list === 'object' && list !== null && 'Fn::Split' in list) {
    const [delimiter, source]: readonly unknown[] = [list['Fn::Split']].flat();
    return look(source).flatMap((pieces) => fieldsAt(number, fieldsOf(pieces, String(delimiter))));
  }
  return Array.isArray(list) ? (number in list ? [list[number]] : list).flatMap(look) : look(list);
}

/** What stands between delimiters, as far as they are known. */
function fieldsOf(pieces: PartialText, delimiter: string): readonly PartialText[] {
  return pieces.reduce<readonly PartialText[]>((fields, piece) => {
    const [first, ...others] = isGap(piece) ? [{ ...piece, source: undefined }] : textOf(piece).split(delimiter);
    return [...fields.slice(0, -1), appended(fields[fields.length - 1], first), ...others.map((text) => [text])];
  }, [[]]);
}

/** What can be the field of a number: an unknown part may have delimiters of its own, which move everything behind it. */
function fieldsAt(number: number, fields: readonly PartialText[]): readonly PartialText[] {
  const uncertain = fields.findIndex((field) => field.some(isGap));
  if (Number.isNaN(number)) {
    return fields;
  }
  if (uncertain < 0 || number < uncertain) {
    return [fields[number] ?? [setAtDeployment('Fn::Select')]];
  }
  const before = fields.slice(uncertain, number).flatMap((field) =>
    field.some(isGap) ? field.flatMap((piece, index) => isGap(piece) ? [field.slice(index)] : []) : [field]);
  return [...before, ...fields.slice(number, number + 1)];
}

const isGap = (piece: string | Gap): piece is Gap => typeof piece !== 'string' && piece.like === undefined;
const textOf = (piece: string | Gap): string => typeof piece === 'string' ? piece : piece.like ?? '';

/** One after the other, in every combination. */
function concatenated(parts: readonly (readonly PartialText[])[]): readonly PartialText[] {
  const count = parts.reduce((product, texts) => product * texts.length, 1);
  return count > MOST
    ? [[setAtDeployment(`${count} texts`)]]
    : parts.reduce<readonly PartialText[]>((starts, texts) =>
      starts.flatMap((start) => texts.map((text) => text.reduce(appended, start))), [[]]);
}

function appended(pieces: PartialText, piece: string | Gap): PartialText {
  const last = pieces[pieces.length - 1];
  return typeof last === 'string' && typeof piece === 'string' ? [...pieces.slice(0, -1), last + piece] : [...pieces, piece];
}
