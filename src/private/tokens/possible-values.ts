import { isText } from './is-text';
import { fromAws, Pieces, Unknown } from './partial-text';
import { Referable } from './referable';
import { textsOfReference } from './referred-texts';

/** More than that would take long. */
const MOST = 5000;

/** All texts that a value of a template can become, as far as the template tells; of a list, all of its items. */
export function possibleTexts(value: unknown, template: Referable): readonly Pieces[] {
  const look = (inner: unknown) => possibleTexts(inner ?? '', template); // CDK leaves nothing out of a longer text
  if (!isText(value)) {
    return [[{ label: String(JSON.stringify(value)), isAbsent: true }]];
  }
  if (typeof value !== 'object') {
    return [String(value).split(/(\{\{resolve:[^}]*\}\})/).map((text) => text.startsWith('{{resolve:') ? open(text) : text)];
  }
  const [[name, argument]]: [string, unknown][] = Object.entries(Object(value));
  const args: readonly unknown[] = [argument].flat();
  switch (name) {
    case 'Ref':
    case 'Fn::GetAtt': {
      const [target, ...attribute] = args;
      const given = template.given(target);
      return given === undefined ? textsOfReference(target, attribute.join('.') || 'Ref', template) : possibleTexts(given.value, given);
    }
    case 'Fn::If':
      return [args[1], args[2]].flatMap((branch) => possibleTexts(branch, template));
    case 'Fn::Join':
      return joined(args[0], args[1], look) ?? [[open(name)]];
    case 'Fn::Sub':
      return substituted(args, look);
    case 'Fn::Select':
      return selected(args[0], args[1], look);
    case 'Fn::FindInMap':
      return mapped(args, template)?.flat().flatMap(look) ?? [[open(name)]];
    case 'Fn::GetAZs':
    case 'Fn::Cidr':
      return [[fromAws(name)]];
    default:
      return [[open(name)]];
  }
}

type Look = (value: unknown) => readonly Pieces[];

const open = (label: string): Unknown => ({ label, isOpen: true });

/** The values of a mapping under some keys; undefined if there are none. */
function mapped([mapping, key1, key2, more]: readonly unknown[], template: Referable): readonly unknown[] | undefined {
  const fallback: unknown = typeof more === 'object' && more !== null && 'DefaultValue' in more ? more.DefaultValue : undefined;
  const values = [...template.valuesOf(mapping, key1, key2), ...fallback === undefined ? [] : [fallback]];
  return values.length === 0 ? undefined : values;
}

function joined(delimiter: unknown, list: unknown, look: Look): readonly Pieces[] | undefined {
  return Array.isArray(list)
    ? concatenated(list.flatMap((part, index) => [...index === 0 ? [] : [[[String(delimiter)]]], look(part)]))
    : undefined;
}

/** Every second part comes from `${}`. */
function substituted([text, variables = {}]: readonly unknown[], look: Look): readonly Pieces[] {
  const given = new Map(Object.entries(Object(variables)));
  return concatenated(String(text).split(/\$\{([^}]*)\}/).map((part, index) => {
    if (index % 2 === 0 || part.startsWith('!')) {
      return [[index % 2 === 0 ? part : `\${${part.slice(1)}}`]];
    }
    return look(given.has(part) ? given.get(part) : { 'Fn::GetAtt': part.split('.') });
  }));
}

function selected(index: unknown, list: unknown, look: Look): readonly Pieces[] {
  const number = Number(index);
  if (typeof list === 'object' && list !== null && 'Fn::Split' in list) {
    const [delimiter, source]: readonly unknown[] = [list['Fn::Split']].flat();
    return look(source).flatMap((pieces) => fieldsAt(number, fieldsOf(pieces, String(delimiter))));
  }
  return Array.isArray(list) ? (number in list ? [list[number]] : list).flatMap(look) : look(list);
}

/** What stands between delimiters, as far as they are known. */
function fieldsOf(pieces: Pieces, delimiter: string): readonly Pieces[] {
  return pieces.reduce<readonly Pieces[]>((fields, piece) => {
    const [first, ...others] = isUnknown(piece) ? [{ ...piece, source: undefined }] : textOf(piece).split(delimiter);
    return [...fields.slice(0, -1), appended(fields[fields.length - 1], first), ...others.map((text) => [text])];
  }, [[]]);
}

/** What can be the field of a number: an unknown part may have delimiters of its own, which move everything behind it. */
function fieldsAt(number: number, fields: readonly Pieces[]): readonly Pieces[] {
  const uncertain = fields.findIndex((field) => field.some(isUnknown));
  if (Number.isNaN(number)) {
    return fields;
  }
  if (uncertain < 0 || number < uncertain) {
    return [fields[number] ?? [open('Fn::Select')]];
  }
  const before = fields.slice(uncertain, number).flatMap((field) =>
    field.some(isUnknown) ? field.flatMap((piece, index) => isUnknown(piece) ? [field.slice(index)] : []) : [field]);
  return [...before, ...fields.slice(number, number + 1)];
}

const isUnknown = (piece: string | Unknown): piece is Unknown => typeof piece !== 'string' && piece.like === undefined;
const textOf = (piece: string | Unknown): string => typeof piece === 'string' ? piece : piece.like ?? '';

/** One after the other, in every combination. */
function concatenated(parts: readonly (readonly Pieces[])[]): readonly Pieces[] {
  const count = parts.reduce((product, texts) => product * texts.length, 1);
  return count > MOST
    ? [[open(`${count} texts`)]]
    : parts.reduce<readonly Pieces[]>((heads, texts) => heads.flatMap((head) => texts.map((text) => text.reduce(appended, head))), [[]]);
}

function appended(pieces: Pieces, piece: string | Unknown): Pieces {
  const last = pieces[pieces.length - 1];
  return typeof last === 'string' && typeof piece === 'string' ? [...pieces.slice(0, -1), last + piece] : [...pieces, piece];
}
