import { Composer, Document, LineCounter, Parser } from 'yaml';
import { Field } from './field';
import { AS_TEXT, Place } from './place';
import { repeatedKey } from './repeated-key';
import { nameOf, textOf } from './text';
import { Problem } from '../../problem';
import type { Progress } from '../progress';

/** The documents of all files, in their order. */
export async function documentsIn(files: readonly string[], progress: Progress): Promise<Field[]> {
  const twice = files.find((file, index) => files.indexOf(file) !== index);
  if (twice !== undefined) {
    throw new Problem(`${nameOf(twice)}: is named twice`, 2);
  }
  const found: Field[] = [];
  for (const file of files) {
    found.push(...streamOf(nameOf(file), await textOf(file), progress));
  }
  return found;
}

function streamOf(file: string, text: string, progress: Progress): Field[] {
  const found: Field[] = [];
  try {
    for (const some of jsonIn(file, text) ?? yamlIn(file, text)) {
      found.push(...some);
      progress.say(`reading ${file}: ${found.length} documents`);
    }
  } catch (error) {
    throw error instanceof RangeError ? new Problem(`${file} (document ${found.length + 1}): is nested too deeply`) : error;
  }
  return found;
}

/** JSON is YAML, but its own parser is ten times as fast. What it does not take, YAML's explains. */
function jsonIn(file: string, text: string): Field[][] | undefined {
  if (!/^\s*[[{]/.test(text)) {
    return undefined;
  }
  const value = parsed(text);
  if (value === undefined) {
    return undefined;
  }
  const twice = repeatedKey(text);
  if (twice !== undefined) {
    const line = text.slice(0, twice.offset).split('\n').length;
    throw new Problem(`${file}:${line} (document ${twice.item}): has the key ${JSON.stringify(twice.key)} twice`);
  }
  return [fieldsOf(value, (number, path) => new Place(file, number, text, 0, path))];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) {
      return undefined;
    }
    throw error;
  }
}

function* yamlIn(file: string, text: string): Generator<Field[]> {
  const lines = new LineCounter();
  let count = 0;
  for (const document of new Composer(AS_TEXT).compose(new Parser(lines.addNewLine).parse(text))) {
    const before = count;
    const [start, , end] = document.range;
    const value = valueOf(document, (offset) => `${file}:${lines.linePos(offset).line} (document ${before + 1})`);
    const fields = fieldsOf(value, (number, path) => new Place(file, before + number, text.slice(0, end), start, path));
    count += fields.length;
    yield fields;
  }
}

function valueOf(document: Document.Parsed, at: (offset: number) => string): unknown {
  const [error] = document.errors;
  if (error !== undefined) {
    throw new Problem(`${at(error.pos[0])}: is not YAML: ${error.message.split(' at line ')[0]}`);
  }
  try {
    return document.toJS();
  } catch (unresolved) { // an alias without an anchor, or aliases of aliases that would fill the memory
    throw unresolved instanceof ReferenceError ? new Problem(`${at(document.range[0])}: is not YAML: ${unresolved.message}`) : unresolved;
  }
}

/** A list is a document each, as `tctl get --format=json` prints them. Empty documents are none. */
function fieldsOf(value: unknown, placeOf: (number: number, path: readonly number[]) => Place): Field[] {
  return Array.isArray(value)
    ? value.map((item: unknown, index) => new Field(item, placeOf(index + 1, [index])))
    : [new Field(value, placeOf(1, []))].filter(({ isAbsent }) => !isAbsent);
}
